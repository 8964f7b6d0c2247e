"""A company's postings at Pinpoint in: the parts of a posting put together, pay where the company shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult, urlsplit

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import (
    below,
    board_address,
    company_named,
    form_of_work,
    host,
    label,
    mode_in,
    placed,
    sections,
)
from freehold.integrations.feeds.json_boards import inner_text, markup, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_DOMAIN = "pinpointhq.com"
_PARTS = ("key_responsibilities", "skills_knowledge_expertise", "benefits")


def address_of(page: str) -> str:
    """Return the address of the postings of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, lambda name: _data(label(name)))


def _data(name: str) -> str:
    return f"https://{name}.{_DOMAIN}/postings.json" if name else ""


def _at(parts: SplitResult) -> str:
    return _data(below(parts, _DOMAIN))


def read_board(payload: bytes, *, origin: str = "") -> Reading:
    """Read the postings that came from `origin`. Raises UserError when it has no list of them, or none that can be read."""
    return read_records(records_of(payload, "data", "Pinpoint"), lambda record: _posting(record, origin), "Pinpoint")


def _posting(record: Mapping[str, Any], origin: str) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "url")) or (clean_link(text(record, "path"), origin) if origin and text(record, "path") else "")
    parts = [(text(record, f"{name}_header"), text(record, name)) for name in _PARTS]
    description = markup(sections(("", text(record, "description")), *parts))
    deadline = parse_moment(record.get("deadline_at"), end_of_day=True)
    stated = {**placed([_place(record)]), **_pay(record)}
    if mode := mode_in(text(record, "workplace_type") or text(record, "workplace_type_text")):
        stated["mode"] = mode
    if contract := form_of_work(text(record, "employment_type") or text(record, "employment_type_text")):
        stated["contract"] = contract
    if deadline:
        stated["deadline"] = text(record, "deadline_at")[:10]
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="pinpoint",
        expires=deadline,
        company=_company(url or origin),
        location=stated.get("place", ""),
        tags=words([_department(record)]),
        structured=stated,
    )


def _place(record: Mapping[str, Any]) -> str:
    return one_line(inner_text(record, "location", "name") or inner_text(record, "location", "city"))


def _department(record: Mapping[str, Any]) -> str:
    job = record.get("job")
    return inner_text(record, "department", "name") or (inner_text(job, "department", "name") if isinstance(job, dict) else "")


def _company(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return company_named(below(parts, _DOMAIN)) if host(parts) else ""


def _pay(record: Mapping[str, Any]) -> dict[str, Any]:
    if record.get("compensation_visible") is not True:
        return {}
    low, high = record.get("compensation_minimum"), record.get("compensation_maximum")
    return stated_pay(text(record, "compensation_frequency"), low, high, text(record, "compensation_currency"))
