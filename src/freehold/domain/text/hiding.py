"""Tells which text of a page a reader cannot see: by style, by attribute, or by characters that have no shape."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

# Attribute values longer than this are not looked into: no real style is.
_STYLE = re.compile(r"\bstyle\s{0,9}=\s{0,9}(?:\"([^\"]{0,2000})|'([^']{0,2000})|([^\s>\"']{1,500}))", re.IGNORECASE)
_ATTRIBUTE_HIDES = re.compile(r"(?:^|[\s\"'])hidden(?=[\s/=]|$)|aria-hidden\s{0,9}=\s{0,9}[\"']?true", re.IGNORECASE)
_NOT_HIDDEN = re.compile(r"(?:^|[\s\"'])hidden\s{0,9}=\s{0,9}[\"']?false", re.IGNORECASE)
_COLOUR_ATTRIBUTE = re.compile(r"(?:^|\s)(color|bgcolor)\s{0,9}=\s{0,9}[\"']?([#\w]{1,20})", re.IGNORECASE)
_STYLE_HIDES = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|font-size:0*(?:\.0+)?(?:[1-2]?px|pt|em|rem|%)?(?:!important)?(?:;|$)"
    r"|opacity:0*(?:\.0+)?(?:;|$|!)|mso-hide:all|text-indent:-\d{3,}|(?:left|top):-\d{4,}|clip:rect\(0"
)
_ZERO_BOX = re.compile(r"(?:^|;)(?:max-)?(?:height|width):0(?:px)?(?:;|$|!)")
_STYLE_COLOUR = re.compile(r"(?:^|;)(color|background(?:-color)?):([^;!]{1,80})")
_WHITE = re.compile(r"#fff(?:fff)?(?:ff)?\b|\bwhite\b|rgba?\(255,255,255|hsla?\(\d+,\d+%?,100%")
_CLEAR = re.compile(r"transparent|rgba\([^)]*,0(?:\.0+)?\)")


@dataclass(frozen=True, slots=True)
class Paint:
    """How an element is painted: `background` and `colour` are "white", "clear" or "other"."""

    hidden: bool = False
    background: str = "white"
    colour: str = "other"


def paint_of(attributes: str, parent: Paint) -> Paint:
    """Return how an element with these `attributes` (the source between name and ">") is painted inside `parent`."""
    if not attributes or attributes.isspace():
        return parent
    hidden = parent.hidden or (bool(_ATTRIBUTE_HIDES.search(attributes)) and not _NOT_HIDDEN.search(attributes))
    background, colour = parent.background, parent.colour
    for name, value in _COLOUR_ATTRIBUTE.findall(attributes):
        if name.lower() == "color":
            colour = _shade(value.lower())
        else:
            background = _shade(value.lower())
    found = _STYLE.search(attributes)
    if found:
        style = re.sub(r"\s+", "", html.unescape(found.group(1) or found.group(2) or found.group(3) or "")).lower()
        hidden = hidden or bool(_STYLE_HIDES.search(style)) or (bool(_ZERO_BOX.search(style)) and "overflow:hidden" in style)
        for name, value in _STYLE_COLOUR.findall(style):
            if name == "color":
                colour = _shade(value)
            elif _shade(value) != "clear":
                background = _shade(value)
    hidden = hidden or colour == "clear" or (colour == "white" and background == "white")
    return Paint(hidden=hidden, background=background, colour=colour)


def _shade(value: str) -> str:
    if _CLEAR.search(value):
        return "clear"
    return "white" if _WHITE.search(value) else "other"


# Characters without a shape. The joiners U+200C and U+200D are needed by emoji and several scripts and only fall between plain letters.
_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0"
    r"\U000e0000-\U000e0fff]|(?<=[\x00-\x7f])[\u200c\u200d]+"
)
_FLAG = re.compile(r"\U0001f3f4[\U000e0020-\U000e007f]{1,12}")


def invisible_spans(text: str) -> list[tuple[int, int]]:
    """Return where characters without a shape stand; the tags of an emoji flag do not count."""
    if text.isascii():
        return []
    flags = [match.span() for match in _FLAG.finditer(text)]
    spans = [match.span() for match in _INVISIBLE.finditer(text)]
    if not flags:
        return spans
    inside = {index for start, end in flags for index in range(start, end)}
    return [span for span in spans if span[0] not in inside]


def split_invisible(text: str) -> tuple[str, str]:
    """Return the text without shapeless characters, and what they spell (Unicode tag characters stand for ASCII), or ""."""
    spans = invisible_spans(text)
    if not spans:
        return text, ""
    kept, secret, position = [], [], 0
    for start, end in spans:
        kept.append(text[position:start])
        secret.append(spelled(text[start:end]))
        position = end
    kept.append(text[position:])
    return "".join(kept), "".join(secret)


def spelled(characters: str) -> str:
    """Return the ASCII that Unicode tag characters stand for."""
    return "".join(chr(ord(char) - 0xE0000) for char in characters if 0xE0020 <= ord(char) <= 0xE007E)
