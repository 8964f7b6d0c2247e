"""When a host wants to be asked again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

# A host that says "in a thousand years" is asked again after a week.
LONGEST_WAIT = timedelta(days=7)


def retry_after(header: str, now: datetime) -> datetime | None:
    """Return the moment that a Retry-After header (seconds or an HTTP date) names, or None when it names none.

    Moments in the past become `now`, those beyond a week a week from `now`.
    """
    text = header.strip()
    if not text:
        return None
    if text.isascii() and text.isdigit():
        seconds = int(text[:12])
        return now + min(timedelta(seconds=min(seconds, 10**9)), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return min(max(moment, now), now + LONGEST_WAIT)
