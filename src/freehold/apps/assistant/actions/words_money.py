"""Ways of asking for changes to money, in English and German."""

from __future__ import annotations

EXPENSE = {
    "en": (
        "add an expense of 45.90 euros at the stationery shop",
        "I bought train tickets for 80 euros yesterday",
        "expense 12.50 for coffee",
        "I paid 29 dollars for hosting",
        "record a cost of 300 for a new chair",
        "note a receipt: 60 euros for books",
        "put down 19.99 for software",
    ),
    "de": (
        "Ausgabe von 45,90 Euro beim Schreibwarenladen eintragen",
        "ich habe gestern für 80 Euro Bahntickets gekauft",
        "neue Ausgabe 29 Euro Hosting",
        "Beleg erfassen: 60 Euro für Bücher",
        "ich habe 12,50 für Software bezahlt",
        "Kosten von 300 Euro für einen Stuhl",
    ),
}
INVOICE = {
    "en": (
        "make an invoice for Acme over 500 euros: logo design",
        "draft an invoice to Acme, 1200 for the website",
        "prepare a quote for Acme about 3000 euros",
        "bill Acme 450 euros for the workshop",
        "invoice Acme 80 euros for the photos",
        "create a new invoice",
        "write an offer for Acme",
    ),
    "de": (
        "Rechnung an Acme über 500 Euro: Logo",
        "mach eine Rechnung für Acme, 1200 für die Webseite",
        "Angebot für Acme über 3000 Euro vorbereiten",
        "erstelle eine neue Rechnung",
        "schreib Acme eine Rechnung über 80 Euro",
        "stell Acme 450 Euro in Rechnung",
    ),
}
FROM_TIME = {
    "en": (
        "invoice the unbilled hours of Acme",
        "bill all open time for Acme",
        "make an invoice from my hours for Acme",
        "turn Acme's hours into an invoice",
        "put the tracked time of Acme on a bill",
        "bill Acme for the hours worked",
    ),
    "de": (
        "rechne die offenen Stunden von Acme ab",
        "Rechnung aus den Stunden für Acme",
        "offene Zeit von Acme abrechnen",
        "mach aus der erfassten Zeit für Acme eine Rechnung",
        "alle nicht abgerechneten Stunden von Acme in Rechnung stellen",
    ),
}
PAID = {
    "en": (
        "mark invoice 2026-014 as paid",
        "invoice 014 was paid yesterday",
        "Acme has paid invoice 2026-014",
        "the money for 2026-014 arrived",
        "record a payment of 300 for invoice 2026-014",
        "2026-014 is settled",
    ),
    "de": (
        "Rechnung 2026-014 ist bezahlt",
        "markiere Rechnung 014 als bezahlt",
        "Acme hat die Rechnung 2026-014 gestern bezahlt",
        "Zahlung von 300 Euro für 2026-014 eintragen",
        "das Geld für 2026-014 ist da",
    ),
}
PAUSE = {
    "en": (
        "pause the monthly invoice for Acme",
        "turn the retainer of Acme off",
        "stop the recurring invoice hosting",
        "switch off the subscription invoice",
        "no more monthly bills for Acme",
    ),
    "de": (
        "pausiere die monatliche Rechnung für Acme",
        "schalte die wiederkehrende Rechnung Hosting aus",
        "Abo-Rechnung für Acme anhalten",
        "keine monatliche Rechnung mehr für Acme",
    ),
}
