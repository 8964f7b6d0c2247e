"""Late interest: what terms or law give when an invoice is paid late, day by day over 365, shown stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext

from freehold.domain.errors import UserError
from freehold.domain.invoicing.base_rates import LateLaw, base_rate, late_law
from freehold.domain.money.rounding import round_on_document

_YEAR = Decimal(365)
_HUNDRED = Decimal(100)
_ONE_DAY = timedelta(days=1)
_HIGHEST_PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both ends included, over which principal and rate stay the same; `percent` is a year's."""

    start: date
    end: date
    days: int
    principal: Decimal
    percent: Decimal
    interest: Decimal


@dataclass(frozen=True, slots=True)
class LateInterest:
    """What is due for paying late: the stretches, their sum, and the lump sum that the law gives a business once an invoice.

    `basis` names the law, or is "terms". `assumed` says that a reference rate of the last months was not known here yet.
    """

    stretches: tuple[Stretch, ...]
    total: Decimal
    basis: str
    lump_sum: Decimal = Decimal(0)
    lump_currency: str = "EUR"
    assumed: bool = False


def by_law(
    amount: Decimal,
    currency: str,
    *,
    due_on: date,
    until: date,
    country: str,
    business: bool,
    payments: Iterable[tuple[date, Decimal]] = (),
) -> LateInterest | None:
    """Return the interest that the law of `country` (the seller's, ISO 3166-1) gives from the day after `due_on` to `until`.

    `amount` is the whole amount due then, `payments` what was paid since, by its day: it bears interest up to that day.
    None where no law is known here, or nothing is late.
    """
    law = late_law(country, business=business)
    if law is None or until <= due_on:
        return None
    ends = [*_half_years(due_on + _ONE_DAY, until), until]
    stretches = _stretches(amount, currency, due_on, ends, payments, law)
    total = sum((row.interest for row in stretches), Decimal(0))
    assumed = any(base_rate(law.base, row.start).assumed for row in stretches)
    return LateInterest(stretches, total, law.name, _lump_sum(law, amount), law.lump_currency, assumed)


def by_terms(
    amount: Decimal, currency: str, *, due_on: date, until: date, percent: Decimal, payments: Iterable[tuple[date, Decimal]] = ()
) -> LateInterest | None:
    """Return the interest of `percent` a year that the terms name, from the day after `due_on` to `until`; None when nothing is late.

    Raises UserError for a rate below 0 or above 100 per cent.
    """
    if not 0 <= percent <= _HIGHEST_PERCENT:
        raise UserError(f"Late interest of {percent} % a year is not possible. Nothing was changed. Enter a rate from 0 to 100.")
    if until <= due_on:
        return None
    fixed = LateLaw("", business=True, name="terms", points=percent)
    stretches = _stretches(amount, currency, due_on, [until], payments, fixed)
    return LateInterest(stretches, sum((row.interest for row in stretches), Decimal(0)), "terms")


def _stretches(
    amount: Decimal, currency: str, due_on: date, ends: Iterable[date], payments: Iterable[tuple[date, Decimal]], law: LateLaw
) -> tuple[Stretch, ...]:
    paid = list(payments)
    last = max(ends_list := sorted(ends))
    cuts = sorted({*ends_list, *(day for day, _part in paid if due_on < day < last)})
    rows, start = [], due_on + _ONE_DAY
    for end in cuts:
        principal = amount - sum((part for day, part in paid if day < start), Decimal(0))
        percent = max(base_rate(law.base, start).percent + law.points, Decimal(0))
        days = (end - start).days + 1
        if principal > 0 and days > 0:
            with localcontext(prec=60):
                interest = principal * percent * days / _HUNDRED / _YEAR
            rows.append(Stretch(start, end, days, principal, percent, round_on_document(interest, currency)))
        start = end + _ONE_DAY
    return tuple(rows)


def _half_years(start: date, until: date) -> Sequence[date]:
    """Return the last days of half-years inside the stretch."""
    ends = (day for year in range(start.year, until.year + 1) for day in (date(year, 6, 30), date(year, 12, 31)))
    return [day for day in ends if start <= day < until]


def _lump_sum(law: LateLaw, amount: Decimal) -> Decimal:
    """Return the flat compensation: 40 €; in the United Kingdom 40, 70 from 1,000 or 100 from 10,000 pounds."""
    if law.country != "GB" or not law.lump_sum:
        return law.lump_sum
    return Decimal(100) if amount >= 10_000 else Decimal(70) if amount >= 1_000 else law.lump_sum
