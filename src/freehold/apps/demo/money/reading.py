"""Reading the file of a trade: who is worked for, and what happened in the year."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources import files
from typing import Any

from freehold.apps.billing.services.lines import LineInput
from freehold.apps.demo.dates import render
from freehold.apps.demo.money.books import Calendar
from freehold.apps.demo.reading import check_trade

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cost:
    """An expense of the file: days are counted from today, sums are in its currency."""

    distance: int
    row: Row


@dataclass(frozen=True, slots=True)
class MoneyFile:
    """The file of a trade as it is written. A "day" is counted from today, sums are decimals as text.

    `settings`, `clients` and `projects` hold fields of their rows; a client's "pays" says how its transfers look on a statement
    (with the printed reference where it has no "text"). Of `papers`: "paid" is how many days after the issue, "part" how much if not
    all, "work_until" bills the project's time up to that day, "from" names the quote it comes from, "of" the invoice that it
    corrects, "answer" is [day, who accepted], "took" how many days the work took. `time` has [day, minutes, which of `texts`].
    An expense with "monthly" comes on that day of each of its last "months". Of `bank`: "pays" names papers, of which "less" is
    missing; "aside" is as what a line is put aside, and a line with neither "aside" nor "decide" is left to be looked at.
    """

    settings: Row
    account: Row
    clients: dict[str, Row]
    projects: dict[str, Row]
    plans: list[Row]
    papers: list[Row]
    texts: dict[str, list[str]]
    time: dict[str, list[list[int]]]
    expenses: list[Row]
    bank: list[Row]

    def costs(self, calendar: Calendar) -> list[Cost]:
        """Return every expense of the year, the oldest first; a monthly one stands once for each of its months."""
        found: list[Cost] = []
        for row in self.expenses:
            if "monthly" not in row:
                found.append(Cost(row["day"], row))
                continue
            for back in reversed(range(row["months"])):
                distance = (calendar.month(back, row["monthly"]) - calendar.today).days
                if distance <= 0:
                    found.append(Cost(distance, row))
        return sorted(found, key=lambda one: one.distance)


def read_money(trade: str, today: date) -> MoneyFile:
    """Return the year of money of a trade, its words dated relative to today. Raises UserError for a trade that has no demo."""
    check_trade(trade)
    text = files("freehold.apps.demo").joinpath("data", trade, "money.json").read_text(encoding="utf-8")
    return MoneyFile(**render(json.loads(text), today, "en"))


def lines_of(row: Row) -> list[LineInput]:
    """Return the lines of a paper or plan, written as [name, quantity, unit, price], perhaps with a VAT rate behind."""
    return [
        LineInput(
            name=line[0],
            quantity=Decimal(line[1]),
            unit=line[2],
            price=Decimal(line[3]),
            vat_rate=Decimal(line[4]) if len(line) > 4 else None,
        )
        for line in row["lines"]
    ]
