"""What was spent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Router, Schema
from pydantic import Field

from freehold.apps.billing.api.common import Currency, Money, Short, shown
from freehold.apps.billing.models import Expense
from freehold.apps.billing.selectors import for_api
from freehold.apps.billing.services import expenses
from freehold.kit.api.auth import actor_of, needs, workspace_of
from freehold.kit.api.pages import Page, Paged, page_of

router = Router()
READ, WRITE = "expenses:read", "expenses:write"


class ExpenseIn(Schema):
    """A cost: `gross` is what was paid, of which `tax` is VAT."""

    day: date
    supplier: Annotated[str, Field(min_length=1, max_length=200)]
    currency: Currency
    gross: Money
    tax: Money = Decimal(0)
    supplier_number: Annotated[str, Field(max_length=100, description="The supplier's invoice number; the same one twice is refused")] = ""
    supplier_vat_id: Annotated[str, Field(max_length=30)] = ""
    description: Annotated[str, Field(max_length=500)] = ""
    category: Annotated[str, Field(max_length=40)] = ""
    client_id: int | None = None
    project_id: int | None = None
    billable: bool = False
    markup_percent: Money = Decimal(0)
    due_date: date | None = None


class ExpenseOut(Schema):
    """An expense; `billed` when it stands on a paper."""

    id: int
    day: date
    supplier: str
    supplier_number: Short
    description: str
    category: str
    currency: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    client_id: int | None
    project_id: int | None
    billable: bool
    billed: bool


@router.get("", auth=needs(READ), response=Page[ExpenseOut], summary="List expenses")
def list_expenses(request: HttpRequest, page: Paged, since: date | None = None) -> Any:
    """Newest first."""
    return page_of(for_api.expenses(workspace_of(request), since=since), page, _shown)


@router.post("", auth=needs(WRITE), response={201: ExpenseOut}, summary="Add an expense")
def add_expense(request: HttpRequest, body: ExpenseIn) -> Any:
    """Without its receipt, which is added on the page."""
    cost = expenses.Cost(**body.model_dump())
    return 201, _shown(expenses.add_expense(workspace_of(request), cost, now=timezone.now(), actor=actor_of(request), origin="api"))


@router.get("/{int:expense_id}", auth=needs(READ), response=ExpenseOut, summary="Read one expense")
def get_expense(request: HttpRequest, expense_id: int) -> Any:
    """As it stands."""
    return _shown(_row(request, expense_id))


@router.delete("/{int:expense_id}", auth=needs(WRITE), response={204: None}, summary="Delete an expense")
def delete_expense(request: HttpRequest, expense_id: int) -> Any:
    """One that is billed is kept."""
    _row(request, expense_id)
    expenses.delete_expense(workspace_of(request), expense_id, now=timezone.now(), actor=actor_of(request))
    return 204, None


def _row(request: HttpRequest, expense_id: int) -> Expense:
    row = for_api.expenses(workspace_of(request)).filter(pk=expense_id).first()
    if row is None:
        raise Http404
    return row


def _shown(row: Expense) -> dict[str, Any]:
    plain = ["id", "day", "supplier", "supplier_number", "description", "category", "currency", "client_id", "project_id", "billable"]
    amounts = {name: shown(getattr(row, name), row.currency) for name in ("net", "tax", "gross")}
    return {**{name: getattr(row, name) for name in plain}, **amounts, "billed": row.line_id is not None}
