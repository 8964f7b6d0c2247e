"""Finds what a proposal claims and nothing shows: skills, years, figures, names, dates and certificates that stand in no evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from freehold.domain.grounding.figures import Figure
from freehold.domain.grounding.marks import marks, names
from freehold.domain.grounding.plain import plain_words
from freehold.domain.grounding.word_lists import roots
from freehold.domain.matching.evidence import Evidence as SkillEvidence
from freehold.domain.matching.evidence import told
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Profile
from freehold.domain.proposals.asked import experience_years, where_of, years_of
from freehold.domain.proposals.section import Section
from freehold.domain.retrieval.sentences import sentences

Kind = Literal["skill", "years", "figure", "name", "date", "certificate", "contact"]
MOST = 60
_QUOTED = re.compile(r"[“„\"«‚‘]([^“”„\"«»‚‘’\n]{3,600})[”“\"»’‘]")
#: Sentences in which a skill is named without being claimed.
_DENIES = re.compile(
    r"\b(?:no project|not? (?:shown|show|offer|worked|used)|cannot show|have not|haven't|never|instead of|kein\w*|nicht"
    r"|you ask for|you write"
    r"|sie fragen nach|sie schreiben)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not?|nicht|kein\w*)\b", re.IGNORECASE)
_CERTIFICATE = re.compile(
    r"\b(?:certifi\w+|accredit\w+|licen[cs]ed|diploma\w*|degrees?|bachelor\w*|master(?:'s|s)? (?:of|degree|in)|ph\.?d|doctorate"
    r"|awards?|award-winning|prize|patent\w*"
    r"|iso[ -]?\d{4,5}|tüv|pmp|cissp|scrum master|top[ -]rated|zertifi\w+|diplom\w*|abschluss|studium|auszeichnung\w*"
    r"|preisgekrönt\w*|ausgezeichnet\w*"
    r"|promoviert\w*|doktor\w*|vereidigt\w*|geprüfte\w*|staatlich)\b",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|januar|februar|märz|mai|juni|juli|oktober"
    r"|dezember)"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}}\.?\s+{_MONTH}(?:\s+\d{{4}})?|{_MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
#: Work for somebody, with the name after it.
_FOR_WHOM = re.compile(
    r"\b(?i:worked|built|designed|delivered|developed|written|wrote|translated|clients?|customers?|projects?|team|gearbeitet|entwickelt"
    r"|gebaut|gestaltet|kunden|projekte?)\b"
    r"[^.\n]{0,60}?\b(?:for|at|with|like|such as|including|für|bei|mit|wie|darunter)\s+"
    r"((?:[A-ZÄÖÜ][\w&.-]+)(?:\s+(?:&\s+)?[A-ZÄÖÜ][\w&.-]+){0,3})"
)
#: Sentences about one's own past: what the client wrote is no evidence for them.
_BOASTS = re.compile(
    r"\b(?:i have|i've|i had|i led|my (?:clients?|customers?|projects?|work|experience|team)|years of|experience|built|worked"
    r"|delivered|designed"
    r"|developed|wrote|written|saved|reduced|increased|improved|finished|completed|served|won"
    r"|ich habe|ich hatte|habe ich|meine? (?:kunden|projekte|erfahrung|arbeit|team)|erfahrung|jahren?|gearbeitet|umgesetzt|gebaut"
    r"|entwickelt"
    r"|geliefert|gestaltet|gespart|sparten|gesteigert|verbessert|abgeschlossen|betreut)\b",
    re.IGNORECASE,
)
#: What stands before a name in German, where every noun is written with a capital.
_NAMED = re.compile(r"\b(?:bei|für|firma|kunde|kundin|herr|herrn|frau|dr\.|gmbh|ag)\b", re.IGNORECASE)
_NUMBER = re.compile(r"[$€£]?\s?\d[\d.,'’ ]*\d|\d")
_PEOPLE = re.compile(r"^(?:you|your|the|a|an|my|our|sie|ihnen|ihr\w*|kunden|unternehmen|firmen|agenturen|menschen|teams?)$", re.IGNORECASE)
_CONTENT = 0.5


@dataclass(frozen=True, slots=True)
class Unproved:
    """A claim without evidence, with the section it stands in; `claim` is literal there, `sentence` the sentence around it."""

    section: str
    claim: str
    kind: Kind
    sentence: str


@dataclass(frozen=True, slots=True)
class Given:
    """What may be said beside the profile: `past` is the owner's own work and texts that won, `brief` what the client wrote, `own` what is
    fixed in this very proposal (prices, days, names of the parties).
    """

    past: Sequence[str] = ()
    brief: str = ""
    own: Sequence[str] = ()


def unproved(
    sections: Iterable[Section], profile: Profile, given: Given, *, gazetteer: Gazetteer, today: date, language: str = "en"
) -> list[Unproved]:
    """Return the claims of the sections for which neither the profile nor what is given holds evidence, in the order of reading.

    Words in quotation marks that stand literally in what they may quote are no claims. Linear in the length of the texts.
    """
    checker = _Checker(profile, given, gazetteer, today, language)
    found: dict[tuple[str, str, str], Unproved] = {}
    for section in sections:
        for sentence in _sentences(section.text):
            for claim, kind in checker.claims(sentence):
                found.setdefault((section.key, claim, kind), Unproved(section.key, claim, kind, sentence[:400]))
                if len(found) >= MOST:
                    return list(found.values())
    return list(found.values())


def profile_words(profile: Profile) -> str:
    """Return everything that a profile says, as one text."""
    parts = [profile.name, profile.city, *told(profile), profile.text]
    parts += [f"{skill.name} {skill.years:f} years {skill.years:f} Jahre" if skill.years else skill.name for skill in profile.skills]
    parts += [f"{job.title} {job.organisation} {job.start} {job.end} {job.start}–{job.end} {years_of(job)}" for job in profile.experience]
    parts += [f"{service.name} {service.description} {service.price}" for service in profile.services]
    rules = profile.constraints
    parts += [f"{rules.hours_per_week:f} hours Stunden" if rules.hours_per_week else "", rules.timezone]
    parts += [rules.available_from.isoformat() if rules.available_from else ""]
    return "\n".join(part for part in parts if part)


class _Checker:
    """Holds what may be said, ready to be asked sentence by sentence."""

    def __init__(self, profile: Profile, given: Given, gazetteer: Gazetteer, today: date, language: str) -> None:
        self._gazetteer, self._language = gazetteer, language
        self._skills = SkillEvidence(profile, gazetteer, today)
        proof = "\n".join([profile_words(profile), *given.past])
        own = "\n".join(given.own)
        everything = f"{proof}\n{own}\n{given.brief}"
        self._past_skills = {hit.name for text in given.past for hit in gazetteer.find(text)}
        self._years = {skill.name: skill.years for skill in profile.skills if skill.years is not None}
        self._most_years = experience_years(profile, today)
        self._contacts, self._mine = _marked(f"{proof}\n{own}")
        theirs, in_brief = _marked(given.brief)
        self._contacts |= theirs
        self._all = {value: self._mine.get(value, set()) | in_brief.get(value, set()) for value in {*self._mine, *in_brief}}
        self._plain, self._plain_mine = plain_words(everything), plain_words(f"{proof}\n{own}")
        # Where a proof stands is named behind it; the skills in a job's title claim nothing about the years beside it.
        self._places = [where for job in profile.experience if (where := where_of(job))]
        self._certificates = [set(roots(one.words)) for one in sentences(proof) if _CERTIFICATE.search(one.words)]
        self._certificates += [set(roots(line)) for line in proof.splitlines() if _CERTIFICATE.search(line)]

    def claims(self, sentence: str) -> Iterator[tuple[str, Kind]]:
        """Yield what the sentence claims without evidence."""
        bare = self._without_quotes(sentence)
        if not any(sign.isalnum() for sign in bare) or plain_words(bare) in self._plain_mine:
            return
        hits = list(self._gazetteer.find(bare))
        denies = bool(_DENIES.search(bare))
        if not denies:
            yield from ((bare[hit.start : hit.end], "skill") for hit in hits if not self._is_shown(hit.name))
        yield from self._numbers(bare, {hit.name for hit in hits})
        yield from self._dates(bare)
        yield from ((contact, "contact") for contact in sorted(marks(bare).contacts - self._contacts))
        skills = {plain_words(bare[hit.start : hit.end]) for hit in hits}
        yield from ((name, "name") for name in self._names(bare) if plain_words(name) not in skills)
        if not denies and not _NOT.search(bare):
            yield from self._certified(bare)

    def _without_quotes(self, sentence: str) -> str:
        """Blank out what is quoted literally; quoted words that stand nowhere stay, and are looked at."""

        def blank(match: re.Match[str]) -> str:
            words = plain_words(match.group(1)).rstrip(" …")
            return " " * len(match.group()) if words and words in self._plain else match.group()

        for place in self._places:
            sentence = sentence.replace(place, " " * len(place))
        return _QUOTED.sub(blank, sentence)

    def _is_shown(self, name: str) -> bool:
        shown = self._skills.of(name)
        return (shown is not None and shown.direct) or name in self._past_skills

    def _numbers(self, bare: str, skills: set[str]) -> Iterator[tuple[str, Kind]]:
        boasts = bool(_BOASTS.search(bare))
        for figure in marks(bare).figures:
            if figure.unit == "year":
                if not self._has_years(figure, skills):
                    yield _written(bare, figure), "years"
                continue
            if figure.value in {"1", "0.5"} and not figure.unit:  # "one", "ein" and "half" count nothing
                continue
            if not boasts and _is_plan(figure):
                continue
            known = self._mine if boasts else self._all
            units = known.get(figure.value)
            if units is None or (figure.unit and figure.unit not in units):
                written = _written(bare, figure)
                if not _DATE.search(bare[max(0, bare.find(written) - 12) : bare.find(written) + 24]):
                    yield written, "figure"

    def _has_years(self, figure: Figure, skills: set[str]) -> bool:
        """Tell whether so many years are shown: of the skills that the sentence names, else anywhere in the profile."""
        try:
            claimed = Decimal(figure.value)
        except InvalidOperation:
            return False
        own = [self._years[name] for name in skills if name in self._years]
        if own:
            return claimed <= min(own)
        if self._most_years is not None and not skills and claimed <= self._most_years:
            return True
        return "year" in self._mine.get(figure.value, set()) and not (skills and self._years.keys() & skills)

    def _dates(self, bare: str) -> Iterator[tuple[str, Kind]]:
        for match in _DATE.finditer(bare):
            if plain_words(match.group()) not in self._plain:
                yield match.group(), "date"

    def _names(self, bare: str) -> Iterator[str]:
        found = [match.group(1).rstrip(".,") for match in _FOR_WHOM.finditer(bare)]
        if self._language != "de" or _NAMED.search(bare):
            found += names(bare)
        for name in dict.fromkeys(found):
            words = [word for word in name.split() if not _PEOPLE.match(word)]
            if words and plain_words(name) not in self._plain and not all(plain_words(word) in self._plain for word in words):
                yield name

    def _certified(self, bare: str) -> Iterator[tuple[str, Kind]]:
        match = _CERTIFICATE.search(bare)
        if match is None:
            return
        said = set(roots(bare))
        if not any(len(said & shown) / max(1, len(said)) >= _CONTENT for shown in self._certificates):
            yield match.group(), "certificate"


def _sentences(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from (one.words for one in sentences(line))


def _marked(text: str) -> tuple[set[str], dict[str, set[str]]]:
    """Return the contacts of a text, and its figures with what they count; line by line, as a sum at the end of one is none of "
    "the next.
    """
    contacts: set[str] = set()
    known: dict[str, set[str]] = {}
    for line in text.splitlines():
        found = marks(line, cited=True)
        contacts |= found.contacts
        for figure in found.figures:
            known.setdefault(figure.value, set()).add(figure.unit)
    return contacts, known


def _is_plan(figure: Figure) -> bool:
    """Tell whether a number, in a sentence that speaks of no past, says how the work will go: days, hours, a handful of steps."""
    if figure.unit in {"minute", "hour", "day", "week", "month", "second"}:
        return True
    return not figure.unit and len(figure.value) == 1 and figure.value.isdigit()


def _written(bare: str, figure: Figure) -> str:
    """Return the figure as the sentence writes it, its value in one form where the place is not found again."""
    match = _NUMBER.search(bare, max(0, figure.start - 3))
    return match.group().strip() if match and figure.value[:1] in match.group() else figure.value
