"""Expenses: the list of a year, adding with a receipt, changing, and the receipt itself."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.billing.forms.expenses import ExpenseForm
from freehold.apps.billing.models import Expense
from freehold.apps.billing.selectors import expenses as reads
from freehold.apps.billing.services import expenses
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, go

PAGE_SIZE = 50
YEARS = 4
ONLY = frozenset({"billable", "unpaid", "no_receipt"})


def listing(request: Any) -> HttpResponse:
    """List the expenses of a year with their sums."""
    today = timezone.localdate()
    year = _year(request.GET.get("year", ""), today)
    chosen = {
        "q": request.GET.get("q", "").replace("\x00", "").strip()[:100],
        "category": request.GET.get("category", "") if request.GET.get("category") in reads.CATEGORY_NAMES else "",
        "only": request.GET.get("only", "") if request.GET.get("only") in ONLY else "",
    }
    rows = reads.expenses(request.workspace, start=date(year, 1, 1), end=date(year, 12, 31), **chosen)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    sums = reads.spent(rows, request.workspace.currency)
    context = {
        "page": page,
        "sums": sums,
        "by_category": [(reads.CATEGORY_NAMES.get(name, _("Without a kind")), amount) for name, amount in sums.by_category[:6]],
        "rows": [(row, reads.CATEGORY_NAMES.get(row.category, "")) for row in page],
        "categories": reads.CATEGORIES,
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "year": year,
        "query": urlencode({"year": year, **{name: value for name, value in chosen.items() if value}}),
        "base": request.workspace.currency,
        "years": sorted({year, *range(today.year - YEARS + 1, today.year + 1)}, reverse=True),
        "is_this_year": year == today.year,
    }
    return render(request, "billing/expenses.html", context)


def add(request: Any) -> HttpResponse:
    """Keep an expense."""
    initial = {"day": timezone.localdate(), "currency": request.workspace.currency, "place": request.GET.get("for", "")}
    form = ExpenseForm(request.workspace, request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            expense = expenses.add_expense(
                request.workspace, form.cost(), now=timezone.now(), receipt=form.cleaned_data["receipt"], actor=str(request.user)
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("The expense is kept."))
            _point_out(request, expense)
            return redirect("billing:expense_add" if "another" in request.POST else "billing:expenses")
    return _form_page(request, form, None)


def edit(request: Any, expense_id: int) -> HttpResponse:
    """Change an expense; one that is billed is only shown."""
    expense = _expense(request, expense_id)
    initial = ExpenseForm.initial_of(expense)
    form = ExpenseForm(request.workspace, request.POST or None, request.FILES or None, initial=initial, also_project=expense.project_id)
    if request.method == "POST" and form.is_valid():
        try:
            expenses.change_expense(
                request.workspace,
                expense_id,
                form.cost(),
                now=timezone.now(),
                receipt=form.cleaned_data["receipt"],
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("billing:expenses")
    return _form_page(request, form, expense)


@require_safe
def receipt(request: Any, expense_id: int) -> Any:
    """Send the receipt as a file to keep; it is never shown inside our pages."""
    expense = _expense(request, expense_id)
    if not expense.receipt or not expense.receipt.storage.exists(expense.receipt.name):
        raise Http404
    answer = FileResponse(expense.receipt.open("rb"), as_attachment=True, filename=expense.receipt_name, content_type=expense.receipt_type)
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def paid(request: Any, expense_id: int) -> HttpResponse:
    """Note that a bill was paid today, or take that back; the same address undoes it."""
    expense = _expense(request, expense_id)
    day = None if expense.paid_on else timezone.localdate()
    expenses.mark_paid(request.workspace, expense_id, day)
    words = _("Noted as paid today.") if day else _("Noted as not paid yet.")
    flash(request, words, undo=reverse("billing:expense_paid", args=[expense_id]))
    return go(request, reverse("billing:expenses"))


@require_POST
def delete(request: Any, expense_id: int) -> HttpResponse:
    """Delete an expense with its receipt, when the person has said so."""
    expense = _expense(request, expense_id)
    if request.POST.get("sure") != "1":
        flash(request, _("Tick that you are sure. Nothing was deleted."), level="warn")
        return redirect("billing:expense", expense_id)
    try:
        expenses.delete_expense(request.workspace, expense_id, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="warn")
        return redirect("billing:expense", expense_id)
    flash(request, _("The expense of %(supplier)s is deleted.") % {"supplier": expense.supplier})
    return redirect("billing:expenses")


def _form_page(request: Any, form: ExpenseForm, expense: Expense | None) -> HttpResponse:
    context = {"form": form, "expense": expense, "suppliers": reads.suppliers(request.workspace)}
    return render(request, "billing/expenses_form.html", context, status=422 if form.errors else 200)


def _point_out(request: Any, expense: Expense) -> None:
    other = expenses.similar(expense)
    if other is not None:
        words = _("It looks like one of %(supplier)s that you keep already. Delete one of them if they are the same.")
        flash(request, words % {"supplier": other.supplier}, level="warn")


def _expense(request: Any, expense_id: int) -> Expense:
    expense = reads.expense(request.workspace, expense_id)
    if expense is None:
        raise Http404
    return expense


def _year(value: str, today: date) -> int:
    return int(value) if value.isdecimal() and len(value) == 4 and 2000 <= int(value) <= today.year + 1 else today.year
