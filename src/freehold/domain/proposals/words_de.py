"""The German words of proposals: a text for each section and tone, the titles, and the honest sentences."""

from __future__ import annotations

from collections.abc import Mapping

TITLES = {
    "opening": "Ihr Vorhaben",
    "work": "Was ich tun werde",
    "evidence": "Was ich dafür vorweisen kann",
    "answers": "Ihre Fragen",
    "way": "Wie wir zusammenarbeiten",
    "price": "Preis",
    "terms": "Bedingungen",
    "next": "Wie es weitergeht",
}

GREETINGS: Mapping[str, tuple[str, str]] = {
    "warm": ("Hallo {contact},", "Hallo,"),
    "plain": ("Guten Tag {contact},", "Guten Tag,"),
    "formal": ("Guten Tag {contact},", "Sehr geehrte Damen und Herren,"),
}

TEXTS: Mapping[str, Mapping[str, str]] = {
    "opening": {
        "warm": "{greeting}\n\nvielen Dank, dass Sie so klar sagen, was Sie brauchen. Sie schreiben: „{need}“ Genau darum geht es hier.",
        "plain": "{greeting}\n\nSie schreiben: „{need}“ Darauf antwortet dieses Angebot.",
        "formal": "{greeting}\n\nin Ihrem Text schreiben Sie: „{need}“ Dafür unterbreite ich Ihnen dieses Angebot.",
    },
    "opening_without": {
        "warm": "{greeting}\n\nvielen Dank für Ihre Anfrage. Hier steht, was ich tun würde, was es kostet und was ich vorweisen kann.",
        "plain": "{greeting}\n\nhier ist mein Angebot für „{title}“.",
        "formal": "{greeting}\n\nich unterbreite Ihnen das folgende Angebot für „{title}“.",
    },
    "opening_proof": {
        "warm": "Was dem in meiner eigenen Arbeit am nächsten kommt: {proof}",
        "plain": "Am nächsten kommt dem in meiner Arbeit: {proof}",
        "formal": "Dem kommt aus meiner bisherigen Arbeit am nächsten: {proof}",
    },
    "work": {
        "warm": "Das lese ich in Ihrem Text und das würde ich tun:",
        "plain": "Ihrem Text entnehme ich diese Punkte:",
        "formal": "Gegenstand dieses Angebots sind die folgenden Punkte Ihres Textes:",
    },
    "work_services": {
        "warm": "Dafür bringe ich mit:",
        "plain": "Was ich dafür anbiete:",
        "formal": "Hierfür biete ich an:",
    },
    "work_end": {
        "warm": "Was noch offen ist, frage ich, bevor ich anfange, damit niemand raten muss.",
        "plain": "Was darin nicht steht, frage ich, bevor ich beginne.",
        "formal": "Was noch offen ist, wird geklärt, bevor die Arbeit beginnt.",
    },
    "evidence": {
        "warm": "Damit Sie es mir nicht einfach glauben müssen:",
        "plain": "Aus meiner eigenen Arbeit:",
        "formal": "Dafür kann Folgendes vorgewiesen werden:",
    },
    "gaps": {
        "warm": "Und was ich nicht vorweisen kann, damit Sie es jetzt wissen und nicht später:",
        "plain": "Was ich nicht vorweisen kann:",
        "formal": "Der Vollständigkeit halber, was nicht vorgewiesen werden kann:",
    },
    "way": {
        "warm": (
            "Sie sprechen immer mit mir und mit niemandem dazwischen. Ich fange an, wenn Sie schriftlich zugesagt haben, frage früh, wenn "
            "etwas unklar ist, und Sie sehen, was da ist, bevor Sie dafür bezahlen."
        ),
        "plain": (
            "Ich beginne, wenn Sie schriftlich zugesagt haben. Was unklar ist, frage ich sofort. Sie sehen, was fertig ist, bevor es "
            "berechnet wird."
        ),
        "formal": (
            "Die Arbeit beginnt nach Ihrer schriftlichen Zusage. Fragen werden Ihnen ohne Verzug gestellt. Die Ergebnisse werden Ihnen "
            "gezeigt, bevor sie berechnet werden."
        ),
    },
    "price": {
        "warm": "Das kostet es. Sie wählen:",
        "plain": "Zur Wahl stehen:",
        "formal": "Zur Wahl stehen:",
    },
    "price_one": {
        "warm": "Das kostet es:",
        "plain": "Der Preis:",
        "formal": "Der Preis beträgt:",
    },
    "price_none": {
        "warm": "Einen Preis nenne ich gern, wenn wir über den Umfang gesprochen haben.",
        "plain": "Der Preis folgt, wenn der Umfang klar ist.",
        "formal": "Ein Preis wird genannt, wenn der Umfang geklärt ist.",
    },
    "next": {
        "warm": (
            "Wenn es Ihnen gefällt, öffnen Sie den Link in meiner E-Mail, schreiben Ihren Namen und drücken „Annehmen“. Wenn etwas fehlt, "
            "fragen Sie mich dort: Ich antworte selbst."
        ),
        "plain": (
            "Zum Annehmen öffnen Sie den Link in meiner E-Mail, schreiben Ihren Namen und drücken „Annehmen“. Auch Fragen können Sie dort "
            "stellen."
        ),
        "formal": (
            "Zur Annahme öffnen Sie bitte den Link in meiner E-Mail, geben Ihren Namen ein und drücken „Annehmen“. Auch Fragen können "
            "dort gestellt werden."
        ),
    },
    "next_reply": {
        "warm": "Gefällt es Ihnen, antworten Sie mit „Angenommen“, Ihrem Namen und Ihrer Wahl. Wenn etwas fehlt, fragen Sie mich.",
        "plain": "Zum Annehmen antworten Sie auf meine E-Mail mit „Angenommen“, Ihrem Namen und Ihrer Wahl. Auch Fragen sind willkommen.",
        "formal": "Zur Annahme antworten Sie bitte mit „Angenommen“, Ihrem Namen und Ihrer Wahl. Auch Fragen sind willkommen.",
    },
    "sign": {
        "warm": "Herzliche Grüße\n{sender}",
        "plain": "{sender}",
        "formal": "Mit freundlichen Grüßen\n{sender}",
    },
}

