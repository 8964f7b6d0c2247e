"""The words of charts that several kinds share."""

from __future__ import annotations

from collections.abc import Sequence

from babel.numbers import format_percent
from django.utils.translation import gettext as _

from freehold.kit.design.charts.chart import Cell, Number, Show
from freehold.kit.design.charts.scale import finite
from freehold.kit.design.formats import number, reader_locale

#: What lies beyond is written with its power of ten: no reader counts so many digits.
_LONGEST = 1e15


def nothing() -> str:
    """Return the sentence for a chart without a value."""
    return _("There is nothing to show yet.")


def shown(value: Number | None, show: Show) -> str:
    """Return a value as it is written in the table: a dash where there is none."""
    number = finite(value)
    return "–" if number is None else show(number)


def cell(value: Number | None) -> Cell:
    """Return a value for a file: nothing where there is none."""
    return None if finite(value) is None else value


def at(values: Sequence[Number | None] | None, place: int) -> Number | None:
    """Return the value at a place, None beyond the end."""
    return values[place] if values is not None and 0 <= place < len(values) else None


def written(value: float) -> str:
    """Return a value in the reader's way of writing, however large it is."""
    return number(value) if abs(value) < _LONGEST else f"{value:.3g}"


def percent(share: float) -> str:
    """Return a share of 1 as a whole per cent in the reader's way of writing; what is there but tiny is "<1%"."""
    where = reader_locale()
    if abs(share) >= _LONGEST:
        return f"{share * 100:.3g}%"
    if 0 < share < 0.005:
        return "<" + str(format_percent(0.01, locale=where))
    return str(format_percent(share, "#,##0%" if where.language == "en" else None, locale=where))


def sentence(*parts: str) -> str:
    """Put finished sentences one after the other."""
    return " ".join(part for part in parts if part)
