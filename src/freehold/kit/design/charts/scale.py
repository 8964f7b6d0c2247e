"""Where a value lies in a drawing, and round numbers for its edges."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from freehold.kit.design.charts.chart import Number

#: Beyond this a sum of two values would leave what a float can hold.
_LARGEST = 1e300
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def finite(value: Number | None) -> float | None:
    """Return the value as a float that can be drawn; None for none, for NaN and for the infinite."""
    if value is None:
        return None
    number = float(value)
    return max(-_LARGEST, min(_LARGEST, number)) if math.isfinite(number) else None


def known(values: Iterable[Number | None]) -> list[float]:
    """Return those of the values that can be drawn."""
    return [number for number in map(finite, values) if number is not None]


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a value lies between the left edge (0 %) and the right edge (100 %) of a drawing."""

    low: float
    high: float

    def percent(self, value: float) -> float:
        """Return the place of a value in percent; what lies outside stands at the edge."""
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low) * 100

    def column(self, value: float, bins: int) -> int:
        """Return which of `bins` equal columns holds a value."""
        return min(int(self.percent(value) / 100 * bins), bins - 1)


def widened(low: float, high: float) -> tuple[float, float]:
    """Return two edges that are truly apart, whatever the values."""
    room = max(abs(low), abs(high)) * 1e-9
    if high - low > max(room, 1e-9):
        return low, high
    about = max(abs(low) * 0.1, 1.0)
    return low - about, high + about


def round_scale(values: Sequence[float], *, zero: bool, parts: int = 4) -> tuple[Scale, tuple[float, ...]]:
    """Return a scale with round edges around `values`, with zero in it if `zero`, and the round numbers on it."""
    low, high = min(values, default=0.0), max(values, default=0.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if zero and low == high == 0.0:
        high = 1.0
    elif not (zero and high - low > 1e-9):
        low, high = widened(low, high)
    step = _step((high - low) / parts)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    digits = max(-math.floor(math.log10(step)) + 1, 0)
    ticks = tuple(round(n * step, digits) if digits < 300 else n * step for n in range(first, last + 1))
    return Scale(min(ticks[0], low), max(ticks[-1], high)), ticks


def _step(rough: float) -> float:
    ten = 10.0 ** math.floor(math.log10(rough))
    return next(factor * ten for factor in _STEPS if factor * ten >= rough * 0.999)
