"""How to ask Himalayas: the address behind a page of search results, and the page that follows one that was read."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from freehold.integrations.feeds.json_boards import opened
from freehold.integrations.feeds.links import host_of, is_host

API = "https://himalayas.app/jobs/api"
_SEARCH = "/jobs/api/search"
_MAX_CURSOR = 500
_FIRST_PAGE = 1


def address_of(page: str) -> str:
    """Return the address of the data behind `page`: all jobs, or a search `?q=…` among them; "" for pages of others."""
    page = page.strip() if "://" in page else f"https://{page.strip()}"
    if not is_host(host_of(page), "himalayas.app"):
        return ""
    parts = urlsplit(page)
    path = parts.path.rstrip("/")
    if path in ("/jobs/api", _SEARCH):
        return page
    if path not in ("", "/jobs"):
        return ""
    sought = next((value.strip() for name, value in parse_qsl(parts.query) if name in ("q", "query", "search") and value.strip()), "")
    return f"{API}/search?{urlencode({'q': sought, 'sort': 'recent'})}" if sought else f"{API}?limit=20"


def next_address(payload: bytes, address: str) -> str:
    """Return where the page after this one is found, "" at the end: by cursor in the list, by number in a search."""
    answer = opened(payload)
    if not isinstance(answer, dict) or not isinstance(answer.get("jobs"), list) or not answer["jobs"]:
        return ""
    if not is_host(host_of(address), "himalayas.app"):
        return ""
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    cursor = answer.get("nextCursor")
    if isinstance(cursor, str) and 0 < len(cursor) <= _MAX_CURSOR and cursor != asked.get("cursor"):
        asked.pop("offset", None)
        asked["cursor"] = cursor
    elif parts.path.rstrip("/") == _SEARCH and _has_more(answer, asked):
        asked["page"] = str(_number(asked) + 1)
    else:
        return ""
    return parts._replace(query=urlencode(asked), fragment="").geturl()


def _has_more(answer: dict[str, object], asked: dict[str, str]) -> bool:
    total, limit = answer.get("totalCount"), answer.get("limit")
    return isinstance(total, int) and isinstance(limit, int) and limit > 0 and _number(asked) * limit < total


def _number(asked: dict[str, str]) -> int:
    number = asked.get("page", "")
    return int(number) if re.fullmatch(r"[1-9]\d{0,5}", number) else _FIRST_PAGE
