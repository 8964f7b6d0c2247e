"""Places as taxes see them: who is in the European Union on a day, and what the two spellings of a country are."""

from __future__ import annotations

from datetime import date

_EU = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU = frozenset(_EU.split())
# Monaco is treated as France, the Isle of Man as the United Kingdom (VAT Directive, Article 7).
_TREATED_AS = {"MC": "FR", "IM": "GB", "EL": "GR", "UK": "GB"}
# Parts of member states where the VAT Directive does not apply (its Article 6): in both directions as outside the Union.
# Northern Ireland is in it for goods only.
OUTSIDE_VAT_AREA = {
    "ES": frozenset({"CN", "CE", "ML"}),
    "FI": frozenset({"01", "AX"}),
    "FR": frozenset({"DOM", "GP", "MQ", "RE", "GF", "YT"}),
}
_BREXIT = date(2021, 1, 1)
# How people write the regions that have rates or rules of their own; compared without case.
_REGIONS = {
    "CA": {
        "AB": "alberta",
        "BC": "british columbia",
        "MB": "manitoba",
        "NB": "new brunswick",
        "NL": "newfoundland and labrador",
        "NS": "nova scotia",
        "ON": "ontario",
        "PE": "prince edward island",
        "QC": "quebec|québec",
        "SK": "saskatchewan",
    },
    "ES": {
        "CN": "canarias|canary islands|islas canarias|las palmas|santa cruz de tenerife|tenerife|gran canaria",
        "CE": "ceuta",
        "ML": "melilla",
    },
    "PT": {"20": "açores|azores", "30": "madeira"},
    "FR": {"DOM": "guadeloupe|martinique|la réunion|réunion", "GF": "guyane", "YT": "mayotte"},
    "FI": {"AX": "åland|ahvenanmaa"},
}


def split_place(place: str) -> tuple[str, str]:
    """Return country and region of "CA-ON"; the region is "" without a hyphen."""
    country, _hyphen, region = place.partition("-")
    return country, region


def tax_country(country: str) -> str:
    """Return the ISO code of the country whose VAT law applies: upper case, GR for EL, GB for UK, FR for Monaco."""
    code = country.strip().upper()
    return _TREATED_AS.get(code, code)


def tax_region(country: str, text: str) -> str:
    """Return the code of a region whose taxes differ ("ON", "CN"), from its code or name; "" for any other."""
    written = text.strip().casefold()
    for code, names in _REGIONS.get(tax_country(country), {}).items():
        if written in {code.casefold(), *names.split("|")}:
            return code
    return ""


def in_eu(country: str, on: date, region: str = "") -> bool:
    """Tell whether a place belongs to the VAT area of the Union on a day."""
    code = tax_country(country)
    if code == "GB":
        return on < _BREXIT
    return code in EU and region.upper() not in OUTSIDE_VAT_AREA.get(code, frozenset())
