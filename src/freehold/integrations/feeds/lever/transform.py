"""A company's board at Lever in, postings out: the parts of a posting put together, pay with its period."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import (
    board_address,
    company_named,
    form_of_work,
    host,
    mode_in,
    placed,
    sections,
    steps,
    token,
)
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.places import country_codes
from freehold.integrations.feeds.places import parts as parts_of
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_APIS = {"jobs.lever.co": "api.lever.co", "jobs.eu.lever.co": "api.eu.lever.co"}
# Lever pays some by the half month or every two weeks, for which there is no name here.
_UNCOMMON = re.compile(r"semi|bi-?(?:week|month)", re.IGNORECASE)


def address_of(page: str) -> str:
    """Return the address of the list of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, lambda name: _data("api.lever.co", name))


def _data(api: str, name: str) -> str:
    return f"https://{api}/v0/postings/{name}?mode=json"


def _at(parts: SplitResult) -> str:
    words_of_path = steps(parts)
    if host(parts) in _APIS and (name := token(words_of_path)):
        return _data(_APIS[host(parts)], name)
    if host(parts) in _APIS.values() and words_of_path[:2] == ["v0", "postings"] and (name := token(words_of_path, 2)):
        return _data(host(parts), name)
    return ""


def read_board(payload: bytes) -> Reading:
    """Read a company's list. Raises UserError when it is none, or nothing of it can be read."""
    records = opened(payload)
    if not isinstance(records, list):
        raise UserError(_("This is not the list that %s publishes; nothing was taken in. Try again later.") % "Lever")
    return read_records(records, _posting, "Lever")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "text"))
    if not title:
        return None
    url = clean_link(text(record, "hostedUrl"))
    description = _description(record)
    kinds = record.get("categories")
    categories: Mapping[str, Any] = kinds if isinstance(kinds, dict) else {}
    places = words(categories.get("allLocations"), 200) or words([text(categories, "location")], 200)
    # Only one country is stated, also for several places: those of the places are better where all are known.
    several = country_codes(parts_of(one)[-1] for one in places if parts_of(one)) if len(places) > 1 else []
    stated = placed(places, several or [text(record, "country")])
    modes = {mode_in(one) for one in places}
    if mode := mode_in(text(record, "workplaceType")) or (modes.pop() if len(modes) == 1 else ""):
        stated["mode"] = mode
    if contract := form_of_work(text(categories, "commitment")):
        stated["contract"] = contract
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="lever",
        published=parse_moment(record.get("createdAt")),
        company=company_named(token(steps(urlsplit(url)))) if url else "",
        location=stated.get("place", ""),
        tags=words([text(categories, "department"), text(categories, "team")]),
        structured=stated | _pay(record),
    )


def _description(record: Mapping[str, Any]) -> str:
    lists = record.get("lists")
    named = [(text(one, "text"), f"<ul>{text(one, 'content')}</ul>") for one in (lists if isinstance(lists, list) else [])[:50]
             if isinstance(one, dict) and text(one, "content")]  # fmt: skip
    halves = "\n".join(one for name in ("opening", "descriptionBody") if (one := text(record, name)))
    opening = text(record, "description") or halves or text(record, "descriptionPlain")
    return markup(sections(("", opening), *named, ("", text(record, "additional")), ("", text(record, "salaryDescription"))))


def _pay(record: Mapping[str, Any]) -> dict[str, Any]:
    pay = record.get("salaryRange")
    period = inner_text(record, "salaryRange", "interval")
    if not isinstance(pay, dict) or _UNCOMMON.search(period):
        return {}
    period = "fixed" if "one-time" in period else period
    return stated_pay(period, pay.get("min"), pay.get("max"), text(pay, "currency"))
