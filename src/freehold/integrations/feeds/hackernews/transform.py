"""Hacker News items in, postings out: a whole "Who is hiring?" or freelancer thread, one comment, a job story, or a search answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.domain.ports import Reading
from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.decoding import check_size, decode
from freehold.integrations.feeds.hackernews.first_line import read_first_line
from freehold.integrations.feeds.plain import one_line
from freehold.integrations.feeds.when import parse_moment

MAX_BYTES = 5 * 1024 * 1024
_PARAGRAPH = re.compile(r"<p\b[^<>]*>|\n|<br\s*/?>", re.IGNORECASE)
_SEEKING_WORK = re.compile(r"^\W*(?:seeking|looking for|available for)\s+(?:freelance\s+|contract\s+|remote\s+)?work\b", re.IGNORECASE)
_SEEKING_FREELANCER = re.compile(r"^\W*(?:seeking|looking for|hiring)\s+(?:an?\s+)?freelancers?\b[\s|:,–—-]*", re.IGNORECASE)
_MIN_WORDS = 4


@dataclass(frozen=True, slots=True)
class Thread:
    """What was read, and how many comments were left out because they offer work instead of asking for it, or are none."""

    reading: Reading
    offers_left_out: int
    others_left_out: int


def read_thread(payload: bytes) -> Thread:
    """Read JSON of the Algolia API. Raises UserError when it holds no item or is over 5 MB."""
    check_size(payload, MAX_BYTES)
    try:
        answer = json.loads(decode(payload))
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict) or not ({"id", "children", "hits"} & set(answer)):
        raise UserError(
            _("This is not an item of Hacker News; nothing was taken in. Use an address like https://hn.algolia.com/api/v1/items/<number>.")
        )
    postings: list[Posting] = []
    problems: list[Problem] = []
    offers = others = 0
    for number, item in enumerate(_items(answer), start=1):
        if not isinstance(item, dict):
            problems.append(Problem(_("comment %d") % number, _("it could not be read and was left out")))
            continue
        text = _body(item)
        first = one_line(_PARAGRAPH.split(text.strip(), maxsplit=1)[0], 300)
        if _SEEKING_WORK.match(first):
            offers += 1
        elif not (item.get("id") or item.get("objectID")) or len(f"{first} {text}".split()) < _MIN_WORDS:
            others += 1  # deleted, or a stray word
        else:
            postings.append(_posting(item, text, first))
    return Thread(Reading(tuple(postings), tuple(problems)), offers, others)


def _items(answer: Mapping[str, Any]) -> Iterable[Any]:
    """Return the top-level comments of a thread, the hits of a search, or the one item itself; replies are no postings."""
    if isinstance(answer.get("hits"), list):
        return list(answer["hits"])
    children = answer.get("children")
    is_thread = bool(answer.get("title")) and answer.get("type") != "job"
    if is_thread or (isinstance(children, list) and not answer.get("text") and not answer.get("title")):
        return children if isinstance(children, list) else []
    return [answer]


def _body(item: Mapping[str, Any]) -> str:
    """Return the text; of a job story the title stands in the first line."""
    text = str(item.get("text") or item.get("comment_text") or item.get("story_text") or "")
    title = str(item.get("title") or "") if item.get("type") == "job" or not text else ""
    return f"{title}<p>{text}" if title and text else title or text


def _posting(item: Mapping[str, Any], text: str, first: str) -> Posting:
    number = str(item.get("id") or item.get("objectID"))
    stated: dict[str, Any] = {}
    wanted = _SEEKING_FREELANCER.match(first)
    if wanted and len(first) - wanted.end() > 3:
        first = first[wanted.end() :]
    line = read_first_line(first)
    contract = "freelance" if wanted else line.contract
    if contract:
        stated["contract"] = contract
    if line.place:
        stated["place"] = line.place
    return Posting(
        id=number,
        title=one_line(line.title, 140),
        description=text,
        url=f"https://news.ycombinator.com/item?id={number}",
        source="hackernews",
        published=parse_moment(item.get("created_at")) or parse_moment(item.get("created_at_i") or item.get("time")),
        company=one_line(line.company, 80),
        location=one_line(line.place, 120),
        structured=stated,
    )
