"""What platforms keep and applying costs, and the hours that nobody pays for."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from freehold.apps.billing.services import expenses
from freehold.apps.billing.services.time import Work, add_entry
from freehold.apps.demo.deciding.reading import DecidingFile
from freehold.apps.demo.money.basics import ORIGIN
from freehold.apps.demo.money.books import Books
from freehold.apps.demo.winning.outreach import freelancer_of


def write_fees(content: DecidingFile, books: Books, _at: datetime) -> None:
    """Write the bills of platforms, one a month for each supplier."""
    for row in content.fees:
        client_id = books.id_of("client", row["client"]) if "client" in row else None
        for back, amount in enumerate(reversed(row["amounts"])):
            day = books.calendar.month(back, row["day"])
            if day > books.calendar.today or not Decimal(amount):
                continue
            cost = expenses.Cost(
                day=day,
                supplier=row["supplier"],
                description=row["what"],
                category=row["category"],
                currency=books.workspace.currency,
                gross=Decimal(amount),
                client_id=client_id,
                paid_on=day,
            )
            expenses.add_expense(books.workspace, cost, now=books.calendar.noon(day), actor=books.person, origin=ORIGIN)


def write_unpaid(content: DecidingFile, books: Books, _at: datetime) -> None:
    """Write the hours that are not billed: for a client, or for finding the next one."""
    person = freelancer_of(books)
    for row in content.unpaid:
        day = books.calendar.working_day(row["day"])
        client_id = books.id_of("client", row["client"]) if "client" in row else None
        work = Work(description=row["what"], client_id=client_id, billable=False)
        now = books.calendar.noon(day)
        add_entry(books.workspace, work, day=day, minutes=row["minutes"], now=now, freelancer_id=person, origin=ORIGIN)
