"""A text in the form in which quotes are compared: one kind of blank, of quotation mark and of dash; places lead back to the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from freehold.domain.text.hiding import invisible_spans

_SAME = {
    **dict.fromkeys("‘’‚‛′`´ʼ＇", "'"),
    **dict.fromkeys("“”„‟″«»‹›＂", '"'),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    "⁄": "/",
}
# Most texts are plain letters: the same in one go.
_ASCII = {code: (ord("'") if chr(code) == "`" else ord(" ")) for code in range(128) if chr(code) == "`" or not chr(code).isprintable()}


@dataclass(frozen=True, slots=True)
class Plain:
    """The `words` of a text to compare by; `at[i]` is the place of `words[i]` in the original."""

    words: str
    at: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where `words[start:end]` stands in the original."""
        return self.at[start], self.at[end - 1] + 1


def plain(text: str) -> Plain:
    """Return the text casefolded, without invisible characters, with single blanks, and with every digit of every script as 0 to 9."""
    hidden = {index for start, end in invisible_spans(text) for index in range(start, end)}
    letters: list[str] = []
    places: list[int] = []
    for index, sign in enumerate(text):
        if index in hidden:
            continue
        for letter in _letters(sign):
            if letter == " " and (not letters or letters[-1] == " "):
                continue
            letters.append(letter)
            places.append(index)
    if letters and letters[-1] == " ":
        letters.pop()
        places.pop()
    return Plain("".join(letters), tuple(places))


def plain_words(text: str) -> str:
    """Return only the words of `plain`."""
    if text.isascii():
        return " ".join(text.translate(_ASCII).lower().split())
    return plain(text).words


def _letters(sign: str) -> str:
    if sign.isascii():
        return _SAME.get(sign) or (sign.lower() if sign.isprintable() else " ")
    known = _SAME.get(sign)
    if known is not None:
        return known
    if sign.isspace():
        return " "
    digit = unicodedata.decimal(sign, None)
    if digit is not None:
        return str(digit)
    if unicodedata.category(sign).startswith("C"):
        return ""
    return "".join(_SAME.get(letter, letter) for letter in unicodedata.normalize("NFKD", sign).casefold())


def clean(text: str) -> str:
    """Return the text as it may be shown: without invisible and control characters, with single blanks."""
    hidden = {index for start, end in invisible_spans(text) for index in range(start, end)}
    kept = (
        " " if sign.isspace() else sign
        for index, sign in enumerate(text)
        if index not in hidden and (sign.isspace() or not unicodedata.category(sign).startswith("C"))
    )
    return " ".join("".join(kept).split())
