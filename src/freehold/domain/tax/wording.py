"""What an invoice says about its tax: the legal words of a case, in the invoice's language with the law's own beside them."""

from __future__ import annotations

from freehold.domain.errors import SystemFault
from freehold.domain.tax import wording_table as table
from freehold.domain.tax.places import tax_country

SEPARATOR = " – "
_BY_LANGUAGE = {
    "reverse_charge": table.REVERSE_CHARGE,
    "intra_community": table.INTRA_COMMUNITY,
    "export_goods": table.EXPORT_GOODS,
    "export_service": table.EXPORT_SERVICE,
    "outside_scope": table.OUTSIDE_SCOPE,
    "zero_export": table.ZERO_EXPORT,
    "not_registered": table.NOT_REGISTERED,
    "eu_sme_scheme": table.EU_SME_SCHEME,
    "no_sales_tax": table.EXPORT_SALES_TAX,
}
WORDING_KEYS = frozenset({*_BY_LANGUAGE, "small_business"})


def wording(key: str, country: str, language: str) -> str:
    """Return what stands on an invoice for a wording key, of a seller in `country`, in the invoice's `language` (ISO 639-1).

    Where a country's law has words of its own for small businesses, they stand behind the sentence of a foreign language.
    English is used for a language that is not in the tables; "" for the empty key. Raises SystemFault for an unknown key.
    """
    if not key:
        return ""
    code, spoken = tax_country(country), language.partition("-")[0].lower()
    if key == "small_business":
        return _small_business(code, spoken)
    if key not in _BY_LANGUAGE:
        raise SystemFault(f"there is no legal wording {key!r}")
    texts = _BY_LANGUAGE[key]
    text = texts.get(spoken) or texts["en"]
    if key == "reverse_charge" and spoken not in texts:
        text = texts["en"]
    return text.format(country=code, law=table.EXPORT_LAWS.get(code, code), tax=table.TAX_NAMES.get(code, "VAT"))


def _small_business(code: str, spoken: str) -> str:
    own_language, words = table.SMALL_BUSINESS_LAWS.get(code, ("", ""))
    general = table.SMALL_BUSINESS.get(spoken) or table.SMALL_BUSINESS["en"]
    if not words:
        return general
    if spoken == own_language:
        return words
    return f"{general}{SEPARATOR}{words}"
