"""The rows of an export under the names of our fields; what cannot be read of one is a fault of that row only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem
from freehold.integrations.accounting import values
from freehold.integrations.accounting.dialects import Dialect
from freehold.integrations.accounting.tables import Table, without_prefix

T = TypeVar("T")


class RowFault(Exception):  # noqa: N818 - becomes a problem of its row
    """A row cannot be read."""


@dataclass(slots=True)
class Rows:
    """The rows of a table under the names of our fields."""

    table: Table
    dialect: Dialect
    places: dict[str, int] = field(default_factory=dict)
    order: values.Order = "dmy"
    problems: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        bare = [without_prefix(heading) for heading in self.table.headings]
        for name, headings in self.dialect.columns.items():
            for heading in headings:
                place = next((index for index, known in enumerate(self.table.headings) if known == heading), None)
                place = bare.index(heading) if place is None and heading in bare else place
                if place is not None:
                    self.places[name] = place
                    break
        place = self.places.get("day")
        days = [row[place] for _line, row in self.table.rows if place is not None and place < len(row)]
        self.order, certain = values.order_of(days, self.dialect.order)
        if not certain:
            told = _("day, month, year") if self.order == "dmy" else _("month, day, year")
            self.problems.append(
                Problem("", _("Its days can be read in two ways; they were read as %(order)s") % {"order": told}, _("Compare one of them."))
            )

    def each(self, read: Callable[[Row], T | None]) -> Iterator[T]:
        """Yield what `read` makes of each row; what it cannot read is noted."""
        for line, cells in self.table.rows:
            row = Row(cells, self.places, self.order)
            try:
                found = read(row)
            except RowFault as fault:
                self.problems.append(Problem(_("Line %(line)s") % {"line": line}, str(fault), _("It is left out; the others were read.")))
                continue
            if found is not None:
                yield found


@dataclass(frozen=True, slots=True)
class Row:
    """One row, asked by the names of our fields."""

    cells: tuple[str, ...]
    places: dict[str, int]
    order: values.Order

    def text(self, name: str, most: int = 200) -> str:
        """Return the cell, empty where there is none. Texts that a spreadsheet would take for a formula lose the mark put before them."""
        place = self.places.get(name)
        found = self.cells[place] if place is not None and place < len(self.cells) else ""
        found = found[1:] if len(found) > 1 and found[0] == "'" and found[1] in "=+-@" else found
        return found.replace("\x00", "").strip()[:most]

    def needed(self, name: str, told: str) -> str:
        """Return the cell; a row without it is at fault."""
        found = self.text(name)
        if not found:
            raise RowFault(_("%(what)s is missing") % {"what": told})
        return found

    def day(self, name: str, told: str) -> date | None:
        """Return the day, None where there is none."""
        return self._read(name, told, lambda text: values.day(text, self.order))

    def amount(self, name: str, told: str) -> Decimal | None:
        """Return the amount, None where there is none."""
        return self._read(name, told, values.amount)

    def _read(self, name: str, told: str, read: Callable[[str], T]) -> T | None:
        text = self.text(name)
        if not text:
            return None
        try:
            return read(text)
        except ValueError:
            raise RowFault(_("%(what)s cannot be read: “%(text)s”") % {"what": told, "text": text[:60]}) from None
