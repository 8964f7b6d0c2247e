"""JSON in one form only (RFC 8785): the same value has the same bytes on every machine, so that bytes can be signed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

#: The whole numbers that every reader of JSON holds exactly (ECMAScript's Number.MAX_SAFE_INTEGER).
LARGEST = 2**53 - 1
DEEPEST = 32


class NotCanonical(ValueError):  # noqa: N818 - named for what it is, as it is caught
    """A value that has no canonical form here, or bytes that are not JSON of one form."""


def canonical(value: Json) -> bytes:
    """Return the canonical bytes: UTF-8, no white space, names in the order of their UTF-16 code units.

    Amounts travel as text ("1240.00"), so fractions are refused, as are half characters, numbers that not every reader holds
    exactly, names that are no text, and values more than `DEEPEST` deep. Raises NotCanonical.
    """
    return _written(value, 0).encode("utf-8")


def parsed(content: bytes) -> Json:
    """Return the value of canonical bytes, and of no others: one byte more, less or other is refused. Raises NotCanonical."""
    try:
        value: Json = json.loads(content.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise NotCanonical("it is not JSON") from error
    if canonical(value) != content:
        raise NotCanonical("it is JSON, but not in the one form that is signed")
    return value


def _written(value: Json, depth: int) -> str:
    if depth > DEEPEST:
        raise NotCanonical(f"it is more than {DEEPEST} deep")
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical("a number in it is too large")
        return str(value)
    if isinstance(value, Mapping):
        names = list(value)
        if not all(isinstance(name, str) for name in names):
            raise NotCanonical("a name in it is not text")
        pairs = (f"{_text(name)}:{_written(value[name], depth + 1)}" for name in sorted(names, key=_units))
        return "{" + ",".join(pairs) + "}"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "[" + ",".join(_written(one, depth + 1) for one in value) + "]"
    raise NotCanonical(f"a {type(value).__name__} has no place in it")


def _text(value: str) -> str:
    if any(0xD800 <= ord(character) <= 0xDFFF for character in value):
        raise NotCanonical("a text in it holds half a character")
    return json.dumps(value, ensure_ascii=False)


def _units(name: str) -> bytes:
    """Return what names are ordered by; half characters are refused where the name is written."""
    return name.encode("utf-16-be", "surrogatepass")
