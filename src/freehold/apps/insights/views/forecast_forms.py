"""What the page of the cash forecast asks: the balance with its day, and what would be if."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.billing.forms.fields import DayField, price, shown
from freehold.apps.insights.services.simulating import Change
from freehold.domain.errors import UserError

MOST_DAYS = 120


class SignedAmountField(forms.CharField):
    """An amount as people write it, which may be negative: an account can be overdrawn. None when it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        area = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"})
        super().__init__(max_length=40, required=False, widget=area, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the amount."""
        text = str(super().clean(value)).replace("−", "-").strip()
        if not text:
            return None
        try:
            return price(text, str(self.label)).quantize(Decimal("0.01"))
        except UserError:
            raise forms.ValidationError(_("Enter a number.")) from None

    def prepare_value(self, value: Any) -> Any:
        """Show the amount with the reader's decimal sign."""
        return shown(value, least=2 if value % 1 else 0) if isinstance(value, Decimal) else value


class BalanceForm(forms.Form):
    """What lies in the account, and what of it is the owner's."""

    balance = SignedAmountField(
        label=gettext_lazy("Balance"), help_text=gettext_lazy("What lies in your business account. Empty: the last bank statement's.")
    )
    balance_on = DayField(
        label=gettext_lazy("On"), help_text=gettext_lazy("At the end of this day. What came and went since then is added by itself.")
    )
    tax_is_apart = forms.BooleanField(label=gettext_lazy("Tax money is not in this balance: it lies on another account"), required=False)
    draw = SignedAmountField(
        label=gettext_lazy("You take out for yourself, each month"), help_text=gettext_lazy("For rent, food, insurance. Empty: nothing.")
    )
    threshold = SignedAmountField(label=gettext_lazy("Below this it gets tight"), help_text=gettext_lazy("Empty: zero."))

    def clean_draw(self) -> Decimal | None:
        """A draw goes out: it is given as a positive number."""
        given: Decimal | None = self.cleaned_data["draw"]
        if given is not None and given < 0:
            raise forms.ValidationError(_("Give it without a minus sign."))
        return given


class WhatIfForm(forms.Form):
    """Questions to the forecast; everything may be left empty. It is asked by GET, so that an answer can be kept as a bookmark."""

    below = SignedAmountField(label=gettext_lazy("Below which amount?"))
    lose = forms.TypedChoiceField(label=gettext_lazy("You lose this client"), required=False, coerce=int, empty_value=None)
    rate = forms.DecimalField(
        label=gettext_lazy("Your rate changes by per cent"),
        required=False,
        min_value=Decimal(-90),
        max_value=Decimal(200),
        decimal_places=1,
    )
    off_from = DayField(label=gettext_lazy("You take time off from"))
    days_off = forms.IntegerField(label=gettext_lazy("For how many days"), required=False, min_value=1, max_value=MOST_DAYS)

    def __init__(self, clients: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lose"].choices = [("", _("Nobody")), *clients]  # type: ignore[attr-defined]  # it is a choice field

    @property
    def change(self) -> Change:
        """Return the change that was asked for; what is wrong in the form is left out."""
        given = getattr(self, "cleaned_data", {})
        lost = (given["lose"],) if given.get("lose") else ()
        off = given.get("off_from")
        days = given.get("days_off") or (14 if off else 0)
        return Change(lost=lost, rate=float(given.get("rate") or 0), off_from=off, days_off=days)
