"""A range on a scale from 0 to 100: never one number, because what it shows is never known that well."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Cell, Chart, Number, Part, Show
from freehold.kit.design.charts.scale import Scale, finite
from freehold.kit.design.charts.words import cell, nothing, shown
from freehold.kit.design.formats import number

WHOLE = Scale(0.0, 100.0)
TOP = 26  # y of the wide bar; its range is written above
BAR = 22
HEAD = 78  # height of the wide bar with its scale
ROW = 44
THIN = 8
LEAST = 1.5  # per cent that a range is wide at least, so that it is seen


def _whole(value: float) -> str:
    return number(round(value))


def gauge(
    question: str,
    low: Number | None,
    high: Number | None,
    *,
    parts: Sequence[Part] = (),
    show: Show = _whole,
    summary: str = "",
    columns: tuple[str, str, str] | None = None,
    whole: str = "",
) -> Chart:
    """Draw the range from `low` to `high` on 0 to 100, and under it one thinner range for each part. `whole` names the range itself."""
    names = columns or (_("What"), _("Low"), _("High"))
    lines = [(whole or _("All together"), low, high), *((part.label, part.low, part.high) for part in parts)]
    rows = tuple((label, shown(least, show), shown(most, show)) for label, least, most in lines)
    cells: tuple[tuple[Cell, ...], ...] = tuple((label, cell(least), cell(most)) for label, least, most in lines)
    ends = _ends(low, high)
    if ends is None:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), names, rows if parts else (), cells if parts else ())
    pieces = [*_wide(ends, show), *(piece for n, part in enumerate(parts) for piece in _thin(HEAD + n * ROW, part, show))]
    svg = ink.svg(question, HEAD + len(parts) * ROW - (0 if parts else 8), pieces)
    return Chart(question, svg, summary or _summary(ends, parts, show), names, rows, cells)


def _ends(low: Number | None, high: Number | None) -> tuple[float, float] | None:
    one, other = finite(low), finite(high)
    return None if one is None or other is None else (min(one, other), max(one, other))


def _range(ends: tuple[float, float]) -> tuple[float, float]:
    """Return where a range begins and how wide it is, in percent."""
    left, right = (WHOLE.percent(end) for end in ends)
    width = max(right - left, LEAST)
    return min(left, 100 - width), width


def _written(ends: tuple[float, float], show: Show) -> str:
    one, other = show(ends[0]), show(ends[1])
    return _("about %(value)s") % {"value": one} if one == other else _("%(low)s to %(high)s") % {"low": one, "high": other}


def _wide(ends: tuple[float, float], show: Show) -> list[SafeString]:
    left, width = _range(ends)
    middle = left + width / 2
    anchor, at = ("", left) if middle < 20 else ("end", left + width) if middle > 80 else ("middle", middle)
    pieces = [ink.box(0, TOP, 100, BAR, "bar track", 4), *(ink.line(x, TOP, x, TOP + BAR, "axis") for x in (25, 50, 75))]
    pieces += [ink.box(left, TOP, width, BAR, "bar mine", 4), ink.text(at, TOP - 9, _written(ends, show), "mine big", anchor)]
    for x, held in ((0, ""), (50, "middle"), (100, "end")):
        pieces.append(ink.text(x, TOP + BAR + 17, show(float(x)), "tick", held))
    return pieces


def _thin(top: float, part: Part, show: Show) -> list[SafeString]:
    ends = _ends(part.low, part.high)
    words = part.text or (_written(ends, show) if ends else _("not known yet"))
    pieces = [ink.beside(top + 16, part.label, len(words)), ink.text(100, top + 16, words, "", "end")]
    pieces.append(ink.box(0, top + 24, 100, THIN, "bar track", 4))
    if ends:
        left, width = _range(ends)
        pieces.append(ink.box(left, top + 24, width, THIN, "bar", 4))
    return pieces


def _summary(ends: tuple[float, float], parts: Sequence[Part], show: Show) -> str:
    said = _("Somewhere from %(low)s to %(high)s on a scale up to %(whole)s.")
    said = said % {"low": show(ends[0]), "high": show(ends[1]), "whole": show(100.0)}
    there = [(part, found) for part in parts if (found := _ends(part.low, part.high))]
    if len(there) < 2:
        return said
    most = max(there, key=lambda row: sum(row[1]))
    return said + " " + _("Highest: %(label)s with %(range)s.") % {"label": most[0].label, "range": most[0].text or _written(most[1], show)}
