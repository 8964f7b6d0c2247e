"""Ways of asking for a draft, in English and German."""

from __future__ import annotations

MAIL = {
    "en": (
        "write a mail to Acme: the files are ready",
        "draft an email to Acme saying that I am late",
        "prepare a letter to Acme about the meeting",
        "compose a message for Acme: thank you for the call",
        "help me write to Acme",
        "email Acme: can we meet on Friday?",
    ),
    "de": (
        "schreib eine Mail an Acme: die Dateien sind fertig",
        "entwirf eine E-Mail an Acme",
        "bereite einen Brief an Acme vor",
        "verfasse eine Nachricht für Acme: danke für das Gespräch",
    ),
}
PROPOSAL = {
    "en": (
        "write a proposal for the Django job",
        "draft an application for the Python opportunity",
        "prepare a cover letter for the harbour project",
        "apply text for the design posting",
        "help me answer the backend posting",
    ),
    "de": (
        "schreib eine Bewerbung für den Django-Auftrag",
        "entwirf ein Anschreiben für das Python-Projekt",
        "bereite ein Angebotsschreiben für die Ausschreibung vor",
        "Bewerbungstext für das Hafenprojekt",
    ),
}
REMINDER = {
    "en": (
        "write a reminder for invoice 2026-014",
        "draft a dunning letter for 014",
        "prepare a payment reminder to Acme",
        "remind Acme of the open invoice 2026-014",
        "chase invoice 2026-014",
    ),
    "de": (
        "schreib eine Mahnung für Rechnung 2026-014",
        "Zahlungserinnerung für 014 vorbereiten",
        "erinnere Acme an die offene Rechnung 2026-014",
        "entwirf eine Mahnung",
    ),
}
FAQ = {
    "en": (
        "draft an answer to: do you work on weekends?",
        "write an FAQ entry about my prices",
        "prepare an answer for the question: what are your hours?",
    ),
    "de": (
        "entwirf eine Antwort auf: Arbeiten Sie am Wochenende?",
        "schreib einen FAQ-Eintrag zu meinen Preisen",
        "bereite eine Antwort auf die Frage vor",
    ),
}
NOTE = {
    "en": ("draft a note: ideas for the workshop", "prepare a memo about the call", "keep a text for later: outline of the talk"),
    "de": ("entwirf eine Notiz: Ideen für den Workshop", "bereite ein Memo zum Gespräch vor", "heb einen Text für später auf"),
}
