"""Fields of money forms: quantities as people write them, and numbers shown with the reader's decimal sign."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.formats import get_format
from django.utils.translation import gettext as _

from freehold.apps.accounts.forms.fields import AmountField
from freehold.domain.errors import UserError

_MOST = Decimal(10) ** 9


class DayField(forms.DateField):
    """A day, chosen from the browser's calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


def quantity(text: str, where: str) -> Decimal:
    """Return a quantity as people write it: "1,5", "-2", "1.25"; empty means 1. Raises UserError naming the place."""
    plain = re.sub(r"[\s'’]", "", text)
    if not plain:
        return Decimal(1)
    if plain.count(",") + plain.count(".") > 1:
        if not is_grouped(plain):
            raise _unreadable(text, where)
        # The same sign twice groups thousands; of two signs the last parts off the decimals.
        last = max(plain.rfind(","), plain.rfind(".")) if "," in plain and "." in plain else len(plain)
        plain = re.sub(r"[.,]", "", plain[:last]) + "." + plain[last + 1 :]
    return _number(plain.replace(",", "."), text, where)


def is_grouped(text: str) -> bool:
    """Tell whether the signs between digits can be those of one number: "1.200,50" is one, "1,2,3" is a list or a slip."""
    signs = re.sub(r"[^.,]", "", text)
    return len(signs) < 2 or re.fullmatch(r"[-+]?\d{1,3}(?:([.,])\d{2,3})(?:\1\d{2,3})*(?:(?!\1)[.,]\d*)?", text) is not None


class MoneyField(AmountField):
    """An amount, refused where its signs make no single number: "1,2,3" must not be booked as 12.3."""

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs make a decimal field an integer field
        """Return the amount, or None for an empty field."""
        if isinstance(value, str) and not is_grouped(re.sub(r"[^\d.,]", "", value)):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(value)


def price(text: str, where: str) -> Decimal:
    """Return a price as people write it: "80", "1.200,00", "€ 85", "-5"; empty means 0. Raises UserError naming the place."""
    if not text.strip():
        return Decimal(0)
    try:
        found = MoneyField(required=False).to_python(text.strip())
    except forms.ValidationError:
        found = None
    if found is None:
        raise _unreadable(text, where)
    return _number(str(found), text, where)


def _number(plain: str, text: str, where: str) -> Decimal:
    try:
        # No "1e-999999" and no "nan": only what people write.
        value = Decimal(plain) if re.fullmatch(r"[-+]?[\d.]{1,40}", plain) else None
    except InvalidOperation:
        raise _unreadable(text, where) from None
    if value is None or abs(value) > _MOST:
        raise _unreadable(text, where)
    return value


def _unreadable(text: str, where: str) -> UserError:
    return UserError(
        _("“%(text)s” in %(where)s is no number. Nothing was saved; what you typed is still here.") % {"text": text[:40], "where": where}
    )


def shown(value: Decimal | None, *, least: int = 0) -> str:
    """Return a number with the reader's decimal sign, at least `least` decimals, and no useless zeros beyond."""
    if value is None:
        return ""
    short = f"{value.normalize():f}"
    whole, _point, decimals = short.partition(".")
    decimals = decimals.ljust(least, "0")
    return f"{whole}{get_format('DECIMAL_SEPARATOR')}{decimals}" if decimals else whole
