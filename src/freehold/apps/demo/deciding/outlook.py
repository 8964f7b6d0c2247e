"""What the person says of cash, platforms and services, and what is worked out: forecast, late payment, gauges and the weekly brief."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from freehold.apps.demo.deciding.reading import DecidingFile
from freehold.apps.demo.money.books import Books
from freehold.apps.independence.services import own
from freehold.apps.independence.services.recompute import recompute
from freehold.apps.insights.services import briefing, forecasting, late
from freehold.apps.insights.services.places import today_of

#: So many weeks before today the gauges are worked out, the oldest first: each takes more than half a second.
WEEKS = (4, 0)
WEEK = timedelta(days=7)
#: The balance is as the account showed it so long ago.
BALANCE = timedelta(days=3)


def write_cash(content: DecidingFile, books: Books, at: datetime) -> None:
    """Write what lies in the account and what the person takes out of it."""
    today = today_of(books.workspace, at)
    cash = {name: Decimal(value) for name, value in content.cash.items()}
    forecasting.save_settings(
        books.workspace,
        balance=cash["balance"],
        balance_on=today - BALANCE,
        tax_is_apart=True,
        draw=cash["draw"],
        threshold=cash["threshold"],
        now=at,
        today=today,
        actor=books.person,
    )


def write_services(content: DecidingFile, books: Books, at: datetime) -> None:
    """Write the services with their tasks, the platforms with their reviews, and the person's rate."""
    for row in content.services:
        tasks = [own.TaskGiven(text, Decimal(share)) for text, share in row["tasks"]]
        own.save_service(
            books.workspace, name=row["name"], share=Decimal(row["share"]), words=row["words"], tasks=tasks, now=at, actor=books.person
        )
    for row in content.platforms:
        if "since" in row:
            continue
        platform = own.save_platform(books.workspace, name=row["name"], reviews=row["reviews"], now=at, actor=books.person)
        for item in row.get("saved", ()):
            day = today_of(books.workspace, at)
            own.tick(books.workspace, platform.pk, item, saved=True, today=day, now=at, actor=books.person)
    said = content.inputs
    given = {
        "cash": None,
        "monthly_costs": None,
        "lead_months": Decimal(said["lead_months"]) if said["lead_months"] else None,
        "at_a_time": said["at_a_time"],
        "rate": Decimal(said["rate"]) if said["rate"] else None,
    }
    own.save_inputs(books.workspace, given=given, now=at, actor=books.person)


def work_out_cash(books: Books, at: datetime) -> None:
    """Make the forecast and judge the open invoices."""
    today = today_of(books.workspace, at)
    forecasting.run(books.workspace, now=at, today=today)
    late.refresh(books.workspace, today=today)
    late.recalibrate(books.workspace, today=today)


def work_out_gauges(content: DecidingFile, back: int, books: Books, at: datetime) -> None:
    """Work the gauges out as they stood so many weeks before, with the reviews that had come by then."""
    then = at - back * WEEK
    for row in content.platforms:
        if row.get("since") == back:
            own.save_platform(books.workspace, name=row["name"], reviews=row["reviews"], now=then, actor=books.person)
    recompute(books.workspace, now=then)


def write_brief(books: Books, at: datetime) -> None:
    """Write the brief of this week."""
    briefing.write(books.workspace, now=at)
