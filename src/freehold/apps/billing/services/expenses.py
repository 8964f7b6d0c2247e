"""Expenses: entered with their receipt, changed and deleted as long as they are not billed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts.types import Workspace as WorkspaceRow
from freehold.apps.billing.models import Expense, Project
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.billing.services.receipts import Receipt, attach, forget_file
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.money.rounding import round_money
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

ZERO, HUNDRED = Decimal(0), Decimal(100)
_MOST = Decimal(10) ** 9
_TEN_DIGITS = Decimal("0.0000000001")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What was spent, as the receipt says it: `gross` paid, of which `tax` is VAT, in `currency`. `markup_percent` is for the client."""

    day: date
    supplier: str
    currency: str
    gross: Decimal
    tax: Decimal = ZERO
    supplier_number: str = ""
    supplier_vat_id: str = ""
    description: str = ""
    category: str = ""
    client_id: int | None = None
    project_id: int | None = None
    billable: bool = False
    markup_percent: Decimal = ZERO
    due_date: date | None = None
    paid_on: date | None = None


@transaction.atomic
def add_expense(
    workspace: Workspace, cost: Cost, *, now: datetime, receipt: Receipt | None = None, actor: str = "", origin: str = ""
) -> Expense:
    """Keep an expense, with its receipt if there is one. Raises UserError for sums that cannot be, or a bill that is kept already."""
    expense = Expense(workspace_id=id_of(workspace), created_at=now, origin=origin)
    _fill(workspace, expense, cost, now.date())
    _save(expense, receipt)
    record("expense.added", workspace_id=expense.workspace_id, actor=actor, target=expense, at=now)
    return expense


@transaction.atomic
def change_expense(
    workspace: Workspace, expense_id: int, cost: Cost, *, now: datetime, receipt: Receipt | None = None, actor: str = ""
) -> Expense:
    """Change an expense; a new receipt takes the place of the old one. Raises UserError when it is billed, or as `add_expense` does."""
    expense = _unbilled(locked_expense(workspace, expense_id))
    former = expense.receipt.name
    _fill(workspace, expense, cost, now.date())
    _save(expense, receipt)
    if former and former != expense.receipt.name:
        transaction.on_commit(partial(forget_file, expense.workspace_id, former))
    record("expense.changed", workspace_id=expense.workspace_id, actor=actor, target=expense, at=now)
    return expense


@transaction.atomic
def delete_expense(workspace: Workspace, expense_id: int, *, now: datetime, actor: str = "") -> None:
    """Delete an expense and its receipt. Raises UserError when it is billed."""
    expense = _unbilled(locked_expense(workspace, expense_id))
    detail = {"id": expense.pk, "supplier": expense.supplier, "gross": str(expense.gross), "sha256": expense.receipt_sha256}
    transaction.on_commit(partial(forget_file, expense.workspace_id, expense.receipt.name))
    expense.delete()
    record("expense.deleted", workspace_id=id_of(workspace), actor=actor, detail=detail, at=now)


@transaction.atomic
def mark_paid(workspace: Workspace, expense_id: int, day: date | None) -> Expense:
    """Note on which day an expense was paid; None takes it back."""
    expense = locked_expense(workspace, expense_id)
    expense.paid_on = day
    expense.save(update_fields=["paid_on"])
    return expense


def similar(expense: Expense) -> Expense | None:
    """Return another expense that may be the same one: same file, or same supplier, day and sum."""
    others = Expense.objects.for_workspace(expense.workspace_id).exclude(pk=expense.pk)
    if expense.receipt_sha256 and (same := others.filter(receipt_sha256=expense.receipt_sha256).first()):
        return same
    return others.filter(supplier__iexact=expense.supplier, day=expense.day, gross=expense.gross, currency=expense.currency).first()


