"""Reads of expenses: a month's or a year's list, its sums, and what can be passed on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from freehold.apps.billing.models import Expense
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
#: Code and name of what money goes to; the code is stored.
CATEGORIES = (
    ("software", _("Software and hosting")),
    ("hardware", _("Equipment")),
    ("office", _("Office and rent")),
    ("materials", _("Material")),
    ("subcontractors", _("Work by others")),
    ("travel", _("Travel")),
    ("car", _("Car and fuel")),
    ("meals", _("Meals with clients")),
    ("phone", _("Telephone and internet")),
    ("training", _("Books and courses")),
    ("advertising", _("Advertising")),
    ("insurance", _("Insurance")),
    ("fees", _("Bank and platform fees")),
    ("advice", _("Tax and legal advice")),
    ("post", _("Post and delivery")),
    ("other", _("Something else")),
)
CATEGORY_NAMES = dict(CATEGORIES)


@dataclass(frozen=True, slots=True)
class Spent:
    """The sums of a list in the workspace's currency; `without_rate` counts expenses that could not be converted."""

    gross: Decimal
    tax: Decimal
    without_rate: int
    without_receipt: int
    by_category: tuple[tuple[str, Decimal], ...]


def expenses(
    workspace: Workspace, *, start: date | None = None, end: date | None = None, q: str = "", category: str = "", only: str = ""
) -> QuerySet[Expense]:
    """Return expenses, the latest first. `only` is "billable" (to be passed on), "unpaid" or "no_receipt"; `q` looks in the words."""
    rows = Expense.objects.for_workspace(workspace).select_related("client", "project", "line__document").defer("einvoice")
    if start is not None:
        rows = rows.filter(day__gte=start)
    if end is not None:
        rows = rows.filter(day__lte=end)
    if category:
        rows = rows.filter(category=category)
    for word in q.split()[:6]:
        rows = rows.filter(
            Q(supplier__icontains=word)
            | Q(description__icontains=word)
            | Q(supplier_number__icontains=word)
            | Q(client__name__icontains=word)
            | Q(project__name__icontains=word)
        )
    conditions: dict[str, dict[str, Any]] = {
        "billable": {"billable": True, "line__isnull": True},
        "unpaid": {"paid_on__isnull": True, "due_date__isnull": False},
        "no_receipt": {"receipt": ""},
    }
    return rows.filter(**conditions.get(only, {}))


def expense(workspace: Workspace, expense_id: int) -> Expense | None:
    """Return one expense, or None."""
    return Expense.objects.for_workspace(workspace).select_related("client", "project", "line__document").filter(pk=expense_id).first()


def spent(rows: QuerySet[Expense], base: str) -> Spent:
    """Add a list of expenses up in the workspace's currency."""
    gross = tax = ZERO
    missing = bare = 0
    by_category: dict[str, Decimal] = {}
    values: Iterable[tuple[Any, ...]] = rows.order_by().values_list("gross", "tax", "currency", "base_rate", "category", "receipt")
    for amount, part, currency, rate, category, receipt in values:
        bare += not receipt
        known = Decimal(1) if currency == base else rate
        if known is None:
            missing += 1
            continue
        gross, tax = gross + amount * known, tax + part * known
        by_category[category] = by_category.get(category, ZERO) + amount * known
    cent = Decimal("0.01")
    largest = sorted(((name, value.quantize(cent)) for name, value in by_category.items()), key=lambda pair: -pair[1])
    return Spent(gross.quantize(cent), tax.quantize(cent), missing, bare, tuple(largest))


def suppliers(workspace: Workspace, *, limit: int = 200) -> list[str]:
    """Return the names of who was paid before, for the form to propose."""
    return list(Expense.objects.for_workspace(workspace).order_by("supplier").values_list("supplier", flat=True).distinct()[:limit])


def unbilled_expenses(workspace: Workspace, client_id: int) -> QuerySet[Expense]:
    """Return a client's expenses that can be passed on, the oldest first."""
    return expenses(workspace, only="billable").filter(client_id__in=clients.ids_for(workspace, client_id)).order_by("day", "pk")
