"""Values that are known within a range only: a dot with whiskers, and from how many observations."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Cell, Chart, Interval, Show
from freehold.kit.design.charts.scale import Scale, finite, known, round_scale, widened
from freehold.kit.design.charts.words import cell, nothing, shown, written
from freehold.kit.design.formats import number

ROW = 50
DRAWN = 32  # y of the dot within its row
END = 5  # half of a whisker's end
MARK = 8  # half of a line of the scale
FOOT = 24


def intervals(
    question: str,
    items: Sequence[Interval],
    *,
    show: Show = written,
    scale: tuple[float, float] | None = None,
    summary: str = "",
    columns: tuple[str, str, str, str, str] | None = None,
) -> Chart:
    """Draw each value as a dot with whiskers from `low` to `high`, all on one scale, in the order given.

    `scale` are the edges (0 and 1 for shares); without it they follow the values.
    """
    names = columns or (_("What"), _("Value"), _("Low"), _("High"), _("Observations"))
    rows = tuple((item.label, *(shown(part, show) for part in (item.value, item.low, item.high)), number(item.n)) for item in items)
    cells: tuple[tuple[Cell, ...], ...] = tuple((item.label, cell(item.value), cell(item.low), cell(item.high), item.n) for item in items)
    values = known(part for item in items for part in (item.value, item.low, item.high))
    if not values:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), names, rows, cells)
    axis, ticks = _axis(values, scale)
    ground = len(items) * ROW
    pieces = [piece for n, item in enumerate(items) for piece in _row(n * ROW, item, axis, show)]
    svg = ink.svg(question, ground + FOOT, [*_foot(axis, ticks, ground, show), *pieces])
    return Chart(question, svg, summary or _summary(items, show), names, rows, cells)


def _axis(values: Sequence[float], scale: tuple[float, float] | None) -> tuple[Scale, tuple[float, ...]]:
    if scale is None:
        return round_scale(values, zero=False)
    low, high = widened(min(scale), max(scale))
    return Scale(low, high), (low, (low + high) / 2, high)


def _foot(axis: Scale, ticks: Sequence[float], ground: float, show: Show) -> list[SafeString]:
    """Draw the scale: a line for each round number, written at both ends and, where there is room, in the middle."""
    # The lines stop at the texts of each row.
    rows = [top + DRAWN for top in range(0, int(ground), ROW)]
    pieces = [ink.line(axis.percent(tick), y - MARK, axis.percent(tick), y + MARK, "axis") for tick in ticks for y in rows]
    middle = ticks[len(ticks) // 2]
    pieces.append(ink.text(0, ground + 16, show(ticks[0]), "tick"))
    pieces.append(ink.text(100, ground + 16, show(ticks[-1]), "tick", "end"))
    if len(ticks) > 2 and 25 < axis.percent(middle) < 75:
        pieces.append(ink.text(axis.percent(middle), ground + 16, show(middle), "tick", "middle"))
    return pieces


def _row(top: float, item: Interval, axis: Scale, show: Show) -> list[SafeString]:
    mine = " mine" if item.mine else ""
    words = item.text or _("%(value)s, n = %(n)s") % {"value": shown(item.value, show), "n": number(item.n)}
    # A text of the caller's own may leave the number out, which no interval goes without.
    words = words if number(item.n) in words else _("%(text)s, n = %(n)s") % {"text": words, "n": number(item.n)}
    pieces = [ink.beside(top + 16, item.label, len(words)), ink.text(100, top + 16, words, mine.strip(), "end")]
    y, ends = top + DRAWN, known((item.low, item.high))
    pieces.append(ink.line(0, y, 100, y, "axis"))
    if len(ends) == 2:
        left, right = (axis.percent(end) for end in ends)
        pieces.append(ink.line(left, y, right, y, f"whisker{mine}"))
        pieces += [ink.line(x, y - END, x, y + END, f"whisker{mine}") for x in (left, right)]
    value = finite(item.value)
    return pieces if value is None else [*pieces, ink.dot(axis.percent(value), y, 5, f"point{mine}")]


def _summary(items: Sequence[Interval], show: Show) -> str:
    there = [item for item in items if finite(item.value) is not None]
    if not there:
        return nothing()
    best = max(there, key=lambda item: finite(item.value) or 0.0)
    facts = {
        "label": best.label,
        "value": shown(best.value, show),
        "low": shown(best.low, show),
        "high": shown(best.high, show),
        "n": number(best.n),
    }
    if len(there) == 1:
        return _("%(label)s: %(value)s, between %(low)s and %(high)s, from %(n)s.") % facts
    said = _("Highest: %(label)s with %(value)s, between %(low)s and %(high)s, from %(n)s.") % facts
    apart = all(item is best or (finite(item.high) or 0.0) < (finite(best.low) or 0.0) for item in there)
    return said if apart else said + " " + _("The ranges overlap, so the order may be chance.")
