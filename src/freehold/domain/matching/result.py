"""The outcome of comparing one profile with one posting (or one brief with one profile)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

State = Literal["scored", "unscored", "blocked"]
ReasonKind = Literal[
    "must", "nice", "skill", "similar", "title", "pay", "place", "time", "language", "experience", "client", "risk", "fresh", "learned"
]
QuoteSource = Literal["posting", "profile", ""]


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of a score. `points` is rounded to a tenth; `quote` is literal in the posting or the profile, as `source` says.

    `text` is English; `template` and `params` let an app word it again in another language (`wording.TEMPLATES`).
    """

    points: float
    kind: ReasonKind
    text: str
    quote: str = ""
    source: QuoteSource = ""
    template: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Block:
    """A constraint that the posting breaks; it blocks whatever the score, and is always shown."""

    constraint: str
    text: str
    quote: str = ""
    template: str = ""
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """`score == round(sum(points))` clipped to 0..100 when scored; None when unscored (nothing to judge by, which is not zero).

    A blocked match keeps the score it would have had.
    """

    id: str
    state: State
    score: int | None
    reasons: tuple[Reason, ...] = ()
    blocked_by: tuple[Block, ...] = ()
