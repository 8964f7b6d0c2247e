"""The index of document numbers: every way in which people and banks write them leads to the document, in O(text)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate, pairwise

from freehold.domain.reconciliation.runs import parts_of

Form = str  # "reference", "whole", "padded", "bare", "turned"
_LONGEST = 40


@dataclass(frozen=True, slots=True)
class Document:
    """A document with a number; `issued_year` is 0 where it is not known."""

    key: str
    number: str
    parts: tuple[str, ...]
    issued_year: int = 0

    @property
    def prefix(self) -> str:
        """The letters that the number begins with."""
        return self.parts[0] if self.parts and not self.parts[0].isdigit() else ""

    @property
    def digits(self) -> int:
        """How many digits the number has."""
        return sum(len(part) for part in self.parts if part.isdigit())

    @property
    def names_year(self) -> bool:
        """Whether the year of issue is a part of the number."""
        year = str(self.issued_year)
        return any(part.isdigit() and (part.startswith(year) or (part == year[2:] and len(self.parts) > 1)) for part in self.parts)

    @property
    def cuts(self) -> frozenset[int]:
        """Where the number may be broken without a trace: the places between its runs, in its compact form."""
        return frozenset(accumulate(map(len, self.parts)))


@dataclass(slots=True)
class NumberIndex:
    """Forms of numbers → documents. `prefixes` and `shapes` tell what our numbers look like."""

    documents: dict[str, Document] = field(default_factory=dict)
    whole: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    padded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bare: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    bare_padded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    turned: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    references: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    prefixes: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    shapes: set[tuple[int, ...]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    longest: int = 0

    def add(self, key: str, number: str, issued_year: int = 0) -> None:
        """Make a document findable by every form of its number; a number without a digit names nothing."""
        parts = parts_of(number)
        compact = "".join(parts)
        document = Document(key, number, parts, issued_year)
        if not document.digits or len(compact) > _LONGEST:
            return
        self.documents[key] = document
        self.longest = max(self.longest, len(compact))
        self.whole[compact].add(key)
        self.padded[padded(parts)].add(key)
        if document.prefix and len(parts) > 1:
            self.bare["".join(parts[1:])].add(key)
            self.bare_padded[padded(parts[1:])].add(key)
            self.prefixes[document.prefix].add(document.digits)
        else:
            self.heads.add(compact[:2])
        figures = [part for part in parts if part.isdigit()]
        if len(figures) == 2 and parts[-2:] == tuple(figures):
            self.turned[padded(tuple(reversed(figures)))].add(key)
        self.shapes.add(tuple(map(len, figures)))

    def add_reference(self, key: str, reference: str) -> None:
        """Make a document findable by a structured reference."""
        compact = "".join(char for char in reference.upper() if char.isalnum())
        if len(compact) >= 5:
            self.references[compact].add(key)
            self.longest = max(self.longest, len(compact))

    def look_up(self, compact: str, spread: str, *, figures_only: bool) -> tuple[Form, set[str]] | None:
        """Return the surest form under which a piece of text is known and the documents it may mean."""
        if compact in self.references:
            return "reference", self.references[compact]
        if compact in self.whole:
            return "whole", self.whole[compact] | self.padded.get(spread, set())
        if spread in self.padded:
            return "padded", self.padded[spread]
        if not figures_only:
            return None
        if compact in self.bare:
            return "bare", self.bare[compact]
        if spread in self.bare_padded:
            return "bare", self.bare_padded[spread]
        if spread in self.turned:
            return "turned", self.turned[spread]
        return None


def padded(parts: Iterable[str]) -> str:
    """Return the form in which leading zeros do not count: RE, 2026, 041 gives RE|2026|41."""
    return "|".join((part.lstrip("0") or "0") if part.isdigit() else part for part in parts)


def is_split(runs: Iterable[str], document: Document) -> bool:
    """Tell whether the joined `runs` break the number inside one of its runs, as a line break does."""
    pieces = list(runs)
    places = accumulate(map(len, pieces))
    return any(
        place not in document.cuts and one.isdigit() == other.isdigit()
        for place, (one, other) in zip(places, pairwise(pieces), strict=False)
    )
