"""The forms of the client pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from freehold.apps.accounts.forms.fields import country_choices, currency_choices
from freehold.apps.clients.models import Basis, Client, ClientKind, Contact, FieldDefinition, FieldKind, LegalForm

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
    website = forms.CharField(label=_("Website"), required=False, max_length=500)
    channel = forms.CharField(
        label=_("Came and pays through"),
        required=False,
        max_length=100,
        help_text=_("A platform such as Upwork or Malt. Empty: directly. Your numbers are summed by it."),
    )
    tags = forms.CharField(label=_("Tags"), required=False, max_length=500, help_text=_("Parted by commas."))
    notes = forms.CharField(label=_("Notes for yourself"), required=False, widget=forms.Textarea(attrs={"rows": 4}), max_length=20_000)

    more = frozenset(
        {
            *("line2", "region", "phone", "payment_days", "hourly_rate", "buyer_reference", "electronic_address", "number", "notes"),
            *("website", "channel"),
        }
    )

    def __init__(self, *args: Any, definitions: Iterable[FieldDefinition] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definitions = list(definitions)
        for row in self.definitions:
            self.fields[f"own_{row.pk}"] = _own_field(row, str(self.initial.get(f"own_{row.pk}", "")))

    @classmethod
    def initial_of(cls, client: Client) -> dict[str, Any]:
        """Return what the form shows of a client that is there."""
        shown = {name: getattr(client, name) for name in cls.base_fields}
        own = {f"own_{key}": value for key, value in client.fields.items()}
        return {**shown, "tags": ", ".join(client.tags), **own}

    def arguments(self) -> dict[str, Any]:
        """Return what `services.add_client` and `change_client` take."""
        values = {name: value for name, value in self.cleaned_data.items() if not name.startswith("own_")}
        values["tags"] = values["tags"].split(",")
        if self.definitions:
            values["fields"] = {str(row.pk): self.cleaned_data.get(f"own_{row.pk}") for row in self.definitions}
        return values

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
    language = forms.ChoiceField(label=_("Language"), choices=lambda: [("", _("As the client")), *settings.LANGUAGES], required=False)
    country = forms.ChoiceField(label=_("Country"), choices=lambda: [("", _("As the client")), *country_choices()[1:]], required=False)
    legal_form = forms.ChoiceField(
        label=_("Legal form"),
        choices=lambda: [("", _("Not known")), *LegalForm.choices],
        required=False,
        help_text=_("In some countries the rules for mails differ between a company and a sole trader."),
    )


class BasisForm(forms.Form):
    """Why a person may be written to with an offer."""

    basis = forms.ChoiceField(label=_("Why may you write to them?"), required=False, widget=forms.RadioSelect, choices=())
    source = forms.CharField(
        label=_("Where is that known from?"),
        required=False,
        max_length=200,
        help_text=_("Such as: “mail of 3 May”, “form on my page”, “invoice 2026-014”, “met at the fair in Lyon”."),
    )
    on = forms.DateField(
        label=_("Since when?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("For a client: the day of the last work for them."),
    )
    note = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For a legitimate interest: why your work fits theirs."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["basis"]
        field.choices = [("", _("Nobody knows yet: they are not written to"))] + [
            (code, f"{label}. {BASIS_MEANS[code]}") for code, label in Basis.choices
        ]

    @classmethod
    def initial_of(cls, contact: Contact) -> dict[str, Any]:
        """Return what the form shows of a person."""
        return {"basis": contact.basis, "source": contact.basis_source, "on": contact.basis_on, "note": contact.basis_note}


#: What each basis means, in one sentence.
BASIS_MEANS: dict[str, Any] = {
    Basis.CONSENT.value: _(
        "They said yes to mails with offers, and you can show when and how. It holds in every country until they take it back."
    ),
    Basis.CUSTOMER.value: _(
        "You did paid work for them and write about the like of it. Many countries allow that, with a way out in each mail."
    ),
    Basis.INTEREST.value: _(
        "You write to a business about something that concerns its work. Some countries allow it, others (such as Germany) do not."
    ),
}


class FieldForm(forms.Form):
    """A field of the workspace's own."""

    name = forms.CharField(label=_("What is it called?"), max_length=80)
    kind = forms.ChoiceField(label=_("What does it hold?"), choices=FieldKind.choices)
    choices = forms.CharField(
        label=_("Words to choose from"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a list: one on each line."),
    )

    def words(self) -> list[str]:
        """Return the words of a choice."""
        return [line.strip() for line in self.cleaned_data.get("choices", "").splitlines() if line.strip()]


class NoteForm(forms.Form):
    """A note about a client."""

    text = forms.CharField(label=_("Note"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 3, "data-writing-desk": ""}))


def _own_field(row: FieldDefinition, value: str) -> forms.Field:
    if row.kind == FieldKind.CHOICE:
        words = [*row.choices, *([value] if value and value not in row.choices else [])]
        return forms.ChoiceField(label=row.name, required=False, choices=[("", "–"), *((word, word) for word in words)])
    if row.kind == FieldKind.DATE:
        return forms.DateField(label=row.name, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    widget = forms.TextInput(attrs=MONEY) if row.kind == FieldKind.NUMBER else None
    return forms.CharField(label=row.name, required=False, max_length=500, widget=widget)
