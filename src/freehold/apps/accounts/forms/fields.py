"""Fields that take what people write: amounts with comma or point, and names of countries and languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import get_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from freehold.apps.accounts import countries

Names = Callable[[str], tuple[tuple[str, str], ...]]


class NumberField(forms.DecimalField):
    """A number of years or hours as people write it: "4", "4,5"."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}))
        kwargs.setdefault("decimal_places", 1)
        super().__init__(min_value=Decimal(0), max_value=Decimal(most), **kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs make a decimal field an integer field
        """Return the number, or None for an empty field."""
        if not isinstance(value, str):
            return super().to_python(value)
        text = value.strip()
        if not re.fullmatch(r"-?[\d.,]*", text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(_with_point(text))

    def prepare_value(self, value: Any) -> Any:
        """Show the number without the zeros that the database adds, with the reader's decimal sign."""
        return f"{value.normalize():f}".replace(".", get_format("DECIMAL_SEPARATOR")) if isinstance(value, Decimal) else value


class AmountField(NumberField):
    """A positive amount as people write it: "70", "70,50", "1.200,00", "€ 85"."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            most=10**9,
            decimal_places=4,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "num"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs make a decimal field an integer field
        """Return the amount without a currency sign or blanks in it, or None for an empty field."""
        text = value if isinstance(value, str) else ""
        # Letters stay, so that "many" is refused and not read as nothing.
        return super().to_python(re.sub(r"[\s€$£¥'’]|[A-Z]{3}", "", text) if text else value)


def _with_point(text: str) -> str:
    """Return `text` with a point before the decimals and no other sign.

    The last sign parts off the decimals, unless exactly three digits follow it ("1,200"); after a zero they are decimals ("0.085").
    """
    head, sign, tail = text.rpartition("." if text.rfind(".") > text.rfind(",") else ",")
    if not sign:
        return text
    thousands = len(tail) == 3 and head.strip("0") != ""
    whole = re.sub(r"[.,]", "", head)
    return whole + tail if thousands else f"{whole or '0'}.{tail}"


class NamesField(forms.CharField):
    """Several names separated by commas, kept as codes: "Germany, Austria" → ["DE", "AT"]."""

    def __init__(self, names: Names, unknown: Any, **kwargs: Any) -> None:
        self.names, self.unknown = names, unknown
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show codes by their names in the reader's language."""
        if isinstance(value, (list, tuple)):
            known = dict(self.names(_language()))
            return ", ".join(known.get(str(code), str(code)) for code in value)
        return value

    def to_python(self, value: Any) -> Any:
        """Return the codes. A name that nobody knows is refused by its name."""
        codes = _codes(self.names)
        found = []
        for part in parts_of(super().to_python(value) or ""):
            code = codes.get(part.casefold())
            if code is None:
                raise forms.ValidationError(self.unknown % {"name": part})
            found.append(code)
        return list(dict.fromkeys(found))


class WordsField(forms.CharField):
    """Several words or phrases separated by commas or lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Show the list as one line."""
        return ", ".join(value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> Any:
        """Return the phrases in their order, each once."""
        return list(dict.fromkeys(parts_of(super().to_python(value) or "")))


def parts_of(text: str) -> list[str]:
    """Return the parts of a list that a person typed."""
    return [part.strip() for part in re.split(r"[,;\n]", text) if part.strip()]


def _codes(names: Names) -> dict[str, str]:
    """Return name or code → code, in the reader's language and in English."""
    table: dict[str, str] = {}
    for language in ("en", _language()):
        pairs: Iterable[tuple[str, str]] = names(language)
        table |= {name.casefold(): code for code, name in pairs} | {code.casefold(): code for code, _name in pairs}
    return table


def _language() -> str:
    return get_language() or "en"


def country_choices() -> list[tuple[str, str]]:
    """Return an empty choice and every country in the reader's language."""
    return [("", _("Choose a country")), *countries.country_names(_language())]


def currency_choices() -> list[tuple[str, str]]:
    """Return every currency, the common ones first."""
    return list(countries.currency_names(_language()))


def time_zone_choices(empty: str = "") -> list[tuple[str, str]]:
    """Return every time zone as people read it ("Europe / New York"), with an empty choice when it has a name."""
    zones = [(name, name.replace("_", " ").replace("/", " / ")) for name in countries.time_zones()]
    return [("", empty), *zones] if empty else zones
