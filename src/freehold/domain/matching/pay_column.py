"""The pay of many postings in columns: held against a floor all at once, by the same rules as `pay.judge_pay`."""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching import weights
from freehold.domain.matching.matcher import EMPLOYED
from freehold.domain.matching.pay import compare, judge_pay
from freehold.domain.matching.profile import RateFloor
from freehold.domain.money.exchange import ExchangeRates
from freehold.domain.postings.analysis import Analysis, Pay

_ONE = Decimal(1)
_SALARIES = ("monthly", "yearly")
# Where the points of `pay.judge_pay` bend, as shares of the floor.
_SHARES = (weights.PAY_BLOCK, 0.93, 1.0, 1.4)
_POINTS = (weights.PAY_LOW, 0.0, weights.PAY_FLOOR, weights.PAY_GOOD)
#: Of each way of paying: how many times the floor one unit of it is worth (0 where nothing can be compared), and the share that blocks.
Shares = tuple[NDArray[np.float64], NDArray[np.float64]]


class PayColumn:
    """Amounts as numbers, and for each row the number of its way of paying (kind, currency, contract, hours)."""

    def __init__(self) -> None:
        self._ways: dict[Hashable, int] = {}
        self._units: list[tuple[Pay, bool, Decimal | None]] = []
        self._numbers, self._middles, self._uppers = array("i"), array("f"), array("f")

    @property
    def nbytes(self) -> int:
        """How much memory the rows hold, in bytes."""
        return 12 * len(self._numbers)

    def append(self, analysis: Analysis) -> None:
        """Append the pay of one posting."""
        pay, low, high = analysis.pay, *_bounds(analysis.pay)
        self._numbers.append(self._number(pay, analysis) if pay is not None and high > 0 else -1)
        self._middles.append(float(low + high) / 2)
        self._uppers.append(float(high))

    def shares(self, floors: tuple[RateFloor, ...], rates: ExchangeRates | None) -> Shares:
        """Return what one unit of each way of paying is worth against the floors."""
        worth, limits = np.zeros(len(self._units) + 1), np.zeros(len(self._units) + 1)
        for number, (unit, employed, weekly) in enumerate(self._units):
            compared = compare(unit, floors, rates, weekly)
            if compared is not None and any(judge_pay(unit, floors, rates, employed=employed, hours_per_week=weekly)):
                worth[number] = compared.middle
                salary = unit.kind in _SALARIES and compared.floor.kind not in _SALARIES
                limits[number] = weights.PAY_BLOCK_SALARY if salary else weights.PAY_BLOCK
        return worth, limits  # the last entry is for rows without pay, whose number is -1

    def judged(self, first: int, last: int, shares: Shares) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Return points and "is blocked" of rows first to last."""
        numbers = np.frombuffer(self._numbers, dtype=np.int32)[first:last]
        worth = shares[0][numbers]
        middle = np.frombuffer(self._middles, dtype=np.float32)[first:last] * worth
        upper = np.frombuffer(self._uppers, dtype=np.float32)[first:last] * worth
        points = np.where(worth > 0, np.interp(middle, _SHARES, _POINTS), 0.0)
        return points, (worth > 0) & (upper < shares[1][numbers])

    def _number(self, pay: Pay, analysis: Analysis) -> int:
        hours = analysis.hours_per_week
        weekly = None if hours is None else hours.max if hours.max is not None else hours.min
        employed = analysis.contract in EMPLOYED
        key = (pay.kind, pay.currency, employed, weekly, pay.kind == "yearly" and _is_salary(pay))
        number = self._ways.setdefault(key, len(self._units))
        if number == len(self._units):
            self._units.append((replace(pay, min=_ONE, max=_ONE), employed, weekly))
        return number


def _bounds(pay: Pay | None) -> tuple[Decimal, Decimal]:
    if pay is None:
        return Decimal(0), Decimal(0)
    low = pay.min if pay.min is not None else pay.max
    high = pay.max if pay.max is not None else pay.min
    return low or Decimal(0), high or Decimal(0)


def _is_salary(pay: Pay) -> bool:
    """Tell whether the words of a yearly sum make it a salary, which may then be held against an hourly floor."""
    return any(judge_pay(pay, (RateFloor("hourly", _ONE, pay.currency),), None))
