"""Which tax rates were in force in a country on a day, and whether one that somebody entered was among them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, cast

from freehold.domain.errors import UserError
from freehold.domain.tax.places import split_place
from freehold.domain.tax.rate_table_eu import EU_ROWS
from freehold.domain.tax.rate_table_world import WORLD_ROWS

Kind = Literal["standard", "reduced", "super", "zero", "temporary", "second"]

# The tables were compared with what authorities had published until this day. Later changes are the owner's to enter.
CHECKED_ON = date(2026, 2, 28)


@dataclass(frozen=True, slots=True)
class TaxRate:
    """A rate in per cent, where and when it holds (`end` None: still in force), the law and authority, and the day of the check."""

    country: str
    region: str
    kind: Kind
    percent: Decimal
    start: date
    end: date | None
    source: str
    checked_on: date = CHECKED_ON

    def holds(self, on: date) -> bool:
        """Tell whether the rate was in force on that day."""
        return self.start <= on and (self.end is None or on <= self.end)


def rates_on(country: str, on: date, region: str = "") -> tuple[TaxRate, ...]:
    """Return the rates in force in a country (ISO 3166-1, or its special region) on a day: the standard rate first, then downwards.

    A region without a rate of its own has those of its country. Empty for a country without a table (or without VAT, as the US).
    """
    found = [rate for rate in _table().get((country, region), ()) if rate.holds(on)]
    if region and not any(rate.kind == "standard" for rate in found):
        found += [rate for rate in _table().get((country, ""), ()) if rate.holds(on)]
    order = ("standard", "second", "reduced", "super", "temporary", "zero")
    return tuple(sorted(found, key=lambda rate: (order.index(rate.kind), -rate.percent)))


def standard_rate(country: str, on: date, region: str = "") -> TaxRate | None:
    """Return the standard rate in force on a day, or None where the tables have none."""
    return next((rate for rate in rates_on(country, on, region) if rate.kind == "standard"), None)


def has_table(country: str) -> bool:
    """Tell whether the rates of a country are known here."""
    return any(known == country for known, _region in _table())


def check_rate(country: str, percent: Decimal, on: date, region: str = "") -> TaxRate:
    """Return the rate of `percent` that was in force on a day.

    Raises UserError naming those that were when it was not, or that the country has no table here.
    """
    rates = rates_on(country, on, region)
    for rate in rates:
        if rate.percent == percent:
            return rate
    if not rates:
        raise UserError(
            f"No tax rates of {country or 'this country'} on {on.isoformat()} are known here. Nothing was changed. Check the date, or "
            f"enter the rate with a note that says where you have it from."
        )
    known = ", ".join(f"{rate.percent.normalize():f} %" for rate in rates)
    raise UserError(
        f"There was no tax rate of {percent.normalize():f} % in {country} on {on.isoformat()}. Nothing was changed. Choose one of those in "
        f"force that day: {known}. If the law has changed since, overrule it with a note."
    )


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str], tuple[TaxRate, ...]]:
    table: dict[tuple[str, str], list[TaxRate]] = {}
    source = ""
    for row in (EU_ROWS + WORLD_ROWS).splitlines():
        if not row:
            continue
        if row.startswith("@"):
            source = row[1:].strip()
            continue
        place, kind, percent, start, end = row.split()
        country, region = split_place(place)
        rate = TaxRate(
            country=country,
            region=region,
            kind=cast("Kind", kind),
            percent=Decimal(percent),
            start=date.fromisoformat(start),
            end=None if end == "-" else date.fromisoformat(end),
            source=source,
        )
        table.setdefault((country, region), []).append(rate)
    return {place: tuple(rates) for place, rates in table.items()}
