"""The forms of the billing settings, one a page, and the short one of the first run."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from stdnum import bic as bic_number
from stdnum import iban as iban_number

from freehold.apps.accounts.forms.fields import AmountField, NumberField, country_choices
from freehold.apps.billing.models import BillingSettings, EInvoice, Look, Series, TaxScheme
from freehold.domain.errors import UserError
from freehold.domain.invoicing.numbering import check_pattern
from freehold.domain.tax.vat_ids import check_vat_id


def _text(label: Any, length: int, *, required: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=length, required=required, **more)


def _lines(label: Any, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}), **more)


class YouForm(forms.Form):
    """Who the papers are from."""

    name = _text(gettext_lazy("Your name, or that of your business"), 200, required=True)
    trading_name = _text(gettext_lazy("Trading name"), 200)
    line1 = _text(gettext_lazy("Street and number"), 200)
    line2 = _text(gettext_lazy("More of the address"), 200)
    postcode = _text(gettext_lazy("Postcode"), 30)
    city = _text(gettext_lazy("City"), 120, required=True)
    region = _text(gettext_lazy("State or region"), 120, help_text=gettext_lazy("Needed in Canada, India and the United States."))
    country = forms.ChoiceField(label=gettext_lazy("Country"), choices=country_choices)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254, required=False)
    phone = _text(gettext_lazy("Phone"), 60)
    website = _text(gettext_lazy("Website"), 500)
    contact_name = _text(gettext_lazy("Whom clients ask"), 200)


class _Numbers(forms.Form):
    """Checks a VAT number by the rule of the seller's country."""

    country_of_seller = ""

    def clean_vat_id(self) -> str:
        """Return the VAT number in its one spelling."""
        text = str(self.cleaned_data["vat_id"]).strip()
        country = self.cleaned_data.get("country") or self.country_of_seller
        if not text or not country:
            return text
        try:
            return check_vat_id(text, country).value
        except UserError as error:
            raise forms.ValidationError(str(error)) from None

    def clean_iban(self) -> str:
        """Return the IBAN without blanks."""
        text = self.cleaned_data["iban"].strip()
        if text and not iban_number.is_valid(text):
            raise forms.ValidationError(_("This IBAN has a typing error: its check digits do not fit. Compare it with your bank card."))
        return str(iban_number.compact(text)) if text else ""


class TaxForm(_Numbers):
    """How the owner stands to value added tax."""

    tax_scheme = forms.ChoiceField(label=gettext_lazy("VAT"), choices=TaxScheme.choices, widget=forms.RadioSelect)
    vat_id = _text(gettext_lazy("VAT number"), 30, help_text=gettext_lazy("With its country letters, such as DE or ATU."))
    tax_number = _text(
        gettext_lazy("Tax number"), 60, help_text=gettext_lazy("The one your tax office gave you, if you have no VAT number.")
    )
    registration = _text(gettext_lazy("Company register"), 60, help_text=gettext_lazy("Such as HRB 12345, SIREN or a company number."))
    set_aside_percent = NumberField(
        label=gettext_lazy("Put aside for income tax, %"),
        most=90,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("Of what is paid before VAT. Only shown to you, so that it is not spent."),
    )
    clean_iban = None  # type: ignore[assignment]  # this page has no account


