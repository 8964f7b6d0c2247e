"""Reads where the work is done: remote, hybrid or on site, whether working remotely is possible, and in which countries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from freehold.domain.postings.analysis import Country, Mode
from freehold.domain.postings.countries import country_code, places
from freehold.domain.postings.document import Document

_NOT_REMOTE = re.compile(
    r"\b(?:no|not|non|isn't|is not|kein(?:e|en)?|nicht|temporarily)[\s-]{1,2}(?:a |an |full |fully |full-|100% |open to |currently "
    r"|available for |offering )?(?:remote|home ?office)\w*"
    r"|\bremote (?:work )?(?:is )?(?:not|isn't|unavailable|nicht)\b|\bkein home ?office\b|\bno wfh\b|\bremote\s?[:=]\s?no\b",
    re.IGNORECASE,
)
_FULL_REMOTE = re.compile(
    r"\b(?:100 ?% ?|fully[- ]|full[- ]|completely |entirely |all[- ]|vollständig |komplett |rein |voll )remote\b|\bremote[- ]only\b"
    r"|\bremote[- ]first\b"
    r"|\bremote\s?\(?(?:anywhere|worldwide|global)|\bwork from anywhere\b|\b100 ?% ?home ?office\b|\bworld-?wide remote\b|\bremotework\b"
    r"|\b(?:remote) (?:team|company|organi[sz]ation|position|role|job|work|opportunit\w+)\b|\bentirely distributed\b"
    r"|\bfully distributed\b|\bwfh\b"
    r"|\b(?:US|EU|UK|Europe|Canada)[- ]anywhere\b|\bhire (?:globally|worldwide|from anywhere)\b|\bwork from home\b|\bwork remotely\b"
    r"|\bremote\s?[:=]\s?(?:yes|true|ok|full|100)",
    re.IGNORECASE,
)
_REMOTE = re.compile(
    r"\bremot(?:e|o)\b(?! (?:control|sens|access|server|desktop|procedure|monitor|site|location|area|communit|patient|team members|host"
    r"|teams|device|"
    r"machine|storage|village|region|config|vehicle|operat|customer|support|diagnos|meeting|viewer|health|worker|tech|flexibility|part"
    r"|days|folks|employees|colleagues|people|corner|branch))|\bremotely\b(?![ -](?:operat|control|monitor|access|pilot))"
    r"|\bhome ?office\b|\bhome-?based\b|\bortsunabhängig\b|\bteletrabajo\b|\btelecommut\w+|\bvon zu ?hause\b",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"\bhybrid(?:e[rsn]?)?\b(?! (?:cloud|app|mobile|vehicle|electric|search|approach|model[s]? of|car|engine|solution|system"
    r"|infrastructure|apps|retriev|rag|database|quantum|work\w* (?:app|software)))"
    r"|\bpart(?:ly|ially|ial)?[- ]remote\b|\bteilweise remote\b|\bteilremote\b|\bsemi[- ]remote\b|\bpartially on-?site\b"
    r"|\b(?:1|2|3|4|one|two|three|four|ein|zwei|drei|vier)(?:\s?[-–]\s?[1-5])?\+? (?:days?|tage?)(?: (?:a|per|each|/|pro|die"
    r"|in der) ?(?:week|woche))? (?:in|at|im|on)[- ](?:the |our |dem )?(?:office|site|büro|person|home ?office)\b"
    r"|\b(?:\d|one|two|three|four)(?:\s?[-–]\s?\d)? days?(?: (?:a|per|each|/) ?week)?(?: of)? (?:remote|home|wfh|working from home)\b"
    r"|\bflexible hybrid\b"
    r"|\b(?!100)\d{1,2} ?% (?:remote|vor ort|on-?site|home ?office)",
    re.IGNORECASE,
)
_ONSITE = re.compile(
    r"\bon[- ]?site\b(?! (?:gym|parking|lunch|interview|chef|food|meals|search|seo|visit|meeting|events|\d))"
    r"|\bin[- ]person\b(?! (?:meet|event|gather|retreat|offsite|interview))"
    r"|\bin[- ]home (?:\w+ )?(?:tutor|lesson|care|visit|training)|\bin[- ](?:the |our )?office\b|\bvor ort\b|\bpräsenz\b"
    r"|\boffice[- ]based\b|\bpresencial\b|\bin-house\b(?= only)|\brelocat(?:e|ion) (?:to|required)\b|\bmust be local\b|\blocals?[- ]only\b"
    r"|\bim büro\b",
    re.IGNORECASE,
)
_OR = re.compile(
    r"\b(?:or|oder|and|und|possible|ok|okay|welcome|optional|möglich|option|available|also|either|friendly|allowed|considered|open to"
    r"|flexible)\b|[/|,&+]",
    re.IGNORECASE,
)
_ONLY = re.compile(
    r"\bonly\b|\bnur\b|\bmust (?:be|live|reside|have)\b|\b(?:based|located|resid\w+|living|authori[sz]ed to work|right to work"
    r"|work permit|eligible to work) (?:in|from|within)\b"
    r"|\brestricted to\b|\bcitizens?\b|[- ]based\b|\bresidents?\b|\banywhere (?:in|within)\b|\bwithin\b|\baus\b(?= (?:der|dem) )"
    r"|\bexclusively\b",
    re.IGNORECASE,
)
# "Indian only", "Australian candidates only". Nationalities that are also the names of languages ("German only") are left out.
_NATIONS = {
    "indian": "IN", "australian": "AU", "american": "US", "british": "GB", "canadian": "CA", "irish": "IE", "austrian": "AT", "swiss": "CH",
    "egyptian": "EG", "pakistani": "PK", "nigerian": "NG", "kenyan": "KE", "south african": "ZA", "brazilian": "BR", "mexican": "MX",
    "colombian": "CO", "argentinian": "AR", "argentine": "AR", "european": "EUROPE",
}  # fmt: skip
_NATION_ONLY = re.compile(
    rf"\b(?P<nation>{'|'.join(_NATIONS)})s?\s(?:(?:candidates|freelancers|applicants|residents|nationals|contractors|developers|writers|people"
    r"|agencies|companies|teams)\s)?only\b(?!\s(?:for|if|when|in|customers|market))",
    re.IGNORECASE,
)
# "based in thailand": after these words a country counts in small letters too.
_LOWER = re.compile(
    r"\b(?:based|located|living|residing|live|reside) in (?:the )?(?P<name>[a-zà-ÿ]{4,14}(?: [a-z]{4,9})?)\b|\b(?P<uk>uk)[ -]based\b"
)
_NOT_ONLY_AFTER = re.compile(r"[\s-]{0,2}(?:time ?zones?|hours?|customers?|dollars?|holiday|market|team|clients?|offices?)", re.IGNORECASE)
# A place that only tells the clock: "4h overlap with Lisbon or Porto", "time zone: Vienna", "9 to 5 Lisbon time".
_LINK = r"(?:(?!in\b|based\b|from\b|located\b|living\b|only\b)[\w'’+-]{1,14}|(?:team|colleagues|clients?|office|hq|us|hours) (?:in|from))"
_CLOCK_BEFORE = re.compile(
    rf"\b(?:overlap\w*|überschneidung\w*|überlappung\w*) (?:{_LINK}[,/&]? ){{0,7}}$"
    r"|\b(?:time ?zones?|tz|zeitzonen?)\s?(?:[:=(–-]\s?|(?:of|is|like|as|as in|around|near|from|von|wie)\s)(?:the )?$"
    r"|(?:±|\+\s?/\s?[-–−])\s?\d{1,2}\s?(?:h|hrs?|hours?|stunden)?\s?(?:of|from|around|zu|von)?\s?$",
    re.IGNORECASE,
)
_CLOCK_AFTER = re.compile(
    r"\s?(?:\((?:UTC|GMT|CES?T|WES?T|EES?T|[ECMP][SD]?T)[^()\n]{0,10}\))?\s(?:local |business |working |office "
    r"|core )?(?:time(?! ?zones?\b)"
    r"(?![- ]?(?:limited|boxed))|hours|zeit|tz)\b",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"\b(?:offices? in|headquarter\w*|hq|founded in|customers|clients|investors|team (?:is|members)|backed|across|subsidiar|raised"
    r"|we are based|sold to|company based)\b",
    re.IGNORECASE,
)


# No posting needs more places than this to say where the work is.
MAX_PLACES = 100


@dataclass(frozen=True, slots=True)
class Place:
    """Where the work is done. The quotes are empty where the value is None."""

    mode: Mode | None
    remote_possible: bool | None
    countries: tuple[Country, ...]
    mode_quote: str = ""
    remote_quote: str = ""


def find_place(document: Document) -> Place:
    """Return mode, remote possibility and countries of the work."""
    countries = _countries(document)
    text = document.text
    start, end = document.header
    verdict = _verdict(document, start, end) or _verdict(document, end, len(text))
    if verdict is None:
        named = [country for country in countries if country.code not in {"WORLDWIDE", "EU", "EEA", "EUROPE", "LATAM", "APAC"}]
        in_header = [span for _, *span in places(text, start, end)]
        if named and in_header:
            quote = document.words(*in_header[0])
            return Place("onsite", False, countries, quote, quote)
        if any(country.code == "WORLDWIDE" for country in countries):
            quote = next(country.quote for country in countries if country.code == "WORLDWIDE")
            return Place("remote", True, countries, quote, quote)
        return Place(None, None, countries)
    mode, remote, (mode_start, mode_end), (remote_start, remote_end) = verdict
    return Place(mode, remote, countries, document.clause(mode_start, mode_end), document.clause(remote_start, remote_end))


def _verdict(document: Document, start: int, end: int) -> tuple[Mode, bool, tuple[int, int], tuple[int, int]] | None:
    denied = [found.span() for found in document.find(_NOT_REMOTE, start, end)]
    full = _first(_FULL_REMOTE, document, start, end, denied)
    remote = full or _first(_REMOTE, document, start, end, denied)
    hybrid = _first(_HYBRID, document, start, end, [])
    onsite = _first(_ONSITE, document, start, end, [])
    if full and not hybrid and not denied:
        return "remote", True, full, full
    if hybrid:
        if full or (remote and not _inside(remote, hybrid) and _alternatives(document.text, remote, hybrid)):
            return "remote", True, remote or hybrid, remote or hybrid
        return "hybrid", False, hybrid, hybrid
    if remote and not (denied and onsite):
        return "remote", True, remote, remote
    if denied:
        return "onsite", False, onsite or denied[0], denied[0]
    if onsite:
        return "onsite", False, onsite, onsite
    return None


def _first(pattern: re.Pattern[str], document: Document, start: int, end: int, denied: list[tuple[int, int]]) -> tuple[int, int] | None:
    for found in document.find(pattern, start, end):
        if not any(low <= found.start() < high or low < found.end() <= high for low, high in denied):
            return found.span()
    return None


def _inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _alternatives(text: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Tell whether two modes are offered as a choice ("remote or hybrid")."""
    low, high = min(one[1], other[1]), max(one[0], other[0])
    return high >= low and high - low <= 40 and bool(_OR.search(text, low, high))


