"""Manners towards hosts and sources: a token bucket, a budget per day, and a growing pause after failures.

Everything is kept in the database and changed by conditional updates only, so that several workers, or one that was
just restarted, keep to it together. A `name` is what `host_key` or `source_key` returns.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from freehold.domain.errors import SystemFault
from freehold.kit.http.models import HostBudget
from freehold.kit.http.retry_after import LONGEST_WAIT

BACKOFF_BASE = timedelta(minutes=1)
BACKOFF_CAP = timedelta(hours=6)

# How often a change is tried again when another worker changed the row first.
_ATTEMPTS = 8
# A moment further ahead than this was written by a clock that has been put right since.
_SKEW = timedelta(minutes=1)
# Tokens are floats: a wait that was computed to bring exactly one must bring one.
_NEARLY_ONE = 1 - 1e-5


@dataclass(frozen=True, slots=True)
class Limits:
    """How often may be called: calls a second on average, calls at once after a rest, calls a day (None: no limit)."""

    per_second: float = 1.0
    burst: float = 1.0
    calls_per_day: int | None = None

    def __post_init__(self) -> None:
        if self.per_second <= 0 or self.burst < 1:
            raise SystemFault("a host must be allowed some calls: per_second > 0 and burst >= 1")


POLITE = Limits()


def host_key(url: str) -> str:
    """Return the name under which the host of `url` is kept. Raises UserError for what is no web address."""
    from freehold.kit.http.address import checked_address  # late: httpx takes a while to import, and pages read budgets too

    return checked_address(url).host.rstrip(".")[:300]


def source_key(source: str) -> str:
    """Return the name under which the budget of a named source is kept."""
    return f"source:{source}"[:300]


def next_allowed(name: str, now: datetime, limits: Limits = POLITE) -> datetime:
    """Return when the next call may be made: `now`, or a later moment."""
    row = HostBudget.objects.filter(host=name).first()
    return now if row is None else _next_allowed(row, now, limits)


def spend(name: str, now: datetime, limits: Limits = POLITE) -> bool:
    """Take one call out of the budget. Return False, and take nothing, when it is not allowed now.

    Of two workers that try at the same moment with one call left, one gets True.
    """
    for _attempt in range(_ATTEMPTS):
        row = _row(name, now, limits)
        if _next_allowed(row, now, limits) > now:
            return False
        if _take(row, now, limits):
            return True
    return False


def record_failure(name: str, now: datetime, rng: random.Random, retry_after: datetime | None = None) -> datetime:
    """Count a failure and return the moment before which nothing is sent.

    The pause is drawn evenly from nothing to a bound that doubles with each failure in a row (full jitter: hosts
    that failed together do not come back together); `retry_after`, what the host itself asked for, is kept to.
    """
    row = _row(name, now, POLITE)
    for _attempt in range(_ATTEMPTS):
        failures = row.failures + 1
        bound = min(BACKOFF_CAP, BACKOFF_BASE * 2 ** min(failures - 1, 20))
        moments = [now + bound * rng.random()]
        if retry_after is not None:
            moments.append(min(retry_after, now + LONGEST_WAIT))
        moments.append(_blocked_until(row, now))
        until: datetime = max(moments)
        unchanged = HostBudget.objects.filter(pk=row.pk, failures=row.failures, blocked_until=row.blocked_until)
        if unchanged.update(failures=failures, blocked_until=until, updated_at=now):
            return until
        row.refresh_from_db()
    # Others counted failures all the while; theirs block the host as well as ours would.
    return _blocked_until(row, now)


def record_success(name: str, now: datetime) -> None:
    """Forget the failures in a row. A pause that another call was asked to make meanwhile stays."""
    HostBudget.objects.filter(host=name).exclude(failures=0).update(failures=0, updated_at=now)


def _row(name: str, now: datetime, limits: Limits) -> HostBudget:
    fresh: dict[str, Any] = {"tokens": limits.burst, "refilled_at": now, "updated_at": now}
    return HostBudget.objects.get_or_create(host=name, defaults=fresh)[0]


def _take(row: HostBudget, now: datetime, limits: Limits) -> bool:
    """Take one call, provided that the row is still as it was read.

    Day and count together say so: every call raises them, and nothing ever lowers them.
    """
    today = _day(now)
    same = HostBudget.objects.filter(pk=row.pk, day=row.day, calls_today=row.calls_today)
    free = same.filter(Q(blocked_until=None) | Q(blocked_until__lte=now) | Q(blocked_until__gt=now + LONGEST_WAIT + _SKEW))
    taken = free.update(
        tokens=max(0.0, _tokens(row, now, limits) - 1),
        refilled_at=now,
        day=today,
        calls_today=row.calls_today + 1 if row.day == today else 1,
        updated_at=now,
    )
    return bool(taken)


def _tokens(row: HostBudget, now: datetime, limits: Limits) -> float:
    if row.refilled_at > now + _SKEW:
        return limits.burst
    rest = max(0.0, (now - row.refilled_at).total_seconds())
    return min(limits.burst, row.tokens + rest * limits.per_second)


def _next_allowed(row: HostBudget, now: datetime, limits: Limits) -> datetime:
    moment = max(now, _blocked_until(row, now))
    missing = 1 - _tokens(row, now, limits)
    if missing > 1 - _NEARLY_ONE:
        moment = max(moment, now + timedelta(seconds=missing / limits.per_second))
    if limits.calls_per_day is not None and row.day == _day(moment) and row.calls_today >= limits.calls_per_day:
        moment = datetime.combine(_day(moment) + timedelta(days=1), time(), tzinfo=UTC)
    return moment


def _blocked_until(row: HostBudget, now: datetime) -> datetime:
    """Return the end of the pause, or `now` when there is none or none that could have been asked for."""
    if row.blocked_until is None or row.blocked_until > now + LONGEST_WAIT + _SKEW:
        return now
    return row.blocked_until


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()
