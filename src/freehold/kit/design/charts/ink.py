"""The pieces of a drawing: texts, lines, rectangles and dots; x in percent of the width, y in px. Everything is escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

#: letters that fit one line, on a phone and in a column: a label and what stands beside it; the table has the whole
LINE, LINE_WIDE = 33, 54
LEAST = 10  # letters of a label that always stay
SWATCH = 12

Point = tuple[float, float]


def short(label: str, length: int) -> str:
    """Return a label that fits, cut with an ellipsis where it must be."""
    return label if len(label) <= length else label[: max(length - 1, 1)].rstrip() + "…"


def beside(y: float, label: str, taken: int, x: float = 0.0, css: str = "strong", more: int = 0) -> SafeString:
    """Return a label at `x` px that leaves room on its line for a text of `taken` letters: cut for a phone, longer where there is room.

    `more` letters are taken in addition where there is room.
    """
    phone, wide = (short(label, max(line - taken, LEAST)) for line in (LINE, LINE_WIDE - more))
    if phone == wide:
        return text(x, y, wide, css, px=True)
    return join([text(x, y, phone, f"{css} narrow".strip(), px=True), text(x, y, wide, f"{css} mid".strip(), px=True)])


def join(pieces: Iterable[SafeString]) -> SafeString:
    """Put pieces one after the other."""
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def svg(question: str, height: float, pieces: Iterable[SafeString], css: str = "") -> SafeString:
    """Return the whole drawing, named by its question."""
    return format_html('<svg{} height="{}" role="img" aria-label="{}">{}</svg>', _class(css), max(round(height), 1), question, join(pieces))


def text(x: float, y: float, content: str, css: str = "", anchor: str = "", *, px: bool = False) -> SafeString:
    """Return a text at `x` percent (px, if `px`), its base line at `y`; `anchor` is "", "middle" or "end"."""
    held = format_html(' text-anchor="{}"', anchor) if anchor else ""
    return format_html('<text{} x="{}" y="{}"{}>{}</text>', _class(css), _x(x, px), _px(y), held, content)


def line(x1: float, y1: float, x2: float, y2: float, css: str, *, px: bool = False) -> SafeString:
    """Return a straight line."""
    return format_html(
        '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/>', css, _x(x1, px), _x(x2, px), _px(y1), _px(y2)
    )  # fmt: skip


def box(x: float, y: float, width: float, height: float, css: str, round_by: float = 0, *, px: bool = False) -> SafeString:
    """Return a rectangle; a width or height below zero becomes zero."""
    corner = format_html(' rx="{}"', round_by) if round_by else ""
    size = _x(max(width, 0.0), px)
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"{}/>', css, _x(x, px), _px(y), size, _px(max(height, 0)), corner
    )


def dot(x: float, y: float, radius: float, css: str, *, px: bool = False) -> SafeString:
    """Return a circle."""
    return format_html('<circle class="{}" cx="{}" cy="{}" r="{}"/>', css, _x(x, px), _px(y), _px(radius))


def course(points: Sequence[Point], css: str, *, closed: bool = False) -> SafeString:
    """Return a line through points, or a surface if `closed`; put it into `stretched`. Its strokes keep their width."""
    name = "polygon" if closed else "polyline"
    places = " ".join(f"{x:.2f},{y:.1f}" for x, y in points)
    return format_html('<{n} class="{}" points="{}" vector-effect="non-scaling-stroke"/>', css, places, n=name)


def stretched(height: float, pieces: Iterable[SafeString]) -> SafeString:
    """Return a layer whose x runs from 0 to 100 over the whole width, for lines and surfaces; nothing with a text belongs into it."""
    layer = '<svg class="layer" x="0" y="0" width="100%" height="{h}" viewBox="0 0 100 {h}" preserveAspectRatio="none">{}</svg>'
    return format_html(layer, join(pieces), h=_px(height))


def key(x: float, y: float, css: str, name: str, *, px: bool = False, taken: int = 0, more: int = 0) -> SafeString:
    """Return a line of a legend: a swatch in the look `css` ("col s1" a box, "ln s1" a line, "dot" a dot) and what it stands for.

    `taken` letters of the line belong to another text, and `more` where there is room.
    """
    kind = css.split(maxsplit=1)[0]
    if kind == "ln":
        swatch = line(0, 9, 20, 9, css, px=True)
    elif kind == "dot":
        swatch = dot(10, 9, 5, css, px=True)
    else:
        swatch = box(2, 3, SWATCH, SWATCH, css, 2, px=True)
    words = beside(13.5, name, taken + 4, 26, "", more)
    return format_html('<svg class="key" x="{}" y="{}" width="20" height="18">{}{}</svg>', _x(x, px), _px(y), swatch, words)


def _class(css: str) -> SafeString | str:
    return format_html(' class="{}"', css) if css else ""


def _x(value: float, px: bool) -> str:
    return _px(value) if px else f"{value:.2f}%"


def _px(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
