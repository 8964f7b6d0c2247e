"""Plain words out of markup and mis-decoded text, for titles, companies, places and the lines of a mail."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from ftfy import fix_encoding
from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_TITLE = 200
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u034f\u00ad]+")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]{0,2000}>")
_UNSEEN = frozenset({"script", "style", "head", "title", "noscript", "template", "svg", "object", "iframe", "-comment", "_comment"})
_BLOCKS = frozenset(
    ["address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
     "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "section", "table", "tbody", "td", "tfoot",
     "th", "thead", "tr", "ul"]
)  # fmt: skip
_HEADINGS = {"h1": 40.0, "h2": 36.0, "h3": 32.0, "h4": 28.0}
_FONT_SIZE = re.compile(r"font-size\s*:\s*(\d{1,3}(?:\.\d+)?)\s*(px|pt|em|rem)?", re.IGNORECASE)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])", re.IGNORECASE)
_BOLD_CLASS = re.compile(r"\b(?:font-)?(?:bold|strong)\b|strong-text", re.IGNORECASE)
_MAX_DEPTH = 1000
_TAG_NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]{0,40})")
_ANY_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>?")
# Void elements, and those that end where the next of their kind begins.
_NEVER_NESTED = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "p", "li", "td", "th",
     "tr", "tbody", "thead", "tfoot", "dt", "dd", "option", "optgroup", "a", "html", "head", "body"]
)  # fmt: skip
# These close themselves inside a drawing, and only there.
_SHAPES = frozenset(["path", "circle", "rect", "line", "polygon", "polyline", "ellipse", "use", "stop", "image"])


@dataclass(slots=True)
class Line:
    """One visible line of a mail. `href` is the link it stands in, "" for none; `weight` tells how much it stands out (0 = plain)."""

    text: str
    href: str = ""
    weight: float = 0.0


def mended(text: str) -> str:
    """Return `text` with UTF-8 that was decoded as something else put right ("DiagnÃ³stico" → "Diagnóstico")."""
    return text if text.isascii() else fix_encoding(text)


def one_line(text: str, limit: int = MAX_TITLE) -> str:
    """Return `text` without markup and entities, mended, on one line of at most `limit` characters (cut at a word)."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    line = _SPACE.sub(" ", mended(html.unescape(text))).strip()
    if len(line) <= limit:
        return line
    return line[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:-–—|") + "…"


def parsed_html(markup: str) -> LexborHTMLParser:
    """Return the parsed page. Markup nested deeper than any real page, which would take the parser hours, loses its tags first."""
    return LexborHTMLParser(_ANY_TAG.sub("\n", markup) if _depth(markup) > _MAX_DEPTH else markup)


def _depth(markup: str) -> int:
    """Return at least how deep the elements are nested, in one pass; browsers stop at 512."""
    depth = deepest = 0
    drawing = False
    for found in _TAG_NAME.finditer(markup):
        name = found[2].lower()
        drawing = name == "svg" or (drawing and name in _SHAPES)
        if name in _NEVER_NESTED or (drawing and name in _SHAPES):
            continue
        depth = max(0, depth - 1) if found[1] else depth + 1
        deepest = max(deepest, depth)
    return deepest


def html_lines(markup: str) -> list[Line]:
    """Return the visible lines of an HTML mail in reading order, each with the link it stands in. Linear time; never fails."""
    body = parsed_html(markup).body
    collector = _Collector()
    if body is not None:
        collector.walk(body)
    collector.flush()
    return collector.lines


class _Collector:
    """Walks the tree without recursion and gathers runs of text until a block or a link begins or ends."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._words: list[str] = []
        self._href = ""
        self._weight = 0.0

    def flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._words)).strip()
        if text:
            self.lines.append(Line(text, self._href, self._weight))
        self._words, self._weight = [], 0.0

    def walk(self, root: LexborNode) -> None:
        # (node, link around it, how much it stands out, leaving?)
        stack: list[tuple[LexborNode, str, float, bool]] = [(root, "", 0.0, False)]
        while stack:
            node, href, weight, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self.flush()
                continue
            if tag == "-text":
                if href != self._href:
                    self.flush()
                self._href = href
                words = node.text_content or ""
                self._words.append(words)
                if words.strip():
                    self._weight = max(self._weight, weight)
                continue
            if tag in _UNSEEN or _is_hidden(node):
                continue
            if tag == "a":
                href = (node.attributes.get("href") or "").strip() or href
                if href:
                    self._mark(node, href)
            weight = _weight(node, tag, weight)
            block = tag in _BLOCKS
            if block:
                self.flush()
                stack.append((node, href, weight, True))
            stack.extend((child, href, weight, False) for child in reversed(list(node.iter(include_text=True))))

    def _mark(self, node: LexborNode, href: str) -> None:
        """Keep the place of a link that holds only a picture."""
        if not (node.text(deep=True) or "").strip():
            self.flush()
            self.lines.append(Line("", href))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _weight(node: LexborNode, tag: str, inherited: float) -> float:
    if tag in _HEADINGS:
        return _HEADINGS[tag]
    style = node.attributes.get("style") or ""
    weight = inherited
    if (size := _FONT_SIZE.search(style)) is not None:
        scale = 16.0 if (size[2] or "px").lower() in {"em", "rem"} else 1.0
        weight = float(size[1]) * scale
    if tag in {"b", "strong"} or _BOLD.search(style) or _BOLD_CLASS.search(node.attributes.get("class") or ""):
        weight = max(weight, 16.0) + 4.0
    return weight
