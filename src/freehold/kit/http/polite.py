"""Fetching with manners: asks the budgets first, and tells them how it went."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from freehold.kit.http.client import Fetched, FetchRequest, fetch
from freehold.kit.http.errors import FetchFailed, TooSoon
from freehold.kit.http.network import Network
from freehold.kit.http.politeness import POLITE, Limits, host_key, next_allowed, record_failure, record_success, source_key, spend


def polite_fetch(
    request: FetchRequest,
    *,
    source: str = "",
    source_limits: Limits = POLITE,
    host_limits: Limits = POLITE,
    now: datetime,
    rng: random.Random,
    clock: Callable[[], float],
    network: Network | None = None,
) -> Fetched:
    """Fetch one address if the budgets of its host, and of the named source, allow it now.

    Do not `spend` beside it, and do not call it inside a transaction: that would stay open as long as the host takes,
    and a failure that rolls it back would be forgotten. Failures of the host are counted and lengthen its pause; a page that is missing or
    unusable is no failure of the host. Private hosts are those of the settings unless the request names some.
    Raises TooSoon, with the moment to come back at and nothing sent; otherwise as `fetch` does.
    """
    if not request.private_hosts:
        request = replace(request, private_hosts=tuple(settings.PRIVATE_HOSTS))
    host = host_key(request.url)
    budgets = [(host, host_limits)]
    if source:
        budgets.append((source_key(source), source_limits))
    # The source's budget is spent last: of the two it is the scarce one.
    allowed_at = max(next_allowed(name, now, limits) for name, limits in budgets)
    if allowed_at > now or not all(spend(name, now, limits) for name, limits in budgets):
        again = max(allowed_at, *(next_allowed(name, now, limits) for name, limits in budgets))
        raise _too_soon(host, again)
    try:
        fetched = fetch(request, now=now, rng=rng, clock=clock, network=network)
    except FetchFailed as error:
        if error.transient:
            record_failure(host, now, rng, error.retry_after)
        elif error.status is not None:
            record_success(host, now)
        raise
    record_success(host, now)
    return fetched


def _too_soon(host: str, when: datetime) -> TooSoon:
    text = _("%(host)s was asked not long ago. It is asked again at %(when)s.") % {
        "host": host,
        "when": date_format(localtime(when), "SHORT_DATETIME_FORMAT"),
    }
    return TooSoon(text, retry_after=when)
