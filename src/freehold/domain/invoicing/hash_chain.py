"""What makes a later change visible: canonical JSON, SHA-256 of every part, and a chain in which each entry seals the one before."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from freehold.domain.errors import Problem, SystemFault

# What the first entry of a chain follows.
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class ChainEntry:
    """One link as it was stored: its position from 1, the hash it follows, the parts it seals, and its own hash."""

    position: int
    previous_hash: str
    parts: Mapping[str, str]
    hash: str
    name: str = ""


def canonical_json(value: Any) -> bytes:
    """Return the one spelling of `value`: sorted keys, no blanks, UTF-8, decimals as strings, days and moments in ISO 8601.

    Dataclasses become objects of their fields, bytes Base64. Raises SystemFault for a float, whose spelling is not exact,
    for a moment without time zone, and for anything unknown.
    """
    return json.dumps(_plain(value), ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")).encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of `content` as 64 hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def digests(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each part by its name ("json", "xml", "pdf")."""
    return {name: digest(content) for name, content in parts.items()}


def link(previous_hash: str, parts: Mapping[str, str]) -> str:
    """Return the hash of an entry that follows `previous_hash` (GENESIS for the first) and seals `parts`, name → text or digest."""
    return digest(canonical_json({"previous": previous_hash, "parts": dict(parts)}))


def check_chain(entries: Iterable[ChainEntry]) -> list[Problem]:
    """Return what is wrong in a chain, in its order: a position left out, a broken link, an entry that is not what was sealed."""
    problems, previous, expected = [], GENESIS, 1
    for entry in entries:
        where = entry.name or f"entry {entry.position}"
        if entry.position != expected:
            problems.append(Problem(where, f"the chain jumps from {expected - 1} to {entry.position}", "Something between was removed"))
        elif not hmac.compare_digest(entry.previous_hash, previous):
            problems.append(Problem(where, "it does not follow the entry before it", "One of the two was changed or replaced"))
        if not hmac.compare_digest(entry.hash, link(entry.previous_hash, entry.parts)):
            problems.append(Problem(where, "it is not what was sealed when it was written", "It was changed later"))
        previous, expected = entry.hash, entry.position + 1
    return problems


def check_parts(sealed: Mapping[str, str], stored: Mapping[str, bytes], *, where: str) -> list[Problem]:
    """Return which of a document's stored parts are not the ones whose digests were sealed: changed, lost, or added."""
    problems = []
    for name in sorted(sealed.keys() | stored.keys()):
        if name not in stored:
            problems.append(Problem(where, f"its {name} is lost", "Restore it from a backup"))
        elif name not in sealed:
            problems.append(Problem(where, f"its {name} was added after it was issued"))
        elif not hmac.compare_digest(sealed[name], digest(stored[name])):
            problems.append(Problem(where, f"its {name} was changed after it was issued", "Restore it from a backup"))
    return problems


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise SystemFault("a sealed document cannot hold an amount that is no number")
        return format(value, "f")
    if isinstance(value, datetime):
        if value.utcoffset() is None:
            raise SystemFault("a sealed document cannot hold a moment without time zone")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, bytearray)):
        return b64encode(value).decode("ascii")
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        if not all(isinstance(key, str) for key in value):
            raise SystemFault("the keys of a sealed document are texts")
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    raise SystemFault(f"a sealed document cannot hold a {type(value).__name__}")
