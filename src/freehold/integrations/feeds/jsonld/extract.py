"""Finds schema.org JobPosting objects in a page: JSON-LD (lists, @graph, nested) and microdata, as plain dictionaries."""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_FOUND = 200
_MAX_STEPS = 200_000
_MAX_DEPTH = 60
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\s*\]\]>|\]\]>)\s*;?\s*$"
)
_VALUE_OF = {"meta": "content", "a": "href", "link": "href", "img": "src", "time": "datetime", "data": "value", "meter": "value"}


def job_postings(page: LexborHTMLParser) -> tuple[list[dict[str, Any]], int]:
    """Return the job postings of a page, JSON-LD first, and how many JSON-LD blocks could not be read."""
    found: list[dict[str, Any]] = []
    broken = 0
    for script in page.css('script[type*="ld+json" i]'):
        block = _parse(script.text(deep=True) or "")
        if block is None:
            broken += 1
            continue
        found.extend(posting for posting in _walk(block) if len(found) < MAX_FOUND)
    if not found:
        found = [_microdata(node) for node in page.css("[itemtype]") if _is_posting_type(node.attributes.get("itemtype"))][:MAX_FOUND]
    return found, broken


def postings_in_json(text: str) -> list[dict[str, Any]]:
    """Return the job postings of JSON-LD that stands alone, without a page around it."""
    return list(itertools.islice(_walk(_parse(text)), MAX_FOUND))


def _parse(text: str) -> Any:
    """Return the JSON of a script block, None when it is not JSON. Comments, raw line breaks and a last semicolon are forgiven."""
    text = _COMMENT.sub("", _COMMENT.sub("", text.strip())).strip().rstrip(";")
    for candidate in (text, html.unescape(text), re.sub(r",(\s*[}\]])", r"\1", text)):
        try:
            return json.loads(candidate, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _is_posting_type(value: Any) -> bool:
    names = value if isinstance(value, list) else str(value or "").split()
    return any(re.split(r"[/:#]", str(name).rstrip("/"))[-1] == "JobPosting" for name in names)


def _walk(block: Any) -> Iterator[dict[str, Any]]:
    """Yield the job postings anywhere in a block, in order, without recursion."""
    stack = [block]
    steps = 0
    while stack and steps < _MAX_STEPS:
        steps += 1
        value = stack.pop()
        if isinstance(value, list):
            stack.extend(reversed(value))
        elif isinstance(value, dict):
            if _is_posting_type(value.get("@type") or value.get("type")):
                yield value
            else:
                stack.extend(reversed([inner for inner in value.values() if isinstance(inner, dict | list)]))


def _microdata(scope: LexborNode, depth: int = 0) -> dict[str, Any]:
    """Return the properties of one itemscope; nested scopes become dictionaries, repeated names become lists.

    A property may stand inside another, as responsibilities do in a description: both are kept.
    """
    item: dict[str, Any] = {"@type": (scope.attributes.get("itemtype") or "").rsplit("/", 1)[-1]}
    stack = list(reversed(list(scope.iter())))
    while stack:
        node = stack.pop()
        nested = "itemscope" in node.attributes
        for name in (node.attributes.get("itemprop") or "").split():
            _add(item, name, _microdata(node, depth + 1) if nested and depth < _MAX_DEPTH else _value(node))
        if not nested:
            stack.extend(reversed(list(node.iter())))
    if depth == 0 and (stated := scope.css_first("[workplacetype]")) is not None:
        item["workplaceType"] = stated.attributes.get("workplacetype")
    return item


def _add(item: dict[str, Any], name: str, value: Any) -> None:
    if name not in item:
        item[name] = value
    elif isinstance(item[name], list):
        item[name].append(value)
    else:
        item[name] = [item[name], value]


def _value(node: LexborNode) -> str:
    tag = node.tag or ""
    stated = node.attributes.get(_VALUE_OF[tag]) if tag in _VALUE_OF else None
    stated = stated or node.attributes.get("content")
    if stated is not None:
        return stated
    if any(child.tag != "-text" for child in node.iter(include_text=True)):
        return (node.inner_html or "").strip()
    return (node.text(deep=True) or "").strip()
