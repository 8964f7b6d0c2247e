"""Cuts CSV and JSON Lines into records with the line each began on; a broken one is a problem and costs no other."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem

_MAX_LINES_OF_A_RECORD = 400
_MAX_FIELD = 1024 * 1024
_DELIMITERS = ",;\t|"


@dataclass(frozen=True, slots=True)
class Record:
    """One record and the line it began on, counted from 1 as editors do."""

    line: int
    values: dict[str, Any]


def looks_like_json(text: str) -> bool:
    """Tell whether the first character that is no blank begins JSON."""
    return text.lstrip()[:1] in ("{", "[")


def json_records(text: str) -> Iterator[Record | Problem]:
    """Yield the objects of JSON Lines, or of one JSON list."""
    if text.lstrip().startswith("["):
        yield from _json_list(text)
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _json_line(line, number)


def _json_list(text: str) -> Iterator[Record | Problem]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        yield Problem(
            _("line %d") % line,
            _("the JSON list breaks off or has a fault here; nothing of it could be read"),
            _("Save it as JSON Lines, one posting a line."),
        )
        return
    for number, value in enumerate(values, start=1):
        if isinstance(value, dict):
            yield Record(number, value)
        else:
            yield Problem(_("entry %d") % number, _("it is no object and was left out"))


def _json_line(line: str, number: int) -> Record | Problem:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Problem(_("line %d") % number, _("it is no valid JSON and was left out"), _("Mend the line and read the file again."))
    if not isinstance(value, dict):
        return Problem(_("line %d") % number, _("it is no object with names and values and was left out"))
    return Record(number, value)


def csv_headers(text: str) -> tuple[list[str], str, int]:
    """Return (headers, delimiter, number of the line after them). The first line that is not empty holds the headers."""
    lines = text.split("\n")
    number = next((index for index, line in enumerate(lines) if line.strip()), 0)
    first = lines[number].rstrip("\r") if lines else ""
    if first.lower().startswith("sep=") and len(first) == 5 and number + 1 < len(lines):
        delimiter, number = first[4], number + 1  # what spreadsheet programs write above the headers
        first = lines[number].rstrip("\r")
    else:
        delimiter = max(_DELIMITERS, key=first.count)
    headers = _cells(first, delimiter)
    return [header.strip() for header in headers], delimiter, number + 2


def csv_records(text: str) -> Iterator[Record | Problem]:
    """Yield the rows of a CSV file under its headers. A row with too many or too few cells is a problem."""
    headers, delimiter, line = csv_headers(text)
    lines = text.split("\n")
    while line <= len(lines):
        if not lines[line - 1].strip(f" \t\r{delimiter}"):
            line += 1
            continue
        row, length = _row(lines, line - 1, delimiter, len(headers))
        if row is None:
            yield Problem(
                _("line %d") % line,
                _("its cells do not fit the %d columns, so it was left out") % len(headers),
                _("Look for a missing quotation mark or a stray separator, and read the file again."),
            )
        else:
            yield Record(line, dict(zip(headers, row, strict=True)))
        line += length


def _row(lines: list[str], start: int, delimiter: str, width: int) -> tuple[list[str] | None, int]:
    """Return the cells of the record that begins at `start` and how many lines it takes; None when they do not fit.

    A quotation mark that is never closed would swallow the rest of the file: such a line is read, or refused, alone.
    """
    joined = lines[start]
    quotes = joined.count('"')
    length = 1
    while quotes % 2 and length < _MAX_LINES_OF_A_RECORD and start + length < len(lines):
        joined += "\n" + lines[start + length]
        quotes += lines[start + length].count('"')
        length += 1
    if quotes % 2 == 0:
        cells = _cells(joined, delimiter)
        if len(cells) == width:
            return cells, length
    cells = _cells(lines[start], delimiter) if quotes % 2 or length > 1 else []
    return (cells if len(cells) == width and lines[start].count(f'{delimiter}"') == 0 else None), 1


def _cells(text: str, delimiter: str) -> list[str]:
    try:
        rows = list(
            csv.reader(text.rstrip("\r\n").replace("\r\n", "\n").split("\n") if '"' not in text else _kept(text), delimiter=delimiter)
        )
    except csv.Error:
        return []
    return rows[0] if len(rows) == 1 else []


def _kept(text: str) -> list[str]:
    """Return the lines with their ends, which belong to a quoted cell."""
    return text.rstrip("\r\n").replace("\r\n", "\n").splitlines(keepends=True)
