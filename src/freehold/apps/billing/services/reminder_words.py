"""The words of reminders, in the languages we can write well: friendlier before an invoice is late, plainer each time after."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from django.utils import translation
from django.utils.translation import ngettext

from freehold.apps.billing.models import Document
from freehold.apps.billing.services.mail_words import FALLBACK, Words
from freehold.domain.invoicing.interest import LateInterest
from freehold.kit.design.formats import money, reader_locale
from freehold.kit.mailing.selectors import wording_of
from freehold.kit.mailing.services.wordings import filled

#: What can stand in braces in a subject or text.
NAMES = ("number", "client", "contact", "amount", "issued", "due", "days", "interest", "sender")
KINDS = ("reminder_before", "reminder_first", "reminder_second", "reminder_last")

_EN_BEFORE = """Hello {contact},

just a friendly note: invoice {number} over {amount} is due on {due}. It is attached once more for your convenience.

If it is already on its way, there is nothing you need to do.

Kind regards
{sender}"""
_EN_FIRST = """Hello {contact},

invoice {number} of {issued} was due on {due}, and {amount} is still open. Perhaps it slipped through: it is attached once more.

Should our messages have crossed, please ignore this one. If something about the invoice is unclear, just reply.

Kind regards
{sender}"""
_EN_SECOND = """Hello {contact},

invoice {number} of {issued} has been due for {days}, and {amount} is still open.
{interest}

Please transfer the amount within the next seven days, or tell me if something keeps you from paying.

Kind regards
{sender}"""
_EN_LAST = """Hello {contact},

despite my reminders invoice {number} of {issued} is still open: {amount}, due for {days}.
{interest}

Please pay it within seven days. If I hear nothing from you, I will have to take further steps. If you cannot pay at once, write \
to me: we will find a way.

Kind regards
{sender}"""
_DE_BEFORE = """Guten Tag {contact},

nur ein freundlicher Hinweis: Die Rechnung {number} über {amount} ist am {due} fällig. Zu Ihrer Bequemlichkeit liegt sie noch einmal bei.

Ist die Zahlung schon unterwegs, brauchen Sie nichts weiter zu tun.

Mit freundlichen Grüßen
{sender}"""
_DE_FIRST = """Guten Tag {contact},

die Rechnung {number} vom {issued} war am {due} fällig, und {amount} sind noch offen. Vielleicht ist sie untergegangen: Sie liegt \
noch einmal bei.

Sollten sich unsere Nachrichten gekreuzt haben, betrachten Sie diese bitte als erledigt. Wenn etwas unklar ist, antworten Sie einfach.

Mit freundlichen Grüßen
{sender}"""
_DE_SECOND = """Guten Tag {contact},

die Rechnung {number} vom {issued} ist seit {days} fällig, und {amount} sind noch offen.
{interest}

Bitte überweisen Sie den Betrag innerhalb der nächsten sieben Tage, oder sagen Sie mir, was der Zahlung entgegensteht.

Mit freundlichen Grüßen
{sender}"""
_DE_LAST = """Guten Tag {contact},

trotz meiner Erinnerungen ist die Rechnung {number} vom {issued} noch offen: {amount}, fällig seit {days}.
{interest}

Bitte zahlen Sie innerhalb von sieben Tagen. Wenn ich nichts von Ihnen höre, muss ich weitere Schritte gehen. Können Sie nicht \
sofort zahlen, dann schreiben Sie mir: Wir finden einen Weg.

Mit freundlichen Grüßen
{sender}"""

WORDS: dict[str, dict[str, Words]] = {
    "reminder_before": {
        "en": Words("Invoice {number} is due on {due}", _EN_BEFORE),
        "de": Words("Rechnung {number} ist am {due} fällig", _DE_BEFORE),
    },
    "reminder_first": {
        "en": Words("Reminder: invoice {number} was due on {due}", _EN_FIRST),
        "de": Words("Zahlungserinnerung: Rechnung {number} vom {issued}", _DE_FIRST),
    },
    "reminder_second": {
        "en": Words("Second reminder: invoice {number}", _EN_SECOND),
        "de": Words("Zweite Erinnerung: Rechnung {number}", _DE_SECOND),
    },
    "reminder_last": {
        "en": Words("Last reminder: invoice {number}", _EN_LAST),
        "de": Words("Letzte Mahnung: Rechnung {number}", _DE_LAST),
    },
}
_INTEREST = {
    "en": "Late interest to this day: {interest} ({basis}).",
    "de": "Verzugszinsen bis heute: {interest} ({basis}).",
}
_TERMS = {"en": "as agreed", "de": "wie vereinbart"}
_LETTER_TITLES = {
    "en": ("Payment reminder", "Second reminder", "Last reminder"),
    "de": ("Zahlungserinnerung", "Zweite Erinnerung", "Letzte Mahnung"),
}
_INTEREST_ROWS = {"en": "Late interest", "de": "Verzugszinsen"}


def kind_of(level: int) -> str:
    """Return which words the tone `level` has: 0 before an invoice is late, 1 first, 2 second, 3 and more the last."""
    return KINDS[min(max(level, 0), len(KINDS) - 1)]


def written(document: Document, *, level: int, days: int, sender: str, contact: str, interest: LateInterest | None) -> tuple[Words, str]:
    """Return subject and text for a reminder, filled in, and the language they are in: the client's, else English."""
    kind = kind_of(level)
    language = document.language or FALLBACK
    own = wording_of(document.workspace_id, kind, language)
    if own is None and language not in WORDS[kind]:
        language = FALLBACK
        own = wording_of(document.workspace_id, kind, language)
    words = Words(own.subject, own.text) if own else WORDS[kind][language]
    with translation.override(language):
        values = {
            "number": document.number,
            "client": document.client.name,
            "contact": contact,
            "amount": money(document.open, document.currency),
            "issued": _day(document.issue_date),
            "due": _day(document.due_date),
            "days": _days(days, language),
            "interest": interest_words(document, interest, language) if level > 1 else "",
            "sender": sender,
        }
    return Words(" ".join(filled(words.subject, values).split()), _without_gaps(filled(words.text, values))), language


def interest_words(document: Document, interest: LateInterest | None, language: str) -> str:
    """Return the sentence about late interest in the language of the reminder; "" when none is asked."""
    if interest is None or not interest.total:
        return ""
    known = language if language in _INTEREST else FALLBACK
    with translation.override(language):
        amount = money(interest.total, document.currency)
    return _INTEREST[known].format(interest=amount, basis=basis_words(interest, language))


def basis_words(interest: LateInterest, language: str) -> str:
    """Return what gives the right to late interest: the law by its name, or that it was agreed."""
    return _TERMS.get(language, _TERMS[FALLBACK]) if interest.basis == "terms" else interest.basis


def letter_title(level: int, language: str) -> str:
    """Return the heading of a reminder letter."""
    titles = _LETTER_TITLES.get(language, _LETTER_TITLES[FALLBACK])
    return titles[min(max(level - 1, 0), len(titles) - 1)]


def interest_label(language: str) -> str:
    """Return how the row of late interest is called on a letter."""
    return _INTEREST_ROWS.get(language, _INTEREST_ROWS[FALLBACK])


def _day(day: date | None) -> str:
    return str(format_date(day, format="long", locale=reader_locale())) if day else ""


def _days(days: int, language: str) -> str:
    if language == "de":
        return "einem Tag" if days == 1 else f"{days} Tagen"
    return ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def _without_gaps(text: str) -> str:
    """Close the hole that an empty line of names has left: never two empty lines on end."""
    lines: list[str] = []
    for line in text.strip().split("\n"):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines) + "\n"
