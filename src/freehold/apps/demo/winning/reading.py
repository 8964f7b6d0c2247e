"""Reads the file that says how a trade's demo wins its work; what it does not know is a fault of the file."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from importlib.resources import files
from typing import Any

from freehold.apps.demo.dates import render
from freehold.apps.demo.reading import check_trade
from freehold.domain.errors import SystemFault

Row = dict[str, Any]
OUTCOMES = ("sent", "replied", "bounced", "opted_out", "won", "left_out")
ENDS = ("draft", "asked", "accepted", "declined", "expired")

_CLIENT = frozenset(("key", "kind", "name", "line1", "postcode", "city", "region", "country", "language", "email", "phone", "website"))
_TEXTS = frozenset(("subject", "body", "follow_up_subject", "follow_up_body"))
_CAMPAIGN = frozenset(("name", "purpose", "language", "tone", "people")) | _TEXTS
_SENT = frozenset(("client", "to", "day", "language", "tone", "length", "source", "brief", "title", "hours", "end"))
#: What a row of each list may hold.
_KNOWN = {
    "clients": _CLIENT | {"vat_id", "tags", "field", "note", "day", "people"},
    "known": frozenset(("client", "tags", "field", "note", "people")),
    "people": frozenset(("key", "name", "email", "role", "phone", "language", "legal_form", "basis")),
    "proposals": _SENT | {"company", "opportunity", "answered", "who", "text", "quote", "project"},
    "running": _CAMPAIGN | {"day"},
    "planned": _CAMPAIGN | {"day"},
    "field": frozenset(("name", "choices")),
    "suppressed": frozenset(("address", "day", "note")),
    "page": frozenset(("greeting", "parts", "reply_days", "brief")),
    "brief": frozenset(("name", "email", "company", "what", "when", "budget", "day")),
    "writing": frozenset(("dialect", "dictionary", "favourites", "banned")),
}


@dataclass(frozen=True, slots=True)
class WinningFile:
    """One trade's file. Days are counted from today; what lies behind is negative.

    `clients` are people who are no clients of the books, `known` says more of those who are. `people` of `running` are
    [person, outcome, day sent, day of the outcome], of `planned` persons. `basis` is [basis, source, day, note].
    """

    field: Row
    clients: list[Row]
    known: list[Row]
    suppressed: Row
    postal_address: str
    running: Row
    planned: Row
    proposals: list[Row]
    page: Row
    writing: Row


def read_winning(trade: str, today: date) -> WinningFile:
    """Return a trade's file with its dates filled in. Raises SystemFault naming what is missing, or not known, and where."""
    check_trade(trade)
    data = json.loads(files("freehold.apps.demo").joinpath("data", trade, "winning.json").read_text(encoding="utf-8"))
    _exactly(data, {one.name for one in fields(WinningFile)}, trade)
    for name in ("clients", "known", "proposals"):
        for row in data[name]:
            _within(row, name, trade)
            for person in row.get("people", ()):
                _within(person, "people", trade)
    for name in ("running", "planned", "field", "suppressed", "page", "writing"):
        _exactly(data[name], _KNOWN[name], f"{trade}: {name}")
    _exactly(data["page"]["brief"], _KNOWN["brief"], f"{trade}: brief")
    for row in data["proposals"]:
        if row["end"] not in ENDS:
            raise SystemFault(f"{trade}: a proposal ends with {row['end']!r}, which is none of {', '.join(ENDS)}")
    for _person, outcome, *_days in data["running"]["people"]:
        if outcome not in OUTCOMES:
            raise SystemFault(f"{trade}: an approach ends with {outcome!r}, which is none of {', '.join(OUTCOMES)}")
    return WinningFile(**render(data, today, "en"))


def _exactly(row: Row, names: Iterable[str], where: str) -> None:
    wanted = set(names)
    if set(row) != wanted:
        raise SystemFault(f"{where}: missing {sorted(wanted - set(row))}, not known {sorted(set(row) - wanted)}")


def _within(row: Row, kind: str, where: str) -> None:
    unknown = sorted(set(row) - _KNOWN[kind])
    if unknown:
        raise SystemFault(f"{where}: {kind} have no {unknown}")
