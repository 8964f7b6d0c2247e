"""How to ask Adzuna: a search with its key, the search behind a page, and the page that follows one that was read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Call
from freehold.integrations.feeds.json_boards import opened
from freehold.integrations.feeds.links import host_of, is_host

CURRENCIES = {
    "at": "EUR", "au": "AUD", "be": "EUR", "br": "BRL", "ca": "CAD", "ch": "CHF", "de": "EUR", "es": "EUR", "fr": "EUR", "gb": "GBP",
    "in": "INR", "it": "EUR", "mx": "MXN", "nl": "EUR", "nz": "NZD", "pl": "PLN", "sg": "SGD", "us": "USD", "za": "ZAR",
}  # fmt: skip
_API = "https://api.adzuna.com/v1/api/jobs/{country}/search/{page}"
_PATH = re.compile(r"/v1/api/jobs/([a-z]{2})/search/(\d{1,5})/?")
_SITES = {"co.uk": "gb", "com.au": "au", "com.br": "br", "com.mx": "mx", "co.nz": "nz", "co.za": "za", "com": "us"}
_ASKED = ("what", "what_or", "what_exclude", "where", "category", "max_days_old", "distance")
_ON_PAGES = {"q": "what", "what": "what", "w": "where", "loc": "where", "where": "where"}
_A_PAGE = "50"


def address_of(page: str) -> str:
    """Return the search behind a page such as https://www.adzuna.de/search?q=python, without key; "" for pages of others."""
    page = page.strip() if "://" in page else f"https://{page.strip()}"
    host = host_of(page)
    parts = urlsplit(page) if host else None
    if parts is None:
        return ""
    if host == "api.adzuna.com":
        found = _PATH.fullmatch(parts.path)
        return _address(found[1], found[2], _kept(parts.query)) if found and found[1] in CURRENCIES else ""
    site = re.fullmatch(r"(?:www\.)?adzuna\.([a-z.]{2,6})", host)
    country = _SITES.get(site[1], site[1]) if site else ""
    if country not in CURRENCIES:
        return ""
    asked = {_ON_PAGES[name]: value for name, value in parse_qsl(parts.query) if name in _ON_PAGES and not value.isdecimal()}
    return _address(country, "1", asked)


def call(settings: Mapping[str, str]) -> Call:
    """Return the call for a search.

    `settings`: app_id and app_key (both needed), then either address (as `address_of` returns it) or country (two letters), what, where,
    category, what_or, what_exclude, max_days_old, distance; contract_only ("1") leaves out permanent jobs. The key stands in the
    address, as Adzuna wants it: it is never to be shown or kept with a posting. Raises UserError when key or country are missing.
    """
    key = {name: settings.get(name, "").strip() for name in ("app_id", "app_key")}
    if not all(key.values()):
        raise UserError(_("Adzuna needs your application id and key; nothing was read. Get both free of charge at developer.adzuna.com."))
    stated = address_of(settings["address"]) if settings.get("address") else ""
    found = _PATH.fullmatch(urlsplit(stated).path) if stated else None
    country = found[1] if found else settings.get("country", "").strip().lower()
    if country not in CURRENCIES:
        raise UserError(
            _("Adzuna has no country “%(country)s”; nothing was read. Choose one of: %(known)s.")
            % {"country": country[:20], "known": ", ".join(sorted(CURRENCIES))}
        )
    asked = _kept(urlsplit(stated).query) | {name: settings[name].strip() for name in _ASKED if settings.get(name, "").strip()}
    if settings.get("contract_only", "") == "1":
        asked["contract"] = "1"
    query = {**key, "results_per_page": _A_PAGE, "sort_by": "date", "content-type": "application/json", **asked}
    return Call(f"{_API.format(country=country, page=found[2] if found else '1')}?{urlencode(query)}")


def next_address(payload: bytes, address: str) -> str:
    """Return the address of the next page of the same search, key and all; "" at the end."""
    if host_of(address) != "api.adzuna.com":
        return ""
    parts = urlsplit(address)
    found, answer = _PATH.fullmatch(parts.path), opened(payload)
    results = answer.get("results") if isinstance(answer, dict) else None
    if found is None or not isinstance(results, list) or not results:
        return ""
    asked = dict(parse_qsl(parts.query))
    size, total = asked.get("results_per_page", ""), answer.get("count")
    number = int(found[2])
    if not isinstance(total, int) or number * (int(size) if re.fullmatch(r"[1-9]\d?", size) else len(results)) >= total:
        return ""
    return parts._replace(path=f"/v1/api/jobs/{found[1]}/search/{number + 1}").geturl()


def country_of(address: str) -> str:
    """Return the country that a search at `address` is about, "" when it does not say."""
    if not is_host(host_of(address), "adzuna.com"):
        return ""
    found = _PATH.fullmatch(urlsplit(address).path)
    return found[1] if found else ""


def _kept(query: str) -> dict[str, str]:
    """Return what is sought, without key: addresses are shown and stored."""
    return {name: value for name, value in parse_qsl(query) if name in _ASKED or name == "contract"}


def _address(country: str, page: str, asked: Mapping[str, str]) -> str:
    address = _API.format(country=country, page=page)
    return f"{address}?{urlencode(asked)}" if asked else address
