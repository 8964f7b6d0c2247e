"""How values are spread, and where one of them stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import median, quantiles

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.kit.design.charts.chart import Cell, Chart
from freehold.kit.design.charts.scale import Scale, finite, known, widened
from freehold.kit.design.charts.words import written
from freehold.kit.design.formats import number

STRIP = 128  # px height of a distribution
GROUND = 96  # y of its base line
HEAD = 24  # room above it for the mark's label


def range_strip(
    question: str,
    values: Sequence[float],
    *,
    mark: float | None = None,
    mark_label: str = "",
    show: Callable[[float], str] = written,
    bins: int = 24,
) -> Chart:
    """Draw how `values` are spread and where `mark` stands among them; `show` writes a value (a money formatter, say).

    The outermost 1 % on each side are drawn into the edge columns, so that one odd value does not flatten the rest;
    the words and the table count every value.
    """
    there = known(values)
    if len(there) < 2:
        empty = format_html('<svg height="1" role="img" aria-label="{}"></svg>', question)
        return Chart(
            question, empty, _("There are too few values to show how they are spread."), (_("Value"),), tuple((show(v),) for v in there)
        )
    ordered = sorted(there)
    mark = finite(mark)
    scale = Scale(*_edges(ordered, mark))
    counts = _histogram(ordered, scale, bins)
    parts = [_columns(counts, -1 if mark is None else scale.column(mark, bins))]
    middle = median(ordered)
    parts.append(format_html('<line class="middle" x1="{x}%" x2="{x}%" y1="{}" y2="{}"/>', HEAD, GROUND, x=f"{scale.percent(middle):.2f}"))
    parts.append(_labels(show(scale.low), show(scale.high), show(middle), scale.percent(middle)))
    if mark is not None:
        parts.append(_mark(scale.percent(mark), f"{mark_label or _('You')} {show(mark)}"))
    svg = format_html(
        '<svg height="{}" role="img" aria-label="{}">{}</svg>', STRIP, question, format_html_join("", "{}", ((p,) for p in parts))
    )
    cells: tuple[tuple[Cell, ...], ...] = tuple(_bins(counts, scale, ordered))
    rows = tuple((show(low), show(high), number(count)) for low, high, count in _bins(counts, scale, ordered))
    return Chart(question, svg, _spread(ordered, mark, show), (_("From"), _("to"), _("How many")), rows, cells)


def _edges(ordered: Sequence[float], mark: float | None) -> tuple[float, float]:
    cut = len(ordered) // 100
    low, high = ordered[cut], ordered[-1 - cut]
    if mark is not None:
        low, high = min(low, mark), max(high, mark)
    return widened(low, high)


def _histogram(ordered: Sequence[float], scale: Scale, bins: int) -> list[int]:
    counts = [0] * bins
    for value in ordered:
        counts[scale.column(value, bins)] += 1
    return counts


def _columns(counts: Sequence[int], mine: int) -> SafeString:
    width, tallest = 100 / len(counts), max(counts)
    cells = []
    for n, count in enumerate(counts):
        height = count / tallest * (GROUND - HEAD)
        css = "bar mine" if n == mine else "bar"
        if count:
            cells.append((css, f"{n * width + width * 0.07:.2f}", f"{GROUND - height:.1f}", f"{width * 0.86:.2f}", f"{height:.1f}"))
    base = format_html('<line class="axis" x1="0" x2="100%" y1="{y}" y2="{y}"/>', y=GROUND + 0.5)
    return format_html("{}{}", format_html_join("", '<rect class="{}" x="{}%" y="{}" width="{}%" height="{}" rx="2"/>', cells), base)


def _labels(low: str, high: str, middle: str, x: float) -> SafeString:
    ends = format_html('<text x="0" y="{y}">{}</text><text x="100%" y="{y}" text-anchor="end">{}</text>', low, high, y=GROUND + 20)
    if not 22 < x < 78:  # it would run into an end's label
        return ends
    text = _("middle %(value)s") % {"value": middle}
    return format_html('{}<text x="{}%" y="{}" text-anchor="middle">{}</text>', ends, f"{x:.2f}", GROUND + 20, text)


def _mark(x: float, text: str) -> SafeString:
    anchor = "start" if x < 15 else "end" if x > 85 else "middle"
    return format_html(
        '<line class="mark" x1="{x}%" x2="{x}%" y1="{}" y2="{}"/><circle class="mark-dot" cx="{x}%" cy="{}" r="4"/>'
        '<text class="mine" x="{x}%" y="12" text-anchor="{}">{}</text>',
        HEAD - 4, GROUND, GROUND, anchor, text, x=f"{x:.2f}",
    )  # fmt: skip


def _spread(ordered: Sequence[float], mark: float | None, show: Callable[[float], str]) -> str:
    first, middle, third = quantiles(ordered, n=4, method="inclusive")
    facts = {"n": number(len(ordered)), "middle": show(middle), "first": show(first), "third": show(third)}
    words = _("Half of the %(n)s values lie between %(first)s and %(third)s, the middle one is %(middle)s.") % facts
    if mark is None:
        return words
    below = sum(value < mark for value in ordered)
    yours = ngettext("Yours, %(mark)s, is above %(below)s of them.", "Yours, %(mark)s, is above %(below)s of them.", below)
    return words + " " + yours % {"mark": show(mark), "below": number(below)}


def _bins(counts: Sequence[int], scale: Scale, ordered: Sequence[float]) -> list[tuple[float, float, int]]:
    """Return from, to and how many, for each column that is not empty; the outermost reach to the outermost values."""
    step = (scale.high - scale.low) / len(counts)
    edges = [scale.low + n * step for n in range(len(counts) + 1)]
    edges[0], edges[-1] = min(edges[0], ordered[0]), max(edges[-1], ordered[-1])
    return [(edges[n], edges[n + 1], count) for n, count in enumerate(counts) if count]
