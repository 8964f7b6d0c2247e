"""Which kind of source a file or a pasted text is, by its name and its first characters."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

_HEADERS = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}", re.MULTILINE)
_MAIL_WORDS = re.compile(r"^(?:from|received|message-id|subject|return-path|mime-version|delivered-to):", re.IGNORECASE | re.MULTILINE)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype html|html|head|body|script|div|article|main)[\s>]", re.IGNORECASE)
_BY_SUFFIX = {
    ".eml": "mail",
    ".csv": "tabular",
    ".tsv": "tabular",
    ".jsonl": "tabular",
    ".ndjson": "tabular",
    ".rss": "rss",
    ".atom": "rss",
    ".html": "jsonld",
    ".htm": "jsonld",
}
_CLAIMED = {".json": "tabular", ".xml": "rss"}


def kind_of(name: str, payload: bytes) -> str:
    """Return the name of the source kind that reads the payload; "text" when nothing else fits."""
    suffix = PurePath(name).suffix.lower()
    by_name = _BY_SUFFIX.get(suffix)
    head = payload[:4000].decode("utf-8", "replace").lstrip("\ufeff \t\r\n").replace("\r\n", "\n")
    # A feed saved by a browser often has the name of a page, and the reverse: the words decide.
    if by_name == "jsonld" or by_name is None:
        by_content = _by_content(head, payload)
        # What calls itself JSON or XML and is none should be told so, not be taken for somebody's words.
        return by_content if by_content != "text" else by_name or _CLAIMED.get(suffix, "text")
    return by_name


def _by_content(head: str, payload: bytes) -> str:
    if _FEED.search(head[:2000]):
        return "rss"
    if head.startswith(("{", "[")):
        return _json_kind(head, payload)
    if _HEADERS.match(head) and len(_MAIL_WORDS.findall(head)) >= 2:
        return "mail"
    if _PAGE.search(head):
        return "jsonld"
    return "text"


def _json_kind(head: str, payload: bytes) -> str:
    try:
        data = json.loads(payload)
    except ValueError:
        return "tabular" if head.startswith("{") else "text"
    if isinstance(data, dict):
        if "children" in data or "story_id" in data or "hits" in data:
            return "hackernews"
        return "jsonld" if "@context" in data or "@graph" in data else "tabular"
    if isinstance(data, list) and data and isinstance(data[0], dict) and "legal" in data[0]:
        return "remoteok"
    return "tabular"
