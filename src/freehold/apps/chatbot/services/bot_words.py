"""The words that the bot and the house say to visitors, in the languages we can write well. They go by the visitor's language."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_datetime

from freehold.apps.chatbot.models import ChatSite

LANGUAGES = ("en", "de")
_QUARTER = timedelta(minutes=15)

WORDS: dict[str, dict[str, str]] = {
    "hello": {
        "en": "Hello! What would you like to know?",
        "de": "Hallo! Was möchten Sie wissen?",
    },
    "disclosure": {
        "en": "You are talking to an automatic assistant (AI), not to a person. It answers from what {site} has written "
        "down, and shows where it "
        "stands. You can ask for a person at any time.",
        "de": "Sie schreiben mit einem automatischen Assistenten (KI), nicht mit einem Menschen. Er antwortet aus dem, was "
        "{site} aufgeschrieben hat, "
        "und zeigt, wo es steht. Sie können jederzeit nach einem Menschen fragen.",
    },
    "begun_anew": {
        "en": "The earlier conversation is closed, so this is a new one. An automatic assistant (AI) answers first; you can "
        "ask for a person at any "
        "time.",
        "de": "Das frühere Gespräch ist beendet, dies ist ein neues. Zuerst antwortet ein automatischer Assistent (KI); Sie "
        "können jederzeit nach "
        "einem Menschen fragen.",
    },
    "greet_back": {
        "en": "Hello! What would you like to know?",
        "de": "Hallo! Was möchten Sie wissen?",
    },
    "welcome": {
        "en": "You are welcome. Is there anything else you would like to know?",
        "de": "Gern geschehen. Möchten Sie noch etwas wissen?",
    },
    "rephrase": {
        "en": (
            "I am not sure that I understood this rightly. Could you put it in other words? If you would rather talk to a "
            "person, just say so."
        ),
        "de": "Ich bin nicht sicher, ob ich das richtig verstanden habe. Können Sie es anders ausdrücken? Wenn Sie lieber "
        "mit einem Menschen "
        "sprechen, sagen Sie es einfach.",
    },
    "passed_on": {
        "en": "I cannot answer this with certainty, so I have passed your question on to a person.",
        "de": "Das kann ich nicht sicher beantworten, deshalb habe ich Ihre Frage an einen Menschen weitergegeben.",
    },
    "passed_on_asked_for_person": {
        "en": "I have passed this on to a person.",
        "de": "Ich habe das an einen Menschen weitergegeben.",
    },
    "passed_on_brief": {
        "en": "Thank you! I have passed your request on, just as you wrote it:",
        "de": "Vielen Dank! Ich habe Ihre Anfrage weitergegeben, so wie Sie sie geschrieben haben:",
    },
    "expected": {
        "en": "You usually get an answer by {when}.",
        "de": "Eine Antwort bekommen Sie in der Regel bis {when}.",
    },
    "away": {
        "en": "Nobody is in right now.",
        "de": "Gerade ist niemand da.",
    },
    "ask_contact": {
        "en": "If you leave your name and e-mail address, the answer reaches you even when this page is closed.",
        "de": "Wenn Sie Ihren Namen und Ihre E-Mail-Adresse hinterlassen, erreicht Sie die Antwort auch, wenn diese Seite geschlossen ist.",
    },
    "mailed_to": {
        "en": "The answer also goes to {email}.",
        "de": "Die Antwort geht auch an {email}.",
    },
    "address_kept": {
        "en": "Thank you. The answer also goes to {email}.",
        "de": "Danke. Die Antwort geht auch an {email}.",
    },
    "taken": {
        "en": "A person has taken over and answers you from now on.",
        "de": "Ein Mensch hat übernommen und antwortet Ihnen ab jetzt.",
    },
    "handed_back": {
        "en": "The automatic assistant answers your next message again. You can ask for a person at any time.",
        "de": "Auf Ihre nächste Nachricht antwortet wieder der automatische Assistent. Sie können jederzeit nach einem Menschen fragen.",
    },
    "closed": {
        "en": "This conversation is closed. If you write again, a new one begins.",
        "de": "Dieses Gespräch ist beendet. Wenn Sie wieder schreiben, beginnt ein neues.",
    },
    "late": {
        "en": "I am sorry: it takes longer than expected. Your message is not lost; we have just sent a reminder.",
        "de": (
            "Es tut uns leid: Es dauert länger als erwartet. Ihre Nachricht ist nicht verloren; wir haben gerade noch "
            "einmal daran erinnert."
        ),
    },
    "offer": {
        "en": "If you would like to have this done, I can take down your request: four short questions, and you may leave out any of them. "
        "Shall we begin?",
        "de": (
            "Wenn Sie das in Auftrag geben möchten, nehme ich Ihre Anfrage auf: vier kurze Fragen, jede dürfen Sie "
            "auslassen. Wollen wir beginnen?"
        ),
    },
    "ask_what": {
        "en": "What is it about? A few sentences are enough: what you need, what for, and how much of it. (Write “skip” to "
        "leave a question out, "
        "“stop” to break off.)",
        "de": "Worum geht es? Ein paar Sätze genügen: was Sie brauchen, wofür und wie viel davon. (Mit „weiter“ lassen Sie "
        "eine Frage aus, mit "
        "„abbrechen“ hören wir auf.)",
    },
    "ask_when": {
        "en": "When do you need it?",
        "de": "Bis wann brauchen Sie es?",
    },
    "ask_budget": {
        "en": "Is there a budget for it, even a rough one?",
        "de": "Gibt es ein Budget dafür, auch ein ungefähres?",
    },
    "ask_contact_brief": {
        "en": "How can you be reached? Please write your name and e-mail address.",
        "de": "Wie sind Sie erreichbar? Bitte schreiben Sie Ihren Namen und Ihre E-Mail-Adresse.",
    },
    "declined": {
        "en": "All right, nothing was passed on. What else would you like to know?",
        "de": "In Ordnung, es wurde nichts weitergegeben. Was möchten Sie sonst wissen?",
    },
    "brief_what": {"en": "What: {text}", "de": "Was: {text}"},
    "brief_when": {"en": "When: {text}", "de": "Wann: {text}"},
    "brief_budget": {"en": "Budget: {text}", "de": "Budget: {text}"},
    "brief_contact": {"en": "Contact: {text}", "de": "Kontakt: {text}"},
    "left_out": {"en": "(left out)", "de": "(ausgelassen)"},
}


def language_of(wished: str) -> str:
    """Return the language that visitors of a wished one are spoken to in."""
    short = wished.strip().lower().replace("_", "-").partition("-")[0]
    return short if short in LANGUAGES else LANGUAGES[0]


def said(name: str, language: str, **values: str) -> str:
    """Return the words called `name` in a language."""
    text = WORDS[name][language_of(language)]
    for key, value in values.items():
        text = text.replace("{" + key + "}", value)
    return text


def greeting(site: ChatSite, language: str) -> str:
    """Return the first note: the owner's greeting or ours, and always that a machine answers and that a person can be asked for."""
    own = str(site.greeting.get(language_of(language), "")).strip()
    return f"{own or said('hello', language)}\n\n{said('disclosure', language, site=site.name)}"


def when_text(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Return a moment as a visitor reads it: day and time of the place where the answer is written, up to the next quarter of an hour."""
    local = moment.astimezone(zone)
    past = timedelta(minutes=local.minute % 15, seconds=local.second, microseconds=local.microsecond)
    if past:
        local = (moment + _QUARTER - past).astimezone(zone)
    where = zone.key.rpartition("/")[2].replace("_", " ") if "/" in zone.key else zone.key
    pattern = "EEEE, d. MMMM, HH:mm" if language_of(language) == "de" else "EEEE, d MMMM, HH:mm"
    return f"{format_datetime(local, pattern, locale=language_of(language))} ({where})"
