"""Countries with their names, currencies and time zones, from the libraries' own tables."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from importlib.resources import files
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError
from babel.numbers import get_territory_currencies, list_currencies

#: Countries whose first zone in the table is a remote place, with the zone that most of their people live in.
_POPULOUS = {
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CL": "America/Santiago",
    "EC": "America/Guayaquil",
    "KZ": "Asia/Almaty",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "NZ": "Pacific/Auckland",
    "RU": "Europe/Moscow",
}
#: Where a language is at home, for a browser that names no region.
_HOMES = {
    "de": "DE",
    "fr": "FR",
    "it": "IT",
    "es": "ES",
    "nl": "NL",
    "pl": "PL",
    "pt": "PT",
    "sv": "SE",
    "da": "DK",
    "fi": "FI",
    "cs": "CZ",
}
#: Currencies that most freelancers invoice in, offered first.
COMMON_CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "INR", "BRL", "JPY")


@lru_cache(maxsize=8)
def country_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return (ISO code, name in `language`) of every country, in the order of the names."""
    names = _locale(language).territories
    return tuple(sorted(((code, names.get(code, code)) for code in _zones()), key=lambda pair: _plain(pair[1])))


@lru_cache(maxsize=8)
def currency_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return (ISO code, "EUR – Euro") of the common currencies first, then of the others in use today."""
    names = _locale(language).currencies
    in_use = {code for country in _zones() for code in get_territory_currencies(country)} & list_currencies()
    codes = [*COMMON_CURRENCIES, *sorted(in_use - set(COMMON_CURRENCIES))]
    return tuple((code, f"{code} – {names.get(code, code)}") for code in codes)


def currency_of(country: str) -> str:
    """Return the currency used in a country today, EUR when it is not known."""
    found = get_territory_currencies(country) if country in _zones() else []
    return found[-1] if found else "EUR"


def time_zone_of(country: str) -> str:
    """Return the time zone of most people of a country, UTC when it is not known."""
    return _POPULOUS.get(country) or _zones().get(country, "UTC")


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """Return the names of the time zones that belong to a place, sorted."""
    of_places = (
        name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/", "right/", "SystemV/", "US/"))
    )
    return ("UTC", *sorted(of_places))


@lru_cache(maxsize=8)
def language_names(language: str) -> tuple[tuple[str, str], ...]:
    """Return (ISO 639-1 code, name in `language`) of the languages that have a two-letter code, in the order of the names."""
    names = _locale(language).languages
    return tuple(sorted(((code, name) for code, name in names.items() if len(code) == 2), key=lambda pair: _plain(pair[1])))


def country_from_languages(accept_language: str) -> str:
    """Guess the country from a browser's Accept-Language: the first region named ("de-AT"), else the first language's home."""
    tags = [part.split(";")[0].strip() for part in accept_language.split(",")]
    for tag in tags:
        region = tag.rpartition("-")[2].upper()
        if "-" in tag and region in _zones():
            return region
    return next((_HOMES[tag[:2].lower()] for tag in tags if tag[:2].lower() in _HOMES), "")


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Return country → its first (most populous) zone, from the table that comes with the time zone data."""
    table: dict[str, str] = {}
    for line in files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            country, _place, zone = line.split("\t")[:3]
            table.setdefault(country, zone)
    return table


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def _plain(name: str) -> str:
    """Return the name without accents, so that Österreich stands with O."""
    return unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold() or name
