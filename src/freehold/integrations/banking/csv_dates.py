"""Dates in CSV files: which of day, month and year comes first is decided from the whole column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

Order = Literal["ymd", "dmy", "mdy"]

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier enero ene gennaio januari",
            "feb february februar février fevrier fév fev febrero febbraio februari",
            "mar march märz mär maerz mrz mars marzo maart mrt",
            "apr april avril avr abril abr aprile",
            "may mai mayo maggio mei",
            "jun june juni juin junio giugno",
            "jul july juli juillet juil julio luglio",
            "aug august août aout agosto ago augustus",
            "sep sept september septembre septiembre settembre",
            "oct october okt oktober octobre octubre ottobre",
            "nov november novembre noviembre",
            "dec december dez dezember décembre decembre déc diciembre dic dicembre",
        ),
        start=1,
    )
    for name in names.split()
}
_NUMERIC = re.compile(r"^(\d{1,4})[./\- ](\d{1,2})[./\- ](\d{1,4})\.?(?:[T ,].*)?$")
_PACKED = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})(?:[T ]?\d{4,6}.*)?$")
_DAY_MONTH_NAME = re.compile(
    r"^(?:[^\W\d]{2,9},? )?(\d{1,2})(?:st|nd|rd|th)?[. \-/]{1,2}([^\W\d]{3,10})\.?[ ,\-/]{1,2}(\d{2}|\d{4})(?:[ ,T].*)?$"
)
_MONTH_NAME_DAY = re.compile(r"^(?:[^\W\d]{2,9},? )?([^\W\d]{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{2}|\d{4})(?:[ ,T].*)?$")


def read_date(text: str, order: Order) -> date | None:
    """Return the day that a cell names, with its clock time left out; None when it names none."""
    text = text.strip().strip("'\"")
    if len(text) > 40:
        return None
    if match := _PACKED.match(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(text):
        first, second, third = (match[1], match[2], match[3])
        if len(first) == 4:
            return _date(int(first), int(second), int(third))
        if order == "ymd":
            if len(third) == 4:  # the year is plain to see, so the column's order cannot be meant for this cell
                return _date(int(third), int(second), int(first))
            return _date(_year(first), int(second), int(third))
        day, month = (first, second) if order == "dmy" else (second, first)
        return _date(_year(third), int(month), int(day))
    if match := _DAY_MONTH_NAME.match(text):
        return _date(_year(match[3]), _MONTHS.get(match[2].casefold(), 0), int(match[1]))
    if match := _MONTH_NAME_DAY.match(text):
        return _date(_year(match[3]), _MONTHS.get(match[1].casefold(), 0), int(match[2]))
    return None


def looks_like_date(text: str) -> bool:
    """Tell whether a cell is a date in some order."""
    return bool(text) and any(read_date(text, order) for order in ("dmy", "mdy", "ymd"))


def order_of(cells: Sequence[str], *, day_first: bool) -> tuple[Order, bool]:
    """Return (order, whether the column leaves it open). `day_first` decides what the column leaves open."""
    triples = [(match[1], match[2], match[3]) for cell in cells if (match := _NUMERIC.match(cell.strip().strip("'\"")))]
    if not triples or all(len(first) == 4 for first, _second, _third in triples):
        return "ymd", False
    possible: list[Order] = [
        order for order in ("dmy", "mdy", "ymd") if all(read_date(cell, order) for cell in cells if _NUMERIC.match(cell.strip()))
    ]
    if any(len(third) == 4 for _first, _second, third in triples):
        possible = [order for order in possible if order != "ymd"]
    elif "." in cells[0] or "/" in cells[0]:
        possible = [order for order in possible if order != "ymd"] or possible
    if len(possible) == 1:
        return possible[0], False
    if not possible:  # a cell or two are no dates at all; the order that reads the others
        counts = {order: sum(read_date(cell, order) is not None for cell in cells) for order in ("dmy", "mdy", "ymd")}
        possible = [order for order in ("dmy", "mdy", "ymd") if counts[order] == max(counts.values())]
    if "." in cells[0] and "dmy" in possible:  # nobody writes the month first with points
        return "dmy", False
    if possible[-1] == "ymd" and len({triple[0] for triple in triples}) < len({triple[2] for triple in triples}):
        return "ymd", False  # the years stay while the days go by
    spans = {order: _span(cells, order) for order in possible}
    nearest = min(possible, key=lambda order: spans[order])
    others = [spans[order] for order in possible if order != nearest]
    if len(set(cells)) >= 4 and all(spans[nearest] * 3 < other for other in others):
        return nearest, False  # a statement covers weeks; read the wrong way the same days scatter over a year
    wanted: Order = "dmy" if day_first else "mdy"
    return (wanted if wanted in possible else possible[0]), True


def _span(cells: Sequence[str], order: Order) -> int:
    days = [day for cell in cells if (day := read_date(cell, order))]
    return (max(days) - min(days)).days if days else 10**6


def _year(text: str) -> int:
    year = int(text)
    return year if len(text) > 2 else 2000 + year if year < 80 else 1900 + year


def _date(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1980 <= found.year <= 2100 else None
