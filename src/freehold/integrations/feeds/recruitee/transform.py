"""A company's offers at Recruitee in, postings out: pay, hours, place and kind of contract as its codes state them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import below, board_address, form_of_work, label, level, placed, sections
from freehold.integrations.feeds.json_boards import markup, read_records, records_of, stated_pay, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import decimal_text
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_MODES = {"remote": "remote", "hybrid": "hybrid", "on_site": "onsite"}
_MOST_HOURS = 80


def address_of(page: str) -> str:
    """Return the address of the offers of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, lambda name: _data(label(name)))


def _data(name: str) -> str:
    return f"https://{name}.recruitee.com/api/offers/" if name else ""


def _at(parts: SplitResult) -> str:
    return _data(below(parts, "recruitee.com"))


def read_board(payload: bytes) -> Reading:
    """Read a company's offers. Raises UserError when it has no list of them, or none that can be read."""
    records = records_of(payload, "offers", "Recruitee")
    published = [one for one in records if not (isinstance(one, dict) and text(one, "status") not in ("", "published"))]
    return read_records(published, _posting, "Recruitee")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "careers_url"))
    description = markup(sections(("", text(record, "description")), ("", text(record, "requirements"))))
    expires = parse_moment(record.get("close_at"), end_of_day=True)
    stated = {**_where(record), **_mode(record), **_pay(record), **_hours(record)}
    if contract := form_of_work(text(record, "employment_type_code")):
        stated["contract"] = contract
    if seniority := level(text(record, "experience_code")):
        stated["seniority"] = seniority
    if expires:
        stated["deadline"] = expires.date().isoformat()
    return Posting(
        id=stable_id(text(record, "id"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="recruitee",
        published=parse_moment(_moment(record, "published_at")) or parse_moment(_moment(record, "created_at")),
        expires=expires,
        company=one_line(text(record, "company_name")),
        location=stated.get("place", ""),
        tags=tuple(dict.fromkeys([*words([text(record, "department")]), *words(record.get("tags"))])),
        structured=stated,
    )


def _moment(record: Mapping[str, Any], name: str) -> str:
    """Return "2026-08-05 10:10:39 UTC" in the form that dates have elsewhere."""
    return text(record, name).removesuffix(" UTC")


def _where(record: Mapping[str, Any]) -> dict[str, Any]:
    stated = record.get("locations")
    places = [one for one in (stated if isinstance(stated, list) else [])[:50] if isinstance(one, dict)]
    names = [_place(one) for one in places] or [one_line(text(record, "location"))]
    return placed(names, [text(one, "country_code") for one in places] or [text(record, "country_code")])


def _place(place: Mapping[str, Any]) -> str:
    parts = [part for name in ("city", "state", "country") if (part := text(place, name))]
    return one_line(", ".join(dict.fromkeys(parts)) or text(place, "name"))


def _mode(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return the one mode that is offered; of several only whether one may work from afar."""
    offered = [mode for name, mode in _MODES.items() if record.get(name) is True]
    if len(offered) == 1:
        return {"mode": offered[0]}
    return {"remote_possible": True} if "remote" in offered else {}


def _pay(record: Mapping[str, Any]) -> dict[str, Any]:
    pay = record.get("salary")
    if not isinstance(pay, dict):
        return {}
    return stated_pay(text(pay, "period"), pay.get("min"), pay.get("max"), text(pay, "currency"))


def _hours(record: Mapping[str, Any]) -> dict[str, Any]:
    bounds = [decimal_text(record.get(f"{name}_hours_per_week") or record.get(f"{name}_hours")) for name in ("min", "max")]
    stated = [bound for bound in dict.fromkeys(bounds) if bound and float(bound) <= _MOST_HOURS]
    return {"hours_per_week": "-".join(stated)} if stated else {}
