"""The papers of the demo's year: drafted, issued, answered, corrected and paid, each on its own day."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from freehold.apps.billing.selectors.expenses import unbilled_expenses
from freehold.apps.billing.selectors.time import unbilled_entries
from freehold.apps.billing.services import corrections, drafts, quotes
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.payments import record_payment
from freehold.apps.billing.services.recurring_runs import run_plan
from freehold.apps.billing.services.sending import mark_sent
from freehold.apps.demo.money.books import Books, Calendar, Step
from freehold.apps.demo.money.reading import MoneyFile, Row, lines_of
from freehold.domain.errors import UserError

_GIVEN = ("title", "purchase_order", "intro", "outro", "deposit_percent", "payment_days", "discount_percent", "tax_case", "tax_note")
_DECIMALS = frozenset({"deposit_percent", "discount_percent"})


def paper_steps(money: MoneyFile, calendar: Calendar, bank_from: date) -> list[Step]:
    """Return the steps of all papers; what is paid by bank on `bank_from` or later is left to the statements."""
    found: list[Step] = []
    first = {row["from"]: row for row in reversed(money.papers) if "from" in row}
    for row in money.papers:
        steps = steps_of_paper(row, calendar.day(row["day"]), calendar, bank_from, first.get(row["id"]))
        # The first invoice of a quote is drafted in the step of its acceptance, or the worker would draft one of its own.
        found += steps[1:] if row in first.values() else steps
    for plan in money.plans:
        for back in reversed(range(plan["months"])):
            row = period(plan, back)
            day = calendar.month(back)
            found += steps_of_paper(row, day, calendar, bank_from)
    return found


def period(plan: Row, back: int) -> Row:
    """Return the paper of a plan for the month that lies `back` months before this one."""
    row: Row = {"id": f"{plan['id']}-{back}", "plan": plan["id"], "client": plan["client"]}
    # Of this month's bill nobody knows yet when it is paid.
    return row | ({"paid": plan["paid"]} if back else {})


def paid_by_bank(row: Row, issued: date, calendar: Calendar, bank_from: date) -> bool:
    """Tell whether a paper's payment stands on one of the demo's statements."""
    return "paid" in row and "method" not in row and bank_from <= issued + timedelta(days=row["paid"]) < calendar.today


def steps_of_paper(row: Row, day: date, calendar: Calendar, bank_from: date, follows: Row | None = None) -> list[Step]:
    """Return the steps of one paper; `follows` is the first invoice of a quote."""
    name, at = row["id"], calendar.noon(day)
    found = [Step(f"draft {name}", at, partial(_draft, row))]
    if row.get("draft"):
        return found
    found.append(Step(f"issue {name}", at, partial(_issue, name), slow=True))
    if "answer" in row:
        distance, who = row["answer"]
        found.append(Step(f"answer {name}", calendar.noon(calendar.day(distance)), partial(_accept, name, who, follows)))
    elif row.get("kind") == "quote" and row["day"] + row["valid"] < 0:
        over = calendar.day(row["day"] + row["valid"] + 1)
        found.append(Step(f"expiry of {name}", calendar.noon(over), partial(_expire, over)))
    if "paid" in row and not paid_by_bank(row, day, calendar, bank_from):
        paid_on = day + timedelta(days=row["paid"])
        if paid_on < calendar.today:
            found.append(Step(f"payment of {name}", calendar.noon(paid_on), partial(_pay, row)))
    return found


def _draft(row: Row, books: Books, at: datetime) -> None:
    books.keep("paper", row["id"], _begun(row, books, at))


def _begun(row: Row, books: Books, at: datetime) -> int:
    place = books.workspace
    known: dict[str, Any] = {"now": at, "actor": books.person}
    if "plan" in row:
        made = run_plan(place, books.id_of("plan", row["plan"]), now=at)
        if not made:
            raise UserError("The demo's plan made no paper.")
        return made[-1]
    if "from" in row:
        return quotes.invoice_from_quote(place, books.id_of("paper", row["from"]), part=row["part_of_quote"], **known).pk
    if "of" in row:
        lines = lines_of(row) if "lines" in row else None
        return corrections.credit_note(place, books.id_of("paper", row["of"]), lines=lines, reason=row["reason"], **known).pk
    client_id = books.id_of("client", row["client"])
    if "work_until" in row:
        return _billed(row, client_id, books, at)
    values: dict[str, Any] = {key: Decimal(row[key]) if key in _DECIMALS else row[key] for key in _GIVEN if key in row}
    if "project" in row:
        values["project_id"] = books.id_of("project", row["project"])
    kind = row.get("kind", "invoice")
    if kind == "quote":
        values["valid_until"] = at.date() + timedelta(days=row["valid"])
    else:
        values |= {"service_from": at.date() - timedelta(days=row.get("took", 0)), "service_to": at.date()}
    return drafts.new_draft(place, kind=kind, client_id=client_id, lines=lines_of(row), **known, **values).pk


def _billed(row: Row, client_id: int, books: Books, at: datetime) -> int:
    until, project_id = books.calendar.day(row["work_until"]), books.id_of("project", row["project"])
    entries = [one.pk for one, _worth in unbilled_entries(books.workspace, client_id) if one.day <= until and one.project_id == project_id]
    costs = [one.pk for one in unbilled_expenses(books.workspace, client_id) if one.day <= until]
    made = bill_time(books.workspace, client_id, entries, costs, now=at, actor=books.person)
    drafts.update(books.workspace, made, now=at, project_id=project_id, title=row.get("title", ""))
    return made


def _issue(name: str, books: Books, at: datetime) -> None:
    key = books.id_of("paper", name)
    if not drafts.readable(books.workspace, key).number:
        issue(books.workspace, key, now=at, **books.issuing)
    mark_sent(books.workspace, key, by=books.person, now=at)


def _accept(name: str, who: str, follows: Row | None, books: Books, at: datetime) -> None:
    quotes.accept_quote(books.workspace, books.id_of("paper", name), name=who, now=at, actor=books.person)
    if follows is not None:
        _draft(follows, books, at)


def _expire(today: date, _books: Books, at: datetime) -> None:
    quotes.expire_quotes(today, now=at)


def _pay(row: Row, books: Books, at: datetime) -> None:
    document = drafts.readable(books.workspace, books.id_of("paper", row["id"]))
    record_payment(
        books.workspace,
        amount=Decimal(row["part"]) if "part" in row else document.open,
        currency=document.currency,
        paid_on=at.date(),
        now=at,
        document_id=document.pk,
        method=row.get("method", "transfer"),
        fee=Decimal(row.get("fee", "0")),
        key=f"demo:{row['id']}",
        actor=books.person,
    )
