"""One vCard 4.0: escaped, and folded at 75 bytes as the standard asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

FOLD_AT = 75


def card(properties: Iterable[tuple[str, str | Sequence[str]]]) -> str:
    """Return a card of (name with parameters, value); a list of values is a structured one. Empty ones are left out."""
    lines = ["BEGIN:VCARD", "VERSION:4.0"]
    for name, value in properties:
        parts = [value] if isinstance(value, str) else value
        text = ";".join(escaped(part) for part in parts) if any(parts) else ""
        if text:
            lines.append(f"{name}:{text}")
    lines.append("END:VCARD")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def escaped(text: str) -> str:
    """Return a text as it stands in a value."""
    plain = text.replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    return plain.replace("\\", "\\\\").replace("\n", "\\n").replace(",", "\\,").replace(";", "\\;")


def _folded(line: str) -> list[str]:
    """Part a line so that no part is longer than 75 bytes and no letter is torn."""
    found, part, size = [], "", 0
    for letter in line:
        wide = len(letter.encode("utf-8", "replace"))
        if size + wide > FOLD_AT:
            found.append(part)
            part, size = " ", 1
        part, size = part + letter, size + wide
    return [*found, part]