def _countries(document: Document) -> tuple[Country, ...]:
    text = document.text
    header_end = document.header[1]
    found: dict[str, Country] = {}
    for codes, start, end in places(text)[:MAX_PLACES]:
        left = max(0, start - 70)
        before = re.split(r"[\n|.;]", text[left:start])[-1]
        after = re.split(r"[\n|.;]", text[end : end + 40])[0]
        if _NOT_ONLY_AFTER.match(after) or _CLOCK_AFTER.match(after) or _CLOCK_BEFORE.search(before):
            continue
        in_header = start < header_end
        remote_near = bool(_REMOTE.search(before))
        only = (
            bool(_ONLY.search(before))
            or bool(re.match(r"[^\n|;]{0,25}\b(?:only|citizens?|residents?)\b|[- ]based\b", text[end : end + 40], re.IGNORECASE))
            or (
                remote_near
                and bool(re.search(r"\(|\bin\b|[-–—:,/]|\bwithin\b|remote (?:\w{1,12}[ ,/&]{1,3}){0,3}$", before, re.IGNORECASE))
            )
        )
        if not in_header and (not only or _COMPANY.search(before)):
            continue
        kind = "only" if only and codes[0] != "WORLDWIDE" else "place"
        quote = document.clause(start, end) if only else document.words(start, end)
        for code in codes:
            if code not in found or (kind == "only" and found[code].kind == "place"):
                found[code] = Country(code, "only" if kind == "only" else "place", quote)
    for code, start, end in _refused(text):
        found.setdefault(code, Country(code, "only", document.clause(start, end)))
    return tuple(found.values())


def _refused(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the countries that a nationality ("Indian only") or a name in small letters ("based in thailand") ties the work to."""
    for said in islice(_NATION_ONLY.finditer(text), MAX_PLACES):
        yield _NATIONS[said["nation"].lower()], said.start(), said.end()
    for said in islice(_LOWER.finditer(text), MAX_PLACES):
        name = said["uk"] or said["name"]
        code = country_code(name) or country_code(name.split()[0]) if len(name) > 2 else "GB"
        if code and not _COMPANY.search(text, max(0, said.start() - 40), said.start()):
            yield code, said.start(), said.end()
