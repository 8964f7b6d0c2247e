"""The ports: what the inner floors ask of the outer ones, as Protocols."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
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
class Setting:
    """Something that a source asks its owner for. `label` and `help` are English and marked for translation.

    The one with `is_secret` is kept encrypted; a source has one at most.
    """

    name: str
    label: str
    help: str = ""
    is_secret: bool = False
    is_needed: bool = False


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


@runtime_checkable
class AddressedSource(Protocol):
    """A source whose data lies elsewhere than the page that people know."""

    def address_of(self, page: str) -> str:
        """Return the address of the data behind a page, "" when the page is none of this source's."""
        ...


@runtime_checkable
class AskedSource(Protocol):
    """A source that is asked by more than fetching an address: with a key, by POST, with settings."""

    settings: tuple[Setting, ...]

    def call(self, settings: Mapping[str, str], now: datetime) -> Call:
        """Return how to ask. Raises UserError when a setting is missing or wrong."""
        ...


@runtime_checkable
class PagedSource(Protocol):
    """A source that answers in pages. Of these one reading takes `pages_per_reading` at most."""

    pages_per_reading: int

    def next_address(self, payload: bytes, address: str) -> str:
        """Return where the page after this one is, on the same host; "" at the end."""
        ...


@runtime_checkable
class WholeSource(Protocol):
    """A source whose answer is all that is open there: what it lists no longer is closed."""

    lists_everything: bool


@runtime_checkable
class NarrowedSource(Protocol):
    """A source that answers with more than was asked for."""

    def narrowed(self, reading: Reading, settings: Mapping[str, str]) -> Reading:
        """Return the reading without what the settings leave out."""
        ...
