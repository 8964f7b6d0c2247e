"""Compares what a posting pays with the least a freelancer works for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from freehold.domain.matching import weights
from freehold.domain.matching.profile import RateFloor
from freehold.domain.matching.reasons import block, reason
from freehold.domain.matching.result import Block, Reason
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Pay

# Working hours behind one unit of pay. A year of employment holds 1,760 hours after holidays.
UNITS = {
    "hourly": "an hour",
    "daily": "a day",
    "weekly": "a week",
    "monthly": "a month",
    "yearly": "a year",
    "fixed": "fixed",
}
"""How the end of an amount of pay is worded; the pages translate it."""
HOURS = {"hourly": Decimal(1), "daily": Decimal(8), "weekly": Decimal(40), "monthly": Decimal(160), "yearly": Decimal(1760)}
WEEKS = {"weekly": Decimal(1), "monthly": Decimal("4.33"), "yearly": Decimal(44)}
_SALARY = ("monthly", "yearly")
FAR_BELOW = 0.6
"""Below this share of the floor the words say "far below"."""
# A large sum with "k" may be anything; these words make it a salary.
_SALARY_WORD = re.compile(
    r"year|annual|annum|\bp\.?\s?a\b|salary|jahr|gehalt|brutto|anual|salario|\ban\b|\bOTE\b|base\b|\d\s?k?\s?[-–]\s?[$€£]?\s?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Compared:
    """The pay of a posting as a share of the floor, its middle and its upper bound; and the floor it was held against."""

    middle: float
    upper: float
    floor: RateFloor


def compare(pay: Pay, floors: tuple[RateFloor, ...], rates: ExchangeRates | None, hours_per_week: Decimal | None = None) -> Compared | None:
    """Return pay against the fitting floor, or None when nothing can be compared (no floor, no amount, no exchange rate).

    A floor of the same kind is preferred; otherwise hours are reckoned (8 a day, 40 a week or what the posting says). A fixed sum is
    only compared with a fixed floor, since its hours are unknown.
    """
    low = pay.min if pay.min is not None else pay.max
    high = pay.max if pay.max is not None else pay.min
    if low is None or high is None or high <= 0:
        return None
    floor = _fitting(pay, floors)
    if floor is None or floor.min <= 0:
        return None
    currency = pay.currency or floor.currency
    if currency != floor.currency and (rates is None or not rates.knows(currency) or not rates.knows(floor.currency)):
        return None
    exchange = rates.rate(currency, floor.currency) if rates is not None and currency != floor.currency else Decimal(1)
    unit = Decimal(1) if pay.kind == floor.kind else _hours(floor.kind, None) / _hours(pay.kind, hours_per_week)
    share = exchange * unit / floor.min
    return Compared(float((low + high) / 2 * share), float(high * share), floor)


def judge_pay(
    pay: Pay | None,
    floors: tuple[RateFloor, ...],
    rates: ExchangeRates | None,
    *,
    employed: bool = False,
    hours_per_week: Decimal | None = None,
) -> tuple[list[Reason], list[Block]]:
    """Return the reason and the block that the pay gives rise to; nothing where nothing is known.

    `employed` tells that the posting offers a contract of employment, whose pay covers full-time hours.
    """
    compared = compare(pay, floors, rates, hours_per_week) if pay and _sure(pay, floors, employed, hours_per_week) else None
    if pay is None or compared is None:
        return [], []
    params = {"pay": shown_pay(pay), "floor": shown_floor(compared.floor)}
    limit = weights.PAY_BLOCK_SALARY if pay.kind in _SALARY and compared.floor.kind not in _SALARY else weights.PAY_BLOCK
    if compared.upper < limit:
        lowest = reason(weights.PAY_LOW, "pay", "pay_below", quote=pay.quote, values=params)
        far = compared.upper < FAR_BELOW
        return [lowest], [block("pay", "pay_below_block" if far else "pay_below", pay.quote, values=params)]
    points = _points(compared.middle)
    template = "pay_below" if points < 0 else "pay_above" if compared.middle > 1.03 else "pay_at"
    return [reason(points, "pay", template, quote=pay.quote, values=params)], []


def _sure(pay: Pay, floors: tuple[RateFloor, ...], employed: bool, hours_per_week: Decimal | None) -> bool:
    """Tell whether pay may be held against a floor: its currency is named, and the hours behind a long period are known."""
    if not pay.currency:
        return False
    if pay.kind == "fixed" or any(floor.kind == pay.kind for floor in floors):
        return True
    if pay.kind == "yearly":
        return employed or _SALARY_WORD.search(pay.quote) is not None
    return pay.kind not in ("weekly", "monthly") or employed or hours_per_week is not None


def _points(share: float) -> float:
    if share >= 1:
        return weights.PAY_FLOOR + (weights.PAY_GOOD - weights.PAY_FLOOR) * min(1.0, (share - 1) / 0.4)
    # A range whose middle lies a little under the floor can still be agreed upon.
    if share >= 0.93:
        return weights.PAY_FLOOR * (share - 0.93) / 0.07
    return weights.PAY_LOW * min(1.0, (0.93 - share) / (0.93 - weights.PAY_BLOCK))


def _fitting(pay: Pay, floors: tuple[RateFloor, ...]) -> RateFloor | None:
    same = [floor for floor in floors if floor.kind == pay.kind]
    if same or pay.kind == "fixed":
        return same[0] if same else None
    timed = {floor.kind: floor for floor in floors if floor.kind != "fixed"}
    for kind in ("hourly", "daily", "weekly", "monthly", "yearly"):
        if kind in timed:
            return timed[kind]
    return None


def _hours(kind: str, hours_per_week: Decimal | None) -> Decimal:
    if hours_per_week is not None and hours_per_week > 0 and kind in WEEKS:
        return WEEKS[kind] * hours_per_week
    return HOURS[kind]


def shown_pay(pay: Pay) -> str:
    """Return pay for a sentence, such as "70–90 EUR an hour"."""
    bounds = [bound for bound in (pay.min, pay.max) if bound is not None]
    amount = "–".join(dict.fromkeys(f"{bound:,.0f}" if bound == bound.to_integral_value() else f"{bound:,.2f}" for bound in bounds))
    return " ".join(part for part in (amount, pay.currency, UNITS[pay.kind]) if part)


def shown_floor(floor: RateFloor) -> str:
    """Return a floor for a sentence, such as "70 EUR an hour"."""
    amount = f"{floor.min:,.0f}" if floor.min == floor.min.to_integral_value() else f"{floor.min:,.2f}"
    return f"{amount} {floor.currency} {UNITS[floor.kind]}"
