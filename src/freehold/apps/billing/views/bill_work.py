"""Choosing what of a client's time and expenses goes on an invoice."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from freehold.apps.billing.forms.time import ROUNDING_STEPS, BillForm
from freehold.apps.billing.selectors import time as reads
from freehold.apps.billing.selectors.expenses import unbilled_expenses
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import show


def choose(request: Any, client_id: int) -> HttpResponse:
    """Show what is not billed yet, all of it chosen, and make a draft of what stays chosen."""
    client = clients.client(request.workspace, client_id)
    if client is None:
        raise Http404
    usual = billing_settings(request.workspace).rounding_minutes
    form = BillForm(
        request.POST or None, initial={"rounding": f"{usual}:entry" if usual in ROUNDING_STEPS[1:] else "0", "grouping": "project"}
    )
    chosen = _chosen(request)
    if request.method == "POST" and form.is_valid():
        try:
            document_id = bill_time(
                request.workspace,
                client.pk,
                chosen["entry"],
                chosen["expense"],
                form.rounding_wanted(),
                form.cleaned_data["grouping"],
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            return redirect("billing:edit", document_id)
    first = request.method != "POST"
    entries = [
        {"entry": entry, "time": show(entry.minutes or 0), "worth": worth, "chosen": first or entry.pk in chosen["entry"]}
        for entry, worth in reads.unbilled_entries(request.workspace, client.pk)
    ]
    expenses = [(row, first or row.pk in chosen["expense"]) for row in unbilled_expenses(request.workspace, client.pk)]
    found = reads.unbilled(request.workspace, client.pk)
    context = {
        "client": client,
        "form": form,
        "entries": entries,
        "expenses": expenses,
        "sum": found[0] if found else None,
        "sum_time": show(found[0].minutes) if found else "",
        "currency": client.currency or request.workspace.currency,
    }
    return render(request, "billing/time_bill.html", context, status=422 if form.errors else 200)


def _chosen(request: Any) -> dict[str, set[int]]:
    return {name: {int(key) for key in request.POST.getlist(name) if key.isdecimal() and len(key) < 19} for name in ("entry", "expense")}
