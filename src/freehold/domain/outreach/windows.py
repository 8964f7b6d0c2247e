"""The hours in which somebody may be written to, in their own time zone; right across changes of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from freehold.domain.errors import SystemFault
from freehold.domain.outreach.zones import zone_of

WEEKDAYS = frozenset(range(5))
_LONGEST_WAIT_DAYS = 16
"""More than a week: a clock that was put forward may have swallowed one whole window."""


@dataclass(frozen=True, slots=True)
class Window:
    """From full hour `start` to before `end` (0 to 24) on `weekdays` (Monday is 0). Raises SystemFault when it is never open."""

    start: int = 9
    end: int = 17
    weekdays: frozenset[int] = WEEKDAYS

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= 24 or not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise SystemFault(f"a window from {self.start} to {self.end} on days {sorted(self.weekdays)} is never open")


def is_open(window: Window, zone: str, now: datetime) -> bool:
    """Tell whether the window is open in the time zone."""
    local = now.astimezone(ZoneInfo(zone))
    return local.weekday() in window.weekdays and window.start <= local.hour < window.end


def next_open(window: Window, zone: str, now: datetime) -> datetime:
    """Return `now` when the window is open in the zone, else the next moment at which it opens (in UTC).

    Where the clock jumps over the opening hour it opens after the jump; where it jumps over the whole window, on the next day.
    """
    if is_open(window, zone, now):
        return now
    place = ZoneInfo(zone)
    today = now.astimezone(place).date()
    for days in range(_LONGEST_WAIT_DAYS):
        for moment in _openings(window, place, today + timedelta(days=days)):
            if moment > now and is_open(window, zone, moment):
                return moment
    raise SystemFault(f"no opening of {window} in {zone} within {_LONGEST_WAIT_DAYS} days of {now}")


def _openings(window: Window, place: ZoneInfo, day: date) -> list[datetime]:
    """Return the moments of a day at which the window may open: its first hour, both of them where the clock is put back over it."""
    start = datetime.combine(day, time(window.start))
    return sorted({start.replace(tzinfo=place, fold=fold).astimezone(UTC) for fold in (0, 1)})


def reader_zone(country: str) -> str:
    """Return the time zone in which somebody of a country reads."""
    return zone_of(country)
