"""A company's board at Workable in, postings out: a position that is listed once for each country becomes one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import SplitResult

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import below, board_address, form_of_work, host, level, placed, steps, token
from freehold.integrations.feeds.json_boards import markup, opened, read_records, records_of, text, words
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_MODES = {"remote": "remote", "hybrid": "hybrid", "on_site": "onsite"}


def address_of(page: str) -> str:
    """Return the address of the list of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, _named)


def _named(name: str) -> str:
    return f"https://apply.workable.com/api/v1/widget/accounts/{name}?details=true"


def _at(parts: SplitResult) -> str:
    words_of_path = steps(parts)
    if host(parts) == "apply.workable.com":
        is_data = words_of_path[:4] == ["api", "v1", "widget", "accounts"]
        name = token(words_of_path, 4 if is_data else 0)
    elif host(parts) == "www.workable.com" and words_of_path[:2] == ["api", "accounts"]:
        name = token(words_of_path, 2)
    else:
        # A page of the market place, jobs.workable.com, shows all companies.
        name = below(parts, "workable.com") if host(parts) != "apply.workable.com" else ""
    return _named(name) if name else ""


def read_board(payload: bytes) -> Reading:
    """Read a company's list. Raises UserError when it has no list of jobs, or none that can be read."""
    records = records_of(payload, "jobs", "Workable")
    answer = opened(payload)
    company = one_line(text(answer, "name")) if isinstance(answer, dict) else ""
    return read_records(_together(records), lambda record: _posting(record, company), "Workable")


def _together(records: list[Any]) -> list[Any]:
    """Return each position once, with the places of all its entries."""
    kept: dict[str, dict[str, Any]] = {}
    together: list[Any] = []
    for record in records:
        code = text(record, "shortcode") if isinstance(record, dict) else ""
        if code and code in kept:
            kept[code]["locations"] += _locations(record)
            continue
        together.append({**record, "locations": _locations(record)} if isinstance(record, dict) else record)
        if code:
            kept[code] = together[-1]
    return together


def _locations(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the places that are shown; of an entry without such a list its own."""
    stated = record.get("locations")
    found = [one for one in (stated if isinstance(stated, list) else [])[:50] if isinstance(one, dict) and one.get("hidden") is not True]
    own = {"city": record.get("city"), "region": record.get("state"), "country": record.get("country")}
    return found or ([own] if not stated else [])


def _posting(record: Mapping[str, Any], company: str) -> Posting | None:
    title = one_line(text(record, "title"))
    if not title:
        return None
    url = clean_link(text(record, "url") or text(record, "shortlink"))
    description = markup(text(record, "description"))
    places = record["locations"]
    stated = placed(map(_place, places), [text(one, "countryCode") or text(one, "country") for one in places])
    mode = _MODES.get(text(record, "workplace_type").lower()) or ("remote" if record.get("telecommuting") is True else "")
    if mode:
        stated["mode"] = mode
    if mode == "remote" and "countries" in stated:
        stated["countries_only"] = not any(text(one, "city") for one in places)
    if contract := form_of_work(text(record, "employment_type")):
        stated["contract"] = contract
    if seniority := level(text(record, "experience")):
        stated["seniority"] = seniority
    return Posting(
        id=stable_id(text(record, "shortcode"), url, title, description),
        title=title,
        description=description,
        url=url,
        source="workable",
        published=parse_moment(record.get("published_on")) or parse_moment(record.get("created_at")),
        company=company,
        location=stated.get("place", ""),
        tags=words([text(record, "department"), text(record, "function")]),
        structured=stated,
    )


def _place(place: Mapping[str, Any]) -> str:
    return one_line(", ".join(dict.fromkeys(part for name in ("city", "region", "country") if (part := text(place, name)))))
