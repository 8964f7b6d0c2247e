"""A company's postings at SmartRecruiters in: the list, one posting with its text, or the page of one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeGuard
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit

from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.board_pages import board_address, form_of_work, host, level, placed, sections, steps, token
from freehold.integrations.feeds.decoding import check_size
from freehold.integrations.feeds.json_boards import MAX_BYTES, inner_text, markup, opened, read_records, records_of, text, words
from freehold.integrations.feeds.jsonld.transform import read_page
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

_API = "api.smartrecruiters.com"
_PAGES = frozenset({"jobs.smartrecruiters.com", "careers.smartrecruiters.com", "www.smartrecruiters.com"})
_PAGE_SIZE = 100
_NUMBER = re.compile(r"(\d{6,20})(?:-|$)")
_PARTS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def address_of(page: str) -> str:
    """Return the address of the list of the company whose page `page` is; "" for pages of others."""
    return board_address(page, _at, _named)


def _named(name: str) -> str:
    return f"https://{_API}/v1/companies/{name}/postings?limit={_PAGE_SIZE}"


def _at(parts: SplitResult) -> str:
    words_of_path = steps(parts)
    if host(parts) == _API and words_of_path[:2] == ["v1", "companies"]:
        name = token(words_of_path, 2)
    elif host(parts) in _PAGES:
        name = token(words_of_path, 2 if words_of_path[:2] == ["oneclick-ui", "company"] else 0)
    else:
        name = ""
    return _named(name) if name else ""


def next_address(payload: bytes, address: str) -> str:
    """Return where the page after this one is found, "" at the end."""
    answer = opened(payload)
    content = answer.get("content") if isinstance(answer, dict) else None
    parts = urlsplit(address)
    if not isinstance(answer, dict) or not isinstance(content, list) or not content or host(parts) != _API:
        return ""
    offset, total = answer.get("offset"), answer.get("totalFound")
    if not _is_count(offset) or not _is_count(total) or offset + len(content) >= total:
        return ""
    asked = {**dict(parse_qsl(parts.query)), "offset": str(offset + len(content))}
    return parts._replace(query=urlencode(asked), fragment="").geturl()


def _is_count(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def read_board(payload: bytes, *, origin: str = "") -> Reading:
    """Read a page of a company's list, one posting of it, or the page of one. Raises UserError when it is none of these."""
    check_size(payload, MAX_BYTES)
    if payload.lstrip()[:1] == b"<":
        reading = read_page(payload, origin=origin)
        return Reading(tuple(map(_from_page, reading.postings)), reading.problems)
    answer = opened(payload)
    if isinstance(answer, dict) and "content" not in answer and isinstance(answer.get("jobAd"), dict):
        return read_records([answer], _posting, "SmartRecruiters")
    return read_records(records_of(payload, "content", "SmartRecruiters"), _posting, "SmartRecruiters")


def _from_page(posting: Posting) -> Posting:
    """Return a posting of a page under the number that it has in the list."""
    number = _NUMBER.match(steps(urlsplit(posting.url))[-1]) if steps(urlsplit(posting.url)) else None
    return replace(posting, id=number[1] if number else posting.id, source="smartrecruiters")


def _posting(record: Mapping[str, Any]) -> Posting | None:
    title = one_line(text(record, "name"))
    if not title:
        return None
    own_id = text(record, "id")
    url = clean_link(text(record, "postingUrl")) or _page(inner_text(record, "company", "identifier"), own_id)
    description = _description(record)
    where = record.get("location")
    location: Mapping[str, Any] = where if isinstance(where, dict) else {}
    place = one_line(text(location, "fullLocation")) or one_line(
        ", ".join(part for name in ("city", "region", "country") if (part := text(location, name)))
    )
    stated = placed([place], [text(location, "country")])
    if location.get("hybrid") is True:
        stated["mode"] = "hybrid"
    elif location.get("remote") is True:
        stated["mode"] = "remote"
        if "countries" in stated:
            stated["countries_only"] = not text(location, "city")
    if contract := form_of_work(_label(record, "typeOfEmployment")):
        stated["contract"] = contract
    if seniority := level(inner_text(record, "experienceLevel", "id")):
        stated["seniority"] = seniority
    return Posting(
        id=stable_id(own_id, url, title, description),
        title=title,
        description=description,
        url=url,
        source="smartrecruiters",
        published=parse_moment(record.get("releasedDate")),
        company=one_line(inner_text(record, "company", "name")),
        location=place,
        tags=words([inner_text(record, name, "label") for name in ("department", "function", "industry")]),
        structured=stated,
    )


def _label(record: Mapping[str, Any], name: str) -> str:
    """Return the id and, where it says something else, the label: "permanent" is labelled "Full-time"."""
    own, label = inner_text(record, name, "id"), inner_text(record, name, "label")
    return own if own.replace("_", "-").lower() == label.lower() else f"{own} {label}"


def _page(company: str, own_id: str) -> str:
    """Return the address of the page that people read; the list only names that of the data."""
    return f"https://jobs.smartrecruiters.com/{company}/{own_id}" if token([company]) and own_id.isalnum() else ""


def _description(record: Mapping[str, Any]) -> str:
    ad = record.get("jobAd")
    found = ad.get("sections") if isinstance(ad, dict) else None
    if not isinstance(found, dict):
        return ""
    return markup(sections(*((inner_text(found, name, "title"), inner_text(found, name, "text")) for name in _PARTS)))
