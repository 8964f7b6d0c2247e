"""The sentences that answer a client about their own papers, in the languages we can write well."""

from __future__ import annotations

from freehold.apps.chatbot.services.bot_words import language_of

WORDS: dict[str, dict[str, str]] = {
    "several": {
        "en": "There is more than one. Which do you mean?",
        "de": "Es gibt mehr als eine. Welche meinen Sie?",
    },
    "several_projects": {
        "en": "There is more than one project. Which do you mean?",
        "de": "Es gibt mehr als ein Projekt. Welches meinen Sie?",
    },
    "cannot_see": {
        "en": "I cannot see that one here. If you like, I pass your question on to a person: just say so.",
        "de": "Das kann ich hier nicht sehen. Wenn Sie möchten, gebe ich Ihre Frage an einen Menschen weiter: Sagen Sie es einfach.",
    },
    "stands": {"en": "{label}: {standing}.", "de": "{label}: {standing}."},
    "to_pay": {"en": "{label}: {standing}. {amount}, due {day}.", "de": "{label}: {standing}. {amount}, fällig am {day}."},
    "to_pay_undated": {"en": "{label}: {standing}. {amount}.", "de": "{label}: {standing}. {amount}."},
    "paid_on": {"en": "{amount} was received on {day}.", "de": "{amount} ist am {day} eingegangen."},
    "due": {"en": "{label} is due {day}: {amount}.", "de": "{label} ist am {day} fällig: {amount}."},
    "due_undated": {"en": "{label}: {amount}. No day is set on it.", "de": "{label}: {amount}. Ein Tag steht nicht darauf."},
    "payment": {"en": "A payment of {amount} is booked on {day}.", "de": "Eine Zahlung von {amount} ist am {day} verbucht."},
    "no_payment": {
        "en": "No payment is recorded here yet. A transfer may take a few days to be recorded.",
        "de": "Hier ist noch keine Zahlung verbucht. Bis eine Überweisung verbucht ist, können einige Tage vergehen.",
    },
    "copy": {
        "en": "{label}: you can read it here and download it as a PDF.",
        "de": "{label}: Hier können Sie sie lesen und als PDF herunterladen.",
    },
    "copy_quote": {
        "en": "{label}: you can read it here and download it as a PDF.",
        "de": "{label}: Hier können Sie es lesen und als PDF herunterladen.",
    },
    "quoted": {"en": "{label}: {amount}. {standing}.", "de": "{label}: {amount}. {standing}."},
    "quoted_until": {
        "en": "{label}: {amount}. {standing}, valid until {day}.",
        "de": "{label}: {amount}. {standing}, gültig bis {day}.",
    },
    "project": {"en": "{name}: {note}", "de": "{name}: {note}"},
    "project_closed": {"en": "{name} is finished.", "de": "{name} ist abgeschlossen."},
    "hours": {"en": "{name}: {hours} hours so far.", "de": "{name}: bisher {hours} Stunden."},
    "hours_of": {
        "en": "{name}: {hours} hours so far, of {budget} planned.",
        "de": "{name}: bisher {hours} von {budget} geplanten Stunden.",
    },
    "statement": {"en": "Statement", "de": "Kontoauszug"},
}


def worded(which: str, language: str, /, **values: str) -> str:
    """Return a sentence with its values in place; once only, so that a value with braces is left alone."""
    text = WORDS[which][language_of(language)]
    parts = text.replace("}", "{").split("{")
    return "".join(values[part] if place % 2 else part for place, part in enumerate(parts))