def locked_expense(workspace: Workspace, expense_id: int) -> Expense:
    """Return the expense, held until the transaction ends. Raises UserError when it is not of this workspace."""
    expense = Expense.objects.for_workspace(workspace).select_for_update().filter(pk=expense_id).first()
    if expense is None:
        raise UserError(_("This expense is not there any more. Nothing was changed."))
    return expense


def _save(expense: Expense, receipt: Receipt | None) -> None:
    if receipt is not None:
        attach(expense, receipt)
    try:
        with transaction.atomic():
            expense.save()
    except IntegrityError:
        # The file of a refused expense must not stay behind; one that another expense names does.
        if receipt is not None:
            forget_file(expense.workspace_id, expense.receipt.name)
        raise UserError(
            _("The bill %(number)s of %(supplier)s is kept already. Nothing was saved. Look for it in the list, or correct the number.")
            % {"number": expense.supplier_number, "supplier": expense.supplier}
        ) from None


def _fill(workspace: Workspace, expense: Expense, cost: Cost, today: date) -> None:
    _check(cost, today)
    values: dict[str, Any] = {name: getattr(cost, name) for name in Cost.__dataclass_fields__}
    values |= {name: " ".join(value.replace("\x00", "").split()) for name, value in values.items() if isinstance(value, str)}
    values["currency"] = cost.currency.upper()
    gross, tax = round_money(cost.gross, values["currency"]), round_money(cost.tax, values["currency"])
    values |= {"gross": gross, "tax": tax, "net": gross - tax, "client_id": _client(workspace, cost)}
    for name, value in values.items():
        setattr(expense, name, value)
    base = cast(WorkspaceRow, expense.workspace).currency
    expense.base_rate = _rate(values["currency"], base, cost.day)


def _check(cost: Cost, today: date) -> None:
    if not cost.supplier.strip():
        raise UserError(_("An expense needs the name of who was paid. Nothing was saved."))
    if not all(value.is_finite() and abs(value) <= _MOST for value in (cost.gross, cost.tax, cost.markup_percent)) or cost.gross <= 0:
        raise UserError(
            _("What was paid must be more than nothing. Nothing was saved. Write the sum that stands at the end of the receipt.")
        )
    if not ZERO <= cost.tax < cost.gross:
        raise UserError(_("The VAT is a part of what was paid, so it must be less. Nothing was saved. Leave it empty if in doubt."))
    if not ZERO <= cost.markup_percent <= 999:
        raise UserError(_("What you add for the client lies between 0 and 999 %. Nothing was saved."))
    if cost.day > today + timedelta(days=366) or cost.day.year < 2000:
        raise UserError(_("This day lies too far away. Nothing was saved. Check the year."))
    if cost.billable and cost.client_id is None and cost.project_id is None:
        raise UserError(_("Choose the client who pays for this expense, or say that it is not passed on. Nothing was saved."))


def _client(workspace: Workspace, cost: Cost) -> int | None:
    if cost.project_id is not None:
        project = Project.objects.for_workspace(workspace).filter(pk=cost.project_id).first()
        if project is None:
            raise UserError(_("This project is not there any more. Nothing was saved. Choose another one."))
        return int(project.client_id)
    if cost.client_id is not None and clients.client(workspace, cost.client_id) is None:
        raise UserError(_("This client is not there any more. Nothing was saved. Choose another one."))
    return cost.client_id


def _rate(currency: str, base: str, day: date) -> Decimal | None:
    """Return how many units of the workspace's currency one unit was worth that day; None when it is the same or nobody knows."""
    if not base or currency == base:
        return None
    rates = rates_on(day)
    if not (rates.knows(currency) and rates.knows(base)):
        return None
    return rates.rate(currency, base).quantize(_TEN_DIGITS)


def _unbilled(expense: Expense) -> Expense:
    if expense.line_id is not None:
        raise UserError(
            _("This expense stands on a bill, so it is kept as it is. Take it off the draft, or correct the invoice, and try again.")
        )
    return expense
