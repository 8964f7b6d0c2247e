"""The words that hints on style are about, English and German, with what to write instead."""

from __future__ import annotations

# Fewer, plainer words for the same; "" means that the sentence says the same without.
FILLERS = {
    "en": {
        "really": "", "very": "", "basically": "", "actually": "", "literally": "", "simply": "", "quite": "", "somewhat": "",
        "in order to": "to", "due to the fact that": "because", "at this point in time": "now", "in the event that": "if",
        "for the purpose of": "for", "with regard to": "about", "with regards to": "about", "in terms of": "", "needless to say": "",
        "it goes without saying that": "", "as a matter of fact": "", "at the end of the day": "", "in my opinion": "",
        "as you may know": "", "please be advised that": "", "please note that": "", "the fact that": "that", "a large number of": "many",
        "in spite of the fact that": "although", "on a regular basis": "regularly", "in the near future": "soon", "kind of": "",
        "sort of": "", "prior to": "before", "subsequent to": "after", "as well as": "and", "each and every": "every",
        "first and foremost": "first", "until such time as": "until", "has the ability to": "can", "is able to": "can",
    },
    "de": {
        "eigentlich": "", "wirklich": "", "sozusagen": "", "quasi": "", "gewissermaßen": "", "irgendwie": "", "halt": "", "eben": "",
        "grundsätzlich": "", "im Grunde genommen": "", "letztendlich": "", "schlussendlich": "", "aufgrund der Tatsache, dass": "weil",
        "zum jetzigen Zeitpunkt": "jetzt", "zum gegenwärtigen Zeitpunkt": "jetzt", "in der Regel": "meist", "im Rahmen von": "bei",
        "zwecks": "für", "bezüglich": "zu", "hinsichtlich": "zu", "diesbezüglich": "dazu", "seitens": "von", "mittels": "mit",
        "in Bezug auf": "zu", "für den Fall, dass": "falls", "unter Umständen": "vielleicht", "ein Stück weit": "",
        "meiner Meinung nach": "", "im Nachgang": "danach", "zeitnah": "bald",
    },
}  # fmt: skip
JARGON = {
    "en": {
        "leverage": "use", "leveraging": "using", "utilize": "use", "utilise": "use", "utilizing": "using", "utilising": "using",
        "synergy": "", "synergies": "", "circle back": "come back", "touch base": "talk", "low-hanging fruit": "easy wins",
        "deep dive": "close look", "going forward": "from now on", "move the needle": "make a difference", "bandwidth": "time",
        "deliverables": "results", "ideate": "think", "actionable": "useful", "best-in-class": "", "cutting-edge": "", "world-class": "",
        "state-of-the-art": "", "game-changer": "", "game-changing": "", "paradigm shift": "", "holistic": "", "robust": "",
        "seamless": "", "seamlessly": "", "empower": "help", "stakeholders": "", "value-add": "", "mission-critical": "",
        "reach out": "write", "onboard": "start", "delve": "look", "facilitate": "help", "commence": "start", "endeavour": "try",
        "endeavor": "try", "ascertain": "find out", "herewith": "", "aforementioned": "", "per my last email": "", "learnings": "lessons",
        "think outside the box": "", "win-win": "", "passionate about": "",
    },
    "de": {
        "Synergien": "", "Synergieeffekte": "", "ganzheitlich": "", "ganzheitliche": "", "zielführend": "nützlich", "proaktiv": "",
        "committen": "zusagen", "challengen": "prüfen", "performant": "schnell", "performante": "schnelle", "state of the art": "",
        "Mehrwert": "Nutzen", "abholen": "", "Deep Dive": "", "Quick Wins": "", "Low-Hanging Fruits": "", "Rocket Science": "",
        "hiermit": "", "anbei übersende ich": "anbei", "in Abstimmung bringen": "abstimmen", "zur Anwendung bringen": "anwenden",
        "zur Verfügung stellen": "geben", "Ressourcen allokieren": "", "am Ende des Tages": "", "maßgeschneidert": "",
        "maßgeschneiderte": "", "innovativ": "", "innovative": "", "leidenschaftlich": "", "disruptiv": "",
    },
}  # fmt: skip
OPENERS = {
    "en": (
        r"I just wanted to|I wanted to|I am writing to|I'm writing to|I would "
        r"like to|I was wondering if|I hope this (?:email|message|mail) "
        r"finds you well|I hope you are (?:doing )?well|Just (?:a quick|checking|"
        r"following)|There (?:is|are|was|were)|It is important to|"
        r"It should be noted|To whom it may concern|As (?:discussed|mentioned|"
        r"per)|Sorry (?:to bother|for bothering)|My name is"
    ),
    "de": (
        r"Ich wollte (?:nur|kurz|mal)|Hiermit|Ich möchte (?:Ihnen|dir|euch) "
        r"mitteilen|Es gibt|Ich würde gerne|Ich hoffe, (?:es geht|dass es)|"
        r"Wie bereits (?:erwähnt|besprochen)|Bezugnehmend auf|Ich schreibe (?:Ihnen|"
        r"dir)|Entschuldigen Sie die Störung|Mein Name ist|"
        r"Sehr geehrte Damen und Herren"
    ),
}
IRREGULAR_PARTICIPLES = (
    "been begun bought brought built caught chosen done drawn driven eaten "
    "fallen felt found forgotten frozen given gone grown held heard "
    "hidden hit hurt kept known laid led left lent let lost made meant "
    "met paid put read ridden run said seen sent set shown shut sold spent "
    "spoken stolen struck taken taught thought thrown told understood won worn written rewritten overseen cut"
)
# They end like participles and are used as adjectives.
NO_PARTICIPLES = frozenset(
    [
        "excited",
        "interested",
        "pleased",
        "delighted",
        "tired",
        "based",
        "used",
        "need",
        "indeed",
        "speed",
        "feed",
        "red",
        "bed",
        "located",
        "married",
    ]
)
