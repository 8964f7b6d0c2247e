"""The form of an expense, with its receipt."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from freehold.apps.accounts.forms.fields import NumberField, currency_choices
from freehold.apps.billing.forms.fields import MoneyField
from freehold.apps.billing.forms.time import ForField, day_input
from freehold.apps.billing.models import Expense
from freehold.apps.billing.selectors.expenses import CATEGORIES
from freehold.apps.billing.services.expenses import Cost
from freehold.apps.billing.services.receipts import ACCEPTED, MAX_BYTES, Receipt, read_receipt
from freehold.domain.errors import UserError
from freehold.domain.money.rounding import minor_digits
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)


class ExpenseForm(forms.Form):
    """What a receipt says, and who pays for it in the end."""

    receipt = forms.FileField(
        label=gettext_lazy("Receipt"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("PDF, PNG or JPEG, at most 10 MB."),
    )
    supplier = forms.CharField(
        label=gettext_lazy("Paid to"), max_length=200, widget=forms.TextInput(attrs={"list": "suppliers", "autocomplete": "off"})
    )
    day = forms.DateField(label=gettext_lazy("Day on the receipt"), widget=day_input())
    gross = MoneyField(label=gettext_lazy("Sum paid, with VAT"))
    tax = MoneyField(
        label=gettext_lazy("VAT in it"), required=False, help_text=gettext_lazy("As the receipt says it; empty if it names none.")
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=currency_choices)
    category = forms.ChoiceField(label=gettext_lazy("Kind"), required=False)
    description = forms.CharField(label=gettext_lazy("What for"), max_length=500, required=False)
    place = ForField(label=gettext_lazy("For"), required=False)
    billable = forms.BooleanField(label=gettext_lazy("The client pays for it"), required=False)
    markup_percent = NumberField(
        label=gettext_lazy("Add per cent"),
        most=999,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("For your effort; empty for none."),
    )
    supplier_number = forms.CharField(label=gettext_lazy("Number of the bill"), max_length=100, required=False)
    supplier_vat_id = forms.CharField(label=gettext_lazy("Their VAT number"), max_length=30, required=False)
    due_date = forms.DateField(label=gettext_lazy("To be paid by"), required=False, widget=day_input())
    paid_on = forms.DateField(label=gettext_lazy("Paid on"), required=False, widget=day_input())

    more = frozenset({"supplier_number", "supplier_vat_id", "due_date", "paid_on"})
    client_part = frozenset({"place", "billable", "markup_percent"})

    def __init__(self, workspace: Workspace, *args: Any, also_project: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["category"].choices = [("", _("Choose a kind")), *CATEGORIES]  # type: ignore[attr-defined]  # a choice field
        place = self.fields["place"]
        assert isinstance(place, ForField)
        place.offer(workspace, empty=_("My own business"), also_project=also_project)

    def clean_receipt(self) -> Receipt | None:
        """Return the receipt, read and checked, or None."""
        file = self.cleaned_data["receipt"]
        if not file:
            return None
        if file.size > MAX_BYTES:
            raise forms.ValidationError(_("The receipt is larger than 10 MB. Nothing was saved. Save it smaller, or photograph it again."))
        try:
            return read_receipt(file.name, file.read())
        except UserError as error:
            raise forms.ValidationError(str(error)) from error

    def cost(self) -> Cost:
        """Return what the services take."""
        data = dict(self.cleaned_data)
        client_id, project_id = data.pop("place")
        data.pop("receipt")
        data |= {"tax": data["tax"] or ZERO, "markup_percent": data["markup_percent"] or ZERO}
        return Cost(client_id=client_id, project_id=project_id, **data)

    @classmethod
    def initial_of(cls, expense: Expense) -> dict[str, Any]:
        """Return what the form shows of an expense."""
        values = {name: getattr(expense, name) for name in set(cls.base_fields) - {"receipt", "place"}}
        digits = minor_digits(expense.currency)
        values |= {name: number_format(values[name], digits) for name in ("gross", "tax") if values[name]}
        values |= {name: None for name in ("tax", "markup_percent") if not values[name]}
        return values | {"place": ForField.value_of(expense.client_id, expense.project_id)}

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that every receipt has."""
        return [field for field in self if field.name not in self.more | self.client_part | {"receipt"}]

    @property
    def client_fields(self) -> list[forms.BoundField]:
        """The fields about who pays in the end."""
        return [field for field in self if field.name in self.client_part]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields of bills that are paid later."""
        return [field for field in self if field.name in self.more]
