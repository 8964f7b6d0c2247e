"""Bytes of a statement to text: by byte order mark, then UTF-8, then the code page that reads most like words."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Letters that names and remittance texts of European banks are written with; anything else outside ASCII speaks against a code page.
_WORD_LETTERS = re.compile("[äöüßÄÖÜéèêëàâçîïôùûáíóúñãõåæøÅÆØąćęłńśźżĄĆĘŁŃŚŹŻčďěňřšťůžČĎĚŇŘŠŤŮŽőűŐŰășțâîĂȘȚ€£°§´’–]")
_SINGLE_BYTE = ("cp1252", "latin-1", "cp1250", "cp852", "cp437", "cp850")


def decode(payload: bytes, *, candidates: Sequence[str] = _SINGLE_BYTE) -> tuple[str, str]:
    """Return (text, name of the encoding). Never fails; NUL and a byte order mark are removed."""
    for bom, name in _BOMS:
        if payload.startswith(bom):
            return _clean(payload.decode(name, errors="replace")), name
    if name := _utf16_without_mark(payload):
        return _clean(payload.decode(name, errors="replace")), name
    try:
        return _clean(payload.decode("utf-8")), "utf-8"
    except UnicodeDecodeError:
        name = max(candidates, key=lambda candidate: _likelihood(payload, candidate))
        return _clean(payload.decode(name, errors="replace")), name


def decode_as(payload: bytes, encoding: str) -> str:
    """Return the text in the encoding that a saved dialect names; what does not fit it is decoded by guess instead."""
    try:
        return _clean(payload.decode(encoding))
    except (LookupError, UnicodeError):
        return decode(payload)[0]


def _clean(text: str) -> str:
    return text.lstrip("\ufeff").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")


def _utf16_without_mark(payload: bytes) -> str:
    head = payload[:400]
    if len(head) < 8:
        return ""
    if head[1::2].count(0) > len(head) * 0.4:
        return "utf-16-le"
    return "utf-16-be" if head[0::2].count(0) > len(head) * 0.4 else ""


def _likelihood(payload: bytes, encoding: str) -> float:
    """Score how much the bytes outside ASCII look like letters in words; an earlier candidate wins a tie."""
    foreign = bytes(byte for byte in payload[:400_000] if byte > 127)
    try:
        text = foreign.decode(encoding)
    except UnicodeDecodeError:
        return -1.0
    if not text:
        return 0.0
    return len(_WORD_LETTERS.findall(text)) / len(text)
