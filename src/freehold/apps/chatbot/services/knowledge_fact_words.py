"""How people ask for the facts of a workspace, and the frames that its stored values are told in: English and German.

These are data, not texts of a page: a visitor is answered in the language of the question, whatever language the owner reads.
"""

from __future__ import annotations

LANGUAGES = ("en", "de")

#: kind of question → language → the question first, then its phrasings
ASKED: dict[str, dict[str, tuple[str, ...]]] = {
    "services": {
        "en": (
            "What services do you offer?",
            "What do you do?",
            "What can you do for me?",
            "What kind of work do you take on?",
            "Which services are there?",
            "What can I hire you for?",
        ),
        "de": (
            "Welche Leistungen bieten Sie an?",
            "Was machst du?",
            "Was können Sie für mich tun?",
            "Welche Arbeiten übernehmen Sie?",
            "Was bieten Sie alles an?",
            "Wofür kann ich dich beauftragen?",
        ),
    },
    "prices": {
        "en": (
            "What are your prices?",
            "How much do you charge?",
            "Is there a price list?",
            "What do your services cost?",
            "How expensive are you?",
            "What does it cost to work with you?",
        ),
        "de": (
            "Was sind Ihre Preise?",
            "Was kostet das bei Ihnen?",
            "Gibt es eine Preisliste?",
            "Wie teuer sind deine Leistungen?",
            "Was verlangen Sie?",
            "Mit welchen Kosten muss ich rechnen?",
        ),
    },
    "service": {
        "en": (
            "Do you offer {name}?",
            "Can you do {name}?",
            "I need {name}",
            "What is included in {name}?",
            "Tell me about {name}",
            "{name}",
        ),
        "de": (
            "Bieten Sie {name} an?",
            "Machst du {name}?",
            "Ich brauche {name}",
            "Was gehört zu {name}?",
            "Erzählen Sie mir mehr über {name}",
            "{name} gesucht",
        ),
    },
    "service_price": {
        "en": (
            "Do you offer {name}?",
            "How much is {name}?",
            "What does {name} cost?",
            "Price of {name}",
            "I need {name}",
            "What is included in {name}?",
        ),
        "de": (
            "Bieten Sie {name} an?",
            "Was kostet {name}?",
            "Wie teuer ist {name}?",
            "Preis für {name}",
            "Ich brauche {name}",
            "Was gehört zu {name}?",
        ),
    },
    "skill": {
        "en": (
            "What are you good at?",
            "Which technologies do you work with?",
            "What skills do you have?",
            "Which tools do you use?",
            "What is your field of expertise?",
            "What do you have experience in?",
        ),
        "de": (
            "Was können Sie besonders gut?",
            "Mit welchen Technologien arbeiten Sie?",
            "Welche Kenntnisse haben Sie?",
            "Welche Werkzeuge benutzt du?",
            "Was ist Ihr Fachgebiet?",
            "Worin haben Sie Erfahrung?",
        ),
    },
    "language": {
        "en": (
            "Which languages do you speak?",
            "What languages do you work in?",
            "In which language can we talk?",
            "Can I write to you in my language?",
            "Do you speak {languages}?",
        ),
        "de": (
            "Welche Sprachen sprechen Sie?",
            "In welchen Sprachen arbeiten Sie?",
            "In welcher Sprache können wir reden?",
            "Kann ich in meiner Sprache schreiben?",
            "Sprichst du {languages}?",
        ),
    },
    "availability": {
        "en": (
            "When are you available?",
            "When could you start?",
            "Are you free at the moment?",
            "Do you have time for a new project?",
            "How many hours a week can you work?",
            "How soon can you begin?",
        ),
        "de": (
            "Wann sind Sie verfügbar?",
            "Wann könntest du anfangen?",
            "Haben Sie gerade Zeit?",
            "Haben Sie Kapazität für ein neues Projekt?",
            "Wie viele Stunden pro Woche können Sie arbeiten?",
            "Ab wann hast du Zeit?",
        ),
    },
    "place": {
        "en": ("Where are you based?", "Where do you live?", "Which city are you in?", "What country are you in?", "Where is your office?"),
        "de": ("Wo sitzen Sie?", "Wo wohnst du?", "In welcher Stadt sind Sie?", "Aus welchem Land kommen Sie?", "Wo ist Ihr Büro?"),
    },
    "remote": {
        "en": (
            "Do you work remotely?",
            "Can you come to our office?",
            "Do you work on site?",
            "Is remote work possible?",
            "Would you visit us in person?",
        ),
        "de": (
            "Arbeiten Sie remote?",
            "Kommen Sie auch zu uns ins Büro?",
            "Arbeiten Sie vor Ort?",
            "Ist die Zusammenarbeit aus der Ferne möglich?",
            "Würdest du uns persönlich besuchen?",
        ),
    },
    "terms": {
        "en": (
            "What are your payment terms?",
            "When do I have to pay?",
            "How long do I have to pay an invoice?",
            "When is an invoice due?",
            "What is the payment deadline?",
            "How many days do I have to pay?",
        ),
        "de": (
            "Wie sind Ihre Zahlungsbedingungen?",
            "Wann muss ich zahlen?",
            "Wie lange habe ich Zeit, eine Rechnung zu bezahlen?",
            "Wann ist eine Rechnung fällig?",
            "Wie ist das Zahlungsziel?",
            "Wie viele Tage habe ich zum Bezahlen?",
        ),
    },
    "discount": {
        "en": (
            "Is there a discount for paying early?",
            "Do you give a discount for quick payment?",
            "What do I save when I pay at once?",
            "Early payment discount",
            "Is it cheaper if I pay faster?",
        ),
        "de": (
            "Gibt es Skonto?",
            "Bekomme ich Rabatt, wenn ich schnell zahle?",
            "Was spare ich, wenn ich sofort bezahle?",
            "Skonto bei früher Zahlung",
            "Wird es günstiger, wenn ich schneller zahle?",
        ),
    },
    "rate": {
        "en": (
            "What is your hourly rate?",
            "How much do you charge per hour?",
            "What does an hour of your work cost?",
            "Hourly rate",
            "What do you take for an hour?",
        ),
        "de": (
            "Was ist Ihr Stundensatz?",
            "Wie viel nehmen Sie pro Stunde?",
            "Was kostet eine Stunde?",
            "Stundensatz",
            "Wie hoch ist dein Stundenpreis?",
        ),
    },
    "daily": {
        "en": (
            "What is your day rate?",
            "How much do you charge per day?",
            "What does a day of your work cost?",
            "Daily rate",
            "Price for a day",
        ),
        "de": ("Was ist Ihr Tagessatz?", "Wie viel nehmen Sie pro Tag?", "Was kostet ein Tag?", "Tagessatz", "Preis für einen Tag"),
    },
    "fixed": {
        "en": (
            "What is the smallest project you take?",
            "Is there a minimum budget?",
            "What does a project cost at least?",
            "Minimum project size",
            "What is the least I would have to spend?",
        ),
        "de": (
            "Was ist das kleinste Projekt, das Sie annehmen?",
            "Gibt es ein Mindestbudget?",
            "Was kostet ein Projekt mindestens?",
            "Mindestgröße eines Projekts",
            "Wie viel muss ich mindestens ausgeben?",
        ),
    },
}

