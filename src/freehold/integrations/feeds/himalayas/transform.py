"""One page of Himalayas in, postings out: pay with its period, who may apply from where, and when it ends."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.json_boards import markup, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.places import country_codes
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_SITE = "https://himalayas.app/"


def read_board(payload: bytes) -> Reading:
    """Read a page of the list or of a search. Raises UserError when it has no list of jobs, or none that can be read."""
    return read_records(records_of(payload, "jobs", "Himalayas"), _posting, "Himalayas")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = _link(record)
    description = markup(text(record, "description") or text(record, "excerpt"))
    allowed = _allowed(record.get("locationRestrictions"))
    place = one_line(", ".join(allowed))
    return Posting(
        id=stable_id(text(record, "guid"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="himalayas",
        published=parse_moment(record.get("pubDate")),
        expires=parse_moment(record.get("expiryDate"), end_of_day=True),
        company=one_line(text(record, "companyName")),
        location=place,
        tags=tuple(one.replace("-", " ") for one in words(record.get("categories"))[:20]),
        structured=_stated(record, allowed, place),
    )


def _stated(record: Mapping[str, Any], allowed: list[str], place: str) -> dict[str, Any]:
    stated: dict[str, Any] = {"mode": "remote"}
    stated |= stated_pay(text(record, "salaryPeriod"), record.get("minSalary"), record.get("maxSalary"), text(record, "currency"))
    if contract := contract_of(text(record, "employmentType")):
        stated["contract"] = contract
    levels = words(record.get("seniority"))
    if len(levels) == 1:  # of several levels none is asked for
        stated["seniority"] = levels[0]
    if place:
        stated["place"] = place
    if codes := country_codes(allowed):
        stated |= {"countries": codes, "countries_only": True}
    return stated


def _allowed(value: Any) -> list[str]:
    """Return the names of the countries, which older answers give as texts and newer ones as objects."""
    entries = value if isinstance(value, list) else []
    names = [text(entry, "name") or text(entry, "alpha2") if isinstance(entry, dict) else entry for entry in entries[:300]]
    return list(words(names))


def _link(record: Mapping[str, Any]) -> str:
    """Return the page on Himalayas, to which its terms ask to link, before the page of the client."""
    links = [clean_link(text(record, name)) for name in ("guid", "applicationLink")]
    return next((link for link in links if link.startswith(_SITE)), next((link for link in links if link), ""))
