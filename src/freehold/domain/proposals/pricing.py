"""Builds the price of a proposal: the hour and why, one price, by the hour, three packages; never silently below the floor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal

from freehold.domain.matching.pay import HOURS
from freehold.domain.matching.profile import RateFloor
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.money.rounding import round_on_document
from freehold.domain.postings.analysis import Analysis, Pay
from freehold.domain.proposals.market import Market
from freehold.domain.proposals.price import Option, Price, PriceLine
from freehold.domain.proposals.words import words_in

ZERO = Decimal(0)
#: What the packages hold of the hours that all of it takes.
SHARES = (Decimal("0.6"), Decimal(1), Decimal("1.35"))
_WEEKS = {"days": Decimal(1) / 5, "weeks": Decimal(1), "months": Decimal("4.33"), "years": Decimal(44)}
_DAY = Decimal(8)
#: Beyond this many hours one price would be a guess.
MOST_HOURS = Decimal(1200)
Reasoned = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Situation:
    """What the price follows from. `rate` is what the owner usually takes by the hour, `floor` the least; each may be missing.

    `hours` is what the work is reckoned to take; `budget` is theirs; `market` what like postings pay by the hour, in `currency`.
    """

    currency: str
    title: str
    language: str = "en"
    rate: Decimal | None = None
    rate_currency: str = ""
    floor: RateFloor | None = None
    hours: Decimal | None = None
    budget: Pay | None = None
    market: Market | None = None
    exchange: ExchangeRates | None = None
    deposit_percent: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Warn:
    """Something the owner must know of a price. `code` is "below_floor", "over_budget", "under_market", "no_rate", "no_exchange" or
    "no_hours"; `values` are its numbers as text.
    """

    code: str
    values: Mapping[str, str]


def build(situation: Situation) -> Price:
    """Return the options with the reasons of each; the first one is offered. Without any rate there are none: nothing is made up."""
    rate, reasons = hourly_rate(situation)
    if rate is None:
        return Price(situation.currency, (), situation.deposit_percent)
    hours = situation.hours or estimated_hours_of_budget(situation, rate)
    options = list(_options(situation, rate, hours, reasons))
    return Price(situation.currency, tuple(options), situation.deposit_percent)


def hourly_rate(situation: Situation) -> tuple[Decimal | None, tuple[Reasoned, ...]]:
    """Return what an hour is asked for, in the price's currency, and why. None when there is nothing to go by."""
    reasons: list[Reasoned] = []
    own = converted(situation, situation.rate, situation.rate_currency)
    floor = floor_of(situation)
    rate = own if own is not None else floor
    if own is not None:
        reasons.append({"code": "own_rate", "amount": _money(own, situation)})
        _note_exchange(situation, situation.rate_currency, reasons)
    elif floor is not None:
        reasons.append({"code": "floor_rate", "amount": _money(floor, situation)})
        _note_exchange(situation, situation.floor.currency if situation.floor else "", reasons)
    elif situation.market is not None:
        rate = situation.market.median
        reasons.append({"code": "market_rate", "amount": _money(rate, situation), "n": str(situation.market.n)})
    if rate is None:
        return None, ()
    if situation.market is not None and own is None and floor is not None and situation.market.low > rate:
        rate = situation.market.low
        reasons.append({"code": "market_low", "amount": _money(rate, situation), "n": str(situation.market.n)})
    top = budget_hourly(situation)
    if top is not None and rate > top:
        rate = _within(top, floor, situation, reasons)
    if floor is not None and rate < floor:
        rate = floor
        reasons.append({"code": "raised_to_floor", "amount": _money(floor, situation)})
    return round_on_document(rate, situation.currency), tuple(reasons)


def floor_of(situation: Situation) -> Decimal | None:
    """Return the least an hour is worth, in the price's currency; a floor by the day or month is reckoned in working hours."""
    floor = situation.floor
    if floor is None or floor.kind not in HOURS:
        return None
    return converted(situation, floor.min / HOURS[floor.kind], floor.currency)


