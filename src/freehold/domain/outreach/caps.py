"""How many mails may leave: within any 24 hours, to one domain, and fewer while a sender is new."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

DAY = timedelta(hours=24)
FIRST_DAY = 5
MORE_EACH_DAY = 3
"""A sender that nobody knows begins with few mails: 5, then 3 more each day, until the cap is reached."""


def ramped(cap: int, began_at: datetime | None, now: datetime) -> int:
    """Return how many mails may leave within 24 hours of a sender that began then (None: has not begun), at most `cap`."""
    days = 0 if began_at is None else max((now - began_at) // DAY, 0)
    return max(min(cap, FIRST_DAY + MORE_EACH_DAY * days), 0)


def free_at(taken: Sequence[datetime], cap: int, now: datetime) -> datetime | None:
    """Return when a place is free: None when one is now. `taken` are the moments at which places were taken.

    A place is free again a day after it was taken. Those that lie ahead, because a clock was put back, count as taken.
    """
    recent = sorted((moment for moment in taken if moment > now - DAY), reverse=True)
    if len(recent) < cap:
        return None
    if cap < 1:
        return now + DAY
    return recent[cap - 1] + DAY


def domain_of(address: str) -> str:
    """Return what counts as one receiver's house: the part after the @, in small letters."""
    return address.strip().rpartition("@")[2].rstrip(".").lower()
