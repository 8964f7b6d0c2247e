"""The words of the mails that proposals go out with, in English and German; a workspace may have its own."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.apps.billing.services.mail_words import LINK, public_address
from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.services.mail_kinds import ANSWER, FOLLOW_UP, PROPOSAL
from freehold.apps.proposals.services.writing import contact_name, day_in_words, sender_name
from freehold.kit.mailing.selectors import wording_of
from freehold.kit.mailing.services.wordings import filled

#: What can stand in braces in a subject or text.
NAMES = ("number", "title", "contact", "company", "valid_until", "link", "sender", "question", "answer")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a mail."""

    subject: str
    text: str


_EN = """{greeting}

attached is my proposal “{title}”.
You can read it, ask and answer here: {link}
It can be accepted until {valid_until}.

If anything is unclear, just reply to this mail.

Kind regards
{sender}"""
_DE = """{greeting}

anbei erhalten Sie mein Angebot „{title}“.
Hier können Sie es lesen, fragen und antworten: {link}
Es kann bis zum {valid_until} angenommen werden.

Wenn etwas unklar ist, antworten Sie einfach auf diese E-Mail.

Mit freundlichen Grüßen
{sender}"""
_EN_AGAIN = """{greeting}

a short reminder: my proposal “{title}” can be accepted until {valid_until}.
You find it here: {link}

If it does not fit any more, a line is enough, and I will not write about it again.

Kind regards
{sender}"""
_DE_AGAIN = """{greeting}

eine kurze Erinnerung: Mein Angebot „{title}“ kann bis zum {valid_until} angenommen werden.
Hier finden Sie es: {link}

Wenn es nicht mehr passt, genügt eine Zeile, und ich schreibe Ihnen dazu nicht noch einmal.

Mit freundlichen Grüßen
{sender}"""
_EN_ANSWER = """{greeting}

you asked about my proposal “{title}”:

{question}

{answer}

It also stands here: {link}

Kind regards
{sender}"""
_DE_ANSWER = """{greeting}

Sie haben zu meinem Angebot „{title}“ gefragt:

{question}

{answer}

Es steht auch hier: {link}

Mit freundlichen Grüßen
{sender}"""
_GREETINGS = {"en": ("Hello {contact},", "Hello,"), "de": ("Guten Tag {contact},", "Guten Tag,")}

#: By kind of mail and language.
WORDS: dict[str, dict[str, Words]] = {
    PROPOSAL: {"en": Words("Proposal: {title}", _EN), "de": Words("Angebot: {title}", _DE)},
    FOLLOW_UP: {"en": Words("About my proposal: {title}", _EN_AGAIN), "de": Words("Zu meinem Angebot: {title}", _DE_AGAIN)},
    ANSWER: {"en": Words("Your question about: {title}", _EN_ANSWER), "de": Words("Ihre Frage zu: {title}", _DE_ANSWER)},
}


def mail_words(proposal: Proposal, kind: str, *, question: str = "", answer: str = "") -> Words:
    """Return subject and text of a mail about a proposal, filled in, in its language. The link stays as {link} until it is sent."""
    language = proposal.language if proposal.language in _GREETINGS else _FALLBACK
    own = wording_of(proposal.workspace_id, kind, language)
    words = Words(own.subject, own.text) if own else WORDS[kind][language]
    contact = contact_name(proposal)
    values = {
        "greeting": _GREETINGS[language][0 if contact else 1].replace("{contact}", contact),
        "number": proposal.label,
        "title": proposal.title,
        "contact": contact,
        "company": proposal.company,
        "valid_until": day_in_words(proposal.valid_until, language),
        "sender": sender_name(proposal),
        "link": LINK if public_address() else "",
        "question": question,
        "answer": answer,
    }
    return Words(" ".join(filled(words.subject, values).split())[:200], filled(words.text, values).strip() + "\n")
