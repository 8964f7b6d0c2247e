"""Reads HTML of any quality into visible text, with the place in the source of every literal stretch.

The standard library's parser is not used: it does not give the offsets needed for literal quotes, and some of its versions need
quadratic time for input such as an unclosed tag repeated. Every step here moves forward only, so the time is linear.
"""

from __future__ import annotations

import html
import re
from collections import Counter

from freehold.domain.text.hiding import Paint, paint_of, split_invisible

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"])
INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "button",
        "caption",
        "cite",
        "code",
        "colgroup",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "head",
        "i",
        "iframe",
        "ins",
        "kbd",
        "label",
        "map",
        "mark",
        "nobr",
        "noscript",
        "object",
        "output",
        "picture",
        "q",
        "s",
        "samp",
        "select",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "template",
        "textarea",
        "time",
        "title",
        "tt",
        "u",
        "var",
        "video",
        "audio",
        "canvas",
    ]
)
TAGS = BLOCKS | VOID | INLINE
RAW_TEXT = frozenset({"script", "style"})
UNSEEN = frozenset({"head", "title", "template", "iframe", "object", "svg", "canvas", "audio", "video"})
CLOSES_P = BLOCKS - {"body", "html", "option", "optgroup", "td", "th", "tr", "tbody", "thead", "tfoot", "legend", "summary"}
SIBLINGS = {
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"td", "th", "tr"}),
}

_NAME = re.compile(r"/?([A-Za-z][A-Za-z0-9]{0,14}(?:[:-][A-Za-z0-9]{1,14}){0,3})(?=[\s/>])")
_TAG_STEP = re.compile(r"=\s*([\"'])|>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});|&(?:amp|lt|gt|quot|nbsp)\b")
_MARK = re.compile(r"<(?=[A-Za-z/!?])|&(?=[#A-Za-z])")


class Scan:
    """One pass over `raw`.

    Afterwards there are `text()`, `runs` (text start, text end, raw start, raw end, literal), `hidden`, `comments` and `code`.
    """

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.pieces: list[str] = []
        self.runs: list[tuple[int, int, int, int, bool]] = []
        self.hidden: list[str] = []
        self.comments: list[str] = []
        self.code: list[str] = []
        self.tags = 0
        self._length = 0
        self._at_line_start = True
        self._stack: list[tuple[str, Paint]] = []
        self._open: Counter[str] = Counter()
        self._unseen: list[str] = []
        self._quotes_balanced = True
        self._last_gt = raw.rfind(">")
        self._scan()
        self._flush_unseen()

    def text(self) -> str:
        """Return the visible text."""
        return "".join(self.pieces)

    # reading

    def _scan(self) -> None:
        raw, position, end = self.raw, 0, len(self.raw)
        while position < end:
            mark = _MARK.search(raw, position)
            if mark is None:
                self._literal(position, end)
                return
            at = mark.start()
            if at > position:
                self._literal(position, at)
            after = self._entity(at) if raw[at] == "&" else self._markup(at)
            if after == at:
                self._literal(at, at + 1)
                after = at + 1
            position = after

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self.raw, at)
        if found is None:
            return at
        decoded = html.unescape(found.group())
        if decoded == found.group():
            return at
        self._emit(decoded, at, found.end(), literal=False)
        return found.end()

    def _markup(self, at: int) -> int:
        raw = self.raw
        if raw.startswith("<!--", at):
            close = raw.find("-->", at + 4)
            self._keep(self.comments, raw[at + 4 : close if close >= 0 else len(raw)])
            return close + 3 if close >= 0 else len(raw)
        if at > self._last_gt:
            return at
        if raw.startswith(("<!doctype", "<!DOCTYPE", "<![", "<?"), at):
            return raw.find(">", at) + 1
        found = _NAME.match(raw, at + 1)
        if found is None:
            return at
        name = found.group(1).lower()
        if name not in TAGS and name not in RAW_TEXT and not (":" in name or "-" in name):
            return at
        close = self._tag_end(found.end())
        if close < 0:
            return at
        self.tags += 1
        if raw[at + 1] == "/":
            self._end_tag(name)
            return close + 1
        attributes = raw[found.end() : close]
        if name in RAW_TEXT:
            return self._skip_raw_text(name, close + 1)
        self._start_tag(name, attributes, at)
        return close + 1

    def _tag_end(self, position: int) -> int:
        """Return the index of the ">" that ends a tag; ">" inside a quoted attribute value does not count."""
        raw, start = self.raw, position
        while self._quotes_balanced:
            step = _TAG_STEP.search(raw, position)
            if step is None:
                self._last_gt = -1
                return -1
            if not step.group(1):
                return step.start()
            close = raw.find(step.group(1), step.end())
            if close < 0:
                self._quotes_balanced = False
            position = close + 1
        return raw.find(">", start)

    def _skip_raw_text(self, name: str, position: int) -> int:
        close = re.compile(f"</{name}", re.IGNORECASE).search(self.raw, position)
        end = close.start() if close else len(self.raw)
        self._keep(self.code, self.raw[position:end])
        return end

    # the open elements

    def _start_tag(self, name: str, attributes: str, at: int) -> None:
        if name in CLOSES_P and self._open["p"]:
            self._close_to("p")
        while self._stack and name in SIBLINGS and self._stack[-1][0] in SIBLINGS[name]:
            self._pop()
        if name == "br":
            self._newline(at, force=True)
        elif name in BLOCKS:
            self._newline(at)
        if name in VOID:
            return
        paint = paint_of(attributes, self._stack[-1][1] if self._stack else Paint())
        if name in UNSEEN:
            paint = Paint(hidden=True, background=paint.background, colour=paint.colour)
        self._stack.append((name, paint))
        self._open[name] += 1

    def _end_tag(self, name: str) -> None:
        if name in BLOCKS:
            self._newline(None)
        if self._open[name]:
            self._close_to(name)

    def _close_to(self, name: str) -> None:
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        name, paint = self._stack.pop()
        self._open[name] -= 1
        if paint.hidden and not self._hidden_now():
            self._flush_unseen()
        return name

    # writing

    def _hidden_now(self) -> bool:
        return bool(self._stack) and self._stack[-1][1].hidden

    def _literal(self, start: int, end: int) -> None:
        self._emit(self.raw[start:end], start, end, literal=True)

    def _emit(self, text: str, start: int, end: int, *, literal: bool) -> None:
        if self._hidden_now():
            self._unseen.append(text)
            return
        if self.tags and self._at_line_start and not text.strip():
            return
        self._write(text, start, end, literal=literal)

    def _write(self, text: str, start: int, end: int, *, literal: bool) -> None:
        self.pieces.append(text)
        self.runs.append((self._length, self._length + len(text), start, end, literal))
        self._length += len(text)
        self._at_line_start = text.endswith("\n")

    def _newline(self, at: int | None, *, force: bool = False) -> None:
        if self._hidden_now() or (self._at_line_start and not force) or not self._length:
            return
        place = at if at is not None else self.runs[-1][3]
        self._write("\n", place, place, literal=False)

    def _flush_unseen(self) -> None:
        self._keep(self.hidden, "".join(self._unseen))
        self._unseen.clear()

    @staticmethod
    def _keep(where: list[str], text: str) -> None:
        visible, secret = split_invisible(text)
        for part in (visible, secret):
            tidy = " ".join(part.split())
            if tidy:
                where.append(tidy)
