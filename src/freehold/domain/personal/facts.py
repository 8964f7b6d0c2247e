"""A fact that is stored about somebody or oneself, worded, with where and when it was learned."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from freehold.domain.grounding.plain import clean

LONGEST_VALUE = 300
_TAG = re.compile(r"<[^<>]{0,2000}>")
_MARKS = str.maketrans("", "", "{}<>")


@dataclass(frozen=True, slots=True)
class StoredFact:
    """`text` is the whole fact in the words of the draft's language; `values` are its parts by the names of a template's variables.

    `kind` is "contact", "client", "posting", "project", "invoice", "offer", "told", "talk", "me", "calendar" or "own_words".
    `source` says in plain words where it is kept, `url` its address in or outside of the program, `on` the day it is of.
    """

    kind: str
    text: str
    source: str = ""
    on: date | None = None
    url: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return the fact as it is kept with a sentence."""
        return {
            "kind": self.kind,
            "text": self.text,
            "source": self.source,
            "on": self.on.isoformat() if self.on else "",
            "url": self.url,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> StoredFact:
        """Return the fact that `as_json` wrote, without the values of variables."""
        on = str(data.get("on") or "")
        day = date.fromisoformat(on) if re.fullmatch(r"\d{4}-\d\d-\d\d", on) else None
        return cls(str(data.get("kind", "")), str(data.get("text", "")), str(data.get("source", "")), day, str(data.get("url", "")))


def value(words: str) -> str:
    """Return words of others as they may stand in a plain mail: one line, no markup, no hidden characters, at most 300 characters."""
    plain = clean(_TAG.sub(" ", words[: LONGEST_VALUE * 10])).translate(_MARKS)
    plain = " ".join(plain.split())
    return plain if len(plain) <= LONGEST_VALUE else plain[:LONGEST_VALUE].rpartition(" ")[0] or plain[:LONGEST_VALUE]
