"""Reads the file that says what a trade's demo decides by; what it does not know is a fault of the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from importlib.resources import files
from typing import Any

from freehold.apps.demo.dates import render
from freehold.apps.demo.reading import SOURCES, check_trade
from freehold.domain.errors import SystemFault

Row = dict[str, Any]

#: What a row of each list holds, and nothing else.
_KNOWN = {
    "clients": frozenset(("key", "channel", "name", "line1", "postcode", "city", "country", "email", "day")),
    "before": frozenset(("client", "day", "paid", "name", "amount")),
    "fees": frozenset(("supplier", "client", "what", "amounts", "day", "category")),
    "unpaid": frozenset(("client", "day", "minutes", "what")),
    "services": frozenset(("name", "share", "words", "tasks")),
    "platforms": frozenset(("name", "reviews", "saved", "since")),
    "postings": frozenset(("days_ago", "month", "source", "title", "company", "text", "stage")),
    "goals": frozenset(("skill", "day", "hours", "note", "evidence", "done")),
    "praise": frozenset(("client", "day", "about", "text", "name", "role", "on_time", "named")),
}


@dataclass(frozen=True, slots=True)
class DecidingFile:
    """One trade's file. Days are counted from today, what lies behind is negative; sums are decimals as text.

    `clients` are those of earlier years and `before` their invoices, a year old and older, "paid" so many days after the issue.
    `channels` names the platform by which a client of the books came. `fees` has the sums of one supplier by month, this month's last,
    each on that "day" of the month. `unpaid` is work that nobody pays for. `inputs` is what the person says of lead time and rate.
    A posting was seen "days_ago", or in the "month" [so many before this one, day].
    The reviews of a platform with "since" have come so many weeks ago (a week of which gauges are kept).
    A goal with "evidence" is done, on the day "done". Praise without "text" is not answered; "named" shows name and company.
    """

    clients: list[Row]
    before: list[Row]
    channels: dict[str, str]
    fees: list[Row]
    unpaid: list[Row]
    cash: Row
    inputs: Row
    services: list[Row]
    platforms: list[Row]
    postings: list[Row]
    goals: list[Row]
    praise: list[Row]


def read_deciding(trade: str, today: date) -> DecidingFile:
    """Return a trade's file with its dates filled in. Raises SystemFault naming what is missing, or not known, and where."""
    check_trade(trade)
    data = json.loads(files("freehold.apps.demo").joinpath("data", trade, "deciding.json").read_text(encoding="utf-8"))
    _exactly(data, {one.name for one in fields(DecidingFile)}, trade)
    for name, known in _KNOWN.items():
        for row in data[name]:
            unknown = sorted(set(row) - known)
            if unknown:
                raise SystemFault(f"{trade}: {name} have no {unknown}")
    _exactly(data["cash"], ("balance", "draw", "threshold"), f"{trade}: cash")
    _exactly(data["inputs"], ("lead_months", "at_a_time", "rate"), f"{trade}: inputs")
    for row in data["postings"]:
        if row["source"] not in SOURCES:
            raise SystemFault(f"{trade}: a posting is of {row['source']!r}, which is none of {', '.join(SOURCES)}")
    return DecidingFile(**render(data, today, "en"))


def _exactly(row: Row, names: Iterable[str], where: str) -> None:
    wanted = set(names)
    if set(row) != wanted:
        raise SystemFault(f"{where}: missing {sorted(wanted - set(row))}, not known {sorted(set(row) - wanted)}")
