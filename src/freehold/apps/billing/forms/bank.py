"""Forms of the bank pages: an account's name, the filters of its lines, and the columns of a CSV file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from freehold.integrations.banking import CsvDialect

_DELIMITERS = ((";", _("Semicolon ;")), (",", _("Comma ,")), ("\t", _("Tabulator")), ("|", "|"))
_DECIMALS = ((",", "1.234,50"), (".", "1,234.50"))
_ORDERS = (("dmy", _("Day, month, year")), ("mdy", _("Month, day, year")), ("ymd", _("Year, month, day")))
# Field of the dialect → what it is called here, most needed first.
COLUMNS = (
    ("booked_on", _("Date")),
    ("amount", _("Amount, with a minus for what went out")),
    ("payer_name", _("Who")),
    ("text", _("What for")),
    ("text_more", _("What for, second column")),
    ("credit", _("Money in, if it has a column of its own")),
    ("debit", _("Money out, if it has a column of its own")),
    ("direction", _("In or out, as a word or letter")),
    ("payer_account", _("Their account (IBAN)")),
    ("currency", _("Currency")),
    ("reference", _("Payment reference")),
    ("fee", _("Fee")),
    ("bank_reference", _("The bank's number of the line")),
)
ALWAYS_SHOWN = 4
AMOUNT_ASKED = _("Choose the column with the amount, or, under “More columns”, the two for money in and out.")


class AccountForm(forms.Form):
    """What an account is called here."""

    name = forms.CharField(label=_("Name of the account"), max_length=120)


class FilterForm(forms.Form):
    """The days that a list of lines is narrowed to."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    until = forms.DateField(label=_("To"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class MappingForm(forms.Form):
    """How a CSV file is cut and what each of its columns holds."""

    name = forms.CharField(
        label=_("Name of the bank"), max_length=60, required=False, help_text=_("The next file with these columns is read by itself.")
    )
    account = forms.CharField(
        label=_("Account"), max_length=64, required=False, help_text=_("Its IBAN, or a name of your own, if the file does not tell.")
    )
    default_currency = forms.RegexField(
        r"^[A-Za-z]{3}$", label=_("Currency"), required=False, error_messages={"invalid": _("Write its three letters, such as EUR.")}
    )
    delimiter = forms.ChoiceField(label=_("Columns are separated by"), choices=_DELIMITERS)
    header_line = forms.IntegerField(
        label=_("Line with the names of the columns"), min_value=0, max_value=200, help_text=_("Counted from 1; 0 if there is none.")
    )
    decimal = forms.ChoiceField(label=_("Numbers are written"), choices=_DECIMALS)
    date_order = forms.ChoiceField(label=_("Dates are written"), choices=_ORDERS)
    invert = forms.BooleanField(label=_("Money in has a minus in this file"), required=False)
    was = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, data: Any, *, headers: Sequence[str], dialect: CsvDialect) -> None:
        super().__init__(data, initial=self.initial_of(dialect))
        self.dialect = dialect
        choices = [("", "–"), *((str(number), name) for number, name in enumerate(headers))]
        for field, label in COLUMNS:
            self.fields[f"column_{field}"] = forms.ChoiceField(label=label, choices=choices, required=False)
        given = self.data if self.is_bound else self.initial
        has_pair = any(given.get(f"column_{field}") for field in ("credit", "debit"))
        for field, words in (("booked_on", _("Choose the column with the date.")), ("amount", AMOUNT_ASKED)):
            self.fields[f"column_{field}"].required = field == "booked_on" or not has_pair
            self.fields[f"column_{field}"].error_messages["required"] = words

    @property
    def first_columns(self) -> list[forms.BoundField]:
        """The columns that nearly every file has."""
        return [self[f"column_{field}"] for field, _label in COLUMNS[:ALWAYS_SHOWN]]

    @property
    def more_columns(self) -> list[forms.BoundField]:
        """The columns that some files have."""
        return [self[f"column_{field}"] for field, _label in COLUMNS[ALWAYS_SHOWN:]]

    @staticmethod
    def cut_of(delimiter: str, header_line: object) -> str:
        """Return how a file is cut, to see whether the person has changed it."""
        return f"{delimiter}/{header_line}"

    @classmethod
    def initial_of(cls, dialect: CsvDialect) -> dict[str, Any]:
        """Return what the form shows of a dialect."""
        columns = {f"column_{field}": _shown(dialect, field) for field, _label in COLUMNS}
        return {
            "name": dialect.name,
            "account": dialect.default_account,
            "default_currency": dialect.default_currency,
            "delimiter": dialect.delimiter,
            "header_line": dialect.header_line + 1,
            "decimal": dialect.decimal,
            "date_order": dialect.date_order,
            "invert": dialect.invert,
            "was": cls.cut_of(dialect.delimiter, dialect.header_line + 1),
            **columns,
        }

    def clean(self) -> dict[str, Any]:
        """Ask for what no line could be booked without."""
        given = super().clean() or {}
        if not given.get("column_currency") and not given.get("default_currency"):
            self.add_error("default_currency", _now("The file does not tell the currency; write it here."))
        return given

    def to_dialect(self) -> CsvDialect:
        """Return the dialect as the person has it now; fields that the form does not show stay as they were proposed."""
        given = self.cleaned_data
        shown = {field for field, _label in COLUMNS}
        columns = {field: numbers for field, numbers in self.dialect.columns.items() if field not in shown}
        for field in shown - {"text_more"}:
            chosen = [given.get(f"column_{field}")] + ([given.get("column_text_more")] if field == "text" else [])
            numbers = tuple(dict.fromkeys(int(number) for number in chosen if number))
            if numbers:
                columns[field] = numbers
        if "amount" in columns:
            columns = {field: numbers for field, numbers in columns.items() if field not in {"credit", "debit"}}
        return replace(
            self.dialect,
            name=given.get("name", "").strip(),
            default_account=given.get("account", "").strip(),
            default_currency=given.get("default_currency", "").upper(),
            decimal=given.get("decimal") or self.dialect.decimal,
            date_order=given.get("date_order") or self.dialect.date_order,
            invert=bool(given.get("invert")),
            columns=columns,
            doubts=(),
        )


def _shown(dialect: CsvDialect, field: str) -> str:
    numbers = dialect.columns.get("text", ())[1:] if field == "text_more" else dialect.columns.get(field, ())
    return str(numbers[0]) if numbers else ""
