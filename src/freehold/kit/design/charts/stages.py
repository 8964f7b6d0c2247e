"""A way in stages: how many come to each, and what share of the stage before that is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Bar, Cell, Chart
from freehold.kit.design.charts.scale import finite
from freehold.kit.design.charts.words import nothing, percent, sentence, shown, written

ROW = 50
BAR = 16


def stages(question: str, items: Sequence[Bar], *, columns: tuple[str, str, str] | None = None, summary: str = "") -> Chart:
    """Draw one bar a stage, the first stage first; beside each its share of the stage before. `text` replaces the plain number."""
    sizes = [max(finite(item.value) or 0.0, 0.0) for item in items]
    names = columns or (_("Stage"), _("How many"), _("Of the stage before"))
    steps = [None, *(_share(after, before) for before, after in pairwise(sizes))][: len(items)]
    texts = [item.text or shown(item.value, written) for item in items]
    rows = tuple((item.label, text, "–" if step is None else percent(step)) for item, text, step in zip(items, texts, steps, strict=True))
    cells: tuple[tuple[Cell, ...], ...] = tuple(
        (item.label, finite(item.value), None if step is None else round(step, 6)) for item, step in zip(items, steps, strict=True)
    )
    if not items:
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), names, ())
    top = max(sizes) or 1.0
    pieces = [
        piece
        for n, (item, size, text, step) in enumerate(zip(items, sizes, texts, steps, strict=True))
        for piece in _row(n * ROW, item, size / top * 100, text, step)
    ]
    svg = ink.svg(question, len(items) * ROW - 6, pieces)
    return Chart(question, svg, summary or _summary(items, sizes, texts), names, rows, cells)


def _share(after: float, before: float) -> float | None:
    return after / before if before > 0 and after / before < float("inf") else None


def _row(top: float, item: Bar, width: float, text: str, step: float | None) -> list[SafeString]:
    words = text if step is None else _("%(number)s · %(share)s") % {"number": text, "share": percent(step)}
    mine = " mine" if item.mine else ""
    return [
        ink.beside(top + 16, item.label, len(words)),
        ink.text(100, top + 16, words, mine.strip(), "end"),
        ink.box(0, top + 24, 100, BAR, "bar track", 3),
        ink.box(0, top + 24, width, BAR, f"bar{mine}", 3),
    ]


def _summary(items: Sequence[Bar], sizes: Sequence[float], texts: Sequence[str]) -> str:
    if len(items) < 2 or sizes[0] <= 0:
        return _("%(label)s: %(number)s.") % {"label": items[0].label, "number": texts[0]}
    facts = {"from": texts[0], "first": items[0].label, "to": texts[-1], "last": items[-1].label}
    whole = _share(sizes[-1], sizes[0])
    said = _("%(first)s: %(from)s. %(last)s: %(to)s, which is %(share)s.") % {**facts, "share": percent(whole or 0.0)}
    if len(items) < 3:
        return said
    lost = max(range(1, len(items)), key=lambda n: sizes[n - 1] - sizes[n])
    if sizes[lost - 1] <= sizes[lost]:
        return said
    step = _("Most are lost between %(one)s and %(other)s.") % {"one": items[lost - 1].label, "other": items[lost].label}
    return sentence(said, step)
