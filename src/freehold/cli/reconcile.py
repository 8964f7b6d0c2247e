"""freehold reconcile: which line of a statement pays which invoice. It needs no database and no network.

Invoices, one JSON object a line: `number`, `customer`, `open_amount` (0: settled), `currency` and `issued_on` are needed;
`id` (default: the number), `customer_names` (default: the customer), `total`, `due_on`, `reference`, `provider_ids`,
`discount_amount` and `discount_until` may be there. History, one object a line, is any of: a confirmed payer
`{"account" and/or "name", "customer"}`; a declined match `{"account" or "name", "refused": invoice id, "on": day}`; a number of a
document that is settled or void `{"number"}`; an earlier booking `{"booking": id, "on", "amount", "currency", "allocations"}`.
"""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, report_problems, wants_json
from freehold.cli.reading import read_bytes
from freehold.domain.errors import Problem, UserError
from freehold.domain.reconciliation.decision import Allocation, Decision, Suggestion
from freehold.domain.reconciliation.learning import refusal_strength
from freehold.domain.reconciliation.ledger import Booking, Experience, OpenInvoice
from freehold.domain.reconciliation.names import account_key, name_key

_REST = "The other lines were read."


def reconcile_files(statement: Path, invoices: Path, history: Path | None, *, as_json: bool) -> int:
    """Print one decision per bank line; exit code 1 when a line of a file could not be read."""
    without_database()
    from freehold.domain.reconciliation import reconcile
    from freehold.integrations.banking import read_statement
    from freehold.integrations.currency import exchange_rates

    today = datetime.now(UTC).date()
    reading = read_statement(read_bytes(statement), name=statement.name)
    ours, problems = read_invoices(invoices)
    experience, bookings, more = read_history(history, today) if history else (Experience(), [], [])
    decisions = reconcile(reading.transactions, ours, experience, today=today, rates=exchange_rates, bookings=bookings)
    if wants_json(as_json):
        for decision in decisions:
            print_json(as_values(decision))
    else:
        numbers = {one.id: one.number for one in ours}
        for transaction, decision in zip(reading.transactions, decisions, strict=True):
            who = transaction.payer_name or transaction.text[:40]
            head = f"{transaction.booked_on}  {transaction.amount:>12,.2f} {transaction.currency}  {who}"
            _print_decision(head, decision, numbers)
    return report_problems([*reading.problems, *problems, *more])


def as_values(decision: Decision) -> dict[str, Any]:
    """Return a decision as JSON values; amounts are decimal strings."""
    return {
        "transaction": decision.transaction,
        "decision": decision.decision,
        "allocations": _allocations(decision.allocations),
        "why": [why.text for why in decision.why],
        "suggestions": [_suggestion(one) for one in decision.suggestions],
    }


def _suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "allocations": _allocations(one.allocations),
        "score": one.score,
        "why": [why.text for why in one.why],
        "write_off": _allocations(one.write_off),
        "credit": f"{one.credit:f}",
    }


def _allocations(allocations: tuple[Allocation, ...]) -> list[dict[str, str]]:
    return [{"invoice": one.invoice, "amount": f"{one.amount:f}"} for one in allocations]


def _print_decision(head: str, decision: Decision, numbers: dict[str, str]) -> None:
    mark = {"auto": "[green]✓[/]", "suggest": "[yellow]?[/]", "none": "[dim]–[/]"}[decision.decision]
    console().print(f"{mark} {head}")
    for one in decision.allocations:
        console().print(f"     {one.amount:>12,.2f} → [bold]{numbers[one.invoice]}[/]")
    for why in decision.why:
        console().print(f"       [dim]{why.text}[/]")
    for suggestion in decision.suggestions:
        targets = ", ".join(f"{numbers[one.invoice]} {one.amount:,.2f}" for one in suggestion.allocations) or "credit"
        console().print(f"     {suggestion.score:.2f}  {targets}  [dim]{'; '.join(why.text for why in suggestion.why)}[/]")


def read_invoices(path: Path) -> tuple[list[OpenInvoice], list[Problem]]:
    """Read open (and settled) invoices; faulty lines become problems that name line and field."""
    found: dict[str, OpenInvoice] = {}
    problems: list[Problem] = []
    for where, row in _rows(path, problems):
        try:
            one = _invoice(row, found)
            found[one.id] = one
        except UserError as error:
            problems.append(Problem(where, str(error), _REST))
    return list(found.values()), problems