def budget_hourly(situation: Situation) -> Decimal | None:
    """Return the most that they pay for an hour, in the price's currency; None for a fixed sum or none."""
    pay = situation.budget
    if pay is None or pay.kind not in HOURS:
        return None
    most = pay.max if pay.max is not None else pay.min
    return converted(situation, most / HOURS[pay.kind], pay.currency) if most else None


def budget_fixed(situation: Situation) -> Decimal | None:
    """Return the most that they pay in all, in the price's currency; None when they pay by time or say nothing."""
    pay = situation.budget
    if pay is None or pay.kind != "fixed":
        return None
    most = pay.max if pay.max is not None else pay.min
    return converted(situation, most, pay.currency) if most else None


def estimated_hours(analysis: Analysis) -> Decimal | None:
    """Return the hours that the posting speaks of: its length times its hours a week; None when it says too little or too much."""
    span, week = analysis.duration, analysis.hours_per_week
    if span is None:
        return None
    length = span.min if span.min is not None else span.max
    if length is None:
        return None
    if span.unit == "hours":
        hours = length
    elif span.unit == "days":
        hours = length * _DAY
    else:
        a_week = (week.min if week.min is not None else week.max) if week is not None else None
        if a_week is None:
            return None
        hours = length * _WEEKS[span.unit] * a_week
    hours = hours.quantize(Decimal(1), rounding=ROUND_CEILING)
    return hours if ZERO < hours <= MOST_HOURS else None


def estimated_hours_of_budget(situation: Situation, rate: Decimal) -> Decimal | None:
    """Return how many hours a fixed budget pays at this rate, in half hours; None without one."""
    most = budget_fixed(situation)
    if most is None or rate <= 0:
        return None
    hours = (most / rate * 2).quantize(Decimal(1), rounding="ROUND_FLOOR") / 2
    return hours if ZERO < hours <= MOST_HOURS else None


def warnings(price: Price, situation: Situation) -> list[tuple[str, Warn]]:
    """Return (option key, warning) of a price as it stands, also one that a person typed; key "" for the price as a whole."""
    found: list[tuple[str, Warn]] = []
    own = replace(situation, currency=price.currency)
    floor = floor_of(own)
    if own.rate is None and own.floor is None:
        found.append(("", Warn("no_rate", {})))
    elif floor is None and own.floor is not None:
        found.append(("", Warn("no_exchange", {"from": own.floor.currency, "to": price.currency})))
    for option in price.options:
        found += [(option.key, one) for one in _warnings_of(option, own, floor)]
    return found


def _warnings_of(option: Option, situation: Situation, floor: Decimal | None) -> Iterator[Warn]:
    hourly = option.lines[0].price if option.kind == "hourly" and option.lines else option.hourly(situation.currency)
    if floor is not None and hourly is not None and hourly < floor:
        yield Warn("below_floor", {"hourly": _money(hourly, situation), "floor": _money(floor, situation)})
    if floor is not None and hourly is None:
        yield Warn("no_hours", {})
    top, most = budget_hourly(situation), budget_fixed(situation)
    if top is not None and hourly is not None and hourly > top:
        yield Warn("over_budget", {"amount": _money(hourly, situation), "budget": _money(top, situation)})
    total = option.total(situation.currency)
    if most is not None and option.kind != "hourly" and total > most:
        yield Warn("over_budget", {"amount": _money(total, situation), "budget": _money(most, situation)})
    if situation.market is not None and hourly is not None and hourly < situation.market.low:
        yield Warn("under_market", {"hourly": _money(hourly, situation), "low": _money(situation.market.low, situation)})


