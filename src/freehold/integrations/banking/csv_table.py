"""Cuts a CSV file into cells and finds the line of its headers, below whatever a bank writes above them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from freehold.integrations.banking.csv_dates import looks_like_date
from freehold.integrations.banking.decoding import decode, decode_as

DELIMITERS = ";,\t|"
MAX_ROWS = 200_000
MAX_COLUMNS = 200
"""No bank writes as many; every name is held against every column, which a row of a hundred thousand cells would make endless."""
_MAX_LINES_OF_A_ROW = 50
_HEAD = 60
_NUMBER_CELL = re.compile(r"^[^\d\w]{0,4}[-+−(]?\s?[\d.,'’\s]*\d[.,]?\d*\)?\s?[-+−]?\s?(?:[A-Z]{3}|[€$£]|CR|DR)?$")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row and the line of the file it began on, counted from 0."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows. `header` is the row of the names, None where there is none; `rows` are those below it."""

    encoding: str
    delimiter: str
    header: Row | None
    rows: tuple[Row, ...]
    above: tuple[Row, ...] = ()

    @property
    def width(self) -> int:
        """Return the number of columns."""
        return max([len(self.header.cells) if self.header else 0, *(len(row.cells) for row in self.rows[:200])])

    def column(self, number: int, limit: int = 2000) -> list[str]:
        """Return the cells of a column that are not empty."""
        cells = (row.cells[number].strip() for row in self.rows[:limit] if number < len(row.cells))
        return [cell for cell in cells if cell]


def cut(payload: bytes, *, encoding: str = "", delimiter: str = "", header_line: int | None = None) -> Table:
    """Cut a file into rows; what is not given is found out. `header_line` −1 means that no line holds names."""
    text, name = (decode_as(payload, encoding), encoding) if encoding else decode(payload)
    text = text.rstrip("\x1a")
    mark = delimiter or _delimiter(text)
    rows = list(_rows(text, mark))
    if header_line is None:
        at = _header(rows)
    else:
        at = next((index for index, row in enumerate(rows) if row.line == header_line), -1) if header_line >= 0 else -1
    header = rows[at] if at >= 0 else None
    return Table(name, mark, header, tuple(rows[at + 1 :]), tuple(rows[: max(at, 0)]))


def line_of(payload: bytes, *, encoding: str, delimiter: str, fits: Callable[[tuple[str, ...]], bool], within: int = 100) -> int | None:
    """Return the number of the first line, of the first rows, whose cells fit; None when none does."""
    rows = _rows(decode_as(payload, encoding), delimiter)
    return next((row.line for row in islice(rows, within) if fits(row.cells)), None)


def _delimiter(text: str) -> str:
    """Return the mark that cuts most lines into the same number of cells, and into most of them."""
    lines = [line for line in text.split("\n")[: _HEAD * 3] if line.strip()]
    if lines and re.fullmatch(r"\"?sep=(.)\"?", lines[0].strip(), re.IGNORECASE):
        return lines[0].strip().strip('"')[4]

    def rank(mark: str) -> tuple[float, int]:
        widths = Counter(len(cells) for cells in _cells(lines, mark) if len(cells) > 1)
        if not widths:
            return (0.0, 0)
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] - 1) ** 0.5, item[0]))
        return (count * (width - 1) ** 0.5, width)

    return max(DELIMITERS, key=rank)


def _cells(lines: list[str], mark: str) -> Iterator[list[str]]:
    for line in lines:
        try:
            yield next(csv.reader([line], delimiter=mark), [])
        except csv.Error:
            yield []


def _rows(text: str, mark: str) -> Iterator[Row]:
    """Yield the rows. A quotation mark that is never closed costs its own line only."""
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        joined, length = lines[at], 1
        quotes = joined.count('"')
        while quotes % 2 and length < _MAX_LINES_OF_A_ROW and at + length < len(lines):
            joined += "\n" + lines[at + length]
            quotes += lines[at + length].count('"')
            length += 1
        if quotes % 2:
            joined, length = lines[at].replace('"', ""), 1
        if joined.strip(f" \t{mark}"):
            try:
                cells = next(csv.reader(joined.splitlines(keepends=True), delimiter=mark, skipinitialspace=True), [])
            except csv.Error:
                cells = []
            if cells and not (len(cells) == 1 and cells[0].lower().startswith("sep=")):
                yield Row(at, tuple(" ".join(cell.split()) for cell in cells[:MAX_COLUMNS]))
        at += length


def _header(rows: list[Row]) -> int:
    """Return the index of the row that holds the names, −1 when the first rows are entries already.

    It is the row of words just above the first row that has a date and a number.
    """
    for index, row in enumerate(rows[:_HEAD]):
        filled = [cell for cell in row.cells if cell]
        if (
            len(row.cells) > 1
            and any(map(looks_like_date, filled))
            and any(is_number(cell) for cell in filled if not looks_like_date(cell))
        ):
            above = next((place for place in range(index - 1, -1, -1) if _is_names(rows[place], len(row.cells))), -1)
            if above >= 0:
                return above
            if _is_names_and_values(row):
                continue  # a line above the table, such as "Balance of;01.02.2026;12,00 EUR"
            return -1
    widest = max((len(row.cells) for row in rows[:_HEAD]), default=0)
    return next((index for index, row in enumerate(rows[:_HEAD]) if len(row.cells) == widest and _is_names(row, widest)), -1)


def _is_names(row: Row, width: int) -> bool:
    """Tell whether a row could name columns: about as wide as the entries, words only, hardly any cell empty."""
    filled = [cell for cell in row.cells if cell]
    if len(row.cells) < 2 or abs(len(row.cells) - width) > 1 + width // 5 or len(filled) * 2 < len(row.cells):
        return False
    return all(not looks_like_date(cell) and not is_number(cell) and len(cell) <= 80 for cell in filled)


def _is_names_and_values(row: Row) -> bool:
    return bool(row.cells) and row.cells[0].endswith(":")


def is_number(cell: str) -> bool:
    """Tell whether a cell holds an amount and nothing else."""
    return bool(_NUMBER_CELL.fullmatch(cell))
