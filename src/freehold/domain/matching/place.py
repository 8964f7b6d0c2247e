"""Compares where the work is done, for whom, and at which hours of the clock with what a freelancer can do."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from freehold.domain.matching import weights
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.reasons import block, reason
from freehold.domain.matching.result import Block, Reason
from freehold.domain.postings.analysis import Analysis, Country
from freehold.domain.postings.countries import places

_EU_WORDS = """
    AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK
"""
EU = frozenset(_EU_WORDS.split())
EEA = EU | {"IS", "LI", "NO"}
_EUROPE_WORDS = """
    AD AL BA BY CH FO GB GE GI IM JE MC MD ME MK RS SM TR UA VA XK
"""
EUROPE = EEA | frozenset(_EUROPE_WORDS.split())
LATAM = frozenset(["AR", "BO", "BR", "CL", "CO", "CR", "CU", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PE", "PY", "SV", "UY", "VE"])
_APAC_WORDS = """
    AU BD CN FJ HK ID IN JP KH KR LA LK MM MN MO MY NP NZ PH PK SG TH TW VN
"""
APAC = frozenset(_APAC_WORDS.split())
GROUPS = {"EU": EU, "EEA": EEA, "EUROPE": EUROPE, "LATAM": LATAM, "APAC": APAC}
WORLD = "WORLDWIDE"

_CITIZENS = re.compile(
    r"\b(?P<us>U\.?S\.?A?\.?|United States|American)[ -]?(?:citizen(?:s|ship)?\b)|\b(?P<gb>UK|British)[ -](?:citizen(?:s"
    r"|ship)?|nationals?)\b|\b(?P<eu>EU)[ -](?:citizen(?:s|ship)?|nationals?)\b"
    r"|\b(?P<de>German)[ -](?:citizen(?:s|ship)?|nationals?)\b|\b(?P<de2>deutsche)[rn]? (?:Staatsangehörigkeit"
    r"|Staatsbürgerschaft)\b|\b(?P<ca>Canadian)[ -](?:citizen(?:s|ship)?)\b|\b(?P<au>Australian)[ -](?:citizen(?:s|ship)?)\b",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"\b(?:only|must|required|requires?|mandatory|need(?:ed)?|restricted|nur|zwingend|erforderlich|Voraussetzung"
    r"|no exceptions|clearance)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\b(?:permanent residents?|green card|or (?:a )?(?:valid )?(?:visa|work permit|right to work)|not required"
    r"|any nationality|regardless of)\b",
    re.IGNORECASE,
)
_NOT_EITHER = re.compile(r"\bno (?:permanent residents?|green card)", re.IGNORECASE)


REFUSING = re.compile(
    r"\bonly\b|\bmust\b|\bbased in\b|\breside|\blocated in\b|\bauthori[sz]ed\b|\beligible\b|\bright to work\b|\bnur\b|\bwohn"
    r"|\bsolo\b|\buniquement\b",
    re.IGNORECASE,
)
_ON_SITE = re.compile(
    r"\bon[- ]?site|\bin[- ](?:person|office|house|studio)\b|\bhybrid|\boffice\b|\bvor[- ]ort|\bim büro\b|\bpräsenz"
    r"|\bpresencial|\bsur (?:place|site)\b|\bprésentiel|\bhíbrid|\bno remote\b|\bnot remote\b|\bkein(?:e)? (?:remote"
    r"|homeoffice)"
    r"|\bdays? (?:a|per) week (?:in|at)\b|\brelocat|\btage? (?:die|pro) woche (?:in|bei)\b|\bvenue\b|\bcome (?:to|by)\b|\blocals?\b"
    r"|\bin[- ]home\b",
    re.IGNORECASE,
)


def members(code: str) -> frozenset[str]:
    """Return the countries that a code of an analysis stands for; empty for the whole world."""
    return GROUPS.get(code, frozenset() if code == WORLD else frozenset({code}))


def judge_place(profile: Profile, analysis: Analysis) -> tuple[list[Reason], list[Block]]:
    """Return what mode, countries and citizenship mean for this freelancer."""
    reasons, blocks = _mode(profile, analysis)
    more, blocked = _only(profile, analysis)
    blocks += blocked + _citizens(profile, analysis) + _client_country(profile, analysis)
    return reasons + more, blocks


def judge_zone(profile: Profile, analysis: Analysis, today: date) -> tuple[list[Reason], list[Block]]:
    """Return what the time zone of the work means: the overlap of two working days of 8 hours."""
    zone, wish = analysis.timezone, profile.constraints
    if zone is None or not wish.timezone or zone.utc_min is None or zone.utc_max is None:
        return [], []
    offset = _offset(wish.timezone, today)
    if offset is None:
        return [], []
    nearest = min(max(offset, zone.utc_min), zone.utc_max)
    overlap = max(Decimal(0), 8 - abs(offset - nearest))
    needed = max(zone.overlap_hours or Decimal(0), wish.timezone_overlap or Decimal(0))
    if needed and overlap + Decimal(str(weights.ZONE_TOLERANCE_HOURS)) < needed:
        return [], [block("timezone", "zone_block", zone.quote, hours=f"{overlap:g}", needed=f"{needed:g}")]
    if overlap >= max(needed, Decimal(4)):
        return [reason(weights.ZONE_OK, "time", "zone_ok", quote=zone.quote, hours=f"{overlap:g}")], []
    return [], []


def _mode(profile: Profile, analysis: Analysis) -> tuple[list[Reason], list[Block]]:
    wish, quote = profile.constraints, analysis.quotes.get("mode", "")
    remote = analysis.mode == "remote" or analysis.remote_possible is True
    if remote:
        if wish.remote == "onsite" and analysis.mode == "remote":
            return [], [block("remote", "onsite_only_block", quote)]
        good = wish.remote in ("only", "preferred")
        return [reason(weights.PLACE_GOOD if good else weights.PLACE_OK, "place", "remote_good" if good else "remote_ok", quote=quote)], []
    if analysis.mode not in ("onsite", "hybrid"):
        return [], []
    if wish.remote == "only":
        # A place alone may be the client's address; only words about being there break the constraint.
        if _ON_SITE.search(quote):
            return [], [block("remote", "remote_only_block", quote)]
        return [reason(weights.PLACE_BAD, "place", "onsite_likely", quote=quote)], []
    return _on_site(profile, analysis, quote)


def _on_site(profile: Profile, analysis: Analysis, quote: str) -> tuple[list[Reason], list[Block]]:
    wish = profile.constraints
    named = [country for country in analysis.countries if country.code != WORLD]
    if not named:
        return ([reason(weights.PLACE_OK, "place", "onsite_wished", quote=quote)] if wish.remote == "onsite" else []), []
    if profile.city and re.search(
        rf"(?<!\w){re.escape(profile.city)}(?!\w)",
        f"{analysis.title}\n{quote}\n" + "\n".join(one.quote for one in named),
        re.IGNORECASE,
    ):
        return [reason(weights.PLACE_GOOD, "place", "onsite_near", quote=quote or named[0].quote, place=profile.city)], []
    fine = set(wish.countries) | ({profile.country} if profile.country else set())
    there = [one for one in named if members(one.code) & fine]
    if there:
        home = any(profile.country in members(one.code) for one in there)
        return ([reason(weights.PLACE_OK / 2, "place", "onsite_country", quote=there[0].quote)] if home else []), []
    if wish.countries:
        return [], [block("place", "place_block", named[0].quote, countries=_names(named))]
    if profile.country:
        return [reason(weights.PLACE_BAD, "place", "onsite_elsewhere", quote=named[0].quote)], []
    return [], []


def _only(profile: Profile, analysis: Analysis) -> tuple[list[Reason], list[Block]]:
    only = [country for country in analysis.countries if country.kind == "only"]
    if not only or not profile.country:
        return [], []
    mine = [
        country
        for country in only
        if country.code == WORLD or profile.country in members(country.code) or _also_named(profile.country, country.quote)
    ]
    if mine:
        return [reason(weights.PLACE_OK / 2, "place", "country_ok", quote=mine[0].quote)], []
    params = {"countries": _names(only), "own": profile.country}
    # Where the words do not refuse others and the person works for clients there, it is likely, not certain.
    if not REFUSING.search(only[0].quote) and any(members(country.code) & set(profile.constraints.countries) for country in only):
        return [reason(weights.PLACE_BAD, "place", "country_likely", quote=only[0].quote, values=params)], []
    return [], [block("countries", "country_block", only[0].quote, values=params)]


def _citizens(profile: Profile, analysis: Analysis) -> list[Block]:
    if not profile.country:
        return []
    text = f"{analysis.title}\n{analysis.text}"
    for found in _CITIZENS.finditer(text):
        code = next(name for name, value in found.groupdict().items() if value).rstrip("2").upper()
        start, end = _line(text, found.start(), found.end())
        around = text[start:end]
        if profile.country in members(code) or not _ASKED.search(around) or (_EITHER.search(around) and not _NOT_EITHER.search(around)):
            continue
        return [block("citizens", "citizens_block", around.strip(), countries=code, own=profile.country)]
    return []


def _client_country(profile: Profile, analysis: Analysis) -> list[Block]:
    wanted, client = profile.constraints.countries, analysis.client
    # For work on site the place decides; here it is the client of remote work.
    if not wanted or client is None or len(client.country) != 2 or analysis.mode in ("onsite", "hybrid"):
        return []
    fine = set(wanted) | {profile.country}
    return [] if client.country in fine else [block("countries", "client_country_block", client.quote, countries=client.country)]


def _also_named(country: str, quote: str) -> bool:
    """Tell whether the words name the country beside the one read from them, as in "UK/EU"."""
    return any(code == WORLD or country in members(code) for codes, _, _ in places(quote) for code in codes)


def _names(countries: list[Country]) -> str:
    return ", ".join(dict.fromkeys(country.code for country in countries))


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    left = max(text.rfind("\n", 0, start) + 1, start - 100)
    right = text.find("\n", end)
    right = min(right if right >= 0 else len(text), end + 100)
    while left < start and left and not text[left - 1].isspace():
        left += 1
    while right > end and right < len(text) and not text[right].isspace():
        right -= 1
    return left, right


def _offset(zone: str, today: date) -> Decimal | None:
    try:
        offset = datetime.combine(today, time(12), ZoneInfo(zone)).utcoffset()
    except (KeyError, ValueError, OSError):  # an unknown or ill-formed name of a zone
        return None
    return None if offset is None else Decimal(int(offset / timedelta(minutes=15))) / 4
