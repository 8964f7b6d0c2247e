"""Opening hours: whether it is open, and by when a person has usually answered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

Hours = Mapping[str, Sequence[Sequence[str]]]
"""Weekday ("mon" to "sun") → pairs of local times ("09:00", "17:00"). Empty means always."""

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LOOK_AHEAD = 15
#: Hours are counted at most so many days on: who is open for minutes a week has no better answer.
_FARTHEST = 1_000
_MIDNIGHT = 24 * 60


def is_open(hours: Hours, zone: ZoneInfo, now: datetime) -> bool:
    """Tell whether it is within the hours; without any, it always is. `now` must be aware."""
    week = _week(hours)
    if not week:
        return True
    return any(start <= now < end for start, end in _spans(week, zone, now.astimezone(zone).date(), 1))


def expected_by(hours: Hours, reply_hours: int, zone: ZoneInfo, now: datetime) -> datetime:
    """Return by when a person has usually answered what is asked now, in UTC.

    Each full 24 hours of `reply_hours` are one opening day on ("within a day", asked on Friday afternoon, is Monday afternoon); the rest is
    counted in opening time only. Public holidays are not known and count as their weekday. Where summer time begins or ends, hours are
    counted as they pass, not as the clock shows them.
    """
    wait = max(0, reply_hours)
    week = _week(hours)
    if not week:
        return now.astimezone(UTC) + timedelta(hours=wait)
    at = _next_open(week, zone, now)
    for _ in range(wait // 24):
        at = _next_day(week, zone, at)
    return _count(week, zone, at, timedelta(hours=wait % 24))


def _week(hours: Hours) -> dict[int, list[tuple[int, int]]]:
    found: dict[int, list[tuple[int, int]]] = {}
    for day, name in enumerate(DAYS):
        spans = sorted(span for pair in hours.get(name, ()) if (span := _span(pair)) is not None)
        if spans:
            found[day] = spans
    return found


def _span(pair: Sequence[str]) -> tuple[int, int] | None:
    """Return the minutes of the day from and until; None for what is no span of time."""
    if len(pair) != 2:
        return None
    start, end = _minutes(pair[0]), _minutes(pair[1])
    if end == 0:
        end = _MIDNIGHT
    return (start, end) if start is not None and end is not None and start < end else None


def _minutes(text: str) -> int | None:
    hour, _, minute = str(text).partition(":")
    if not (hour.isascii() and hour.isdigit() and minute.isascii() and minute.isdigit()):
        return None
    total = int(hour) * 60 + int(minute)
    return total if int(minute) < 60 and total <= _MIDNIGHT else None


def _spans(week: Mapping[int, list[tuple[int, int]]], zone: ZoneInfo, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
    """Walk the open spans of so many days, in UTC; those that touch or overlap come as they were written."""
    for offset in range(days):
        day = first + timedelta(days=offset)
        for start, end in week.get(day.weekday(), ()):
            begin, stop = _instant(day, start, zone), _instant(day, end, zone)
            if begin < stop:  # an hour that the clock jumps over is never open
                yield begin, stop


def _instant(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    if minutes == _MIDNIGHT:
        day, minutes = day + timedelta(days=1), 0
    return datetime.combine(day, time(minutes // 60, minutes % 60), zone).astimezone(UTC)


def _next_open(week: Mapping[int, list[tuple[int, int]]], zone: ZoneInfo, now: datetime) -> datetime:
    moment = now.astimezone(UTC)
    for start, end in _spans(week, zone, now.astimezone(zone).date(), _LOOK_AHEAD):
        if moment < end:
            return max(moment, start)
    return moment


def _next_day(week: Mapping[int, list[tuple[int, int]]], zone: ZoneInfo, at: datetime) -> datetime:
    """Return the same time of day on the next opening day, moved into its hours."""
    local = at.astimezone(zone)
    for offset in range(1, _LOOK_AHEAD):
        day = local.date() + timedelta(days=offset)
        spans = list(_spans(week, zone, day, 1))
        if spans:
            wished = datetime.combine(day, local.time(), zone).astimezone(UTC)
            inside = next((max(wished, start) for start, end in spans if wished < end), None)
            return max(at, inside if inside is not None else spans[-1][1])
    return at


def _count(week: Mapping[int, list[tuple[int, int]]], zone: ZoneInfo, at: datetime, left: timedelta) -> datetime:
    """Return when so much opening time has passed."""
    if not left:
        return at
    for start, end in _spans(week, zone, at.astimezone(zone).date(), _FARTHEST):
        begin = max(at, start)
        if begin >= end:
            continue
        if end - begin >= left:
            return begin + left
        left -= end - begin
        at = end
    return at
