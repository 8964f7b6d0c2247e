"""Pages of marketplaces that list projects and forbid programs to fetch them: read as the person saved or pasted them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from selectolax.lexbor import LexborNode

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.links import clean_link, stable_id
from freehold.integrations.feeds.money import pay_in
from freehold.integrations.feeds.plain import mended, one_line, parsed_html

MAX_BYTES = 5 * 1024 * 1024
MAX_ITEMS = 500
_HOURLY = re.compile(r"\bhoras?\b|\bhour", re.IGNORECASE)
_BIDS = re.compile(r"\b(?:Propostas|Propuestas|Bids)\s{0,3}:\s{0,3}(\d{1,4})\b")
_AT_MOST = re.compile(r"^\s*(?:menos de|less than|até|hasta|up to)\b", re.IGNORECASE)
_AT_LEAST = re.compile(r"^\s*(?:mais de|más de|over|more than)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a marketplace writes what, as CSS selectors; `home` is its address, `source` and `board` its names."""

    source: str
    board: str
    home: str
    item: str
    title: str
    description: str
    budget: str
    skills: str


def read_projects(payload: bytes, layout: Layout, *, origin: str) -> Reading:
    """Read the projects of a page that came from `origin`. Raises UserError when it shows none, or none can be read."""
    check_size(payload, MAX_BYTES)
    tree = parsed_html(decode(payload, look_inside=True))
    items = tree.css(layout.item)[:MAX_ITEMS]
    if not items:
        raise UserError(
            _("This page shows no projects of %(board)s; nothing was taken in. Save the page with the list of projects and use that file.")
            % {"board": layout.board}
        )
    postings: dict[str, Posting] = {}
    problems: list[Problem] = []
    for number, item in enumerate(items, start=1):
        posting = _posting(item, layout, origin or layout.home)
        if posting is None:
            problems.append(Problem(_("entry %d") % number, _("it has no title and was left out")))
        else:
            postings.setdefault(posting.id, posting)
    if not postings:
        raise UserError(
            _("0 of %(count)d entries of %(board)s could be read: its format seems to have changed. Nothing was taken in.")
            % {"count": len(items), "board": layout.board}
        )
    return Reading(tuple(postings.values()), tuple(problems))


def _posting(item: LexborNode, layout: Layout, base: str) -> Posting | None:
    link = item.css_first(layout.title)
    title = _text(link) if link is not None else ""
    if link is None or not title:
        return None
    url = clean_link(link.attributes.get("href") or "", base)
    body = item.css_first(layout.description)
    description = mended(body.html or "") if body is not None else ""
    budget = item.css_first(layout.budget)
    stated: dict[str, Any] = {"contract": "freelance", **(_pay(_text(budget)) if budget is not None else {})}
    if bids := _BIDS.search(item.text(deep=True) or ""):
        stated["proposals"] = int(bids[1])
    return Posting(
        id=stable_id("", url, title, description),
        title=title,
        description=description,
        url=url,
        source=layout.source,
        tags=tuple(dict.fromkeys(_skills(item, layout))),
        structured=stated,
    )


def _pay(line: str) -> dict[str, Any]:
    """Read "R$ 800 - R$ 1.500" or "USD 15 - 45 / hora"; a sum without a period is the price of the whole."""
    stated = pay_in(line, "hourly" if _HOURLY.search(line) else "fixed")
    if _AT_MOST.search(line):
        stated.pop("pay_min", None)
    elif _AT_LEAST.search(line):
        stated.pop("pay_max", None)
    return stated


def _skills(item: LexborNode, layout: Layout) -> Iterator[str]:
    return (skill for skill in (_text(node)[:80] for node in item.css(layout.skills)[:40]) if skill)


def _text(node: LexborNode) -> str:
    return one_line(node.text(deep=True) or "")
