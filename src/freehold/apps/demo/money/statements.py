"""The bank statements of the demo's last two months: read in, matched by the rules, the rest decided or left to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from freehold.apps.billing.selectors.bank import LineFilters, lines
from freehold.apps.billing.services import drafts
from freehold.apps.billing.services.bank import take_in
from freehold.apps.billing.services.reconcile import reconcile_waiting
from freehold.apps.billing.services.reconcile_deciding import accept_suggestion, match_by_hand, put_aside
from freehold.apps.demo.money.books import Books, Calendar, Step
from freehold.apps.demo.money.papers import paid_by_bank, period
from freehold.apps.demo.money.reading import MoneyFile, Row
from freehold.domain.money.rounding import round_money
from freehold.domain.reconciliation.ledger import Transaction
from freehold.integrations.banking import StatementAccount, StatementReading
from freehold.integrations.currency import exchange_rates

#: The days of the statements; the first one reaches back to `FIRST`.
FIRST = -60
CLOSINGS = (-46, -32, -18, -8, -1)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a statement before its sum is known: which papers it pays and how much is missing, or a sum of its own.

    `aside` says as what it is put aside; `decide` "self" leaves it to the rules and books it by hand if they do not,
    "accept" takes the first suggestion, "leave" leaves it to be looked at.
    """

    key: str
    day: date
    name: str
    text: str
    account: str = ""
    pays: tuple[str, ...] = ()
    amount: str = ""
    less: Decimal = Decimal(0)
    by_reference: bool = False
    aside: str = ""
    decide: str = "self"


def bank_from(calendar: Calendar) -> date:
    """Return the first day that the statements tell of."""
    return calendar.day(FIRST)


def statement_steps(money: MoneyFile, calendar: Calendar) -> list[Step]:
    """Return one step for each statement."""
    entries = sorted(_entries(money, calendar), key=lambda one: (one.day, one.key))
    steps, begins = [], calendar.day(FIRST - 7)
    for distance in CLOSINGS:
        ends = calendar.day(distance)
        mine = [one for one in entries if begins < one.day <= ends]
        if mine:
            steps.append(Step(f"statement of {ends}", calendar.noon(ends), partial(_statement, money.account, mine)))
        begins = ends
    return steps


def _entries(money: MoneyFile, calendar: Calendar) -> Iterator[Entry]:
    start = bank_from(calendar)
    periods = [(period(plan, back), calendar.month(back)) for plan in money.plans for back in range(plan["months"])]
    for row, issued in [*((row, calendar.day(row["day"])) for row in money.papers), *periods]:
        if not row.get("draft") and paid_by_bank(row, issued, calendar, start):
            yield _payment(money, row, calendar, issued)
    for one in money.costs(calendar):
        if FIRST < one.distance < 0 and "currency" not in one.row:
            key = f"cost:{one.row['supplier']}:{one.distance}"
            words = str(one.row.get("what", one.row["supplier"]))
            day = calendar.working_day(one.distance)
            yield Entry(key, day, one.row["supplier"], words, amount=f"-{one.row['gross']}", aside="other", decide="aside")
    for at, row in enumerate(money.bank):
        yield Entry(
            key=f"line:{at}",
            day=calendar.working_day(row["day"]),
            name=row["name"],
            text=row["text"],
            account=row.get("account", ""),
            pays=tuple(row.get("pays", ())),
            amount=row.get("amount", ""),
            less=Decimal(row.get("less", "0")),
            aside=row.get("aside", ""),
            decide="aside" if "aside" in row else row.get("decide", "leave"),
        )


def _payment(money: MoneyFile, row: Row, calendar: Calendar, issued: date) -> Entry:
    pays: Row = money.clients[_client_of(money, row)]["pays"]
    distance = (issued - calendar.today).days + row["paid"]
    return Entry(
        key=f"paper:{row['id']}",
        day=calendar.working_day(distance),
        name=pays["name"],
        text=pays.get("text", ""),
        account=pays.get("account", ""),
        pays=(row["id"],),
        amount=row.get("part", ""),
        by_reference="text" not in pays,
    )


def _client_of(money: MoneyFile, row: Row) -> str:
    if "client" in row:
        return str(row["client"])
    source = row.get("from") or row["of"]
    return _client_of(money, next(one for one in money.papers if one["id"] == source))


def _statement(account: Row, entries: list[Entry], books: Books, at: datetime) -> None:
    currency = books.workspace.currency
    told = [_transaction(entry, account["id"], books) for entry in entries]
    reading = StatementReading(
        format="camt.053", accounts=(StatementAccount(account["id"], currency, account["name"]),), transactions=tuple(told)
    )
    name = f"{account['name']} {at.date().isoformat()}.xml"
    take_in(books.workspace, name, f"demo {name}".encode(), reading, now=at, currency=currency, actor=books.person)
    reconcile_waiting(books.workspace, now=at)
    waiting = {row.fingerprint: row.pk for row in lines(books.workspace, LineFilters(state="new"))}
    for entry, line in zip(entries, told, strict=True):
        if line.id in waiting:
            _decide(entry, waiting[line.id], books, at)


def _transaction(entry: Entry, account: str, books: Books) -> Transaction:
    currency = books.workspace.currency
    papers = [drafts.readable(books.workspace, books.id_of("paper", name)) for name in entry.pays]
    line = Transaction(
        id=hashlib.sha256(f"{entry.key} {entry.day.isoformat()}".encode()).hexdigest(),
        booked_on=entry.day,
        value_on=entry.day,
        amount=Decimal(entry.amount or "0"),
        currency=currency,
        account=account,
        payer_name=entry.name,
        payer_account=entry.account,
        text=entry.text.format(number=", ".join(one.number for one in papers)),
        references=tuple(one.reference for one in papers) if entry.by_reference else (),
    )
    if not papers:
        return line
    asked = sum((one.open for one in papers), Decimal(0)) if not entry.amount else Decimal(entry.amount)
    foreign = papers[0].currency
    if foreign == currency:
        return replace(line, amount=asked - entry.less)
    worth = round_money(exchange_rates(entry.day).convert(asked, foreign, currency), currency)
    return replace(line, amount=worth - entry.less, original_amount=asked, original_currency=foreign)


def _decide(entry: Entry, line_id: int, books: Books, at: datetime) -> None:
    later = at + timedelta(minutes=5)
    if entry.decide == "aside":
        put_aside(books.workspace, line_id, entry.aside, now=later, actor=books.person)
    elif entry.decide == "accept":
        accept_suggestion(books.workspace, line_id, 0, now=later, actor=books.person)
    elif entry.decide == "self":
        papers = [books.id_of("paper", name) for name in entry.pays]
        match_by_hand(books.workspace, line_id, papers, now=later, actor=books.person)
