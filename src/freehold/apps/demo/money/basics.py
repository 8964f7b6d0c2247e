"""The ground of the demo's books: who bills, for whom, which projects, the time spent, and what was spent."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from functools import partial

from freehold.apps.accounts import selectors as people
from freehold.apps.billing.services import expenses, projects, recurring
from freehold.apps.billing.services.settings import save_settings
from freehold.apps.billing.services.time import Work, add_entry
from freehold.apps.clients import services as clients
from freehold.apps.demo.money.books import Books, Calendar, Step
from freehold.apps.demo.money.reading import MoneyFile, Row, lines_of

ORIGIN = "demo"
BEGINNING = -370
_DECIMALS = frozenset({"hourly_rate", "budget_hours", "set_aside_percent", "interest_percent"})


def first_steps(money: MoneyFile, calendar: Calendar) -> list[Step]:
    """Return the steps that come before every paper."""
    at = calendar.noon(calendar.day(BEGINNING))
    return [
        Step("settings", at, partial(_settings, money.settings)),
        *(Step(f"client {name}", at, partial(_client, name, row)) for name, row in money.clients.items()),
        *(Step(f"project {name}", at, partial(_project, name, row)) for name, row in money.projects.items()),
        *(Step(f"time {name}", at, partial(_time, money, name)) for name in money.time),
        Step("expenses", at, partial(_expenses, money)),
        *(Step(f"plan {row['id']}", at, partial(_plan, row)) for row in money.plans),
    ]


def last_steps(money: MoneyFile, calendar: Calendar) -> list[Step]:
    """Return the steps behind every paper: projects that are over are closed, plans issue by themselves from now on."""
    closed = [(name, row["closed"]) for name, row in money.projects.items() if "closed" in row]
    return [
        *(Step(f"close {name}", calendar.noon(calendar.day(day)), partial(_close, name)) for name, day in closed),
        *(Step(f"go on {row['id']}", calendar.begun_at, partial(_go_on, row["id"])) for row in money.plans),
    ]


def _settings(row: Row, books: Books, at: datetime) -> None:
    save_settings(books.workspace, now=at, actor=books.person, **_values(row))


def _client(name: str, row: Row, books: Books, at: datetime) -> None:
    values = {key: value for key, value in row.items() if key not in {"contacts", "pays"}}
    client = clients.add_client(books.workspace, now=at, actor=books.person, origin=ORIGIN, **_values(values))
    for contact in row.get("contacts", ()):
        clients.add_contact(books.workspace, client.pk, now=at, **contact)
    books.keep("client", name, client.pk)


def _project(name: str, row: Row, books: Books, _at: datetime) -> None:
    values = _values({key: value for key, value in row.items() if key not in {"client", "begun", "closed"}})
    begun = books.calendar.noon(books.calendar.day(row["begun"]))
    client_id = books.id_of("client", row["client"])
    project = projects.add_project(books.workspace, client_id=client_id, now=begun, actor=books.person, **values)
    books.keep("project", name, project.pk)


def _close(name: str, books: Books, at: datetime) -> None:
    projects.set_closed(books.workspace, books.id_of("project", name), closed=True, now=at, actor=books.person)


def _time(money: MoneyFile, name: str, books: Books, _at: datetime) -> None:
    person = people.freelancers(books.workspace).first()
    project_id = books.id_of("project", name)
    for distance, minutes, text in money.time[name]:
        day = books.calendar.working_day(distance)
        words = money.texts[name][text]
        work = Work(description=words, project_id=project_id)
        freelancer_id = person.pk if person else None
        add_entry(books.workspace, work, day=day, minutes=minutes, now=books.calendar.noon(day), freelancer_id=freelancer_id, origin=ORIGIN)


def _expenses(money: MoneyFile, books: Books, _at: datetime) -> None:
    for one in money.costs(books.calendar):
        day = books.calendar.day(one.distance)
        row = one.row
        cost = expenses.Cost(
            day=day,
            supplier=row["supplier"],
            description=row.get("what", ""),
            category=row["category"],
            currency=row.get("currency", books.workspace.currency),
            gross=Decimal(row["gross"]),
            tax=Decimal(row.get("tax", "0")),
            client_id=books.id_of("client", row["client"]) if "client" in row else None,
            billable="client" in row,
            paid_on=day,
        )
        expenses.add_expense(books.workspace, cost, now=books.calendar.noon(day), actor=books.person, origin=ORIGIN)


def _plan(row: Row, books: Books, at: datetime) -> None:
    plan = recurring.add_plan(
        books.workspace,
        lines=lines_of(row),
        now=at,
        actor=books.person,
        client_id=books.id_of("client", row["client"]),
        project_id=books.id_of("project", row["project"]) if "project" in row else None,
        name=row["name"],
        unit="month",
        starts_on=books.calendar.month(row["months"] - 1),
        # Its papers are issued by the steps of their days; the worker must not be quicker.
        mode="draft",
    )
    books.keep("plan", row["id"], plan.pk)


def _go_on(name: str, books: Books, at: datetime) -> None:
    recurring.change_plan(books.workspace, books.id_of("plan", name), now=at, actor=books.person, mode="issue")


def _values(row: Row) -> Row:
    return {key: Decimal(value) if key in _DECIMALS else value for key, value in row.items()}
