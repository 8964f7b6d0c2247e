"""Cuts a Markdown or text file into paragraphs that can be quoted, each with the headings above it as its source."""

from __future__ import annotations

import re

from freehold.domain.retrieval import Passage

MOST_LETTERS = 1_500
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1")


def read_markdown(text: str, *, source: str, url: str = "") -> list[Passage]:
    """Return the paragraphs of a text. Marks of Markdown (emphasis, links) are taken off; nothing else is changed."""
    trail: list[str] = []
    block: list[str] = []
    found: list[Passage] = []

    def close() -> None:
        words = _plain("\n".join(block)).strip()
        block.clear()
        where = " › ".join([source, *filter(None, trail)])
        found.extend(Passage(id=f"{source}#{len(found) + at}", text=part, source=where, url=url) for at, part in enumerate(_parts(words)))

    for line in text.replace("\r\n", "\n").split("\n"):
        heading = _HEADING.match(line)
        if heading:
            close()
            level = len(heading.group(1))
            trail[:] = [*trail[: level - 1], *([""] * (level - 1 - len(trail))), _plain(heading.group(2))]
        elif not line.strip():
            close()
        else:
            block.append(line)
    close()
    return found


def _plain(text: str) -> str:
    return _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))


def _parts(words: str) -> list[str]:
    parts = []
    while len(words) > MOST_LETTERS:
        cut = max(words.rfind(". ", 0, MOST_LETTERS), words.rfind("\n", 0, MOST_LETTERS), words.rfind(" ", 0, MOST_LETTERS))
        cut = cut + 1 if cut > 0 else MOST_LETTERS
        parts.append(words[:cut].strip())
        words = words[cut:].strip()
    return [part for part in [*parts, words] if part]
