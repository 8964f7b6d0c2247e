"""The forms of a draft: who and what kind, the fields around the lines, the lines themselves, and the answers about a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from freehold.apps.accounts.countries import language_names
from freehold.apps.accounts.forms.fields import NumberField, currency_choices
from freehold.apps.billing.forms.fields import DayField, price, quantity
from freehold.apps.billing.models import Document, DocumentKind, DocumentState
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.clients import selectors as clients
from freehold.kit.scoping.ref import Workspace

#: UN/ECE Recommendation 20, the units that freelancers use.
UNITS = (
    ("HUR", pgettext_lazy("unit", "hours")),
    ("DAY", pgettext_lazy("unit", "days")),
    ("MON", pgettext_lazy("unit", "months")),
    ("C62", pgettext_lazy("unit", "units")),
    ("XPP", pgettext_lazy("unit", "pieces")),
    ("LS", pgettext_lazy("unit", "flat rate")),
    ("KMT", pgettext_lazy("unit", "km")),
    ("P1", pgettext_lazy("unit", "per cent")),
)
SHEET_LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
_PERCENT = Decimal("99.99")


class NewForm(forms.Form):
    """Whom a new paper is for, and what it is."""

    client = forms.TypedChoiceField(label=gettext_lazy("Who is it for?"), coerce=int)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is it?"),
        choices=[(DocumentKind.INVOICE, DocumentKind.INVOICE.label), (DocumentKind.QUOTE, DocumentKind.QUOTE.label)],
        widget=forms.RadioSelect,
        initial=DocumentKind.INVOICE,
    )

    def __init__(self, workspace: Workspace, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["client"]
        field.choices = [("", _("Choose a client")), *clients.client_choices(workspace)]


class DraftForm(forms.Form):
    """The fields of a draft around its lines."""

    client_id = forms.TypedChoiceField(label=gettext_lazy("Client"), coerce=int)
    title = forms.CharField(
        label=gettext_lazy("Heading"), max_length=200, required=False, help_text=gettext_lazy("In place of “Invoice”, if you like.")
    )
    issue_date = DayField(label=gettext_lazy("Date"), help_text=gettext_lazy("Empty: the day on which you issue it."))
    payment_days = forms.IntegerField(label=gettext_lazy("Days to pay"), min_value=0, max_value=365, required=False)
    due_date = DayField(label=gettext_lazy("Or due on"))
    valid_until = DayField(label=gettext_lazy("Valid until"))
    service_from = DayField(label=gettext_lazy("Work from"))
    service_to = DayField(label=gettext_lazy("Work until"), help_text=gettext_lazy("Empty: the day of the invoice."))
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), choices=currency_choices)
    purchase_order = forms.CharField(label=gettext_lazy("Their order number"), max_length=100, required=False)
    buyer_reference = forms.CharField(
        label=gettext_lazy("Their reference"), max_length=100, required=False, help_text=gettext_lazy("In Germany the Leitweg-ID.")
    )
    contract = forms.CharField(label=gettext_lazy("Contract"), max_length=100, required=False)
    intro = forms.CharField(
        label=gettext_lazy("Above the lines"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    outro = forms.CharField(label=gettext_lazy("Below the sums"), max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 2}))
    discount_percent = NumberField(label=gettext_lazy("Discount on everything, %"), most=100, decimal_places=4, required=False)
    early_percent = NumberField(label=gettext_lazy("Discount for paying early, %"), most=50, decimal_places=2, required=False)
    early_days = forms.IntegerField(label=gettext_lazy("When paid within days"), min_value=1, max_value=365, required=False)
    withholding_percent = NumberField(
        label=gettext_lazy("Tax your client withholds, %"),
        most=60,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("Usual in Spain, Italy, Portugal and India. It comes off what is paid, not off the VAT."),
    )
    deposit_percent = NumberField(label=gettext_lazy("In advance when accepted, %"), most=99, decimal_places=2, required=False)
    tax_case = forms.ChoiceField(label=gettext_lazy("Tax"), required=False)
    tax_note = forms.CharField(
        label=gettext_lazy("Why it is different"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("With a note your choice stays, whatever is proposed. Empty: the proposal applies."),
    )

    def __init__(self, workspace: Workspace, document: Document, cases: Sequence[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        names = self.base_fields
        kwargs.setdefault("initial", {name: getattr(document, name) for name in names})
        super().__init__(*args, **kwargs)
        self.document = document
        fields: dict[str, Any] = self.fields
        choices = clients.client_choices(workspace)
        if document.client_id not in dict(choices):
            choices = [(document.client_id, document.client.name), *choices]
        fields["client_id"].choices = choices
        fields["language"].choices = _languages(document.language)
        fields["tax_case"].choices = cases or [("", "–")]
        unwanted = {"deposit_percent", "valid_until"} if document.kind != DocumentKind.QUOTE else {"payment_days", "due_date"}
        if document.kind == DocumentKind.CREDIT_NOTE:
            unwanted |= {"client_id", "currency", "payment_days", "due_date", "early_percent", "early_days", "tax_case", "tax_note"}
        for name in unwanted | ({"early_percent", "early_days"} if document.kind == DocumentKind.QUOTE else set()):
            fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """Return the values as the services take them: an empty per cent is none, an empty note leaves the proposal."""
        cleaned = super().clean() or {}
        for name in ("discount_percent", "withholding_percent"):
            if name in cleaned and cleaned[name] is None:
                cleaned[name] = Decimal(0)
        if bool(cleaned.get("early_percent")) != bool(cleaned.get("early_days")):
            cleaned["early_percent"] = cleaned["early_days"] = None
        if "tax_case" in cleaned and not cleaned.get("tax_note"):
            cleaned["tax_case"] = self.document.tax_case
        return cleaned


def _languages(kept: str) -> list[tuple[str, str]]:
    from django.utils.translation import get_language

    names = dict(language_names(get_language() or "en"))
    codes = [*SHEET_LANGUAGES, *([kept] if kept not in SHEET_LANGUAGES else [])]
    return [(code, names.get(code, code)) for code in codes]


def lines_from(rows: Sequence[dict[str, str]], *, strict: bool = True) -> list[LineInput]:
    """Return the lines of the grid's rows. Those that say nothing at all are left out.

    Raises UserError naming the line whose number cannot be read; with `strict` off such a number counts as nothing, for sums
    that follow the typing.
    """
    found = []
    for at, row in enumerate(rows, start=1):
        if not any(row[name].strip() for name in ("name", "description", "price")):
            continue
        found.append(_line(at, row, strict))
    return found


def rows_of(posted: QueryDict) -> list[dict[str, str]]:
    """Return the rows of the grid as they were typed, so that they can be shown again word for word."""
    names = ("id", "name", "description", "quantity", "unit", "price", "discount", "rate")
    columns = {name: posted.getlist(f"line_{name}")[:600] for name in names}
    count = len(columns["name"])
    return [{name: (values[at] if at < len(values) else "") for name, values in columns.items()} for at in range(count)]


def _line(at: int, row: dict[str, str], strict: bool) -> LineInput:
    where = _("line %(at)s") % {"at": at}

    def read(parse: Any, text: str, otherwise: Decimal) -> Decimal:
        from freehold.domain.errors import UserError

        try:
            found: Decimal = parse(text, where)
        except UserError:
            if strict:
                raise
            return otherwise
        return found

    rate = row["rate"].strip()
    return LineInput(
        id=int(row["id"]) if row["id"].isascii() and row["id"].isdigit() and len(row["id"]) < 18 else None,
        name=row["name"] or ("…" if not strict else ""),
        description=row["description"],
        quantity=read(quantity, row["quantity"], Decimal(1)),
        unit=row["unit"] if row["unit"] in dict(UNITS) else "C62",
        price=read(price, row["price"], Decimal(0)),
        discount_percent=read(quantity, row["discount"] or "0", Decimal(0)),
        vat_rate=read(quantity, rate, Decimal(0)) if rate else None,
    )


class AnswerForm(forms.Form):
    """Who accepted or declined a quote, noted by the owner."""

    name = forms.CharField(label=gettext_lazy("Who said so?"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("In their words"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PartForm(forms.Form):
    """How much of a quote is invoiced. What comes next is chosen: the deposit, then the rest."""

    part = forms.ChoiceField(label=gettext_lazy("How much?"), widget=forms.RadioSelect)
    percent = NumberField(label=gettext_lazy("Per cent"), most=99, decimal_places=2, required=False)

    def __init__(self, quote: Document, near: Iterable[Document], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("all", _("All of it")), ("percent", _("A part, in per cent"))]
        if any(one.kind == DocumentKind.DEPOSIT and one.state != DocumentState.CANCELLED for one in near):
            choices[0] = ("rest", _("The rest: what is invoiced already is taken off"))
        elif quote.deposit_percent:
            choices.insert(0, ("deposit", _("The deposit of %(percent)s %%") % {"percent": f"{quote.deposit_percent.normalize():f}"}))
        self.initial.setdefault("part", choices[0][0])
        field: Any = self.fields["part"]
        field.choices = choices


class CorrectForm(forms.Form):
    """How an issued invoice is put right."""

    how = forms.ChoiceField(
        label=gettext_lazy("What should happen?"),
        widget=forms.RadioSelect,
        choices=[
            ("correct", gettext_lazy("Correct it: cancel this one, and begin a draft with the same content")),
            ("cancel", gettext_lazy("Cancel it: a credit note takes all of it back")),
            ("part", gettext_lazy("Give a part back: begin a credit note that I change")),
        ],
        initial="correct",
    )
    reason = forms.CharField(label=gettext_lazy("Why? It stands on the credit note."), max_length=500, required=False)
