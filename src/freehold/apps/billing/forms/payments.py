"""The form of a payment that is recorded by hand."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import currency_choices
from freehold.apps.billing.forms.fields import MoneyField
from freehold.apps.billing.models import Document, PaymentMethod

KEEP, LET_GO = "open", "write_off"
IN, OUT = "in", "out"


class PaymentForm(forms.Form):
    """A payment of one invoice: how much, when, how; and what happens to a rest."""

    way = forms.ChoiceField(label=_("What happened"), choices=[(IN, _("The client paid me")), (OUT, _("I paid money back"))])
    amount = MoneyField(label=_("Amount"))
    currency = forms.ChoiceField(label=_("Currency"), choices=currency_choices)
    paid_on = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    method = forms.ChoiceField(label=_("How"), choices=PaymentMethod.choices)
    rest = forms.ChoiceField(
        label=_("If something is missing"),
        choices=[
            (KEEP, _("The rest is still to be paid")),
            ("discount", _("Let the rest go: early-payment discount")),
            ("fee", _("Let the rest go: bank fee")),
            (LET_GO, _("Let the rest go: written off")),
        ],
    )
    note = forms.CharField(label=_("Your note"), required=False, max_length=500)

    def __init__(self, *args: Any, document: Document, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.document = document

    @property
    def signed(self) -> Decimal:
        """The amount with its sign: negative for money that went back."""
        amount: Decimal = self.cleaned_data["amount"]
        return -amount if self.cleaned_data["way"] == OUT else amount

    @property
    def written_off(self) -> Decimal:
        """What is let go of the invoice's rest, in its currency; nothing when the payment is in another one."""
        given = self.cleaned_data
        if given["rest"] == KEEP or given["way"] == OUT or given["currency"] != self.document.currency:
            return Decimal(0)
        return max(self.document.open - given["amount"], Decimal(0))