def converted(situation: Situation, amount: Decimal | None, currency: str) -> Decimal | None:
    """Return the amount in the price's currency, None when there is no rate of exchange; no currency means the price's own."""
    if amount is None or not currency or currency == situation.currency:
        return amount
    exchange = situation.exchange
    if exchange is None or not exchange.knows(currency) or not exchange.knows(situation.currency):
        return None
    return exchange.convert(amount, currency, situation.currency)


def rounded_up(amount: Decimal) -> Decimal:
    """Return a price as people name prices: up to the next 5 below 500, the next 10 below 2,000, the next 50 below 10,000, else 100."""
    step = next((step for below, step in ((500, 5), (2_000, 10), (10_000, 50)) if amount < below), 100)
    return (amount / step).quantize(Decimal(1), rounding=ROUND_CEILING) * step


def _within(top: Decimal, floor: Decimal | None, situation: Situation, reasons: list[Reasoned]) -> Decimal:
    if floor is None or top >= floor:
        reasons.append({"code": "within_budget", "amount": _money(top, situation)})
        return top
    reasons.append({"code": "budget_below_floor", "budget": _money(top, situation), "floor": _money(floor, situation)})
    return floor


def _options(situation: Situation, rate: Decimal, hours: Decimal | None, reasons: tuple[Reasoned, ...]) -> Iterator[Option]:
    odd = words_in(situation.language).odd
    hourly_first = situation.budget is not None and situation.budget.kind in HOURS
    if hours is not None:
        one = _fixed_price(situation, rate, hours)
        told = (*reasons, {"code": "hours_times_rate", "hours": f"{hours.normalize():f}", "rate": _money(rate, situation)}, *one[1])
        line = PriceLine(situation.title[:200] or odd["fixed"], Decimal(1), "C62", one[0])
        yield Option("fixed", "fixed", odd["fixed"], (line,), hours, not hourly_first, told)
    line = PriceLine(odd["hours_line"], hours if hours is not None else Decimal(1), "HUR", rate)
    yield Option("hourly", "hourly", odd["hourly"], (line,), hours, hourly_first or hours is None, reasons)
    for number, share in enumerate(SHARES, start=1) if hours is not None else ():
        part = ((hours or ZERO) * share).quantize(Decimal(1), rounding=ROUND_CEILING)
        price = rounded_up(part * rate)
        name = odd[f"package{number}"]
        lines = [PriceLine(situation.title[:200] or name, Decimal(1), "C62", price)]
        if number == len(SHARES):
            base = rounded_up((hours or ZERO) * rate)
            lines = [PriceLine(situation.title[:200] or name, Decimal(1), "C62", base)]
            lines.append(PriceLine(odd["more_line"], Decimal(1), "C62", max(price - base, ZERO)))
        told = (*reasons, {"code": "package_share", "percent": f"{share * 100:.0f}", "hours": f"{part:f}"})
        yield Option(f"package{number}", "package", name, tuple(lines), part, False, told)


def _fixed_price(situation: Situation, rate: Decimal, hours: Decimal) -> tuple[Decimal, tuple[Reasoned, ...]]:
    """Return the one price, rounded as prices are, but not over a budget that it would fit without the rounding."""
    exact = round_on_document(hours * rate, situation.currency)
    nice, most = rounded_up(exact), budget_fixed(situation)
    if most is not None and exact <= most < nice:
        return round_on_document(most, situation.currency), ({"code": "their_budget", "amount": _money(most, situation)},)
    return nice, ({"code": "rounded_up", "amount": _money(nice, situation)},) if nice != exact else ()


def _note_exchange(situation: Situation, currency: str, reasons: list[Reasoned]) -> None:
    if currency and currency != situation.currency and situation.exchange is not None:
        day = situation.exchange.as_of.isoformat()
        reasons.append({"code": "converted", "from": currency, "to": situation.currency, "day": day})


def _money(amount: Decimal, situation: Situation) -> str:
    """Return an amount as plain text with its currency; pages write it in the reader's way from these."""
    return f"{round_on_document(amount, situation.currency)} {situation.currency}"
