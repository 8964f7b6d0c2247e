"""Reads a profile from plain text or Markdown: a CV, a paragraph about oneself, or three words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from freehold.domain.matching.evidence import sentences
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, RateKind, RemoteWish, Service
from freehold.domain.matching.spoken_names import ALL_NAMES, language_code
from freehold.domain.postings.countries import places

MAX_TEXT = 100_000
MAX_SKILLS = 60

_HEADINGS = {
    "summary": (
        "summary|profile|about|about me|who i am|personal statement|profil|über mich|kurzprofil|zusammenfassung|perfil|sobre mí"
        "|profil personnel|à propos"
    ),
    "skills": (
        "skills|technical skills|key skills|core skills|expertise|competencies|tools|technologies|tech stack|software"
        "|kenntnisse|fähigkeiten|kompetenzen|fachkenntnisse|it-kenntnisse|skills & tools|habilidades|conocimientos|compétences"
    ),
    "experience": (
        "experience|work experience|professional experience|employment|employment history|career|projects|selected projects"
        "|clients|work|berufserfahrung|beruflicher werdegang|werdegang|projekte|projekterfahrung|referenzen|experiencia"
        "|experiencia profesional|proyectos|expérience|expérience professionnelle"
    ),
    "education": (
        "education|qualifications|training|certificates|certifications|ausbildung|studium|bildungsweg|zertifikate|weiterbildung"
        "|educación|formación|formation"
    ),
    "languages": "languages|sprachen|sprachkenntnisse|idiomas|langues",
    "services": "services|what i do|what i offer|offer|leistungen|angebot|servicios|prestations",
    "rates": "rates|rate|pricing|prices|fees|honorar|preise|stundensatz|tagessatz|tarifas|tarifs",
    "other": (
        "contact|kontakt|interests|hobbies|interessen|references|availability|verfügbarkeit|personal details|persönliche daten"
        "|contacto"
    ),
}  # fmt: skip
_SECTION = {heading: name for name, headings in _HEADINGS.items() for heading in headings.split("|")}
_MARKS = re.compile(r"^[\s#>*•·–—-]+|[\s#*:_]+$")
_CONTACT = re.compile(r"@|https?://|www\.|\+?\d[\d\s/().-]{6,}|curriculum vitae|lebenslauf|^\W*(?:cv|resume|résumé)\W*$", re.IGNORECASE)
_ITEMS = re.compile(r"[,;|•·\n]|\s[–—-]\s")
_YEARS = re.compile(
    r"(?P<years>\d{1,2}(?:[.,]5)?)\s?\+?\s?(?:years?|yrs?|jahren?|años|ans)\b(?:['’]?\s(?:of\s|with\s|mit\s|in\s|de\s|experience\s|professional\s|erfahrung\s|hands-on\s){0,4})?",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?P<start>(?:\d{1,2}[./])?(?:19|20)\d\d)\s?(?:–|—|-|to|until|bis|a)\s?(?P<end>(?:\d{1,2}[./])?(?:19|20)\d\d|today|present|now|heute|jetzt|actualidad|aujourd'hui)|(?:since|seit|desde|depuis|ab)\s(?P<since>(?:\d{1,2}[./])?(?:19|20)\d\d)",
    re.IGNORECASE,
)
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "us$": "USD", "a$": "AUD", "ca$": "CAD", "c$": "CAD", "fr.": "CHF", "sfr": "CHF"}
_SIGN = r"(?P<{0}>US\$|CA\$|A\$|C\$|€|\$|£|EUR|USD|GBP|CHF|AUD|CAD|NZD|SGD|SEK|NOK|DKK|PLN|INR|Euro?)"
_RATE = re.compile(
    rf"(?:{_SIGN.format('before')}\s?)?(?P<amount>\d{{1,3}}(?:[.,' ]\d{{3}})+"
    rf"|\d{{1,6}})(?:[.,]\d{{1,2}})?(?:\s?{_SIGN.format('after')})?\s?(?:netto|net|zzgl\. (?:MwSt|USt)\.?)?\s?(?:/|per|pro"
    rf"|an?|je|por|the)?\s?(?P<unit>hours?|hr|h|std\.?|stunde|hora|heure|days?|tag|tagessatz|día|jour|weeks?|woche|months?"
    rf"|monat|mes)\b",
    re.IGNORECASE,
)
_UNITS: tuple[tuple[str, RateKind], ...] = (
    ("h", "hourly"),
    ("std", "hourly"),
    ("stunde", "hourly"),
    ("d", "daily"),
    ("tag", "daily"),
    ("j", "daily"),
    ("w", "weekly"),
    ("m", "monthly"),
)
_FLUENCY = re.compile(
    r"native|fluent|mother tongue|bilingual|business|conversational|\b[ABC][12]\b|muttersprach|fließend|verhandlungssicher"
    r"|nativo|fluido|courant|maternelle|good|gut",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, ALL_NAMES), key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE)
_REMOTE: tuple[tuple[RemoteWish, re.Pattern[str]], ...] = (
    (
        "only",
        re.compile(
            r"\b(?:remote only|only remote|100\s?% remote|fully remote|nur remote|ausschließlich remote|solo remoto)\b", re.IGNORECASE
        ),
    ),
    ("onsite", re.compile(r"\b(?:on-?site only|only on-?site|nur vor ort)\b", re.IGNORECASE)),
    (
        "preferred",
        re.compile(r"\b(?:preferably remote|prefer remote|remote preferred|bevorzugt remote|am liebsten remote)\b", re.IGNORECASE),
    ),
)
_HOURS = re.compile(r"\b(\d{1,2})\s?(?:hours?|hrs?|h|stunden|std\.?)\s?(?:a|per|/|pro|die)\s?(?:week|woche)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Parts:
    """The lines of a text by section; "" is what stands before the first heading."""

    lines: dict[str, list[str]] = field(default_factory=dict)

    def of(self, name: str) -> list[str]:
        return self.lines.get(name, [])


def from_text(text: str, gazetteer: Gazetteer) -> Profile:
    """Return the profile that a text tells of; what it does not tell stays empty. Never raises: three words give a profile too.

    Text beyond 100,000 characters is not read.
    """
    text = text[:MAX_TEXT].replace("\r\n", "\n").replace("\r", "\n")
    parts = _parts(text)
    head = [line for line in parts.of("") if not _CONTACT.search(line)]
    name, rest = _name(head, gazetteer)
    headline = rest[0] if rest and len(rest[0]) <= 140 else ""
    summary = " ".join(parts.of("summary") or rest[1 if headline else 0 :])
    found_places = places("\n".join(parts.of("")[:8] + parts.of("other"))[:2_000])
    constraints = Constraints(
        remote=next((wish for wish, pattern in _REMOTE if pattern.search(text)), "any"),
        hours_per_week=Decimal(hours.group(1)) if (hours := _HOURS.search(text)) else None,
        languages=tuple(_languages(parts, text)),
    )
    return Profile(
        name=name,
        headline=headline,
        summary=summary,
        country=next((codes[0] for codes, _, _ in found_places if len(codes[0]) == 2), ""),
        skills=tuple(_skills(text, parts, gazetteer)),
        services=tuple(Service(*_split_service(line)) for line in parts.of("services")[:20]),
        rates=tuple(_rates(text)),
        constraints=constraints,
        experience=tuple(_experience(parts)),
        text=text.strip(),
    )


def _parts(text: str) -> _Parts:
    parts, section = _Parts(), ""
    for raw in text.split("\n"):
        line = _MARKS.sub("", raw).strip()
        if not line:
            continue
        heading, colon, after = line.partition(":")
        known = _SECTION.get((heading if colon else line).strip().casefold())
        if known and (not colon or not after.strip()):
            section = known
            continue
        if known:
            parts.lines.setdefault(known, []).append(after.strip())
            continue
        parts.lines.setdefault(section, []).append(line)
    return parts


def _name(head: list[str], gazetteer: Gazetteer) -> tuple[str, list[str]]:
    """Return the name, when the first line is one, and the other lines."""
    if not head:
        return "", []
    first, separator, after = head[0].partition(" – ") if " – " in head[0] else head[0].partition(" | ")
    words = first.split()
    looks_like_one = 2 <= len(words) <= 4 and all(word[:1].isupper() or word in ("de", "van", "von", "der", "di", "da") for word in words)
    if looks_like_one and not any(char.isdigit() or char in ".,:;!?" for char in first) and not gazetteer.find(first):
        return first, ([after] if separator and after else []) + head[1:]
    return "", head


def _skills(text: str, parts: _Parts, gazetteer: Gazetteer) -> Iterator[ProfileSkill]:
    told = [sentence for name in ("experience", "summary", "", "services") for line in parts.of(name) for sentence in sentences(line)]
    listed = "\n".join(parts.of("skills"))
    order: dict[str, str] = {}
    for source in (listed, text):
        for found in gazetteer.find(source):
            skill = gazetteer.get(found.name)
            # Outside the list of skills a word of the mass list is too often only a word.
            if skill is not None and (skill.listed or source is listed) and skill.trade != "soft":
                order.setdefault(found.name, source[found.start : found.end])
    for item in _ITEMS.split(listed):
        plain = item.strip(" .()[]*_\t")
        if (
            plain
            and len(plain.split()) <= 4
            and len(plain) <= 40
            and not any(char.isdigit() for char in plain)
            and not gazetteer.find(plain)
        ):
            order.setdefault(plain, plain)
    years = _years(text, gazetteer)
    for name, spelled in list(order.items())[:MAX_SKILLS]:
        evidence = next((sentence for sentence in told if spelled in sentence and len(sentence.split()) >= 4), "")
        yield ProfileSkill(name, years.get(name), None, evidence)


def _years(text: str, gazetteer: Gazetteer) -> dict[str, Decimal]:
    """Return the years said beside a skill: "5 years of Django", "Django (5 years)", "Django: 5 Jahre"."""
    found: dict[str, Decimal] = {}
    for line in text.split("\n"):
        skills = gazetteer.find(line)
        for said in _YEARS.finditer(line):
            after = [skill for skill in skills if 0 <= skill.start - said.end() <= 12]
            before = [skill for skill in skills if 0 <= said.start() - skill.end <= 6]
            # "Postgres (6 years), Excel": a bracket or colon ties the years to what stands before.
            tied = bool(before) and any(char in "(:–-" for char in line[before[-1].end : said.start()])
            for skill in before[-1:] if tied else after[:1] or before[-1:]:
                found.setdefault(skill.name, Decimal(said["years"].replace(",", ".")))
    return found


def _rates(text: str) -> Iterator[RateFloor]:
    seen: set[str] = set()
    for found in _RATE.finditer(text):
        sign = (found["before"] or found["after"] or "").lower()
        if not sign:
            continue
        unit = found["unit"].lower()
        kind = next((kind for start, kind in _UNITS if unit.startswith(start)), None)
        amount = Decimal(re.sub(r"\D", "", found["amount"]))
        if kind is None or kind in seen or amount < 5:
            continue
        seen.add(kind)
        currency = _SIGNS.get(sign) or ("EUR" if sign.startswith("eur") else sign.upper())
        yield RateFloor(kind, amount, currency)


def _languages(parts: _Parts, text: str) -> Iterator[str]:
    codes = [language_code(found.group()) for line in parts.of("languages") for found in _LANGUAGE.finditer(line)]
    for line in text.split("\n") if not codes else ():
        if _FLUENCY.search(line):
            codes += [language_code(found.group()) for found in _LANGUAGE.finditer(line)]
    yield from dict.fromkeys(code for code in codes if code)


def _experience(parts: _Parts) -> Iterator[Experience]:
    for section in ("experience", "education"):
        current: tuple[str, str, str] | None = None
        body: list[str] = []
        for line in parts.of(section):
            period = _PERIOD.search(line)
            if period is None:
                body.append(line)
                continue
            if current or body:
                yield _entry(current, body)
            title = (line[: period.start()] + line[period.end() :]).strip(" ,;:|()–—-\t")
            current, body = (title, period["start"] or period["since"] or "", period["end"] or ""), []
        if current or body:
            yield _entry(current, body)


def _entry(head: tuple[str, str, str] | None, body: list[str]) -> Experience:
    title, start, end = head or ("", "", "")
    if not title and body:
        title, body = body[0], body[1:]
    work, separator, organisation = next(
        (line for mark in (" at ", " bei ", " @ ", ", ", " | ") if (line := title.partition(mark))[1]), (title, "", "")
    )
    return Experience(work.strip(), organisation.strip() if separator else "", start, end, "\n".join(body))


def _split_service(line: str) -> tuple[str, str]:
    for mark in (": ", " – ", " - "):
        name, found, description = line.partition(mark)
        if found and len(name) <= 80:
            return name.strip(), description.strip()
    return line, ""