#: frame → language → words around stored values
TOLD: dict[str, dict[str, str]] = {
    "services": {"en": "Services: {value}", "de": "Leistungen: {value}"},
    "price": {"en": "Price: {value}", "de": "Preis: {value}"},
    "skill": {"en": "Skills: {value}", "de": "Kenntnisse: {value}"},
    "language": {"en": "Languages: {value}", "de": "Sprachen: {value}"},
    "from": {"en": "Available from: {value}", "de": "Verfügbar ab: {value}"},
    "hours": {"en": "Hours a week: {value}", "de": "Stunden pro Woche: {value}"},
    "place": {"en": "Based in: {value}", "de": "Sitz: {value}"},
    "terms": {"en": "Payment: within {value} days of the invoice", "de": "Zahlung: innerhalb von {value} Tagen nach der Rechnung"},
    "discount": {
        "en": "Discount: {value} % when paid within {days} days",
        "de": "Skonto: {value} % bei Zahlung innerhalb von {days} Tagen",
    },
    "rate": {"en": "Hourly rate: {value}", "de": "Stundensatz: {value}"},
    "hourly": {"en": "From {value} an hour", "de": "Ab {value} pro Stunde"},
    "daily": {"en": "From {value} a day", "de": "Ab {value} pro Tag"},
    "weekly": {"en": "From {value} a week", "de": "Ab {value} pro Woche"},
    "monthly": {"en": "From {value} a month", "de": "Ab {value} pro Monat"},
    "yearly": {"en": "From {value} a year", "de": "Ab {value} pro Jahr"},
    "fixed": {"en": "From {value} a project", "de": "Ab {value} pro Projekt"},
    "remote any": {"en": "Remote or on site, anywhere is fine", "de": "Aus der Ferne oder vor Ort, beides ist möglich"},
    "remote preferred": {"en": "Remote if possible", "de": "Wenn möglich aus der Ferne"},
    "remote only": {"en": "Only remote", "de": "Nur aus der Ferne"},
    "remote onsite": {"en": "Only on site", "de": "Nur vor Ort"},
}
