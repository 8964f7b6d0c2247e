"""The words of the mails that papers go out with, in the languages we can write well; a workspace may have its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation

from freehold.apps.billing.models import Document, DocumentKind
from freehold.kit.design.formats import money, reader_locale
from freehold.kit.mailing.selectors import wording_of
from freehold.kit.mailing.services.wordings import filled
from freehold.kit.scoping.ref import id_of

#: What can stand in braces in a subject or text.
NAMES = ("number", "client", "contact", "amount", "issued", "due", "valid_until", "title", "corrects", "link", "sender")
FALLBACK = "en"
LINK = "{link}"


@dataclass(frozen=True, slots=True)
class Words:
    """Subject and text with {names} in them."""

    subject: str
    text: str


_EN_INVOICE = """Hello {contact},

attached is invoice {number} of {issued} over {amount}.
{title}
Please pay it by {due}; the bank details stand on the invoice.
You can also look at it here: {link}

If anything about it is unclear, just reply to this mail.

Kind regards
{sender}"""
_EN_SETTLED = """Hello {contact},

attached is invoice {number} of {issued}.
{title}
There is nothing left to pay.

Kind regards
{sender}"""
_EN_QUOTE = """Hello {contact},

attached is the quote {number} over {amount}.
{title}
It holds until {valid_until}.
You can read and accept it here: {link}
If it suits you, a short reply is enough.

Kind regards
{sender}"""
_EN_CREDIT = """Hello {contact},

attached is credit note {number} over {amount}.
It belongs to invoice {corrects}.
There is nothing you need to do: please keep it with the invoice.

Kind regards
{sender}"""
_DE_INVOICE = """Guten Tag {contact},

anbei erhalten Sie die Rechnung {number} vom {issued} über {amount}.
{title}
Bitte überweisen Sie den Betrag bis zum {due}; die Bankverbindung steht auf der Rechnung.
Sie können sie auch hier ansehen: {link}

Wenn etwas unklar ist, antworten Sie einfach auf diese E-Mail.

Mit freundlichen Grüßen
{sender}"""
_DE_SETTLED = """Guten Tag {contact},

anbei erhalten Sie die Rechnung {number} vom {issued}.
{title}
Es ist nichts mehr zu zahlen.

Mit freundlichen Grüßen
{sender}"""
_DE_QUOTE = """Guten Tag {contact},

anbei erhalten Sie das Angebot {number} über {amount}.
{title}
Es gilt bis zum {valid_until}.
Hier können Sie es ansehen und annehmen: {link}
Wenn es Ihnen zusagt, genügt eine kurze Antwort.

Mit freundlichen Grüßen
{sender}"""
_DE_CREDIT = """Guten Tag {contact},

anbei erhalten Sie die Gutschrift {number} über {amount}.
Sie gehört zur Rechnung {corrects}.
Sie müssen nichts weiter tun; bitte legen Sie sie zur Rechnung.

Mit freundlichen Grüßen
{sender}"""

#: By kind of mail and language.
WORDS: dict[str, dict[str, Words]] = {
    "invoice": {
        "en": Words("Invoice {number} from {sender}", _EN_INVOICE),
        "de": Words("Rechnung {number} von {sender}", _DE_INVOICE),
    },
    "settled": {
        "en": Words("Invoice {number} from {sender}", _EN_SETTLED),
        "de": Words("Rechnung {number} von {sender}", _DE_SETTLED),
    },
    "quote": {
        "en": Words("Quote {number} from {sender}", _EN_QUOTE),
        "de": Words("Angebot {number} von {sender}", _DE_QUOTE),
    },
    "credit_note": {
        "en": Words("Credit note {number} from {sender}", _EN_CREDIT),
        "de": Words("Gutschrift {number} von {sender}", _DE_CREDIT),
    },
}


def words_kind(document: Document) -> str:
    """Return which words a paper goes out with; an invoice that deposits have paid already asks for nothing."""
    if document.kind in {DocumentKind.QUOTE, DocumentKind.CREDIT_NOTE}:
        return str(document.kind)
    return "invoice" if document.open > 0 else "settled"


def words_for(workspace_id: int, kind: str, language: str) -> Words:
    """Return the workspace's own words in the language, else ours in it, else ours in English."""
    known = WORDS[kind]
    own = wording_of(workspace_id, kind, language) or (wording_of(workspace_id, kind, FALLBACK) if language not in known else None)
    return Words(own.subject, own.text) if own else known.get(language, known[FALLBACK])


def language_of_words(workspace_id: int, kind: str, language: str) -> str:
    """Return the language that the words for a wished language are really in."""
    return language if language in WORDS[kind] or wording_of(workspace_id, kind, language) else FALLBACK


def written(document: Document, *, sender: str, contact: str) -> tuple[Words, str]:
    """Return subject and text for one paper, filled in, and their language; numbers and days are written as that language does."""
    kind, workspace_id = words_kind(document), id_of(document.workspace_id)
    language = language_of_words(workspace_id, kind, document.language or FALLBACK)
    words = words_for(workspace_id, kind, language)
    with translation.override(language):
        values = values_of(document, sender=sender, contact=contact)
    return Words(" ".join(filled(words.subject, values).split()), filled(words.text, values).strip() + "\n"), language


def values_of(document: Document, *, sender: str, contact: str) -> dict[str, str]:
    """Return what stands for each name, in the language that is active."""
    amount = document.open if words_kind(document) == "invoice" else document.gross
    corrected = document.corrects
    return {
        "number": document.number,
        "client": document.client.name,
        "contact": contact,
        "amount": money(amount, document.currency),
        "issued": _day(document.issue_date),
        "due": _day(document.due_date),
        "valid_until": _day(document.valid_until),
        "title": document.title,
        "corrects": corrected.number if corrected else "",
        "sender": sender,
        # The personal link is made when the mail is sent: looking at the page must not make any.
        "link": LINK if public_address() else "",
    }


def public_address() -> str:
    """Return the address under which clients reach this installation, "" when it is for its owner alone."""
    return str(getattr(settings, "PUBLIC_URL", "")).rstrip("/")


def _day(day: object) -> str:
    from babel.dates import format_date

    return str(format_date(day, format="long", locale=reader_locale())) if day else ""