def _invoice(row: dict[str, Any], known: Container[str]) -> OpenInvoice:
    number, customer = _text(row, "number"), _text(row, "customer")
    key = str(row.get("id") or number)
    if key in known:
        raise UserError(f"the id “{key}” is there twice")
    names = row.get("customer_names", [customer])
    if not isinstance(names, list):
        raise UserError("“customer_names” must be a list of names")
    open_amount = _amount(row, "open_amount")
    discount = row.get("discount_amount")
    return OpenInvoice(
        id=key,
        number=number,
        customer=customer,
        customer_names=tuple(map(str, names)),
        open_amount=open_amount,
        total=_amount(row, "total") if row.get("total") is not None else open_amount,
        currency=_text(row, "currency").upper(),
        issued_on=_day(row, "issued_on"),
        due_on=_day(row, "due_on") if row.get("due_on") else None,
        reference=str(row.get("reference") or ""),
        provider_ids=tuple(map(str, row.get("provider_ids") or ())),
        discount_amount=_amount(row, "discount_amount") if discount is not None else None,
        discount_until=_day(row, "discount_until") if row.get("discount_until") else None,
    )


def read_history(path: Path, today: date) -> tuple[Experience, list[Booking], list[Problem]]:
    """Read what earlier matches have taught; faulty lines become problems that name the line."""
    history = _History(today)
    problems: list[Problem] = []
    for where, row in _rows(path, problems):
        try:
            history.add(row)
        except UserError as error:
            problems.append(Problem(where, str(error), _REST))
    return history.experience(), history.bookings, problems


class _History:
    """Collects the lines of a history file."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.accounts: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.refusals: dict[tuple[str, str], float] = {}
        self.numbers: set[str] = set()
        self.bookings: list[Booking] = []

    def add(self, row: dict[str, Any]) -> None:
        """Take one line in. Raises UserError when it is of no known kind."""
        account, name = account_key(str(row.get("account") or "")), name_key(str(row.get("name") or ""))
        if row.get("booking"):
            self.bookings.append(_booking(row))
        elif row.get("refused"):
            weight = refusal_strength(_day(row, "on"), self.today)
            self.refusals.update({(key, str(row["refused"])): weight for key in (account, name) if key})
        elif row.get("number"):
            self.numbers.add(str(row["number"]))
        elif (account or name) and row.get("customer"):
            self.accounts.update({account: str(row["customer"])} if account else {})
            self.names.update({name: str(row["customer"])} if name else {})
        else:
            raise UserError("it is none of a payer, a refusal, a number or a booking; `freehold reconcile --help` shows the keys")

    def experience(self) -> Experience:
        """Return what was learned."""
        return Experience(accounts=self.accounts, names=self.names, refusals=self.refusals, other_numbers=frozenset(self.numbers))


def _booking(row: dict[str, Any]) -> Booking:
    shares = row.get("allocations")
    if not isinstance(shares, list) or not all(isinstance(one, dict) for one in shares):
        raise UserError("“allocations” must be a list of {invoice, amount}")
    return Booking(
        id=str(row["booking"]),
        booked_on=_day(row, "on"),
        amount=_amount(row, "amount"),
        currency=_text(row, "currency").upper(),
        allocations=tuple((_text(one, "invoice"), _amount(one, "amount")) for one in shares),
        customer=str(row.get("customer") or ""),
        payer_name=str(row.get("name") or ""),
        payer_account=str(row.get("account") or ""),
    )


def _rows(path: Path, problems: list[Problem]) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(read_bytes(path).decode("utf-8-sig", errors="replace").splitlines(), start=1):
        where = f"{path.name}, line {number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line, parse_float=Decimal, parse_int=Decimal)
        except (ValueError, RecursionError) as error:
            problems.append(Problem(where, f"this is not JSON ({error})", _REST))
            continue
        if isinstance(row, dict):
            yield where, row
        else:
            problems.append(Problem(where, "this is not one JSON object", _REST))


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if value is None or not str(value).strip():
        raise UserError(f"“{key}” is missing")
    return str(value).strip()


def _amount(row: dict[str, Any], key: str) -> Decimal:
    try:
        amount = Decimal(_text(row, key))
    except InvalidOperation:
        raise UserError(f"“{key}” is no amount: write it as 1234.50") from None
    if not amount.is_finite():
        raise UserError(f"“{key}” is no amount: write it as 1234.50")
    return amount


def _day(row: dict[str, Any], key: str) -> date:
    try:
        return date.fromisoformat(_text(row, key)[:10])
    except ValueError:
        raise UserError(f"“{key}” is no day: write it as 2026-11-22") from None
