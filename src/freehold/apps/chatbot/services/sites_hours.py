"""Opening hours as people write them ("9-12, 13:30–17") and as they are kept ([["09:00", "12:00"], …])."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Ranges = list[list[str]]
_RANGE = re.compile(r"(\d{1,2})(?:[:.h](\d{2}))?\s*(?:-|–|—|to|bis)\s*(\d{1,2})(?:[:.h](\d{2}))?(?:\s*(?:h|Uhr))?")
_MOST_RANGES = 4


def read_hours(text: str) -> Ranges:
    """Return the ranges of one day, in order; none for an empty text. Raises UserError for what is no time, or overlaps."""
    found = []
    for part in filter(None, (part.strip() for part in re.split(r"[,;\n]|\band\b|\bund\b", text[:200]))):
        ends = _read(part)
        if ends is None or ends[0] >= ends[1]:
            raise UserError(_("“%(part)s” is no time of day. Write it such as 9–12, 13:30–17.") % {"part": part[:40]})
        found.append(ends)
    found.sort()
    if len(found) > _MOST_RANGES or any(one[1] > other[0] for one, other in pairwise(found)):
        raise UserError(_("The times of one day overlap. Write each from and to once, such as 9–12, 13:30–17."))
    return [[_clock(start), _clock(end)] for start, end in found]


def show_hours(ranges: Iterable[Sequence[str]]) -> str:
    """Return the ranges as a person would write them."""
    return ", ".join(f"{_short(start)}–{_short(end)}" for start, end in ranges)


def _read(part: str) -> tuple[int, int] | None:
    """Return from and to in minutes of the day."""
    match = _RANGE.fullmatch(part)
    start, end = (_minutes(match[1], match[2]), _minutes(match[3], match[4])) if match else (None, None)
    return None if start is None or end is None else (start, end)


def _minutes(hours: str, minutes: str | None) -> int | None:
    total = int(hours) * 60 + int(minutes or 0)
    return total if total <= 24 * 60 and int(minutes or 0) < 60 else None


def _clock(minutes: int) -> str:
    # The end of the day is kept as its last minute: 24:00 is no time that programs know.
    minutes = min(minutes, 24 * 60 - 1)
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _short(clock: str) -> str:
    hours, _sep, minutes = clock.partition(":")
    if clock == "23:59":
        return "24"
    return str(int(hours)) if minutes == "00" else f"{int(hours)}:{minutes}"
