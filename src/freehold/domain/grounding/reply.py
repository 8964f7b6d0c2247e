"""A model's structured reply, read without trusting it: wrong types, surplus and excess length are cut away here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Action = Literal["answer", "rephrase", "handover"]
ACTIONS: tuple[Action, ...] = ("answer", "rephrase", "handover")
LONGEST_ANSWER = 4_000
LONGEST_QUOTE = 1_500
LONGEST_TEXT = 40_000
MOST_CITATIONS = 20

#: The order matters: what is known when the answer begins can be checked while it still comes.
SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "action": {"type": "string", "enum": list(ACTIONS)},
        "citations": {
            "type": "array",
            "maxItems": 6,
            "items": {
                "type": "object",
                "properties": {"source": {"type": "string"}, "quote": {"type": "string"}},
                "required": ["source", "quote"],
                "additionalProperties": False,
            },
        },
        "answer": {"type": "string"},
    },
    "required": ["action", "citations", "answer"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Citation:
    """The words of a text on which an answer rests, as the model gave them. `source` is the id of the text."""

    source: str
    quote: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model wants done. Only `action` decides what happens; nothing in `answer` does."""

    action: Action
    answer: str = ""
    citations: tuple[Citation, ...] = ()


def read_reply(data: Mapping[str, Any] | None) -> Reply:
    """Return the reply. What has not the shape that was asked for, or an answer beyond all measure, is a hand-over."""
    if not isinstance(data, Mapping):
        return Reply("handover")
    action, answer = data.get("action"), data.get("answer")
    if action == "rephrase":
        return Reply("rephrase")
    if action != "answer" or not isinstance(answer, str) or len(answer) > LONGEST_ANSWER:
        return Reply("handover")
    return Reply("answer", answer, read_citations(data.get("citations")))


def object_in(text: str) -> Mapping[str, Any] | None:
    """Return the first JSON object in a text that was to be nothing else, None when there is none."""
    begin = text.find("{")
    if begin < 0 or len(text) > LONGEST_TEXT:
        return None
    try:
        found, _end = json.JSONDecoder().raw_decode(text, begin)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def read_citations(given: Any) -> tuple[Citation, ...]:
    """Return the citations that have the right shape and length."""
    if not isinstance(given, list):
        return ()
    found = []
    for item in given[:MOST_CITATIONS]:
        source, quote = (item.get("source"), item.get("quote")) if isinstance(item, Mapping) else (None, None)
        if isinstance(source, str) and isinstance(quote, str) and quote.strip() and len(quote) <= LONGEST_QUOTE:
            found.append(Citation(source.strip(), quote))
    return tuple(found)
