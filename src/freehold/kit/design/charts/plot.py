"""The frame of a drawing over time: a scale with round numbers at the left, labels below that thin out, a legend above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.safestring import SafeString

from freehold.kit.design.charts import ink
from freehold.kit.design.charts.chart import Show
from freehold.kit.design.charts.scale import Scale, round_scale

HEIGHT = 190  # px from the highest to the lowest line of the scale
FOOT = 30  # below it, for the labels
ROW = 22  # of the legend
LETTER = 7.4  # px that a letter takes at most, at the size of the labels
LABEL_LETTER = 7.0  # px of a letter below: months are short words, with narrow letters
GUTTERS = (28, 44, 60, 76, 92, 116)  # px at the left for the numbers of the scale; the style sheet knows them as g28, g44 …
STRIDES = (1, 2, 3, 4, 6, 12, 24, 36, 48, 60, 72, 96, 120, 240, 480, 960)
#: px that a plot has at least when labels of this class are shown: on a phone, in a column, on a whole page
ROOM = (("", 230), ("mid", 340), ("wide", 740))
#: looks by name; a series without one takes the look of its place
LOOKS = {"solid": "s1", "pale": "s2", "info": "s3", "dashed": "s4", "warn": "s5", "muted": "s6"}


@dataclass(frozen=True, slots=True)
class Key:
    """One line of a legend: the look of what it names ("col s1", "ln s2") and the name."""

    css: str
    name: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Where things stand: slot `n` of `count` from left to right, values from `ground` up to `top`."""

    scale: Scale
    ticks: tuple[float, ...]
    tick_texts: tuple[str, ...]
    count: int
    top: float
    gutter: int

    @property
    def ground(self) -> float:
        """Return y of the lowest value."""
        return self.top + HEIGHT

    @property
    def height(self) -> float:
        """Return the height of the whole drawing."""
        return self.ground + FOOT

    @property
    def slot(self) -> float:
        """Return the width of a slot in percent."""
        return 100 / self.count

    def x(self, place: float) -> float:
        """Return the middle of a slot in percent."""
        return (place + 0.5) * self.slot

    def y(self, value: float) -> float:
        """Return the height of a value in px from the top."""
        return self.ground - self.scale.percent(value) / 100 * HEIGHT


def plot(values: Sequence[float], count: int, *, zero: bool, show: Show, keys: Sequence[Key]) -> Plot:
    """Return the frame for values in `count` slots."""
    scale, ticks = round_scale(values, zero=zero)
    texts = tuple(show(tick) for tick in ticks)
    longest = max(len(text) for text in texts) * LETTER + 10
    gutter = next((room for room in GUTTERS if room >= longest), GUTTERS[-1])
    return Plot(scale, ticks, texts, max(count, 1), legend_height(keys) + 10, gutter)


def drawn(
    frame: Plot, question: str, labels: Sequence[str], keys: Sequence[Key], pieces: Sequence[SafeString], foot: float = 0
) -> SafeString:
    """Return the whole drawing: the scale behind, `pieces` on it, labels and legend around; `foot` px more below."""
    parts = [*_legend(frame, keys), *_scale_lines(frame), *pieces, *_labels(frame, labels)]
    return ink.svg(question, frame.height + foot, parts, f"plot g{frame.gutter}")


def look(kind: str, place: int) -> str:
    """Return the class of a series: by its kind, else by its place."""
    return LOOKS.get(kind) or f"s{place % 6 + 1}"


def legend_height(keys: Sequence[Key]) -> float:
    """Return the px that a legend takes."""
    return -(-len(keys) // _across(keys)) * ROW + 6 if keys else 0


def _across(keys: Sequence[Key]) -> int:
    """Two names share a line where both are short enough for a phone."""
    return 2 if all(len(key.name) <= 16 for key in keys) else 1


def _legend(frame: Plot, keys: Sequence[Key]) -> list[SafeString]:
    pieces: list[SafeString] = []
    across = _across(keys)
    for n, key in enumerate(keys):
        # The second column starts in the middle of the plot, the first at the left edge of the drawing.
        y = n // across * ROW
        pieces.append(ink.key(50, y, key.css, key.name) if n % across else ink.key(-frame.gutter, y, key.css, key.name, px=True))
    return pieces


def _scale_lines(frame: Plot) -> list[SafeString]:
    pieces: list[SafeString] = []
    before = ""
    for tick, words in zip(frame.ticks, frame.tick_texts, strict=True):
        y = frame.y(tick)
        pieces.append(ink.line(0, y, 100, y, "zero" if tick == 0 else "axis"))
        if words != before:  # a formatter without decimals may write two steps alike
            pieces.append(ink.text(-8, y + 4, words, "tick", "end", px=True))
        before = words
    return pieces


def _labels(frame: Plot, labels: Sequence[str]) -> list[SafeString]:
    return [_label(frame, n, labels[n], css) for n, css in thinned(labels, frame.count) if labels[n]]


def _label(frame: Plot, place: int, label: str, css: str) -> SafeString:
    """Return a label below its slot; one that would leave the frame ends at its edge."""
    half = len(label) * LABEL_LETTER / 2 / dict(ROOM)[css] * 100
    if frame.count > 1 and frame.x(place) + half > 100:
        return ink.text(100, frame.ground + 21, label, css, "end")
    return ink.text(frame.x(place), frame.ground + 21, label, css, "middle")


def thinned(labels: Sequence[str], count: int) -> list[tuple[int, str]]:
    """Return which labels are written and from which width on: "" always, "mid" in a column, "wide" on a whole page.

    They are counted from the last one, for what is now is asked for most. Every step leaves out labels of the step before, so that what
    stays is evenly apart.
    """
    longest = max((len(label) for label in labels), default=0) * LABEL_LETTER
    strides: list[int] = []
    for _name, room in reversed(ROOM):
        slot = room / count
        # the last one may end at the edge, half its length nearer to the one before it
        least = max(longest + 10, longest * 1.5 + 10 - slot / 2) / slot
        finer = strides[-1] if strides else 1
        strides.append(next((s for s in STRIDES if s >= least and s % finer == 0), finer * max(ceil(least / finer), 1)))
    wide, mid, always = strides
    steps = ((always, ""), (mid, "mid"), (wide, "wide"))
    last = len(labels) - 1
    back = range(last - last % wide, -1, -wide)  # how far before the last one; so the first of them comes first
    return [(last - n, next(css for stride, css in steps if n % stride == 0)) for n in back]
