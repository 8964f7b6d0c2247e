"""Lines and bands through values of which some may be missing."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.plot import Plot


def runs(there: Sequence[bool]) -> list[range]:
    """Return the stretches without a gap."""
    found, start = [], None
    for n, is_there in enumerate([*there, False]):
        if is_there and start is None:
            start = n
        elif not is_there and start is not None:
            found.append(range(start, n))
            start = None
    return found


def joined(frame: Plot, values: Sequence[float | None], css: str) -> list[SafeString]:
    """Return one line for each stretch of two values and more; goes into a stretched layer."""
    found = [run for run in runs([value is not None for value in values]) if len(run) > 1]
    return [ink.course([(frame.x(n), frame.y(values[n] or 0.0)) for n in run], css) for run in found]


def alone(frame: Plot, values: Sequence[float | None], css: str) -> list[SafeString]:
    """Return a dot for each value without a neighbour, which no line would show."""
    lonely = [run[0] for run in runs([value is not None for value in values]) if len(run) == 1]
    return [ink.dot(frame.x(n), frame.y(values[n] or 0.0), 3.5, css) for n in lonely]


def surfaces(frame: Plot, low: Sequence[float | None], high: Sequence[float | None], css: str) -> list[SafeString]:
    """Return one surface between two lines for each stretch of two months and more; goes into a stretched layer."""
    pieces = []
    for run in runs([one is not None and other is not None for one, other in zip(low, high, strict=True)]):
        if len(run) > 1:
            there = [(frame.x(n), frame.y(high[n] or 0.0)) for n in run]
            back = [(frame.x(n), frame.y(low[n] or 0.0)) for n in reversed(run)]
            pieces.append(ink.course([*there, *back], css, closed=True))
    return pieces
