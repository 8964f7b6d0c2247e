"""Reads CSV, TSV and Excel files as rows of named cells, within limits of size."""

from __future__ import annotations

import csv
import io
import math
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from freehold.domain.errors import UserError

MOST_BYTES = 60 * 1024 * 1024
MOST_UNPACKED = 300 * 1024 * 1024
MOST_ROWS = 60_000
LONGEST_CELL = 1_000
KINDS = (".csv", ".tsv", ".txt", ".xlsx")

Row = dict[str, str]


def tables_of(path: Path) -> Iterator[list[Row]]:
    """Yield the tables of a file: one for CSV and TSV, one per sheet for Excel. Raises UserError for a file that cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(f"it is larger than {MOST_BYTES // 1024 // 1024} MB")
        yield from (_sheets(path) if path.suffix.lower() == ".xlsx" else [_delimited(path)])
    except (OSError, UnicodeDecodeError, csv.Error, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise UserError(f"it cannot be read ({error})") from error


def number(cell: str | None) -> float | None:
    """Return a cell as a number, None where it holds none."""
    try:
        value = float((cell or "").replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _delimited(path: Path) -> list[Row]:
    text = path.read_text(encoding="utf-8-sig")
    first = text[: text.find("\n") + 1] or text
    reader = csv.DictReader(io.StringIO(text), delimiter="\t" if first.count("\t") > first.count(",") else ",")
    rows: list[Row] = []
    for row in reader:
        if len(rows) >= MOST_ROWS:
            break
        rows.append({key: _cell(value) for key, value in row.items() if key is not None})
    return rows


def _sheets(path: Path) -> Iterator[list[Row]]:
    import openpyxl

    with zipfile.ZipFile(path) as archive:
        if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED:
            raise UserError(f"it unpacks to more than {MOST_UNPACKED // 1024 // 1024} MB")
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    try:
        for sheet in book.worksheets:
            yield _named(sheet.iter_rows(values_only=True))
    finally:
        book.close()


def _named(lines: Iterator[tuple[Any, ...]]) -> list[Row]:
    head = [_cell(cell) for cell in next(lines, ())]
    rows: list[Row] = []
    for line in lines:
        if len(rows) >= MOST_ROWS:
            break
        rows.append({name: _cell(cell) for name, cell in zip(head, line, strict=False) if name})
    return rows


def _cell(value: Any) -> str:
    return "" if value is None else str(value).strip()[:LONGEST_CELL]
