"""The exchange rates of a day: those that came with the program, and newer ones where a workspace allows asking for them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from freehold.apps.billing.models import BillingSettings, DailyRates
from freehold.domain.errors import UserError
from freehold.domain.money.exchange import ExchangeRates
from freehold.integrations.currency import exchange_rates
from freehold.integrations.currency.online import ADDRESS, MOST_BYTES, read_daily
from freehold.kit.http import FetchFailed, FetchRequest, fetch

# A stored table speaks for this many days after its own: weekends and holidays have none.
HOLDS_FOR = timedelta(days=10)


def rates_on(day: date) -> ExchangeRates:
    """Return the newest table not after `day`: a stored one where it is newer than the bundled history, else the bundled one."""
    bundled = exchange_rates(day)
    row = DailyRates.objects.filter(as_of__gt=bundled.as_of, as_of__lte=day, as_of__gte=day - HOLDS_FOR).order_by("-as_of").first()
    if row is None:
        return bundled
    # Currencies that the ECB does not quote (pegs, former ones) stay as the bundle knows them.
    newer = {currency: Decimal(rate) for currency, rate in row.per_euro.items()}
    return ExchangeRates(as_of=row.as_of, per_euro={**bundled.per_euro, **newer})


def refresh_rates(*, now: datetime) -> bool:
    """Ask the ECB once for everybody, if any workspace allows it and today's table is not here yet; return whether one was stored.

    Raises UserError when the answer is no table of rates, and FetchFailed when there is none.
    """
    # any workspace: the rates are the same for all, and nobody's data goes out with the question
    if not BillingSettings.objects.filter(newer_rates_online=True).exists() or DailyRates.objects.filter(as_of=now.date()).exists():
        return False
    answer = fetch(FetchRequest(ADDRESS, max_bytes=MOST_BYTES))
    table = read_daily(answer.body)
    if table.as_of > now.date() + timedelta(days=1):
        raise UserError("The European Central Bank's table is of a day to come. The former rates were kept.")
    rates = {currency: str(rate) for currency, rate in table.per_euro.items()}
    _row, is_new = DailyRates.objects.get_or_create(as_of=table.as_of, defaults={"per_euro": rates, "read_at": now})
    return is_new


__all__ = ["FetchFailed", "rates_on", "refresh_rates"]
