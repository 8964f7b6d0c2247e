"""The words of the mail that asks for a testimonial, in English and German; a workspace may have its own."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.apps.billing.services.mail_words import LINK, public_address
from freehold.apps.reputation.services.mail_kinds import TESTIMONIAL
from freehold.kit.mailing.selectors import wording_of
from freehold.kit.mailing.services.wordings import filled

#: What can stand in braces in a subject or text.
NAMES = ("contact", "company", "subject", "link", "sender")
_FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text of a mail."""

    subject: str
    text: str


# A paragraph of a mail is one line, whatever its length.
_EN = """{greeting}

{opening}

You can write them here: {link}

There you decide yourself whether your name and your company may be shown, and you can take everything back later \
by the same link. I can hide what you write, but I cannot change a word of it.

If you would rather not, just ignore this mail.

Kind regards
{sender}"""
_DE = """{greeting}

{opening}

Hier können Sie sie schreiben: {link}

Dort entscheiden Sie selbst, ob Ihr Name und Ihr Unternehmen gezeigt werden dürfen, und über denselben Link können \
Sie später alles zurücknehmen. Ich kann ausblenden, was Sie schreiben, aber kein Wort davon ändern.

Wenn Sie lieber nichts schreiben möchten, ignorieren Sie diese E-Mail einfach.

Mit freundlichen Grüßen
{sender}"""
_GREETINGS = {"en": ("Hello {contact},", "Hello,"), "de": ("Guten Tag {contact},", "Guten Tag,")}
_ASKED = {
    "en": "I would be glad of a few sentences about it: what was good, what was not, in your own words.",
    "de": "ich würde mich über ein paar Sätze dazu freuen: was gut war, was nicht, in Ihren eigenen Worten.",
}
#: Without and with what it was about.
_OPENINGS = {
    "en": (f"we have worked together, and {_ASKED['en']}", f"we have worked together on “{{subject}}”, and {_ASKED['en']}"),
    "de": (f"wir haben zusammengearbeitet, und {_ASKED['de']}", f"wir haben an „{{subject}}“ zusammengearbeitet, und {_ASKED['de']}"),
}
WORDS = {"en": Words("A few words about our work?", _EN), "de": Words("Ein paar Worte zu unserer Zusammenarbeit?", _DE)}


def asking_words(workspace_id: int, language: str, *, contact: str, company: str, subject: str, sender: str) -> Words:
    """Return subject and text of the mail, filled in. The link stays as {link} until the mail is queued."""
    code = language if language in WORDS else _FALLBACK
    own = wording_of(workspace_id, TESTIMONIAL, code)
    words = Words(own.subject, own.text) if own else WORDS[code]
    values = {
        "greeting": filled(_GREETINGS[code][0 if contact else 1], {"contact": contact}),
        "opening": filled(_OPENINGS[code][1 if subject else 0], {"subject": subject}),
        "contact": contact,
        "company": company,
        "subject": subject,
        "sender": sender,
        "link": LINK if public_address() else "",
    }
    return Words(" ".join(filled(words.subject, values).split())[:200], filled(words.text, values).strip() + "\n")
