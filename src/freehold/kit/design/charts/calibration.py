"""Whether chances come true: what was said against how often it came."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Cell, Chart, Number
from freehold.kit.design.charts.plot import Key, drawn, plot
from freehold.kit.design.charts.scale import finite
from freehold.kit.design.charts.words import cell, nothing, percent
from freehold.kit.design.formats import number

FEW, MANY = 3.0, 9.0  # px: radius of the smallest and the largest dot


class Judged(NamedTuple):
    """Cases with about the same chance: the chance that was `said`, the share in which it `came` (both 0 to 1), how many they were."""

    said: Number
    came: Number
    n: int


def calibration(question: str, points: Sequence[Judged | tuple[Number, Number, int]], *, summary: str = "") -> Chart:
    """Draw how often things came true against the chance that was said; on the dashed line, both agree. Larger dots are more cases."""
    judged = [Judged(*point) for point in points]
    names = (_("Chance that was said"), _("Came true"), _("Cases"))
    rows = tuple((_percent(row.said), _percent(row.came), number(row.n)) for row in judged)
    cells: tuple[tuple[Cell, ...], ...] = tuple((cell(row.said), cell(row.came), row.n) for row in judged)
    sound = [row for row in judged if finite(row.said) is not None and finite(row.came) is not None and row.n > 0]
    if not sound:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), names, rows, cells)
    return Chart(question, _drawing(question, sound), summary or _summary(sound), names, rows, cells)


def _percent(value: Number) -> str:
    there = finite(value)
    return "–" if there is None else percent(there)


def _drawing(question: str, judged: Sequence[Judged]) -> SafeString:
    keys = [Key("dot s1", _("How often it came true")), Key("ln even", _("As often as it was said"))]
    frame = plot((0.0, 1.0), 1, zero=True, show=percent, keys=keys)
    most = max(row.n for row in judged)
    pieces = [ink.stretched(frame.height, [ink.course([(0, frame.y(0)), (100, frame.y(1))], "ln even")])]
    for row in judged:
        x, y = frame.scale.percent(float(row.said)), frame.y(float(row.came))
        pieces.append(ink.dot(x, y, FEW + (MANY - FEW) * (row.n / most) ** 0.5, "dot s1"))
    pieces += [ink.text(x, frame.ground + 21, percent(x / 100), "tick", held) for x, held in ((0, "middle"), (50, "middle"), (100, "end"))]
    pieces.append(ink.text(50, frame.ground + 40, _("Chance that was said"), "", "middle"))
    return drawn(frame, question, ("",), keys, pieces, foot=18)


def _summary(judged: Sequence[Judged]) -> str:
    cases = sum(row.n for row in judged)
    said = sum(float(row.said) * row.n for row in judged) / cases
    came = sum(float(row.came) * row.n for row in judged) / cases
    facts = {"said": percent(said), "came": percent(came), "n": number(cases)}
    return _("A chance of %(said)s was said on average, and %(came)s of the %(n)s cases came true.") % facts
