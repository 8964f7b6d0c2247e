"""What a market asks for more or less often than before: shares of two spans of time, with their intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from freehold.domain.learning.seen import Seen
from freehold.domain.statistics import Rate, compare, posterior, rate

#: Each of the two spans needs this many postings before anything is said.
FEWEST = 20
#: At most so many skills are looked at: the more are, the more rise and fall by chance alone.
MOST_COMPARED = 25
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Change:
    """A skill whose share differs: `before` and `after` with their intervals; `sure` at 95 %, else only at 80 %."""

    skill: str
    before: Rate
    after: Rate
    rises: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Trends:
    """Two spans of equal length, the later beginning on `split`; `compared` skills were looked at, `changes` are those that differ."""

    start: date
    split: date
    end: date
    before: int
    after: int
    compared: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class TooShort:
    """Too few postings with a date in one of the spans: `missing` more are needed in the span that has the fewest."""

    code: Literal["too_few"]
    n: int
    missing: int


@dataclass(frozen=True, slots=True)
class MonthShare:
    """What share of a month's postings name a skill."""

    month: date
    rate: Rate


def trends(postings: Sequence[Seen], today: date) -> Trends | TooShort:
    """Compare the later half of the time seen (a year at most) with the earlier half."""
    dated = [(posting.day, posting.skills) for posting in postings if posting.day and today - LONGEST < posting.day <= today]
    if not dated:
        return TooShort("too_few", 0, 2 * FEWEST)
    start = min(day for day, _ in dated)
    split = start + (today - start + timedelta(days=1)) / 2
    early = [skills for day, skills in dated if day < split]
    late = [skills for day, skills in dated if day >= split]
    if (fewest := min(len(early), len(late))) < FEWEST:
        return TooShort("too_few", len(dated), FEWEST - fewest)
    before, after = _counted(early), _counted(late)
    names = sorted(before.keys() | after.keys(), key=lambda name: (-before[name] - after[name], name))[:MOST_COMPARED]
    found = [_change(name, (before[name], len(early)), (after[name], len(late))) for name in names]
    changes = sorted((one for one in found if one), key=lambda one: (not one.sure, -abs(one.after.mean - one.before.mean)))
    return Trends(start, split, today, len(early), len(late), len(names), tuple(changes))


def monthly(postings: Sequence[Seen], skills: Sequence[str], today: date, *, months: int = 12) -> dict[str, list[MonthShare]]:
    """Return for each skill its share of each month's postings; months in which nothing was seen are left out."""
    by_month: dict[date, list[frozenset[str]]] = defaultdict(list)
    for posting in postings:
        if posting.day and posting.day <= today and _months_between(posting.day, today) < months:
            by_month[posting.day.replace(day=1)].append(posting.skills)
    return {
        name: [MonthShare(month, rate(sum(name in one for one in by_month[month]), len(by_month[month]))) for month in sorted(by_month)]
        for name in skills
    }


def _months_between(earlier: date, later: date) -> int:
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _counted(rows: Sequence[frozenset[str]]) -> Counter[str]:
    return Counter(name for skills in rows for name in skills)


def _change(name: str, before: tuple[int, int], after: tuple[int, int]) -> Change | None:
    first, second = posterior(*before), posterior(*after)
    # The exact comparison is slow; what is plainly within chance is not sent there.
    if abs(second.mean - first.mean) < (first.variance + second.variance) ** 0.5:
        return None
    known = compare(before, after)
    if known.code not in {"leaning", "apart"}:
        return None
    return Change(name, rate(*before), rate(*after), second.mean > first.mean, known.code == "apart")
