"""Judges "5+ years of Django" and "7 years of experience" against the years that a profile shows, with the words of both."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import Evidence
from freehold.domain.matching.profile import Experience, Profile
from freehold.domain.matching.reasons import reason
from freehold.domain.matching.result import Reason
from freehold.domain.matching.skill_names import Found
from freehold.domain.postings.analysis import Analysis
from freehold.domain.text.clauses import clause_span

MOST_YEARS = 30
MAX_REASONS = 3
MAX_EVIDENCE = 120
# So far after the years may the skill stand: "7+ years of professional, hands-on experience in building Django sites".
_REACH = 60
_ASKED = re.compile(
    r"(?<![\d.,$€£/-])(?P<least>\d{1,2})\s?(?:\+|plus)?\s?(?:(?:-|–|to|bis)\s?\d{1,2}\s?\+?\s?)?(?:years?|yrs?|Jahren?|Jahre)\b['’+]?"
    r"(?!\s(?:old|ago|alt|contract|mission|plan|warranty|history|Garantie|Laufzeit))",
    re.IGNORECASE,
)
_EXPERIENCE = re.compile(r"experience|erfahrung|hands-on|track record|background|working with|developing|in the field", re.IGNORECASE)
# "We have 10 years of experience" speaks of the client.
_OWN = re.compile(r"\b(?:we|our (?:company|team|firm)|company|founded|wir|unser\w*)\b[^.\n;]{0,40}$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Asked:
    """Years that a posting asks for: `least` of them, of `skill` (a canonical name, "" for experience as such), in these words."""

    least: int
    skill: str
    quote: str


def asked_in(text: str, found: Sequence[Found]) -> Iterator[Asked]:
    """Yield the years that a text asks for; `found` are the skills named in it, by place."""
    for said in _ASKED.finditer(text):
        least = int(said["least"])
        if not 1 <= least <= MOST_YEARS or _OWN.search(text, max(0, said.start() - 60), said.start()):
            continue
        low, high = clause_span(text, said.start(), said.end())
        skill = _meant(text, said, low, high, found)
        if skill is None and not _EXPERIENCE.search(text, low, high):
            continue
        yield Asked(least, skill.name if skill is not None else "", text[low:high].strip())


def _meant(text: str, said: re.Match[str], low: int, high: int, found: Sequence[Found]) -> Found | None:
    """Return the skill whose years these are: one tied by a colon or bracket before them ("Django: 5 years"), or else the next one."""
    for one in found:
        between = text[one.end : said.start()]
        if low <= one.start and one.end <= said.start() <= one.end + 3 and re.search(r"[(:–-]", between):
            return one
    return next((one for one in found if said.end() <= one.start <= min(high, said.end() + _REACH)), None)


def judge_years(profile: Profile, evidence: Evidence, analysis: Analysis, found: Sequence[Found], today: date) -> list[Reason]:
    """Return one reason for each skill whose years are asked for and known, and one for experience as such.

    `found` are the skills in "title, line break, text" of the posting. Years that the profile does not tell cost nothing.
    """
    reasons: dict[str, Reason] = {}
    for asked in asked_in(f"{analysis.title}\n{analysis.text}", found):
        if asked.skill in reasons or len(reasons) >= MAX_REASONS:
            continue
        shown = evidence.of(asked.skill) if asked.skill else None
        if shown is not None and shown.direct and shown.years:
            evident = shown.quote if len(shown.quote) <= MAX_EVIDENCE else shown.quote[:MAX_EVIDENCE].rpartition(" ")[0] + " …"
            params = {"asked": str(asked.least), "skill": asked.skill, "years": shown.years, "evidence": evident}
            reasons[asked.skill] = reason(_points(float(shown.years), asked.least), "experience", "years_asked", params, quote=asked.quote)
        elif not asked.skill and (years := years_of(profile, today)) is not None:
            params = {"asked": str(asked.least), "years": f"{years:g}"}
            reasons[""] = reason(_points(years, asked.least), "experience", "years_whole", params, quote=asked.quote)
    return list(reasons.values())


def years_of(profile: Profile, today: date) -> float | None:
    """Return the years of work that a profile shows: the most said of one skill, or the years covered by its dated experience."""
    said = [float(skill.years) for skill in profile.skills if skill.years is not None]
    dated = len(_covered(profile.experience, today))
    return max([*said, *([float(dated)] if dated else [])], default=None)


def _covered(experience: Iterable[Experience], today: date) -> set[int]:
    """Return the calendar years in which some entry ran, without its first; an entry that has not ended runs until today."""
    covered: set[int] = set()
    for one in experience:
        start, end = _YEAR.search(one.start), _YEAR.search(one.end)
        if start is not None:
            last = int(end[0]) if end is not None else int(start[0]) if one.end and one.end[-1:].isdigit() else today.year
            covered |= set(range(int(start[0]) + 1, min(last, today.year) + 1))
    return covered


def _points(years: float, asked: int) -> float:
    if years >= asked:
        return weights.YEARS_OK
    return weights.YEARS_SHORT * min(1.0, (asked - years) / asked * 2)
