"""What can be answered from: entries with a question and its phrasings, and texts that are quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question with its other phrasings and the approved answer. Valid from `valid_from` to `valid_until`, both included."""

    id: str
    question: str
    answer: str
    phrasings: tuple[str, ...] = ()
    language: str = ""
    source: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    @property
    def wordings(self) -> tuple[str, ...]:
        """The question and its phrasings, each once."""
        return tuple(dict.fromkeys(text.strip() for text in (self.question, *self.phrasings) if text.strip()))

    def holds_on(self, day: date) -> bool:
        """Tell whether the answer is valid on `day`."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A paragraph of a page or document. `source` is shown with what is quoted; `url` may lead to it."""

    id: str
    text: str
    source: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand literally in the knowledge, with where they stand."""

    text: str
    source: str
    url: str = ""
    origin: str = ""
    """The id of the entry or passage."""


Action = Literal["answer", "rephrase", "handover"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What to do with a question. `quotes` are empty unless `action` is "answer"; `confidence` is a probability from 0 to 1.

    `why` says it in a code: "entry", "passage", "unsure", "unknown", "empty", "asked_for_person"; `near` names the entry that came closest.
    """

    action: Action
    quotes: tuple[Quote, ...]
    confidence: float
    why: str
    near: str = ""


def valid_entries(entries: Sequence[Entry], today: date) -> list[Entry]:
    """Return the entries that hold today and have an answer."""
    return [entry for entry in entries if entry.answer.strip() and entry.wordings and entry.holds_on(today)]