TERMS = {
    "valid": "Dieses Angebot kann bis zum {valid_until} angenommen werden.",
    "deposit": "{deposit} des Preises sind im Voraus fällig.",
    "days": "Rechnungen sind innerhalb von {days} Tagen fällig.",
    "tax": "Die Preise sind netto; die Steuer kommt hinzu, wie das Gesetz es verlangt.",
    "hourly": "Arbeit nach Stunden wird nach der aufgewendeten Zeit berechnet, mit einer Liste dazu.",
}

HONEST = {
    "none": (
        "Sie fragen nach {text}. Dafür kann ich kein Projekt vorweisen; wenn es für Sie wesentlich ist, sagen Sie es bitte, bevor Sie "
        "sich entscheiden."
    ),
    "near": "Sie fragen nach {text}. Dafür kann ich kein Projekt vorweisen; am nächsten kommt dem {near}.",
    "language": "Sie fragen nach {text}. Als Arbeitssprache biete ich das nicht an.",
    "place": "Sie schreiben „{quote}“. Dort wohne ich nicht.",
    "onsite": "Sie schreiben „{quote}“. Ich arbeite aus der Ferne; Besuche müssten wir vereinbaren.",
    "timezone": "Sie schreiben „{quote}“. Welche Stunden wir gemeinsam haben, ist zu vereinbaren.",
    "start_later": "Sie schreiben „{quote}“. Ich bin ab {near} frei.",
    "start_open": "Sie schreiben „{quote}“. Den Tag vereinbaren wir, wenn Sie sich entschieden haben.",
    "hours_fewer": "Sie schreiben „{quote}“. Ich habe {near} Stunden in der Woche.",
    "hours_open": "Sie schreiben „{quote}“. Wie viele Stunden in der Woche es werden, ist zu vereinbaren.",
    "seniority": "Sie schreiben „{quote}“. So viele Jahre zeigt mein Profil nicht.",
    "question": "„{text}“ Das beantworte ich lieber im Gespräch, als zu raten.",
}

ODD = {
    "years": "{years} Jahre",
    "free_hours": "Ich habe {value} Stunden in der Woche.",
    "free_from": "Ich bin ab {value} frei.",
    "hour": "je Stunde",
    "hours": "etwa {hours} Stunden",
    "fixed": "Ein Preis",
    "hourly": "Nach Stunden",
    "package1": "Das Wesentliche",
    "package2": "Alles",
    "package3": "Alles und mehr",
    "hours_line": "Arbeit nach Stunden",
    "more_line": "Mehr Zeit für das, was unterwegs dazukommt",
}
