"""Lines over time, each with a band where it has one."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Cell, Chart, Number, Series, Show
from freehold.kit.design.charts.plot import Key, Plot, drawn, look, plot
from freehold.kit.design.charts.runs import alone, joined, surfaces
from freehold.kit.design.charts.scale import finite, known
from freehold.kit.design.charts.words import at, cell, nothing, sentence, shown, written

#: lines that a summary names; the table has all
NAMED = 3


def lines(
    question: str,
    labels: Sequence[str],
    series: Sequence[Series],
    *,
    show: Show = written,
    summary: str = "",
    zero: bool = False,
    head: str = "",
) -> Chart:
    """Draw each series as a line of its own stroke; None is a gap, `low` and `high` draw a band. With `zero`, zero is on the scale."""
    table = [(name, values) for row in series for name, values in _columns(row)]
    columns = (head or _("When"), *(name for name, _values in table))
    rows = tuple((label, *(shown(at(values, n), show) for _name, values in table)) for n, label in enumerate(labels))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (label, *(cell(at(values, n)) for _name, values in table)) for n, label in enumerate(labels)
    )
    heights = known(at(values, n) for _name, values in table for n in range(len(labels)))
    if not heights:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), columns, ())
    keys = [Key(f"ln {look(row.kind, n)}", row.name) for n, row in enumerate(series)]
    frame = plot(heights, len(labels), zero=zero, show=show, keys=keys)
    svg = drawn(frame, question, labels, keys, _pieces(frame, series, len(labels)))
    return Chart(question, svg, summary or _summary(labels, series, show), columns, rows, cells)


def _columns(row: Series) -> list[tuple[str, Sequence[Number | None]]]:
    columns = [(row.name, row.values)]
    if row.low is not None and row.high is not None:
        columns.append((_("%(name)s, low") % {"name": row.name}, row.low))
        columns.append((_("%(name)s, high") % {"name": row.name}, row.high))
    return columns


def _pieces(frame: Plot, series: Sequence[Series], count: int) -> list[SafeString]:
    behind: list[SafeString] = []
    before: list[SafeString] = []
    dots: list[SafeString] = []
    for n, row in enumerate(series):
        css = look(row.kind, n)
        values, low, high = ([finite(at(lane, place)) for place in range(count)] for lane in (row.values, row.low, row.high))
        behind += surfaces(frame, low, high, f"band {css}")
        before += joined(frame, values, f"ln {css}")
        dots += alone(frame, values, f"dot {css}")
    return [ink.stretched(frame.height, [*behind, *before]), *dots]


def _summary(labels: Sequence[str], series: Sequence[Series], show: Show) -> str:
    return sentence(*(_one(labels, row, show) for row in series[:NAMED]))


def _one(labels: Sequence[str], row: Series, show: Show) -> str:
    there = [n for n in range(len(labels)) if finite(at(row.values, n)) is not None]
    if not there:
        return _("%(name)s: no values yet.") % {"name": row.name}
    first, last = there[0], there[-1]
    words = {"name": row.name, "last": shown(row.values[last], show), "when": labels[last]}
    ends = known((at(row.low, last), at(row.high, last)))
    if len(ends) == 2:
        words |= {"low": show(ends[0]), "high": show(ends[1])}
        said = _("%(name)s: %(last)s in %(when)s, between %(low)s and %(high)s.") % words
    else:
        said = _("%(name)s: %(last)s in %(when)s.") % words
    if first == last:
        return said
    before = _("It was %(value)s in %(when)s.") % {"value": shown(row.values[first], show), "when": labels[first]}
    return sentence(said, before)