class PayingForm(_Numbers):
    """How the owner is paid."""

    account_holder = _text(gettext_lazy("Account holder"), 200)
    iban = _text(gettext_lazy("IBAN"), 40, help_text=gettext_lazy("It stands on invoices, with a code that banking apps scan."))
    bic = _text(gettext_lazy("BIC"), 11, help_text=gettext_lazy("Only needed for clients outside the euro area."))
    bank_name = _text(gettext_lazy("Bank"), 120)
    other_account = _lines(gettext_lazy("Or, without IBAN: your account as clients need it"))
    payment_days = forms.IntegerField(label=gettext_lazy("Days to pay"), min_value=0, max_value=365)
    discount_percent = NumberField(label=gettext_lazy("Discount for paying early, %"), most=50, decimal_places=2, required=False)
    discount_days = forms.IntegerField(label=gettext_lazy("When paid within days"), min_value=1, max_value=365, required=False)
    hourly_rate = AmountField(label=gettext_lazy("Your usual hourly rate"), required=False)
    interest = forms.ChoiceField(
        label=gettext_lazy("Interest when a client pays late"),
        required=False,
        choices=[
            ("", gettext_lazy("None")),
            ("law", gettext_lazy("As the law allows")),
            ("terms", gettext_lazy("As agreed in my terms")),
        ],
    )
    interest_percent = NumberField(label=gettext_lazy("Agreed interest, % a year"), most=50, decimal_places=2, required=False)
    clean_vat_id = None  # type: ignore[assignment]  # this page has no VAT number

    def clean_bic(self) -> str:
        """Return the BIC in capitals."""
        text = str(self.cleaned_data["bic"]).strip().upper()
        if text and not bic_number.is_valid(text):
            raise forms.ValidationError(
                _("This is no BIC: it has 8 or 11 letters and digits. Inside the euro area you can leave it empty.")
            )
        return text

    def clean(self) -> dict[str, Any]:
        """An early-payment discount needs both its per cent and its days."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("discount_percent")) != bool(cleaned.get("discount_days")):
            self.add_error("discount_days", _("A discount for paying early needs both: how much, and within how many days."))
        if cleaned.get("interest") == "terms" and cleaned.get("interest_percent") is None:
            self.add_error("interest_percent", _("Which rate did you agree?"))
        return cleaned


class LookForm(forms.Form):
    """How the papers look."""

    look = forms.ChoiceField(label=gettext_lazy("Style"), choices=Look.choices, widget=forms.RadioSelect)
    colour = forms.RegexField(
        label=gettext_lazy("Colour"), regex=r"^#[0-9a-fA-F]{6}$", widget=forms.TextInput(attrs={"type": "color", "class": "swatch"})
    )
    letterhead = _lines(gettext_lazy("Under your name"), help_text=gettext_lazy("Empty: your address."))
    footer = _lines(
        gettext_lazy("At the foot"), help_text=gettext_lazy("An empty line begins a new column. Empty: address, tax numbers and bank.")
    )


class LogoForm(forms.Form):
    """A logo."""

    logo = forms.FileField(label=gettext_lazy("Logo"), help_text=gettext_lazy("PNG or JPEG, at most 2 MB."))


class EInvoiceForm(forms.Form):
    """What leaves beside the picture."""

    einvoice = forms.ChoiceField(label=gettext_lazy("E-invoice"), choices=EInvoice.choices, widget=forms.RadioSelect)
    electronic_address = _text(
        gettext_lazy("Your electronic address"), 200, help_text=gettext_lazy("Where e-invoices reach you. Empty: your e-mail address.")
    )
    electronic_scheme = _text(gettext_lazy("Its kind"), 10, help_text=gettext_lazy("A code such as 0204 or 9930; EM for e-mail."))
    check_vat_ids_online = forms.BooleanField(
        label=gettext_lazy("Ask the EU whether clients' VAT numbers are valid"),
        required=False,
        help_text=gettext_lazy("Sends the number, and yours, to ec.europa.eu. Its answer is kept as your proof."),
    )
    newer_rates_online = forms.BooleanField(
        label=gettext_lazy("Fetch newer exchange rates"),
        required=False,
        help_text=gettext_lazy("From the European Central Bank; nothing about you is sent."),
    )


class SeriesForm(forms.Form):
    """How numbers look, and where the count goes on."""

    pattern = _text(gettext_lazy("Pattern"), 60, required=True, help_text=gettext_lazy("With {year}, {month} and {number:04}."))
    restarts = forms.BooleanField(label=gettext_lazy("Begins at 1 each year"), required=False)
    start = forms.IntegerField(label=gettext_lazy("Next number"), min_value=1, max_value=999_999_999, required=False)

    def __init__(self, series: Series, posted: Any = None) -> None:
        initial = {"pattern": series.pattern, "restarts": series.restarts, "start": series.next_number}
        super().__init__(posted, initial=initial, prefix=f"series{series.pk}")

    def clean(self) -> dict[str, Any]:
        """Check that no number can come twice."""
        cleaned = super().clean() or {}
        if "pattern" in cleaned:
            try:
                check_pattern(cleaned["pattern"], restart="year" if cleaned.get("restarts") else "never")
            except UserError as error:
                self.add_error("pattern", str(error))
        return cleaned


class StartForm(_Numbers):
    """What an invoice legally needs, and nothing else."""

    name = _text(
        gettext_lazy("Your name, or that of your business"),
        200,
        required=True,
        help_text=gettext_lazy("Every invoice must name its seller."),
    )
    line1 = _text(gettext_lazy("Street and number"), 200, required=True, help_text=gettext_lazy("And where the seller is."))
    postcode = _text(gettext_lazy("Postcode"), 30)
    city = _text(gettext_lazy("City"), 120, required=True)
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=country_choices, help_text=gettext_lazy("Which tax applies follows from it.")
    )
    tax_scheme = forms.ChoiceField(
        label=gettext_lazy("VAT"),
        choices=TaxScheme.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Not sure? Your tax office told you when you registered."),
    )
    vat_id = _text(gettext_lazy("VAT number"), 30, help_text=gettext_lazy("An invoice must name this, or your tax number."))
    tax_number = _text(gettext_lazy("Tax number"), 60)
    iban = _text(gettext_lazy("IBAN"), 40, help_text=gettext_lazy("So that clients know where to pay. Empty if your bank has none."))
    other_account = _lines(gettext_lazy("Or, without IBAN: your account as clients need it"))


SECTIONS: dict[str, type[forms.Form]] = {"you": YouForm, "tax": TaxForm, "paying": PayingForm, "look": LookForm, "einvoice": EInvoiceForm}


def initial_of(form: type[forms.Form], settings: BillingSettings) -> dict[str, Any]:
    """Return the stored values of a form's fields."""
    return {name: getattr(settings, name) for name in form.base_fields}
