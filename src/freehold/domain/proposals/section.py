"""The sections of a proposal, and the hash of what a client accepts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Key = Literal["opening", "work", "evidence", "answers", "way", "price", "terms", "next"]
Tone = Literal["warm", "plain", "formal"]
Length = Literal["short", "usual", "long"]

#: In the order of reading.
KEYS: tuple[Key, ...] = ("opening", "work", "evidence", "answers", "way", "price", "terms", "next")
TONES: tuple[Tone, ...] = ("warm", "plain", "formal")
LENGTHS: tuple[Length, ...] = ("short", "usual", "long")
LONGEST_TEXT = 20_000
LONGEST_TITLE = 200
MOST_SECTIONS = 20


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part. `key` is one of KEYS, or one of the owner's own."""

    key: str
    title: str
    text: str


def sections_to_json(sections: Iterable[Section]) -> list[dict[str, str]]:
    """Return the sections as JSON values."""
    return [{"key": one.key, "title": one.title, "text": one.text} for one in sections]


def sections_from_json(rows: Sequence[Mapping[str, Any]]) -> tuple[Section, ...]:
    """Return what `sections_to_json` wrote; what a row lacks is empty, what is too long is cut."""
    return tuple(
        Section(
            _plain(row.get("key"))[:40] or f"own{number}",
            " ".join(_plain(row.get("title")).split())[:LONGEST_TITLE],
            _plain(row.get("text")).strip()[:LONGEST_TEXT],
        )
        for number, row in enumerate(rows[:MOST_SECTIONS], start=1)
    )


def text_hash(sections: Iterable[Section], price: Mapping[str, Any], *, title: str) -> str:
    """Return the SHA-256 of all that is proposed, the same for the same words and numbers."""
    told = {"title": title, "sections": sections_to_json(sections), "price": price}
    return hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def whole_text(sections: Iterable[Section]) -> str:
    """Return the sections as one text, with their titles, as it is compared word by word."""
    return "\n\n".join(f"{one.title}\n{one.text}".strip() for one in sections)


def _plain(value: object) -> str:
    """Return text that every database and mail can hold."""
    text = value if isinstance(value, str) else ""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
