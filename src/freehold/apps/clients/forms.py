"""The forms of the client pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import country_choices, currency_choices
from freehold.apps.clients.models import Client, ClientKind

MONEY = {"inputmode": "decimal"}


class ClientForm(forms.Form):
    """Who the client is, as it stands on an invoice. Only the name must be given; what an invoice lacks is asked when one is issued."""

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("This client is a"), choices=ClientKind.choices)
    email = forms.EmailField(label=_("E-mail"), required=False, help_text=_("Invoices go here unless you mark a person for them below."))
    phone = forms.CharField(label=_("Phone"), required=False, max_length=60)
    line1 = forms.CharField(label=_("Street and number"), required=False, max_length=200)
    line2 = forms.CharField(label=_("Addition to the address"), required=False, max_length=200)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=30)
    city = forms.CharField(label=_("City"), required=False, max_length=120)
    region = forms.CharField(label=_("Region or state"), required=False, max_length=120)
    country = forms.ChoiceField(label=_("Country"), choices=country_choices, required=False)
    vat_id = forms.CharField(
        label=_("VAT number"),
        required=False,
        max_length=30,
        help_text=_("With it, a business in another EU country is invoiced without VAT."),
    )
    language = forms.ChoiceField(
        label=_("Language of papers and mails"), choices=lambda: [("", _("As the workspace")), *settings.LANGUAGES], required=False
    )
    currency = forms.ChoiceField(label=_("Currency"), choices=lambda: [("", _("As the workspace")), *currency_choices()], required=False)
    payment_days = forms.IntegerField(
        label=_("Days to pay"), required=False, min_value=0, max_value=365, help_text=_("Empty: as in your settings.")
    )
    hourly_rate = forms.DecimalField(
        label=_("Rate per hour"), required=False, min_value=0, max_digits=12, decimal_places=2, widget=forms.TextInput(attrs=MONEY)
    )
    buyer_reference = forms.CharField(
        label=_("Reference they want on every invoice"),
        required=False,
        max_length=100,
        help_text=_("A cost centre, or in Germany the Leitweg-ID."),
    )
    electronic_address = forms.CharField(
        label=_("Address for e-invoices"),
        required=False,
        max_length=200,
        help_text=_("Their Peppol id or mail address, if they named one."),
    )
    number = forms.CharField(label=_("Your number for them"), required=False, max_length=40)
    notes = forms.CharField(label=_("Notes for yourself"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)

    more = frozenset(
        {"line2", "region", "phone", "payment_days", "hourly_rate", "buyer_reference", "electronic_address", "number", "notes"}
    )

    @classmethod
    def initial_of(cls, client: Client) -> dict[str, Any]:
        """Return what the form shows of a client that is there."""
        return {name: getattr(client, name) for name in cls.base_fields}

    def arguments(self) -> dict[str, Any]:
        """Return what `services.add_client` and `change_client` take."""
        return dict(self.cleaned_data)

    @property
    def first(self) -> list[forms.BoundField]:
        """The fields that are always open."""
        return [field for field in self if field.name not in self.more]

    @property
    def rest(self) -> list[forms.BoundField]:
        """The fields behind "more"."""
        return [field for field in self if field.name in self.more]


class ContactForm(forms.Form):
    """A person at a client."""

    name = forms.CharField(label=_("Name"), max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=60)
    role = forms.CharField(label=_("What they do"), required=False, max_length=120)
    gets_invoices = forms.BooleanField(label=_("Gets the invoices"), required=False)
