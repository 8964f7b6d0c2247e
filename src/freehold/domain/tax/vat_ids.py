"""VAT and GST numbers: their spelling and check digits, told in words when something is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError
from stdnum.util import get_cc_module

from freehold.domain.errors import SystemFault, UserError
from freehold.domain.tax.places import EU, tax_country

_LONGEST = 40
# What a number of these countries is checked with, and what stands before and behind it when it is printed.
_ELSEWHERE = {
    "GB": ("gb.vat", "GB", ""),
    "CH": ("ch.uid", "", ""),
    "LI": ("ch.uid", "", ""),
    "NO": ("no.orgnr", "NO", "MVA"),
    "AU": ("au.abn", "", ""),
    "NZ": ("nz.ird", "", ""),
    "IN": ("in.gstin", "", ""),
    "CA": ("ca.bn", "", ""),
    "IS": ("is.vsk", "", ""),
    "TR": ("tr.vkn", "", ""),
    "UA": ("ua.edrpou", "", ""),
    "RS": ("rs.pib", "", ""),
    "ZA": ("za.tin", "", ""),
    "MX": ("mx.rfc", "", ""),
    "BR": ("br.cnpj", "", ""),
    "SG": ("sg.uen", "", ""),
}
# Written before or behind the number on paper, and no part of it.
_DECORATION = {
    "GB": ("GB",),
    "CH": ("MWST", "TVA", "IVA"),
    "LI": ("MWST",),
    "NO": ("NO", "MVA"),
    "AU": ("ABN", "AU"),
    "NZ": ("GST", "NZ"),
    "IN": ("GSTIN",),
    "CA": ("GST", "HST"),
    "IS": ("IS",),
}


@dataclass(frozen=True, slots=True)
class VatId:
    """A number as it is printed and sent, the country it is of, and whether its check digits could be checked."""

    value: str
    country: str
    checked: bool

    @property
    def in_vies(self) -> bool:
        """Tell whether the European Commission's VIES knows numbers of this kind."""
        return self.country in EU or self.value.startswith("XI")

    @property
    def on_einvoice(self) -> str:
        """Return the number as BT-31 and BT-48 want it: behind the two letters of a country (BR-CO-09)."""
        prefixed = self.value.startswith((self.country, vat_prefix(self.country) or self.country, "XI"))
        return self.value if prefixed else f"{self.country}{self.value}"


def check_vat_id(text: str, country: str) -> VatId:
    """Return a VAT, GST or MVA number in its one spelling; `country` (ISO 3166-1) is where the business is.

    A number of an EU state may come without its country letters. Numbers of countries whose rule is unknown here are only tidied.
    Raises UserError that says what is wrong: another country's number, a wrong length, a character that does not belong,
    or check digits that do not fit.
    """
    number = "".join(text.upper().split()).replace(".", "").replace("-", "").replace("/", "")
    code = tax_country(country)
    if not number:
        raise UserError("The VAT number is empty. Nothing was changed. Enter it, or leave the field out.")
    if len(number) > _LONGEST or not (number.isascii() and number.replace("+", "").replace("*", "").isalnum()):
        raise _wrong(text, code, "it holds characters that no VAT number has")
    if number.startswith("XI"):
        return VatId(f"XI{_checked('gb.vat', number[2:], text, 'XI')}", "GB", checked=True)
    if code in EU:
        return _european(number, code, text)
    if code in _ELSEWHERE:
        return _elsewhere(number, code, text)
    return VatId(number, code, checked=False)


def is_vat_id(text: str, country: str) -> bool:
    """Tell whether `check_vat_id` would take the number."""
    try:
        check_vat_id(text, country)
    except UserError:
        return False
    return True


def vat_prefix(country: str) -> str:
    """Return the two letters before a number of an EU state: those of the country, but EL for Greece; "" elsewhere."""
    code = tax_country(country)
    return {"GR": "EL"}.get(code, code) if code in EU else ""


def _european(number: str, code: str, text: str) -> VatId:
    prefix = vat_prefix(code)
    given = {"GR": "EL"}.get(number[:2], number[:2])
    bare = number[2:] if given == prefix else number
    if given != prefix and given in _EU_PREFIXES and not _passes(code, number):
        raise _wrong(text, code, f"it begins with {given}, but a number of this country begins with {prefix}")
    module = f"{code.lower()}.vat"
    return VatId(prefix + _checked(module, bare, text, code).removeprefix(prefix), code, checked=True)


def _passes(code: str, number: str) -> bool:
    """Tell whether a number without country letters is right, although it begins like another country's (Cyprus, Spain)."""
    try:
        _validator(f"{code.lower()}.vat")(number)
    except ValidationError:
        return False
    return True


def _elsewhere(number: str, code: str, text: str) -> VatId:
    module, before, behind = _ELSEWHERE[code]
    for word in _DECORATION.get(code, ()):
        number = number.removesuffix(word).removeprefix(word)
    if code == "CA" and len(number) == len("123456789RT0001"):
        bare = _checked(module, number[:9], text, code) + number[9:]
        return VatId(bare, code, checked=True)
    value = _checked(module, number, text, code)
    if code in {"CH", "LI"}:
        value = f"CHE-{value[3:6]}.{value[6:9]}.{value[9:]} MWST"
    return VatId(f"{before}{value}{behind}", code, checked=True)


def _checked(module: str, number: str, text: str, code: str) -> str:
    try:
        return _validator(module)(number)
    except InvalidLength:
        raise _wrong(text, code, "it has too many or too few characters") from None
    except InvalidChecksum:
        raise _wrong(text, code, "its check digit does not fit, so at least one character is mistyped") from None
    except ValidationError:
        raise _wrong(text, code, "it is not written as numbers of this country are") from None


@lru_cache(maxsize=64)
def _validator(module: str) -> Callable[[str], str]:
    country, _dot, kind = module.partition(".")
    found = get_cc_module(country, kind)
    if found is None:
        raise SystemFault(f"the numbers of {country} cannot be checked: {kind} is missing")
    validate: Callable[[str], str] = found.validate
    return validate


def _wrong(text: str, code: str, what: str) -> UserError:
    return UserError(
        f"“{text.strip()[:_LONGEST]}” is not a valid VAT number of {code or 'that country'}: {what}. Nothing was changed. Compare it with "
        f"a paper of the client."
    )


_EU_PREFIXES = frozenset({vat_prefix(code) for code in EU})
