"""The fixed words of a sheet in the client's language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

LANGUAGES = ("en", "de", "fr", "es", "it", "nl")
_FOLDER = Path(__file__).parent / "words"
#: What the tax on sales is called on the seller's own invoices where the word for it is another than the language's usual one.
_TAX_BY_COUNTRY = {
    "AU": "GST",
    "CA": "GST/HST",
    "IN": "GST",
    "NZ": "GST",
    "SG": "GST",
    "US": "Tax",
}


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the words for a language tag such as "de" or "de-AT"; English where there is no table."""
    code = language.replace("_", "-").partition("-")[0].lower()
    table: Mapping[str, str] = json.loads((_FOLDER / f"{code if code in LANGUAGES else 'en'}.json").read_text(encoding="utf-8"))
    return table


def tax_word(language: str, seller_country: str) -> str:
    """Return "VAT", "USt.", "MWST", "GST", as the seller's country and the sheet's language have it."""
    if seller_country in {"CH", "LI"} and language.startswith("de"):
        return "MWST"
    return _TAX_BY_COUNTRY.get(seller_country) or words(language)["tax"]
