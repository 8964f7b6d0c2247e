"""Amounts in months as columns, side by side or on top of each other, with a line over them if wanted."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Cell, Chart, Series, Show
from freehold.kit.design.charts.plot import Key, Plot, drawn, look, plot
from freehold.kit.design.charts.runs import alone, joined
from freehold.kit.design.charts.scale import finite, known
from freehold.kit.design.charts.words import at, cell, nothing, sentence, shown, written

GAP = 0.24  # of a slot that stays free between two months
NAMED = 3


def columns(
    question: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    line: Series | None = None,
    stacked: bool = False,
    show: Show = written,
    summary: str = "",
    head: str = "",
) -> Chart:
    """Draw columns from zero up (and down, where negative): the series of a month side by side, or on top of each other if `stacked`.

    The base line is always zero. `line` is drawn over the columns on the same scale.
    """
    lanes = [*series, *([line] if line else [])]
    names = (head or _("When"), *(row.name for row in lanes))
    rows = tuple((label, *(shown(at(row.values, n), show) for row in lanes)) for n, label in enumerate(labels))
    cells: tuple[tuple[Cell, ...], ...] = tuple((label, *(cell(at(row.values, n)) for row in lanes)) for n, label in enumerate(labels))
    values = [[finite(at(row.values, n)) for n in range(len(labels))] for row in series]
    over = [finite(at(line.values, n)) for n in range(len(labels))] if line else []
    heights = known([*_ends(values, stacked), *over])
    if not heights:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), names, ())
    keys = [Key(f"col {look(row.kind, n)}", row.name) for n, row in enumerate(series)]
    keys += [Key("ln over", line.name)] if line else []
    frame = plot(heights, len(labels), zero=True, show=show, keys=keys if len(keys) > 1 else ())
    looks = [look(row.kind, n) for n, row in enumerate(series)]
    pieces = _stacked(frame, values, looks) if stacked else _grouped(frame, values, looks)
    if line:
        pieces += [
            ink.stretched(frame.height, [*joined(frame, over, "ln halo"), *joined(frame, over, "ln over")]),
            *alone(frame, over, "dot over"),
        ]
    return Chart(
        question,
        drawn(frame, question, labels, keys if len(keys) > 1 else (), pieces),
        summary or _summary(labels, lanes, show),
        names,
        rows,
        cells,
    )


def _ends(values: Sequence[Sequence[float | None]], stacked: bool) -> list[float]:
    """Return every height that a column reaches."""
    if not stacked:
        return [value for row in values for value in row if value is not None]
    months = list(zip(*values, strict=True))
    up = [sum(value for value in month if value is not None and value > 0) for month in months]
    down = [sum(value for value in month if value is not None and value < 0) for month in months]
    return [*up, *down] if known(value for row in values for value in row) else []


def _grouped(frame: Plot, values: Sequence[Sequence[float | None]], looks: Sequence[str]) -> list[SafeString]:
    width = frame.slot * (1 - GAP) / max(len(values), 1)
    pieces = []
    for place, (row, css) in enumerate(zip(values, looks, strict=True)):
        for n, value in enumerate(row):
            if value:
                left = n * frame.slot + frame.slot * GAP / 2 + place * width
                pieces.append(_column(frame, left, width, 0.0, value, css))
    return pieces


def _stacked(frame: Plot, values: Sequence[Sequence[float | None]], looks: Sequence[str]) -> list[SafeString]:
    pieces = []
    for n, month in enumerate(zip(*values, strict=True)):
        up = down = 0.0
        for value, css in zip(month, looks, strict=True):
            if not value:
                continue
            start = up if value > 0 else down
            pieces.append(_column(frame, n * frame.slot + frame.slot * GAP / 2, frame.slot * (1 - GAP), start, start + value, css))
            up, down = (up + value, down) if value > 0 else (up, down + value)
    return pieces


def _column(frame: Plot, left: float, width: float, start: float, end: float, css: str) -> SafeString:
    top, bottom = sorted((frame.y(start), frame.y(end)))
    # What is there is seen: a tiny amount is one px high.
    return ink.box(left, min(top, bottom - 1) if end > start else top, width * 0.94, max(bottom - top, 1), f"col {css}")


def _summary(labels: Sequence[str], lanes: Sequence[Series], show: Show) -> str:
    return sentence(*(_one(labels, row, show) for row in lanes[:NAMED]))


def _one(labels: Sequence[str], row: Series, show: Show) -> str:
    there = [n for n in range(len(labels)) if finite(at(row.values, n)) is not None]
    if not there:
        return _("%(name)s: no values yet.") % {"name": row.name}
    total = sum((Decimal(str(row.values[n])) for n in there), Decimal(0))
    most = max(there, key=lambda n: abs(finite(row.values[n]) or 0.0))
    facts = {"name": row.name, "total": shown(total, show), "most": shown(row.values[most], show), "when": labels[most]}
    if len(there) == 1:
        return _("%(name)s: %(total)s in %(when)s.") % facts
    return _("%(name)s: %(total)s in all, the most in %(when)s with %(most)s.") % facts
