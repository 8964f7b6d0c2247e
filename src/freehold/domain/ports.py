"""The ports: what the inner floors ask of the outer ones, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from freehold.domain.errors import Problem
from freehold.domain.postings.posting import Posting

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from freehold.domain.writing.finding import Finding
    from freehold.domain.writing.known_words import KnownWords

Tier = Literal["open", "key", "restricted", "paste"]


@runtime_checkable
class Embedder(Protocol):
    """Turns texts into unit vectors."""

    name: str
    dimensions: int

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length `dimensions` and Euclidean norm 1 per text, in order."""
        ...


@runtime_checkable
class GrammarChecker(Protocol):
    """Checks grammar and spelling of texts in one dialect; `languages` are those it knows, other texts have no findings."""

    languages: tuple[str, ...]
    dialect: str

    def check(self, text: str, user_words: Collection[str] | KnownWords = (), off_rules: Collection[str] = ()) -> list[Finding]:
        """Return what is wrong, in order, with places in characters; nothing inside `user_words`, nothing of `off_rules`."""
        ...


@runtime_checkable
class LanguageDetector(Protocol):
    """Names the language of a text."""

    def __call__(self, text: str) -> str:
        """Return the ISO 639-1 code, or "" when it cannot tell."""
        ...


@dataclass(frozen=True, slots=True)
class SourceTerms:
    """What a source allows. Obeyed by code and shown to the person.

    `calls_per_day` None means no stated budget; `cache_hours` None means that what was read may be kept;
    `min_interval_minutes` is the shortest time between two polls.
    """

    tier: Tier
    terms: str
    attribution: str
    calls_per_day: int | None = None
    cache_hours: int | None = None
    min_interval_minutes: int = 60


@dataclass(frozen=True, slots=True)
class Call:
    """How a source is asked: one HTTP request, `headers` as pairs of name and value.

    Address and headers may hold the owner's key: they are never logged, shown or kept with what was read.
    """

    url: str = field(repr=False)
    method: str = "GET"
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading one payload: what was read, and what could not be."""

    postings: tuple[Posting, ...] = ()
    problems: tuple[Problem, ...] = ()


@runtime_checkable
class PostingSource(Protocol):
    """One kind of source of postings. Reading is pure: bytes in, postings out."""

    name: str
    label: str
    terms: SourceTerms
    default_url: str

    def read(self, payload: bytes, *, origin: str = "") -> Reading:
        """Read one payload (a feed, a mail, a page, a file). `origin` is the address or file name it came from.

        Raises UserError when nothing of it can be read; single faulty records become problems.
        """
        ...
