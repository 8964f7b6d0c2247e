"""Charts drawn on the server: SVG that scales without scripts, a summary in words and the numbers as a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.kit.design.formats import number

ROW = 46  # px from one bar to the next: a line of text and the bar below it
BAR = 10
STRIP = 128  # px height of a distribution
GROUND = 96  # y of its base line
LABEL = 36  # letters of a bar's label that fit a phone; the table has the whole
HEAD = 24  # room above it for the mark's label


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` sets its length (zero or more), `text` is what is written beside it, `mine` paints it in the accent."""

    label: str
    value: float
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value lies between the left edge (0 %) and the right edge (100 %) of a drawing."""

    low: float
    high: float

    def percent(self, value: float) -> float:
        return (min(max(value, self.low), self.high) - self.low) / (self.high - self.low) * 100

    def column(self, value: float, bins: int) -> int:
        return min(int(self.percent(value) / 100 * bins), bins - 1)


@dataclass(frozen=True, slots=True)
class Chart:
    """What the chart component shows: the question, the drawing, the answer in words, the numbers behind it."""

    question: str
    svg: SafeString
    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bars(question: str, items: Sequence[Bar], *, columns: tuple[str, str] | None = None, summary: str = "") -> Chart:
    """Draw horizontal bars, one a row, in the order given. Without `summary` the longest is named."""
    top = max((item.value for item in items), default=0) or 1
    drawn = format_html_join("", "{}", ((_bar_row(n, item, top),) for n, item in enumerate(items)))
    svg = format_html('<svg height="{}" role="img" aria-label="{}">{}</svg>', max(len(items) * ROW, 1), question, drawn)
    rows = tuple((item.label, item.text or number(item.value)) for item in items)
    return Chart(question, svg, summary or _longest(items), columns or (_("What"), _("How much")), rows)


def _bar_row(n: int, item: Bar, top: float) -> SafeString:
    y = n * ROW
    width = max(item.value, 0) / top * 100
    mine = " mine" if item.mine else ""
    return format_html(
        '<text class="strong" x="0" y="{y}">{label}</text><text class="{mine}" x="100%" y="{y}" text-anchor="end">{text}</text>'
        '<rect class="bar track" x="0" y="{by}" width="100%" height="{h}" rx="5"/>'
        '<rect class="bar{mine}" x="0" y="{by}" width="{width}%" height="{h}" rx="5"/>',
        y=y + 16,
        by=y + 24,
        h=BAR,
        label=_short(item.label),
        text=item.text or number(item.value),
        mine=mine,
        width=f"{width:.2f}",
    )


def _short(label: str) -> str:
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + "…"


def _longest(items: Sequence[Bar]) -> str:
    if not items:
        return _("There is nothing to show yet.")
    best = max(items, key=lambda item: item.value)
    return _("Most: %(label)s with %(value)s.") % {"label": best.label, "value": best.text or number(best.value)}


def range_strip(
    question: str,
    values: Sequence[float],
    *,
    mark: float | None = None,
    mark_label: str = "",
    show: Callable[[float], str] = number,
    bins: int = 24,
) -> Chart:
    """Draw how `values` are spread and where `mark` stands among them; `show` writes a value (a money formatter, say).

    The outermost 1 % on each side are drawn into the edge columns, so that one odd value does not flatten the rest;
    the words and the table count every value.
    """
    if len(values) < 2:
        empty = format_html('<svg height="1" role="img" aria-label="{}"></svg>', question)
        return Chart(
            question, empty, _("There are too few values to show how they are spread."), (_("Value"),), tuple((show(v),) for v in values)
        )
    ordered = sorted(values)
    scale = _Scale(*_edges(ordered, mark))
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
    return Chart(question, svg, _spread(ordered, mark, show), (_("From"), _("to"), _("How many")), _bin_rows(counts, scale, ordered, show))


def _edges(ordered: Sequence[float], mark: float | None) -> tuple[float, float]:
    cut = len(ordered) // 100
    low, high = ordered[cut], ordered[-1 - cut]
    if mark is not None:
        low, high = min(low, mark), max(high, mark)
    return (low, high) if high > low else (low - 1, high + 1)


def _histogram(ordered: Sequence[float], scale: _Scale, bins: int) -> list[int]:
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


def _bin_rows(counts: Sequence[int], scale: _Scale, ordered: Sequence[float], show: Callable[[float], str]) -> tuple[tuple[str, ...], ...]:
    step = (scale.high - scale.low) / len(counts)
    edges = [scale.low + n * step for n in range(len(counts) + 1)]
    edges[0], edges[-1] = min(edges[0], ordered[0]), max(edges[-1], ordered[-1])
    return tuple((show(edges[n]), show(edges[n + 1]), number(count)) for n, count in enumerate(counts) if count)
