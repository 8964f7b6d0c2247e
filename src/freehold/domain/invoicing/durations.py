"""Time as people write it ("1h30", "1:30", "1,5", "90m", "9:00-10:30"), and rounding it for a bill."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from freehold.domain.errors import UserError

HOUR, DAY = 60, 24 * 60
#: A bare number up to this is hours, a larger whole one is minutes: nobody books 30 hours at once, many book 30 minutes.
LARGEST_BARE_HOURS = 24
How = Literal["up", "nearest"]
Scope = Literal["entry", "line"]

_ANY_CASE = re.IGNORECASE | re.ASCII
_HOURS = r"(?:h|hr|hrs|hour|hours|std|stunde|stunden|heure|heures|hora|horas|ora|ore|u|uur|uren)\.?"
_MINUTES = r"(?:m|min|mins|minute|minutes|minuten|minuto|minutos|minuti|minuut)\.?"
_NUMBER = r"\d{1,4}(?:[.,]\d{1,4})?"
_CLOCK = r"\d{1,2}(?:[:.h]\d{2}|h)?"
_COLON = re.compile(r"(\d{1,3}):(\d{2})(?::\d{2})?", re.ASCII)
_UNITS = re.compile(rf"(?:({_NUMBER})\s*{_HOURS})?\s*(?:({_NUMBER})\s*(?:{_MINUTES})?)?", _ANY_CASE)
_RANGE = re.compile(rf"({_CLOCK})\s*(?:-|–|—|bis|to|à)\s*({_CLOCK})", _ANY_CASE)
_BARE = re.compile(_NUMBER, re.ASCII)
_MINUTES_ONLY = re.compile(rf"({_NUMBER})\s*{_MINUTES}", _ANY_CASE)


@dataclass(frozen=True, slots=True)
class Rounding:
    """How time is rounded on a bill: to steps of `step` minutes (0: not at all), each entry or each line, up or to the nearest."""

    step: int = 0
    scope: Scope = "entry"
    how: How = "up"

    def of(self, minutes: int) -> int:
        """Return the rounded minutes; time that was spent is never rounded to nothing."""
        if self.step <= 0 or minutes <= 0:
            return minutes
        steps = -(-minutes // self.step) if self.how == "up" else (2 * minutes + self.step) // (2 * self.step)
        return max(steps, 1) * self.step


def read_duration(text: str) -> int:
    """Return whole minutes, 1 to 1440. Raises UserError for what is no duration, nothing, or longer than a day."""
    value = " ".join(text.split())[:60]
    minutes = _read(value)
    if minutes is None:
        raise UserError(f"“{value}” is no time that can be read. Nothing was saved. Write it like 1h30, 1:30, 1.5, 90m or 9:00-10:30.")
    if not 1 <= minutes <= DAY:
        raise UserError(f"“{value}” is {show(minutes)} hours, and one entry holds up to 24. Nothing was saved. Split it by day.")
    return minutes


def show(minutes: int) -> str:
    """Return "1:05" for 65 minutes."""
    return f"{minutes // HOUR}:{minutes % HOUR:02}"


def hours(minutes: int) -> Decimal:
    """Return hours with four decimals, as they stand on a bill."""
    return (Decimal(minutes) / HOUR).quantize(Decimal("0.0001"))


def _read(value: str) -> int | None:
    if match := _RANGE.fullmatch(value):
        return _between(match[1], match[2])
    if match := _COLON.fullmatch(value):
        return int(match[1]) * HOUR + int(match[2]) if int(match[2]) < HOUR else None
    if _BARE.fullmatch(value):
        number = _number(value)
        return _whole(number * HOUR if number <= LARGEST_BARE_HOURS or number % 1 else number)
    if match := _MINUTES_ONLY.fullmatch(value):
        return _whole(_number(match[1]))
    match = _UNITS.fullmatch(value)
    if match and match[1]:
        return _whole(_number(match[1]) * HOUR + (_number(match[2]) if match[2] else 0))
    return None


def _between(start: str, end: str) -> int | None:
    """From one time of day to another; an end before the start lies on the next day."""
    first, last = _clock(start), _clock(end)
    return None if first is None or last is None or first == last else (last - first) % DAY


def _clock(value: str) -> int | None:
    hour, _, minute = re.sub(r"[.h]", ":", value).partition(":")
    place = int(hour) * HOUR + int(minute or 0)
    return place if int(minute or 0) < HOUR and place <= DAY else None


def _number(value: str) -> Decimal:
    return Decimal(value.replace(",", "."))


def _whole(minutes: Decimal) -> int:
    return int((minutes + Decimal("0.5")) // 1)
