"""A CSV file of unknown make as a table: encoding, separator and heading found by looking."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
_PREFIXES = ("client", "invoice", "task", "project", "contact", "item")


@dataclass(frozen=True, slots=True)
class Table:
    """Headings in normal form (see `normal`), as they stand, and the rows, each with its line in the file."""

    headings: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(payload: bytes, name: str) -> Table:
    """Return the table. Raises UserError for an empty, huge or unreadable file."""
    if len(payload) > MOST_BYTES:
        raise UserError(_("“%(name)s” is larger than 20 MB. Nothing was read. Export a shorter period.") % {"name": name})
    text = _decoded(payload)
    if "\x00" in text[:1000].partition("\n")[0] or not text.strip():
        raise UserError(_("“%(name)s” is empty or no CSV file. Nothing was read. Export it again as CSV.") % {"name": name})
    first = next(line for line in text.splitlines() if line.strip())
    text = text.replace("\x00", "")
    separator = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: list[tuple[int, tuple[str, ...]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                found.append((reader.line_num, tuple(cell.strip() for cell in row)))
            if len(found) > MOST_ROWS:
                raise UserError(_("“%(name)s” has more than 50,000 rows. Nothing was read. Export a shorter period.") % {"name": name})
    except csv.Error as error:
        raise UserError(
            _("“%(name)s” cannot be read as CSV (line %(line)s). Nothing was read. Export it again.")
            % {"name": name, "line": reader.line_num}
        ) from error
    if not found:
        raise UserError(_("“%(name)s” is empty or no CSV file. Nothing was read. Export it again as CSV.") % {"name": name})
    titles = found[0][1]
    return Table(tuple(normal(title) for title in titles), titles, tuple(found[1:]))


def normal(title: str) -> str:
    """Return a heading in normal form: small letters, without marks, units in brackets, or the code name's prefix ("client.name")."""
    bare = re.sub(r"\([^)]*\)", "", title.replace("\ufeff", "")).casefold()
    return " ".join(re.sub(r"[^a-z0-9#äöüß]+", " ", bare).split())


def without_prefix(heading: str) -> str:
    """Return a heading without the noun that some programs put before it: "client postal code" is "postal code"."""
    first, _space, rest = heading.partition(" ")
    return rest if rest and first in _PREFIXES else heading


def _decoded(payload: bytes) -> str:
    if payload[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return payload.decode("utf-16", errors="replace")
    try:
        return payload.decode("utf-8-sig")
    except UnicodeDecodeError:
        return payload.decode("cp1252", errors="replace")
