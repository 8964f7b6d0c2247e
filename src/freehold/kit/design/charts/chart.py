"""What goes into a chart and what comes out of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.safestring import SafeString

Number = float | Decimal
#: How a value is written: a money formatter, say.
Show = Callable[[float], str]
#: A cell of the numbers behind a chart: a name, a number, or nothing where there is none.
Cell = str | float | Decimal | None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: `value` sets its length (zero or more), `text` is what is written beside it, `mine` paints it in the accent."""

    label: str
    value: float
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values, one for each label; None is a gap. `low` and `high` draw a band around a line.

    `kind` chooses the look: "solid", "pale", "dashed", "info", "warn" or "muted"; any other word takes the look of its place.
    """

    name: str
    values: Sequence[Number | None]
    kind: str = ""
    low: Sequence[Number | None] | None = None
    high: Sequence[Number | None] | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A value known within `low` to `high` from `n` observations; `text` replaces what is written beside it."""

    label: str
    value: Number
    low: Number
    high: Number
    n: int
    text: str = ""
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a gauge: a range of its own on the same scale from 0 to 100."""

    label: str
    low: Number
    high: Number
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What the chart component shows: the question, the drawing, the answer in words, the numbers behind it.

    `rows` are the numbers as the reader sees them, `cells` the same rows as plain numbers for a file (empty: the rows themselves);
    `files` are the links under the chart, name and address each.
    """

    question: str
    svg: SafeString
    summary: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Cell, ...], ...] = ()
    files: tuple[tuple[str, str], ...] = ()
