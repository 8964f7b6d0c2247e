"""Payments: the list, recording one by hand, using credit, letting a rest go, and taking any of it back."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.fields import shown
from freehold.apps.billing.forms.payments import IN, KEEP, PaymentForm
from freehold.apps.billing.models import Allocation, AllocationKind, Document, Payment, PaymentMethod
from freehold.apps.billing.selectors import payments as reads
from freehold.apps.billing.selectors.credit import client_credit, credits_by_client
from freehold.apps.billing.services import payments as services
from freehold.apps.billing.services import reconcile_deciding as deciding
from freehold.apps.billing.services.settling import Share
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.formats import money
from freehold.kit.design.htmx import flash, go, refresh, render_page

PAGE_SIZE = 40


def listing(request: Any) -> HttpResponse:
    """List the payments, with what each settled."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    undone = request.GET.get("tab") == "undone"
    rows = reads.payments(request.workspace, q=q, undone=undone)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    names = clients.client_names(request.workspace)
    base = reverse("billing:payments")
    standing = [
        (names.get(client, ""), client, currency, amount)
        for client, found in credits_by_client(request.workspace).items()
        for currency, amount in found.items()
    ]
    context = {
        "page": page,
        "rows": [_row(row) for row in page],
        "q": q,
        "undone": undone,
        "credits": sorted(standing),
        "query": "&".join(filter(None, [f"q={q}" if q else "", "tab=undone" if undone else ""])),
        "tabs": [
            {"label": _("Payments"), "url": base, "current": not undone, "count": None},
            {"label": _("Taken back"), "url": base + "?tab=undone", "current": undone, "count": None},
        ],
    }
    return render_page(request, "billing/payments.html", "billing/payments_list.html", context)


def _row(payment: Payment) -> tuple[Payment, list[Allocation], Decimal]:
    parts = [one for one in payment.allocations.all() if one.undone_at is None]
    return payment, parts, payment.amount - sum((one.payment_amount or Decimal(0) for one in parts), Decimal(0))


def record(request: Any, document_id: int) -> HttpResponse:
    """Record a payment of an invoice by hand."""
    document = _document(request, document_id)
    initial = {
        "way": IN,
        "amount": shown(document.open, least=2),
        "currency": document.currency,
        "paid_on": timezone.localdate(),
        "method": PaymentMethod.TRANSFER,
        "rest": KEEP,
    }
    form = PaymentForm(request.POST if request.method == "POST" else None, initial=initial, document=document)
    if request.method == "POST" and form.is_valid():
        try:
            return _recorded(request, document, form)
        except UserError as error:
            form.add_error(None, str(error))
    context = {
        "document": document,
        "form": form,
        "key": request.POST.get("key") or uuid.uuid4().hex,
        "credit": client_credit(request.workspace, document.client_id).get(document.currency),
        "settlements": reads.settlements(request.workspace, document.pk),
        "back": page_of(document),
    }
    return render(request, "billing/payments_record.html", context, status=422 if form.errors else 200)


def _recorded(request: Any, document: Document, form: PaymentForm) -> HttpResponse:
    given = form.cleaned_data
    shares = None
    if form.written_off > 0:
        shares = [Share(document.pk, given["amount"]), Share(document.pk, form.written_off, kind=given["rest"])]
    # The key of the form: sent twice (a double click, a page sent again) it is booked once.
    key = request.POST.get("key", "")[:64]
    payment = services.record_payment(
        request.workspace,
        document_id=document.pk,
        amount=form.signed,
        currency=given["currency"],
        paid_on=given["paid_on"],
        method=given["method"],
        note=given["note"],
        key=f"hand:{key}" if key else "",
        allocations=shares,
        now=timezone.now(),
        actor=str(request.user),
    )
    told = _("%(amount)s recorded for %(number)s.") % {"amount": money(payment.amount, payment.currency), "number": document.number}
    flash(request, told, undo=reverse("billing:payment_undo", args=[payment.pk]))
    return go(request, page_of(document))


@require_POST
@complaints_as_toasts
def undo(request: Any, payment_id: int) -> HttpResponse:
    """Take a payment back; one that came from the bank waits there to be checked again."""
    payment = reads.payment(request.workspace, payment_id)
    if payment is not None and payment.transaction_id and payment.undone_at is None:
        deciding.take_back(request.workspace, payment.transaction_id, now=timezone.now(), actor=str(request.user))
    else:
        services.undo_payment(request.workspace, payment_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("The payment is taken back; what it settled is open again."))
    return refresh(request)


@require_POST
@complaints_as_toasts
def use_credit(request: Any, document_id: int) -> HttpResponse:
    """Let the client's credit settle an invoice."""
    document = _document(request, document_id)
    used = services.use_credit(request.workspace, document_id, now=timezone.now(), actor=str(request.user))
    flash(
        request, _("%(amount)s of the credit used for %(number)s.") % {"amount": money(used, document.currency), "number": document.number}
    )
    return go(request, page_of(document))


@require_POST
@complaints_as_toasts
def let_go(request: Any, document_id: int) -> HttpResponse:
    """Let go of what is open on an invoice."""
    document = _document(request, document_id)
    kind = request.POST.get("kind", AllocationKind.WRITE_OFF)
    part = services.write_off(request.workspace, document_id, kind=kind, now=timezone.now(), actor=str(request.user))
    told = _("%(amount)s of %(number)s let go.") % {"amount": money(part.amount, document.currency), "number": document.number}
    flash(request, told, undo=reverse("billing:part_undo", args=[part.pk]))
    return go(request, page_of(document))


@require_POST
@complaints_as_toasts
def undo_part(request: Any, allocation_id: int) -> HttpResponse:
    """Take one part back: credit that was used, or what was let go."""
    services.undo_allocation(request.workspace, allocation_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("Taken back; the invoice is open by as much again."))
    return refresh(request)


def page_of(document: Document) -> str:
    """Return the address of an invoice's page."""
    return reverse("billing:document", args=[document.pk])


def _document(request: Any, document_id: int) -> Document:
    document = reads.payable_document(request.workspace, document_id)
    if document is None:
        raise Http404
    return document
