"""Sending money back to somebody who paid online: shown exactly before it is done."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.billing.forms.fields import MoneyField, shown
from freehold.apps.billing.models import PaymentMethod
from freehold.apps.billing.selectors import payments as reads
from freehold.apps.billing.services import provider_events
from freehold.domain.errors import UserError
from freehold.kit.design.formats import money
from freehold.kit.design.htmx import flash


class RefundForm(forms.Form):
    """How much goes back."""

    amount = MoneyField(label=gettext_lazy("How much goes back"))


def refund(request: Any, payment_id: int) -> HttpResponse:
    """Ask how much, say where it goes, and send it; the payment provider does the rest."""
    payment = reads.payment(request.workspace, payment_id)
    if payment is None or payment.method != PaymentMethod.CARD or payment.amount <= 0 or payment.undone_at is not None:
        raise Http404
    form = RefundForm(request.POST or None, initial={"amount": shown(payment.amount, least=2)})
    if request.method == "POST" and form.is_valid():
        amount: Decimal = form.cleaned_data["amount"]
        try:
            provider_events.refund(payment, amount, now=timezone.now(), actor=str(request.user))
        except UserError as error:
            form.add_error("amount", str(error))
        else:
            flash(request, _("%(amount)s go back to the payer.") % {"amount": money(amount, payment.currency)})
            return redirect("billing:payments")
    return render(request, "billing/refund.html", {"form": form, "payment": payment}, status=422 if form.errors else 200)
