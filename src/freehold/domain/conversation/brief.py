"""Taking a brief: a visitor who wants to hire is asked what, when, for how much and how to reach them, one thing at a time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from freehold.domain.conversation.cleaning import email_in, one_line
from freehold.domain.conversation.phrases import is_no, is_skip, is_stop, is_yes

QUESTIONS = ("what", "when", "budget", "contact")
OFFERED, DONE, DECLINED = "offered", "done", "declined"
LONGEST_TITLE = 90

_WORK = (
    r"(?:logos?|web ?sites?|web ?pages?|home ?pages?|landing ?pages?|online ?shops?|web ?shops?|shops?|stores?|apps?|"
    r"applications?|software|programs?|plug-?ins?|scripts?|"
    r"designs?|redesigns?|brand(?:ing|s)?|flyers?|brochures?|posters?|banners?|business cards?|cards?|illustrations?|icons?|"
    r"packaging|layouts?|texts?|copy|articles?|blog "
    r"posts?|posts?|newsletters?|translations?|translators?|subtitles|transcriptions?|proof-?reading|editing|editors?|photos?|"
    r"pictures?|photographers?|videos?|films?|"
    r"animations?|trailers?|podcasts?|voice-?overs?|recordings?|music|jingles?|campaigns?|ads?|seo|marketing|courses?|"
    r"trainings?|workshops?|coaching|consult(?:ing|ation|ant)"
    r"s?|audits?|reviews?|reports?|analys[ie]s|dashboards?|databases?|apis?|integrations?|automations?|migrations?|servers?|"
    r"prototypes?|mock-?ups?|developers?|designers?|"
    r"programmers?|writers?|copywriters?|freelancers?|help|support|work|project|job|task|"
    r"logo|webseiten?|internetseiten?|internetauftritt|webauftritt|onlineshop|anwendung(?:en)?|programme?|gestaltung|"
    r"visitenkarten?|plakate?|broschüren?|prospekte?|"
    r"texte?|artikel|blogbeiträge?|beiträge?|übersetzung(?:en)?|übersetzer(?:in)?|lektorat|korrektorat|untertitel|fotos?|"
    r"fotograf(?:in)?|bilder|filme?|animationen|aufnahmen?|"
    r"musik|kampagnen?|anzeigen|schulung(?:en)?|kurse?|seminare?|beratung|berater(?:in)?|gutachten|auswertung(?:en)?|"
    r"datenbank(?:en)?|schnittstellen?|umzug|entwickler(?:in)?|"
    r"programmierer(?:in)?|texter(?:in)?|designer(?:in)?|grafiker(?:in)?|hilfe|unterstützung|projekte?|auftrag|aufträge)"
)
_A = (
    r"(?:(?:a|an|the|some|my|our|your|new|small|simple|few|two|three|good|professional|someone|somebody|person|for|to|with|of|in)\s+|"
    r"[\w-]+\s+){0,5}?"
)
_EIN = r"(?:[\wäöüß-]+\s+){0,5}?"
_DOING = (
    r"(?:make|design|build|create|develop|write|translate|edit|proofread|draw|illustrate|code|program|set up|redesign|fix|"
    r"improve|migrate|record|film|shoot|produce|teach|"
    r"train|coach|audit|review|automate|optimi[sz]e|transcribe|subtitle|prepare|take on|do)"
)
_MACHEN = (
    r"(?:machen|gestalten|bauen|erstellen|entwickeln|schreiben|übersetzen|lektorieren|korrigieren|zeichnen|illustrieren|"
    r"programmieren|einrichten|überarbeiten|reparieren|"
    r"verbessern|umziehen|aufnehmen|filmen|fotografieren|produzieren|schulen|automatisieren|optimieren|umsetzen|übernehmen|entwerfen)"
)
_HIRE = re.compile(
    "|".join(
        (
            (
                rf"\b(?:i|we)(?:'d|'m| am| would| do|'re| are)?(?: also| really| urgently| currently)? (?:need|want|require|"
                rf"like to (?:order|have|get|book|commission)|looking for|look for|"
                rf"search(?:ing)? for|(?:be )?interested in) {_A}{_WORK}\b"
            ),
            (
                r"\b(?:i|we)(?:'d| would) like to (?:hire|book|commission|work with|order from|engage) (?:you|someone|a)\b|"
                r"\bi(?:'d| would)? (?:want|like) to (?:hire|book) you\b"
            ),
            r"\bhire you\b|\b(?:have|got) (?:a|an|another) (?:\w+ ){0,2}(?:project|job|task|order|brief|assignment) for you\b",
            (
                rf"\b(?:can|could|would|will) you (?:please )?{_DOING} (?:me |us )?(?:a|an|the|my|our|this|these|some|for me|"
                rf"for us|two|three|\d+)\b"
            ),
            r"\b(?:get|request|ask for|like|send me|want|need|give me) (?:a |an |your )?(?:quote|offer|estimate|proposal)\b",
            r"\bare you (?:available|free) for (?:a|an|some|new)\b|\bdo you take (?:on )?new (?:projects|clients|work|jobs)\b",
            (
                rf"\b(?:ich|wir) (?:brauche|brauchen|suche|suchen|benötige|benötigen|bräuchte|bräuchten|möchte|möchten|will|wollen|"
                rf"hätte|hätten) {_EIN}{_WORK}\b"
            ),
            (
                r"\b(?:sie|dich|euch) (?:\w+ )?(?:beauftragen|buchen|engagieren)\b|\b(?:einen? )?(?:auftrag|projekt|job|"
                r"aufgabe) für (?:sie|dich|euch)\b"
            ),
            (
                rf"\b(?:können|könnten|kannst|könntest|würden|würdest) (?:sie|du|ihr) (?:\w+ ){{0,2}}?(?:mir|uns|meinen?|meine|"
                rf"mein|unsere?n?|ein|einen|eine|das|den|die|diese[ns]?|\d+) "
                rf"{_EIN}{_MACHEN}\b"
            ),
            (
                r"\b(?:angebot|kostenvoranschlag|offerte)(?: \w+){0,4} (?:machen|schicken|senden|erstellen|haben|bekommen|"
                r"unterbreiten)\b|\b(?:um|bitte) (?:ein )?(?:angebot|kostenvoranschlag)\b"
            ),
            (
                r"\bhaben sie (?:\w+ ){0,3}(?:zeit|kapazitäten?) für (?:ein|einen|eine|neue|mein|unser)\b|"
                r"\bnehmen sie (?:\w+ ){0,2}(?:neue )?(?:aufträge|projekte|kunden) an\b"
            ),
        )
    )
)
_ASKS_ABOUT = re.compile(
    r"^(?:how|what|when|where|which|who|why|do|does|is|are there|wie|was|wann|wo|welche\w*|wer|warum|wieso|bieten|machen sie|gibt es)\b"
    r"(?!.*\b(?:hire you|available for|new projects)\b)"
)


@dataclass(frozen=True, slots=True)
class Brief:
    """What was said so far, word for word. `step` is the question that is open, or "offered", "done", "declined".

    `first` are the words that showed the wish. An empty answer was left out.
    """

    step: str = OFFERED
    first: str = ""
    what: str = ""
    when: str = ""
    budget: str = ""
    contact: str = ""

    @property
    def is_open(self) -> bool:
        """Whether an answer of the visitor is waited for."""
        return self.step == OFFERED or self.step in QUESTIONS

    @property
    def title(self) -> str:
        """The wish on one line."""
        words = one_line(self.first if len(self.first) >= 12 or not self.what else self.what, 400)
        return words if len(words) <= LONGEST_TITLE else words[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"

    def to_json(self) -> dict[str, str]:
        """Return it as it is stored with the conversation."""
        return asdict(self)


def brief_of(stored: Mapping[str, Any]) -> Brief | None:
    """Return the brief of a conversation, None when none was ever offered."""
    if not stored.get("step"):
        return None
    return Brief(**{field.name: str(stored.get(field.name, "")) for field in fields(Brief)})


def wants_to_hire(text: str) -> bool:
    """Tell whether the words are a wish for work to be done rather than a question about it."""
    small = " ".join(text.lower().replace("’", "'").split())[:600]
    sentences = [part for part in re.split(r"(?<=[.!?])\s+", small) if part]
    return any(_HIRE.search(part) is not None and _ASKS_ABOUT.match(part) is None for part in sentences)


def advance(brief: Brief, text: str, *, has_email: bool) -> Brief:
    """Return the brief after an answer of the visitor; `has_email` says that nobody needs to ask for one.

    To the offer, a plain no declines it; a plain yes begins; other words of some length are taken for what is wanted.
    """
    if is_stop(text):
        return replace(brief, step=DECLINED)
    if brief.step == OFFERED:
        if is_no(text):
            return replace(brief, step=DECLINED)
        if is_yes(text):
            return replace(brief, step="what")
        return _next(replace(brief, step="what", what=text), has_email)
    given = "" if is_skip(text) else text
    return _next(replace(brief, **{brief.step: given}), has_email)


def takes_as_answer(brief: Brief, text: str) -> bool:
    """Tell whether words after an offer go on with it: yes, no, or a description; a new question leaves the offer open."""
    if brief.step != OFFERED:
        return True
    return is_yes(text) or is_no(text) or is_stop(text) or (not text.rstrip().endswith("?") and len(text.split()) >= 6)


def _next(brief: Brief, has_email: bool) -> Brief:
    following = QUESTIONS[QUESTIONS.index(brief.step) + 1 :]
    open_ones = [name for name in following if not (name == "contact" and (has_email or email_in(f"{brief.first} {brief.what}")))]
    return replace(brief, step=open_ones[0] if open_ones else DONE)


_NAME_LEADS = re.compile(
    r"(?i)\b(?:my name is|i am|i'm|this is|name|mein name ist|ich bin|ich heiße|name ist|e-?mail(?: is| ist)?|mail|"
    r"you can reach me at|reach me at|contact|kontakt|at|unter|and|und)\b[: ]*"
)
_NO_NAME = re.compile(r"[\d@/\\<>{}\[\]|+*=#]")


def name_in(contact: str) -> str:
    """Return the name in a short contact line ("Ada Winter, ada@winter.example"), or "" when none can be told with some certainty."""
    rest = contact.replace(found, " ") if (found := _written_email(contact)) else contact
    rest = " ".join(part for part in re.split(r"[,;\n(){}|·]+", _NAME_LEADS.sub(" ", rest)) if part.strip() and not _NO_NAME.search(part))
    words = rest.strip(" .:-").split()
    return " ".join(words)[:200] if 1 <= len(words) <= 4 and all(len(word) <= 40 for word in words) else ""


def _written_email(text: str) -> str:
    found = email_in(text)
    at = text.lower().find(found) if found else -1
    return text[at : at + len(found)] if at >= 0 else ""
