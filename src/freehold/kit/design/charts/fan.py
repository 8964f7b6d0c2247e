"""A forecast as a fan: what was, what is most likely, and the band in which it stays in most cases."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Chart, Number, Show
from freehold.kit.design.charts.plot import Key, Plot, drawn, plot
from freehold.kit.design.charts.runs import joined, surfaces
from freehold.kit.design.charts.scale import finite, known
from freehold.kit.design.charts.words import at, cell, nothing, shown, written

Lane = tuple[Number | None, Number | None, Number | None, Number | None]
Values = Sequence[Number | None]


def fan(
    question: str,
    labels: Sequence[str],
    low: Sequence[Number | None],
    middle: Sequence[Number | None],
    high: Sequence[Number | None],
    *,
    past: Sequence[Number | None] = (),
    zero: bool = True,
    show: Show = written,
    summary: str = "",
    band: str = "",
    head: str = "",
) -> Chart:
    """Draw `past` as a line, then `middle` with the band from `low` to `high`.

    `labels` name the past and the forecast, or the forecast alone. `band` says what the band means ("8 of 10 cases"), `head`
    what the labels are. With `zero`, zero is on the scale.
    """
    count = max(len(low), len(middle), len(high))
    names = _names(labels, len(past), count)
    columns = (head or _("When"), _("As it was"), _("Low"), _("Middle"), _("High"))
    lanes = tuple(_lane(n, past, low, middle, high) for n in range(len(names)))
    rows = tuple((name, *(shown(value, show) for value in lane)) for name, lane in zip(names, lanes, strict=True))
    cells = tuple((name, *map(cell, lane)) for name, lane in zip(names, lanes, strict=True))
    if not past:
        columns, rows, cells = _without(columns), tuple(map(_without, rows)), tuple(map(_without, cells))
    values = known(value for lane in lanes for value in lane)
    if not values:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), columns, ())
    svg = _drawing(question, names, lanes, len(past), band or _("In 8 of 10 cases"), zero=zero, show=show)
    return Chart(question, svg, summary or _summary(names, low, middle, high, len(past), show), columns, rows, cells)


def _lane(n: int, past: Values, low: Values, middle: Values, high: Values) -> Lane:
    """Return what one month has: the past value, or the three of the forecast."""
    ahead = n - len(past)
    return at(past, n), at(low, ahead), at(middle, ahead), at(high, ahead)


def _names(labels: Sequence[str], past: int, count: int) -> tuple[str, ...]:
    whole = past + count
    given = tuple(labels[-whole:]) if whole else ()
    return tuple(f"−{whole - count - n}" for n in range(whole - len(given))) + given


def _without(row: tuple) -> tuple:  # type: ignore[type-arg]  # a row of the table or of the file alike
    return row[:1] + row[2:]


def _drawing(question: str, names: Sequence[str], lanes: Sequence[Lane], past: int, band: str, *, zero: bool, show: Show) -> SafeString:
    keys = [Key("ln past", _("As it was"))] if past else []
    keys += [Key("ln s1", _("Most likely")), Key("band s1", band)]
    frame = plot(known(value for lane in lanes for value in lane), len(names), zero=zero, show=show, keys=keys)
    was, low, middle, high = (list(map(finite, column)) for column in zip(*lanes, strict=True))
    least, likely, most = (_from_past(was, lane, past) for lane in (low, middle, high))
    pieces = [*surfaces(frame, least, most, "band s1"), *joined(frame, least, "ln edge"), *joined(frame, most, "ln edge")]
    pieces += [*joined(frame, was, "ln past"), *joined(frame, likely, "ln s1")]
    marks = [*([_now(frame, past)] if past and past < len(names) else []), *_dots(frame, middle, low, high)]
    return drawn(frame, question, names, keys, [ink.stretched(frame.height, pieces), *marks])


def _from_past(was: Sequence[float | None], lane: Sequence[float | None], past: int) -> list[float | None]:
    """Let the forecast begin where the past ended, so that the line has no hole."""
    line = list(lane)
    if 0 < past < len(line) and line[past] is not None:
        line[past - 1] = was[past - 1]
    return line


def _now(frame: Plot, past: int) -> SafeString:
    x = past * frame.slot
    return ink.line(x, frame.top - 4, x, frame.ground, "middle")


def _dots(frame: Plot, middle: Sequence[float | None], low: Sequence[float | None], high: Sequence[float | None]) -> list[SafeString]:
    """Draw a single month as a dot with its range: one point makes no line and no surface."""
    there = [n for n, value in enumerate(middle) if value is not None]
    if len(there) != 1:
        return []
    n = there[0]
    ends = known((low[n], high[n]))
    whisker = [ink.line(frame.x(n), frame.y(ends[0]), frame.x(n), frame.y(ends[1]), "whisker mine")] if len(ends) == 2 else []
    return [*whisker, ink.dot(frame.x(n), frame.y(middle[n] or 0.0), 4, "dot s1")]


def _summary(
    names: Sequence[str],
    low: Sequence[Number | None],
    middle: Sequence[Number | None],
    high: Sequence[Number | None],
    past: int,
    show: Show,
) -> str:
    there = [n for n, value in enumerate(middle) if finite(value) is not None]
    if not there:
        return _("There is no forecast yet.")
    last = there[-1]
    ends = known((at(low, last), at(high, last)))
    words = {"when": names[past + last], "middle": shown(middle[last], show)}
    if len(ends) < 2:
        return _("Most likely %(middle)s in %(when)s.") % words
    words |= {"low": show(ends[0]), "high": show(ends[1])}
    return _("Most likely %(middle)s in %(when)s; in most cases between %(low)s and %(high)s.") % words
