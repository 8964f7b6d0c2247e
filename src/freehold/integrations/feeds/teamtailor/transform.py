"""A company's feed at Teamtailor in, postings out: each entry carries a schema.org JobPosting, which is read as on any page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import SplitResult

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import board_address, form_of_work, host, label
from freehold.integrations.feeds.json_boards import inner_text, markup, opened, read_records, records_of, text, words
from freehold.integrations.feeds.jsonld.transform import read_page
from freehold.integrations.feeds.links import clean_link, host_of, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_DOMAIN = ".teamtailor.com"
# Hosts of Teamtailor itself, and the names of its regions, that are no company's.
_OWN = frozenset({"www", "app", "api", "docs", "support", "help", "status", "na", "au", "eu", "assets-aws", "images", "partner", "academy"})


def address_of(page: str) -> str:
    """Return the address of the feed of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, lambda name: _data(f"{label(name)}{_DOMAIN}"))


def _data(company_host: str) -> str:
    name = company_host.removesuffix(_DOMAIN).split(".")
    is_company = company_host.endswith(_DOMAIN) and len(name) <= 2 and all(map(label, name)) and name[0] not in _OWN
    return f"https://{company_host}/jobs.json" if is_company else ""


def _at(parts: SplitResult) -> str:
    return _data(host(parts))


def next_address(payload: bytes, address: str) -> str:
    """Return where the next part of the feed is found, on the same host; "" at the end."""
    answer = opened(payload)
    if not isinstance(answer, dict) or not answer.get("items"):
        return ""
    following = clean_link(text(answer, "next_url")) if text(answer, "next_url") else ""
    return following if following != address and following.startswith("https://") and host_of(following) == host_of(address) else ""


def read_board(payload: bytes) -> Reading:
    """Read a company's feed. Raises UserError when it has no list of entries, or none that can be read."""
    records = records_of(payload, "items", "Teamtailor")
    answer = opened(payload)
    company = one_line(text(answer, "title")) if isinstance(answer, dict) else ""
    return read_records(records, lambda record: _posting(record, company), "Teamtailor")


def _posting(record: Mapping[str, Any], company: str) -> Posting | None:
    stated = record.get("_jobposting")
    item = {**stated} if isinstance(stated, dict) else {}
    item |= {"@type": "JobPosting", "title": text(record, "title") or text(item, "title")}
    try:
        found = read_page(json.dumps(item).encode()).postings
    except (UserError, RecursionError):  # no title, or nested deeper than any posting
        return None
    posting = found[0]
    url = clean_link(text(record, "url")) or posting.url
    description = markup(posting.description or text(record, "content_html") or text(record, "content_text"))
    facts = dict(posting.structured)
    kinds = ", ".join(words(item.get("employmentType")))
    if contract := form_of_work(kinds):
        facts["contract"] = contract
    return replace(
        posting,
        id=stable_id(text(record, "id"), url, posting.title, description),
        url=url,
        source="teamtailor",
        description=description,
        published=parse_moment(text(record, "date_published")) or posting.published,
        company=posting.company or one_line(inner_text(item, "identifier", "name")) or company,
        tags=tuple(dict.fromkeys([*posting.tags, *words(record.get("tags"))])),
        structured=facts,
    )
