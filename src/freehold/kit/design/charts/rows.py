"""Horizontal bars, one a row."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts.chart import Bar, Cell, Chart
from freehold.kit.design.charts.ink import beside
from freehold.kit.design.charts.scale import finite
from freehold.kit.design.charts.words import nothing, shown, written

ROW = 46  # px from one bar to the next: a line of text and the bar below it
BAR = 10


def bars(question: str, items: Sequence[Bar], *, columns: tuple[str, str] | None = None, summary: str = "") -> Chart:
    """Draw horizontal bars, one a row, in the order given. Without `summary` the longest is named."""
    top = max((finite(item.value) or 0.0 for item in items), default=0.0) or 1.0
    drawn = format_html_join("", "{}", ((_bar_row(n, item, top),) for n, item in enumerate(items)))
    svg = format_html('<svg height="{}" role="img" aria-label="{}">{}</svg>', max(len(items) * ROW, 1), question, drawn)
    rows = tuple((item.label, item.text or shown(item.value, written)) for item in items)
    cells: tuple[tuple[Cell, ...], ...] = tuple((item.label, finite(item.value)) for item in items)
    return Chart(question, svg, summary or _longest(items), columns or (_("What"), _("How much")), rows, cells)


def _bar_row(n: int, item: Bar, top: float) -> SafeString:
    y = n * ROW
    width = min(max(finite(item.value) or 0.0, 0.0) / top * 100, 100.0)
    mine = " mine" if item.mine else ""
    text = item.text or shown(item.value, written)
    return format_html(
        '{label}<text class="{mine}" x="100%" y="{y}" text-anchor="end">{text}</text>'
        '<rect class="bar track" x="0" y="{by}" width="100%" height="{h}" rx="5"/>'
        '<rect class="bar{mine}" x="0" y="{by}" width="{width}%" height="{h}" rx="5"/>',
        y=y + 16,
        by=y + 24,
        h=BAR,
        label=beside(y + 16, item.label, len(text)),
        text=text,
        mine=mine,
        width=f"{width:.2f}",
    )


def _longest(items: Sequence[Bar]) -> str:
    if not items:
        return nothing()
    best = max(items, key=lambda item: finite(item.value) or 0.0)
    return _("Most: %(label)s with %(value)s.") % {"label": best.label, "value": best.text or shown(best.value, written)}
