"""What is asked and answered about automation exposure: tasks with hour shares in, ranges of hour shares with their grounds out."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from freehold.domain.risk.exposure_index import Shares, Source

Reason = Literal["one_word", "language", "weak", "no_hours"]
NoteCode = Literal["shares_normalised", "shares_equal", "no_tasks", "too_little_matched", "images", "tasks_dropped"]


@dataclass(frozen=True, slots=True)
class Task:
    """One thing a person does; `share` of the service's hours, in any unit (hours, per cent, fractions).

    `left_out` are the keys of published texts, or codes of whole occupations, that the person has said it is not like.
    """

    text: str
    share: float
    left_out: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Service:
    """A service and its tasks; `share` is its part of all hours, in any unit."""

    name: str
    tasks: tuple[Task, ...]
    share: float = 1.0


class Range(NamedTuple):
    """A share of hours, 0 to 1, from its lowest to its highest plausible value."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Matched:
    """A published task or occupation that a task was compared with; `weight` is its part in the figures, 0 to 1.

    `similarity` is a cosine of words and letters, or its mean with the cosine of meanings where the index has them.
    """

    text: str
    title: str
    code: str
    similarity: float
    weight: float
    values: Mapping[str, Shares]
    by_task: bool = True

    @property
    def key(self) -> str:
        """Return what names it in `Task.left_out`: the text, or where all texts of an occupation share one rating the occupation."""
        return key_of(self.code, self.text) if self.by_task else self.code


def key_of(code: str, text: str) -> str:
    """Return the short name of a published text."""
    return f"{code}-{zlib.crc32(text.encode()):08x}"


@dataclass(frozen=True, slots=True)
class TaskExposure:
    """One task: its part of the service's hours, its matches (best first), each source's figures. `reason` says why it was refused."""

    text: str
    share: float
    similarity: float = 0.0
    matches: tuple[Matched, ...] = ()
    by_source: Mapping[str, Shares] = field(default_factory=dict)
    spread: Mapping[str, Shares] = field(default_factory=dict)
    reason: Reason | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the person must know; `subject` is the service it is about, `value` the number in it."""

    code: NoteCode
    subject: str
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class ServiceExposure:
    """One service. The ranges are of the matched hours (`covered` of all); None where fewer than half could be matched.

    `ranks` are indices that only order occupations: the service's place, 0 (least exposed) to 1.
    """

    name: str
    share: float
    covered: float
    little: Range | None
    assisted: Range | None
    largely: Range | None
    by_source: Mapping[str, Shares]
    tasks: tuple[TaskExposure, ...]
    refused: tuple[TaskExposure, ...]
    ranks: Mapping[str, float]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Exposure:
    """All services together and each; `sources` are those that the figures come from. Exposure is not displacement."""

    services: tuple[ServiceExposure, ...]
    covered: float
    little: Range | None
    assisted: Range | None
    largely: Range | None
    by_source: Mapping[str, Shares]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]

    @property
    def refused(self) -> tuple[TaskExposure, ...]:
        """Return the tasks of all services that no figure could be given for."""
        return tuple(task for service in self.services for task in service.refused)
