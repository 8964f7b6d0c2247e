"""A company's board at Greenhouse in, postings out: escaped text put right, contract and pay read from the company's own fields."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import SplitResult, parse_qs

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import board_address, form_of_work, host, mode_in, placed, steps, token
from freehold.integrations.feeds.json_boards import inner_text, markup, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import decimal_text, pay_kind
from freehold.integrations.feeds.places import country_codes
from freehold.integrations.feeds.places import parts as parts_of
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_PAGES = frozenset({"boards.greenhouse.io", "job-boards.greenhouse.io", "boards.eu.greenhouse.io", "job-boards.eu.greenhouse.io"})
_APIS = frozenset({"boards-api.greenhouse.io", "api.greenhouse.io"})
_TYPE_FIELD = re.compile(r"employment|contract|commitment|(?:job|worker|time|position) type|type of (?:job|work|position)", re.IGNORECASE)
_PAY_FIELD = re.compile(r"salary|\bpay\b|compensation|\brate\b|wage", re.IGNORECASE)
_NOT_THE_PAY = re.compile(r"\bote\b|on[ -]target|bonus|commission|equity|stock", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*[;|]\s*")
_NOT_A_PLACE = re.compile(r"\([^()]{0,60}\)|\s[-–—]\s|\b(?:(?:fully )?remote|hybrid|on-?site)\b[ \t:–—-]{0,5}", re.IGNORECASE)
_LEAST_YEARLY = 10_000
_MODE_FIELD = re.compile(r"workplace|work(?:ing)? (?:model|mode|location)|location type|remote", re.IGNORECASE)


def address_of(page: str) -> str:
    """Return the address of the board that `page` shows or embeds; "" for pages of others."""
    return board_address(page, _at, _named)


def _named(name: str) -> str:
    return f"https://boards-api.greenhouse.io/v1/boards/{name}/jobs?content=true&pay_transparency=true"


def _at(parts: SplitResult) -> str:
    words_of_path = steps(parts)
    if host(parts) in _APIS and words_of_path[:2] == ["v1", "boards"]:
        name = token(words_of_path, 2)
    elif host(parts) in _PAGES:
        name = token(words_of_path) or token(parse_qs(parts.query).get("for", []))
    else:
        name = ""
    return _named(name) if name else ""


def read_board(payload: bytes) -> Reading:
    """Read a company's list. Raises UserError when it has no list of jobs, or none that can be read."""
    return read_records(records_of(payload, "jobs", "Greenhouse"), _posting, "Greenhouse")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "absolute_url"))
    description = markup(text(record, "content"))
    place = one_line(inner_text(record, "location", "name"))
    deadline = parse_moment(record.get("application_deadline"), end_of_day=True)
    places = [one for one in _SEVERAL.split(place) if one]
    spots = [named for one in places if (named := parts_of(_NOT_A_PLACE.sub(",", one)))]
    stated = {**placed([place], country_codes(named[-1] for named in spots)), **_fields(record.get("metadata"))}
    if "mode" not in stated and len(modes := {mode_in(one) for one in places}) == 1 and (mode := modes.pop()):
        stated["mode"] = mode
    if stated.get("mode") == "remote" and "countries" in stated:
        # "Remote - Portugal" is open to people there; a city beside the country is where the office stands.
        stated["countries_only"] = all(len(named) == 1 for named in spots)
    stated |= _ranges(record.get("pay_input_ranges"))
    if deadline:
        stated["deadline"] = deadline.date().isoformat()
    departments = record.get("departments")
    names = [text(one, "name") for one in departments[:20] if isinstance(one, dict)] if isinstance(departments, list) else []
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="greenhouse",
        published=parse_moment(record.get("first_published")) or parse_moment(record.get("updated_at")),
        expires=deadline,
        company=one_line(text(record, "company_name")),
        location=place,
        tags=words(names),
        structured=stated,
    )


def _fields(value: Any) -> dict[str, Any]:
    """Read the fields that a company has made up itself, by what it calls them."""
    stated: dict[str, Any] = {}
    for field in (value if isinstance(value, list) else [])[:100]:
        if not isinstance(field, dict):
            continue
        name, content = text(field, "name"), field.get("value")
        # A yes says what the field is called: "Remote: yes".
        said = name if content is True or content == "Yes" else ", ".join(words(content))
        if _TYPE_FIELD.search(name) and (contract := form_of_work(said)):
            stated.setdefault("contract", contract)
        elif _MODE_FIELD.search(name) and (mode := mode_in(said)):
            stated.setdefault("mode", mode)
        elif _PAY_FIELD.search(name) and isinstance(content, dict) and "pay_kind" not in stated:
            stated |= stated_pay(name, content.get("min_value"), content.get("max_value"), text(content, "unit"))
    return stated


def _ranges(value: Any) -> dict[str, Any]:
    """Return the pay of all zones that state the first one's currency and period, from the lowest to the highest."""
    zones = [one for one in (value if isinstance(value, list) else [])[:100] if isinstance(one, dict)]
    zones = [one for one in zones if not _NOT_THE_PAY.search(text(one, "title")) and (_sum(one, "min_cents") or _sum(one, "max_cents"))]
    if not zones:
        return {}
    kind, currency = pay_kind(text(zones[0], "title")), text(zones[0], "currency_type")
    alike = [one for one in zones if (pay_kind(text(one, "title")), text(one, "currency_type")) == (kind, currency)]
    lows = [low for one in alike if (low := _sum(one, "min_cents"))]
    highs = [high for one in alike if (high := _sum(one, "max_cents"))]
    if not kind and max(lows + highs) < _LEAST_YEARLY:
        return {}  # no period is stated: what is too little for a year may be an hour's, a day's or a month's
    return stated_pay(kind, min(lows, default=None), max(highs, default=None), currency)


def _sum(zone: Mapping[str, Any], name: str) -> Decimal | None:
    cents = decimal_text(zone.get(name))
    return Decimal(cents) / 100 if cents else None
