"""One bar cut into shares, each with a number that its line below bears too."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Bar, Cell, Chart
from freehold.kit.design.charts.scale import finite
from freehold.kit.design.charts.words import nothing, percent, sentence, written
from freehold.kit.design.formats import number

TOP = 20  # y of the bar; its numbers stand above
BAR = 26
ROW = 26
MOST = 8  # pieces that are told apart; smaller ones are one piece in the drawing and stand alone in the table
FITS = 4.0  # per cent of the width that a number above a piece needs on a phone


def shares(question: str, items: Sequence[Bar], *, columns: tuple[str, str, str] | None = None, summary: str = "") -> Chart:
    """Draw how a whole divides, in the order given. `text` of an item stands beside its share. Values below zero have no share."""
    sizes = [max(finite(item.value) or 0.0, 0.0) for item in items]
    whole = sum(sizes)
    names = columns or (_("What"), _("Share"), _("How much"))
    if not 0 < whole < float("inf"):
        return Chart(question, ink.svg(question, 1, ()), summary or nothing(), names, _rows(items, [0.0] * len(items)), _cells(items, None))
    parts = [size / whole for size in sizes]
    drawn = _merged(items, parts)
    height = TOP + BAR + 12 + len(drawn) * ROW
    svg = ink.svg(question, height, [*_bar(drawn), *_legend(drawn)])
    return Chart(question, svg, summary or _summary(items, parts), names, _rows(items, parts), _cells(items, parts))


Piece = tuple[str, float, str, bool]


def _merged(items: Sequence[Bar], parts: Sequence[float]) -> list[Piece]:
    """Return label, share, text and whether it is the reader's own, for each piece that is drawn."""
    pieces = [(item.label, part, item.text, item.mine) for item, part in zip(items, parts, strict=True) if part > 0]
    if len(pieces) <= MOST:
        return pieces
    kept = sorted(sorted(range(len(pieces)), key=lambda n: -pieces[n][1])[: MOST - 1])
    rest = [piece for n, piece in enumerate(pieces) if n not in kept]
    words = ngettext("%(n)s more", "%(n)s more", len(rest)) % {"n": number(len(rest))}
    return [*(pieces[n] for n in kept), (words, sum(piece[1] for piece in rest), "", any(piece[3] for piece in rest))]


def _bar(pieces: Sequence[Piece]) -> list[SafeString]:
    drawn, x = [], 0.0
    for n, (_label, part, _text, mine) in enumerate(pieces):
        width = part * 100
        drawn.append(ink.box(x, TOP, width, BAR, f"piece s{n % 8 + 1}{' mine' if mine else ''}"))
        if width >= FITS:
            drawn.append(ink.text(x + width / 2, TOP - 7, str(n + 1), "mine" if mine else "", "middle"))
        x += width
    return drawn


def _legend(pieces: Sequence[Piece]) -> list[SafeString]:
    drawn = []
    for n, (label, part, text, mine) in enumerate(pieces):
        y = TOP + BAR + 12 + n * ROW
        share, css = percent(part), "mine" if mine else "strong"
        words = f"{share} · {text}" if text else share
        drawn.append(ink.key(0, y, f"piece s{n % 8 + 1}", f"{n + 1}  {label}", px=True, taken=len(share), more=len(words) - len(share)))
        if text:  # a phone has room for the share alone; the amount stands in the table
            drawn += [ink.text(100, y + 13.5, share, f"{css} narrow", "end"), ink.text(100, y + 13.5, words, f"{css} mid", "end")]
        else:
            drawn.append(ink.text(100, y + 13.5, share, css, "end"))
    return drawn


def _rows(items: Sequence[Bar], parts: Sequence[float]) -> tuple[tuple[str, ...], ...]:
    return tuple((item.label, percent(part), item.text or _plain(item.value)) for item, part in zip(items, parts, strict=True))


def _plain(value: float) -> str:
    there = finite(value)
    return "–" if there is None else written(there)


def _cells(items: Sequence[Bar], parts: Sequence[float] | None) -> tuple[tuple[Cell, ...], ...]:
    return tuple((item.label, round(parts[n], 6) if parts else None, finite(item.value)) for n, item in enumerate(items))


def _summary(items: Sequence[Bar], parts: Sequence[float]) -> str:
    order = sorted(range(len(items)), key=lambda n: -parts[n])
    first = _("The largest share has %(label)s with %(share)s.") % {"label": items[order[0]].label, "share": percent(parts[order[0]])}
    if len(order) < 4:
        return first
    three = _("The three largest together have %(share)s.") % {"share": percent(sum(parts[n] for n in order[:3]))}
    return sentence(first, three)
