"""The work of earlier years: its clients and invoices, which stand before the year of money; and by which platform clients came."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from freehold.apps.billing.services import recurring
from freehold.apps.clients import services as clients
from freehold.apps.demo.deciding.reading import DecidingFile, Row
from freehold.apps.demo.money.basics import ORIGIN
from freehold.apps.demo.money.books import Books, Calendar, Step
from freehold.apps.demo.money.papers import steps_of_paper
from freehold.apps.demo.money.statements import bank_from

#: So many days from today the plans end.
PLAN_ENDS = 45


def earlier_steps(content: DecidingFile, calendar: Calendar) -> list[Step]:
    """Return the steps of the clients of earlier years and of their invoices, the clients first."""
    steps = [Step(f"client {row['key']}", calendar.noon(calendar.day(row["day"])), partial(_client, row)) for row in content.clients]
    start = bank_from(calendar)
    for number, row in enumerate(content.before, start=1):
        paper = {
            "id": f"e{number:02}",
            "client": row["client"],
            "day": row["day"],
            "paid": row["paid"],
            "took": 14,
            "lines": [[row["name"], "1", "LS", row["amount"]]],
        }
        steps += steps_of_paper(paper, calendar.day(row["day"]), calendar, start)
    return steps


def write_channels(content: DecidingFile, books: Books, at: datetime) -> None:
    """Write by which platform the clients of the books came."""
    for name, channel in content.channels.items():
        clients.change_client(books.workspace, books.id_of("client", name), now=at, actor=books.person, channel=channel)


def write_plan_end(_content: DecidingFile, books: Books, at: datetime) -> None:
    """Let what is invoiced again and again end soon: somebody should ask whether it goes on."""
    ends_on = books.calendar.day(PLAN_ENDS)
    for name in [key.removeprefix("plan:") for key in books.names if key.startswith("plan:")]:
        recurring.change_plan(books.workspace, books.id_of("plan", name), now=at, actor=books.person, ends_on=ends_on)


def _client(row: Row, books: Books, at: datetime) -> None:
    values = {name: value for name, value in row.items() if name not in {"key", "day"}}
    client = clients.add_client(books.workspace, now=at, actor=books.person, origin=ORIGIN, **values)
    books.keep("client", row["key"], client.pk)
