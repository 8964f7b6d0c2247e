"""Invoice numbers: the pattern language of a series, and the search for gaps and duplicates in what it has given out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from freehold.domain.errors import UserError

Restart = Literal["never", "year", "month"]

LONGEST_NUMBER = 40
MOST_DIGITS = 9
_FIELD = re.compile(r"\{([^{}]*)\}")
_COUNTER = re.compile(r"number(?::0?([1-9]))?")
# What survives every format that a number travels in: file names, bank texts, XML, tax registers.
_ALLOWED = re.compile(r"[A-Za-z0-9 ./_#-]*")
_PLAIN_FIELDS = ("prefix", "year", "yy", "month")


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is wrong in a series: the stretches never given out (first and last, both included), and what was given out twice."""

    missing: tuple[tuple[int, int], ...] = ()
    duplicates: tuple[int, ...] = ()

    @property
    def whole(self) -> bool:
        """Tell whether nothing is missing and nothing stands twice."""
        return not self.missing and not self.duplicates


def check_pattern(pattern: str, *, restart: Restart = "never", prefix: str = "") -> None:
    """Check the pattern of a series, such as `{prefix}{year}-{number:04}`.

    Fields are {prefix}, {year} (2026), {yy} (26), {month} (03) and {number}, which must stand once and may say its width
    ({number:04}). A series that starts again needs the year in it, one that does so every month the month too.
    Raises UserError that names what is wrong.
    """
    fields = _FIELD.findall(pattern)
    literal = _FIELD.sub("", pattern)
    if "{" in literal or "}" in literal:
        raise _wrong(pattern, "a curly bracket has no partner", "Write fields as {year} or {number:04}.")
    counters = [field for field in fields if _COUNTER.fullmatch(field)]
    unknown = [field for field in fields if field not in _PLAIN_FIELDS and field not in counters]
    if unknown:
        raise _wrong(
            pattern,
            f"{{{unknown[0]}}} is not known",
            "Use {prefix}, {year}, {yy}, {month} and {number}, or {number:04} for a width.",
        )
    if len(counters) != 1:
        raise _wrong(pattern, "{number} must stand in it exactly once", "Add {number:04}, for example.")
    if not _ALLOWED.fullmatch(literal + prefix):
        raise _wrong(pattern, "only letters A to Z, digits, blanks and . / _ # - may stand in a number", "Remove the others.")
    if (literal + prefix) != (literal + prefix).strip() and (pattern != pattern.strip() or prefix != prefix.strip()):
        raise _wrong(pattern, "it begins or ends with a blank", "Remove it.")
    if restart != "never" and not {"year", "yy"} & set(fields):
        raise _wrong(pattern, "numbers that start again need the year in them, or they would repeat", "Add {year}.")
    if restart == "month" and "month" not in fields:
        raise _wrong(pattern, "numbers that start again every month need the month in them, or they would repeat", "Add {month}.")
    longest = _filled(pattern, number=10**MOST_DIGITS - 1, on=date(2000, 1, 1), prefix=prefix)
    if len(longest) > LONGEST_NUMBER:
        raise _wrong(pattern, f"its numbers can be longer than {LONGEST_NUMBER} characters", "Shorten it.")


def format_number(pattern: str, *, number: int, on: date, prefix: str = "") -> str:
    """Return the number as it is printed: the series' `number`-th, issued on the day `on`. Raises UserError for a bad pattern."""
    check_pattern(pattern, prefix=prefix)
    if not 0 < number < 10**MOST_DIGITS:
        raise UserError(
            f"A series counts from 1 to {10**MOST_DIGITS - 1}, and {number} is not among them. No number was taken. Begin a new series."
        )
    return _filled(pattern, number=number, on=on, prefix=prefix)


def gaps(numbers: Iterable[int], *, first: int = 1) -> Gaps:
    """Find what is missing between `first` and the highest number given out, and what was given out more than once.

    Numbers below `first` (a series taken over from another program) are only looked at for duplicates.
    """
    counted = Counter(numbers)
    missing, expected = [], first
    for number in sorted(number for number in counted if number >= first):
        if number > expected:
            missing.append((expected, number - 1))
        expected = number + 1
    return Gaps(tuple(missing), tuple(sorted(number for number, times in counted.items() if times > 1)))


def _filled(pattern: str, *, number: int, on: date, prefix: str) -> str:
    def value(found: re.Match[str]) -> str:
        counter = _COUNTER.fullmatch(found[1])
        if counter:
            return f"{number:0{counter[1] or 1}}"
        return {"prefix": prefix, "year": f"{on.year:04}", "yy": f"{on.year % 100:02}", "month": f"{on.month:02}"}[found[1]]

    return _FIELD.sub(value, pattern)


def _wrong(pattern: str, what: str, todo: str) -> UserError:
    return UserError(f"The pattern “{pattern}” cannot be used: {what}. Nothing was changed. {todo}")
