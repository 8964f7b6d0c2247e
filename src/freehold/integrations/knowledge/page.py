"""Reads a page of the web into paragraphs that can be quoted: only what a reader sees, without menus and footers.

What a page says is data. Text that a reader cannot see is left out; whoever shows the page to its owner is told that there was some.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from freehold.domain.errors import UserError
from freehold.domain.text.hiding import split_invisible
from freehold.domain.text.html_scan import RAW_TEXT, VOID, Scan

MOST_BYTES = 3_000_000
MOST_BLOCKS = 2_000
LONGEST_BLOCK = 1_500
SHORTEST_BLOCK = 25
"""Shorter lines are buttons and labels more often than sentences, unless they end like one."""

_LEFT_OUT = frozenset(
    [
        "head",
        "title",
        "template",
        "noscript",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "nav",
        "footer",
        "form",
        "button",
        "select",
        "textarea",
        "dialog",
        "menu",
    ]
)
_LEVELS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6, "dt": 7, "summary": 7}
_CELLS = frozenset({"td", "th"})
_GROUPS = frozenset({"details", "dl"})
ENDS = 0
"""In place of a level: what a term or summary was the heading of ends here."""
_MENU_NAMES = frozenset(
    ["nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs", "cookie", "cookies", "consent", "sidebar", "footer", "skip-link"]
)
_MENU_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "menu", "menubar", "dialog", "alertdialog"])
_NAMED = re.compile(r"\b(class|id|role)\s{0,9}=\s{0,9}(?:\"([^\"]{0,300})|'([^']{0,300})|([^\s>\"']{1,100}))", re.IGNORECASE)
_MAIN = re.compile(r"<main[\s>]", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html[^>]{0,500}?\slang\s{0,5}=\s{0,5}[\"']?([A-Za-z]{2})\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w-]{2,20})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as it stands on the page, and the headings above it."""

    text: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What a reader sees of a page. `hidden` is what was there and cannot be seen; `language` is what the page says it is in."""

    title: str
    language: str
    blocks: tuple[Block, ...]
    hidden: tuple[str, ...] = ()


class _PageScan(Scan):
    """Reads the visible text of a page, without the parts that stand on every page of a site, and notes where headings stand."""

    def __init__(self, raw: str) -> None:
        self.headings: list[tuple[int, int, int]] = []
        """(level, start, end) in the text."""
        self._left_out: list[int] = []
        self._mains: list[int] = []
        self._heading: list[tuple[str, int]] = []
        self._in_row = False
        # What stands in <main> is what the page is about; a page without it, or with several, is read whole.
        self._has_main = len(_MAIN.findall(raw)) == 1
        super().__init__(raw)

    def _start_tag(self, name: str, attributes: str, at: int) -> None:
        self._in_row = name in _CELLS
        super()._start_tag(name, attributes, at)
        self._in_row = False
        if name in VOID or name in RAW_TEXT:
            return
        depth = len(self._stack)
        if name in _LEFT_OUT or (name not in {"html", "body", "main", "article"} and _is_menu(attributes)):
            self._left_out.append(depth)
        elif name == "main":
            self._mains.append(depth)
        elif name in _LEVELS:
            self._newline(at)
            self._heading.append((name, self._length))

    def _end_tag(self, name: str) -> None:
        if self._heading and self._heading[-1][0] == name:
            _name, start = self._heading.pop()
            self.headings.append((_LEVELS[name], start, self._length))
            self._newline(None)
        elif name in _GROUPS:
            self.headings.append((ENDS, self._length, self._length))
        self._in_row = name in _CELLS
        super()._end_tag(name)
        self._in_row = False

    def _newline(self, at: int | None, *, force: bool = False) -> None:
        if not self._in_row:
            super()._newline(at, force=force)
        elif self._length and not self._at_line_start and not self._hidden_now():
            # The cells of a row are one line: "Cover  €650" is what a reader sees.
            place = at if at is not None else self.runs[-1][3]
            self._write(" ", place, place, literal=False)

    def _pop(self) -> str:
        name = super()._pop()
        for depths in (self._left_out, self._mains):
            while depths and depths[-1] > len(self._stack):
                depths.pop()
        return name

    def _emit(self, text: str, start: int, end: int, *, literal: bool) -> None:
        if not self._left_out and (self._mains or not self._has_main):
            # Line ends inside a paragraph are blanks; a paragraph ends at its tag.
            super()._emit(re.sub(r"\s+", " ", text), start, end, literal=literal)


def read_page(payload: bytes, *, source: str, content_type: str = "") -> Page:
    """Return what a reader sees of an HTML page, in linear time whatever the page. `source` is used in messages only.

    Raises UserError for a page that is too large, or that holds no sentence at all.
    """
    if len(payload) > MOST_BYTES:
        raise UserError(f"{source} is larger than 3 MB and was not read. Give the address of the part that matters.")
    raw = _decoded(payload, content_type).replace("\x00", "")
    scan = _PageScan(raw)
    blocks = tuple(_blocks(scan))
    if not blocks:
        raise UserError(
            f"{source} holds no text that a reader could see without running its scripts. Nothing was taken in. "
            "Save the page as PDF, or paste its text into a file, and add that."
        )
    title, language = _TITLE.search(raw), _LANGUAGE.search(raw)
    return Page(
        " ".join(split_invisible(html.unescape(title.group(1)))[0].split())[:300] if title else "",
        language.group(1).lower() if language else "",
        blocks,
        tuple(dict.fromkeys([*scan.hidden, *_invisible(scan)])),
    )


def blocks_of_text(text: str) -> list[Block]:
    """Return the paragraphs of a plain text, parted by blank lines."""
    shown, _secret = split_invisible(text)
    parts = [part for chunk in re.split(r"\n\s*\n", shown) for part in _parts(chunk.strip())]
    return [Block(part) for part in parts if _is_sentence(part)][:MOST_BLOCKS]


def _blocks(scan: _PageScan) -> list[Block]:
    found: list[Block] = []
    trail: dict[int, str] = {}
    seen: set[str] = set()
    text, start, at = scan.text(), 0, 0
    for line in text.split("\n"):
        shown = " ".join(split_invisible(line)[0].split())
        is_heading = False
        while at < len(scan.headings) and scan.headings[at][1] <= start:
            level, begin, end = scan.headings[at]
            at += 1
            is_heading = is_heading or begin == start < end
            trail = {depth: words for depth, words in trail.items() if depth < (level or _LEVELS["dt"])}
            if level and begin == start and shown:
                trail[level] = shown[:200]
        if not is_heading:
            above = " › ".join(trail[depth] for depth in sorted(trail))[:300]
            for part in _parts(shown):
                # The same line in every card of a page is quoted once.
                if _is_sentence(part) and (key := f"{above}\0{part}") not in seen:
                    seen.add(key)
                    found.append(Block(part, above))
        start += len(line) + 1
    return found[:MOST_BLOCKS]


def _invisible(scan: _PageScan) -> list[str]:
    secret = " ".join(split_invisible(scan.text())[1].split())
    return [secret] if secret else []


def _is_menu(attributes: str) -> bool:
    for name, *values in _NAMED.findall(attributes):
        words = set("".join(values).lower().split())
        if words & (_MENU_ROLES if name.lower() == "role" else _MENU_NAMES):
            return True
    return False


def _decoded(payload: bytes, content_type: str) -> str:
    named = _CHARSET.search(content_type.encode("ascii", "ignore")) or _CHARSET.search(payload[:2_000])
    for encoding in filter(None, ("utf-8-sig", named.group(1).decode("ascii") if named else "")):
        try:
            return payload.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return payload.decode("cp1252", errors="replace")


def _is_sentence(text: str) -> bool:
    count = len(text.split())
    return len(text) >= SHORTEST_BLOCK or (count > 1 and text.endswith((".", "!", "?", "…"))) or (count > 2 and any(map(str.isdigit, text)))


def _parts(text: str) -> list[str]:
    parts = []
    while len(text) > LONGEST_BLOCK:
        places = (text.rfind(mark, LONGEST_BLOCK // 2, LONGEST_BLOCK) for mark in (". ", "\n", " "))
        cut = next((place for place in places if place > 0), -1)
        cut = cut + 1 if cut > 0 else LONGEST_BLOCK
        parts.append(text[:cut].strip())
        text = text[cut:].strip()
    return [part for part in [*parts, text] if part]
