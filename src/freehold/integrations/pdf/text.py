"""Foreign text made fit for paper: no control characters, no words wider than a column, only addresses that a reader may follow."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

#: A run of this many characters without a place to break gets such places.
LONGEST_WORD = 28
MAX_CHARACTERS = 20_000
_STEP = 14
_BREAK = "\u200b"
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ufeff]")
_NEW_LINE = re.compile(r"\r\n|[\r\u2028\u2029\x85\x0b\x0c]")
_LONG = re.compile(rf"[^\s\u200b/?&=.,;-]{{{LONGEST_WORD},}}")


def clean(value: str) -> str:
    """Return printable text: line ends are one newline, what cannot be seen is gone, what is too long is cut."""
    text = _UNSEEN.sub("", _NEW_LINE.sub("\n", value[:MAX_CHARACTERS])).replace("\t", " ")
    text = "".join(character for character in text if not 0xD800 <= ord(character) <= 0xDFFF)
    return _LONG.sub(lambda word: _BREAK.join(re.findall(rf".{{1,{_STEP}}}", word.group())), text)


def everywhere(tree: Any, change: Callable[[str], str], *, but: frozenset[str]) -> Any:
    """Return the tree of dicts and lists with `change` done to every text that does not stand under a key of `but`."""
    if isinstance(tree, str):
        return change(tree)
    if isinstance(tree, dict):
        return {key: value if key in but else everywhere(value, change, but=but) for key, value in tree.items()}
    if isinstance(tree, list | tuple):
        return [everywhere(value, change, but=but) for value in tree]
    return tree


def paragraphs(text: str) -> list[list[str]]:
    """Return the paragraphs (parted by empty lines), each as its lines."""
    blocks = re.split(r"\n[ \t]*\n", _NEW_LINE.sub("\n", text.strip()))
    return [block.split("\n") for block in blocks if block.strip()]


def web_address(value: str) -> str:
    """Return the address when a reader may follow it (http or https, with a host), else an empty text."""
    try:
        parts = urlsplit(value.strip())
    except ValueError:
        return ""
    return value.strip() if parts.scheme in {"http", "https"} and parts.netloc and not re.search(r"\s", value.strip()) else ""
