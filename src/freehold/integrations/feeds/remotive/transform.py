"""Remotive's list in, postings out: pay read from its line, stuffed tags left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.contract import contract_of
from freehold.integrations.feeds.json_boards import markup, read_records, records_of, tags, text, words
from freehold.integrations.feeds.links import clean_link, host_of, is_host, stable_id
from freehold.integrations.feeds.money import pay_in
from freehold.integrations.feeds.places import country_codes, parts
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

API = "https://remotive.com/api/remote-jobs"
_CATEGORY = re.compile(r"/(?:remote-jobs|remote)/([a-z0-9-]{2,60})/?")
_LEAST_YEARLY = 10_000


def read_board(payload: bytes) -> Reading:
    """Read the answer of the API. Raises UserError when it has no list of jobs, or none that can be read."""
    return read_records(records_of(payload, "jobs", "Remotive"), _posting, "Remotive")


def address_of(page: str) -> str:
    """Return the address of the list, or of the category that `page` shows; "" for pages of others."""
    page = page.strip() if "://" in page else f"https://{page.strip()}"
    if not is_host(host_of(page), "remotive.com"):
        return ""
    path = urlsplit(page).path
    if path.startswith("/api/remote-jobs"):
        return page
    if found := _CATEGORY.fullmatch(path):
        return f"{API}?{urlencode({'category': found[1]})}"
    return API if path in ("", "/", "/remote-jobs", "/remote-jobs/") else ""


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "url"))
    description = markup(text(record, "description"))
    place = one_line(", ".join(parts(text(record, "candidate_required_location"))))
    stated: dict[str, Any] = {"mode": "remote", **_pay(one_line(text(record, "salary")))}
    if contract := contract_of(text(record, "job_type")):
        stated["contract"] = contract
    if place:
        stated["place"] = place
    if codes := country_codes(parts(place)):
        stated |= {"countries": codes, "countries_only": True}
    category = words([text(record, "category")])
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="remotive",
        published=parse_moment(record.get("publication_date")),
        company=one_line(text(record, "company_name")),
        location=place,
        tags=tuple(dict.fromkeys([*category, *tags(record.get("tags"), f"{title}\n{description}")])),
        structured=stated,
    )


def _pay(line: str) -> dict[str, Any]:
    """Read "$90k - $105k" or "$18 - $22/hr"; a sum without a unit is a year's pay when it is large enough, else nothing sure."""
    stated = pay_in(line)
    if not stated or "pay_kind" in stated:
        return stated
    least = min(Decimal(stated[name]) for name in ("pay_min", "pay_max") if name in stated)
    return {"pay_kind": "yearly", **stated} if least >= _LEAST_YEARLY else {}
