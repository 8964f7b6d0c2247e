"""Published tasks and occupations to compare a person's tasks with: their texts, their figures, and a word index over the texts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching.lexical import character_grams
from freehold.domain.retrieval.words import terms

Floats = NDArray[np.float32]


class Shares(NamedTuple):
    """Shares of hours, each 0 to 1, together 1: little, assisted, largely doable by AI."""

    little: float
    assisted: float
    largely: float


@dataclass(frozen=True, slots=True)
class Source:
    """A published index: `key` names it in results, `title`, `who`, `year` and `licence` are shown, `says` is what it rates."""

    key: str
    title: str
    who: str
    year: int
    licence: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class Words:
    """An inverted index: each gram's documents and weights. A document's words and its letters weigh one half each."""

    grams: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.uint16]
    values: NDArray[np.float16]
    rarity: Floats
    size: int

    def similarities(self, text: str) -> Floats:
        """Return for each document the mean of the cosines of words and of letters, 0 to 1."""
        found = np.zeros(self.size, dtype=np.float32)
        for counts in _counted(text):
            known = {place: count for gram, count in counts.items() if (place := self.grams.get(gram)) is not None}
            weights = {place: (1 + math.log(count)) * float(self.rarity[place]) for place, count in known.items()}
            # What no published text holds counts against the match: the rarest weight stands for it.
            strange = (len(counts) - len(known)) * (math.log(1 + self.size) + 1) ** 2
            norm = math.sqrt(sum(weight * weight for weight in weights.values()) + strange) or 1.0
            for place, weight in weights.items():
                span = slice(int(self.starts[place]), int(self.starts[place + 1]))
                found[self.rows[span]] += self.values[span].astype(np.float32) * np.float32(weight / norm / 2)
        return found


def index_words(texts: Sequence[str]) -> Words:
    """Build the index of at most 65,000 texts; 20,000 take about 10 s."""
    counted = [_counted(text) for text in texts]
    seen = Counter(gram for parts in counted for part in parts for gram in part)
    grams = {gram: place for place, gram in enumerate(seen)}
    rarity = np.array([math.log((1 + len(texts)) / (1 + count)) + 1 for count in seen.values()], dtype=np.float32)
    starts = np.concatenate([[0], np.cumsum(np.fromiter(seen.values(), dtype=np.int64, count=len(seen)))]).astype(np.int64)
    rows, values = np.zeros(int(starts[-1]), dtype=np.uint16), np.zeros(int(starts[-1]), dtype=np.float16)
    filled = starts[:-1].copy()
    for number, parts in enumerate(counted):
        for part in parts:
            places = np.fromiter((grams[gram] for gram in part), dtype=np.int64, count=len(part))
            weights = (1 + np.log(np.fromiter(part.values(), dtype=np.float32, count=len(part)))) * rarity[places]
            rows[filled[places]] = number
            values[filled[places]] = weights / (float(np.linalg.norm(weights)) or 1.0)
            filled[places] += 1
    return Words(grams, starts, rows, values, rarity, len(texts))


def _counted(text: str) -> tuple[Counter[str], Counter[str]]:
    """Return the counts of word stems and of letter groups, told apart by a first sign."""
    return Counter(f"w{term}" for term in terms(text)), Counter(f"c{gram}" for gram in character_grams(text, 3, 4))


@dataclass(frozen=True, slots=True)
class Shelf:
    """Texts with figures. `values` has one row per text, per source one triple of Shares, NaN where the source is silent.

    `by_task` tells tasks, each with its own rating, from occupations, whose tasks share one. `nearest` is how many are looked at;
    a task whose nearest text is less similar than `weak` gets no figures from here.
    """

    name: str
    texts: Sequence[str]
    codes: Sequence[str]
    titles: Sequence[str]
    sources: tuple[str, ...]
    values: Floats
    words: Words
    by_task: bool = True
    nearest: int = 25
    weak: float = 0.3
    languages: tuple[str, ...] = ("en",)
    vectors: Floats | None = None

    def meanings(self, vector: Floats) -> Floats:
        """Return the cosine of each text's meaning with a unit vector, 0 where they are opposed or the shelf holds no meanings."""
        if self.vectors is None:
            return np.zeros(len(self.texts), dtype=np.float32)
        cosines: Floats = np.maximum(self.vectors @ vector, 0).astype(np.float32)
        return cosines


@dataclass(frozen=True, slots=True)
class ExposureIndex:
    """Shelves, the best first; `ranks` are indices that only order occupations: 0 (least exposed of all) to 1, by occupation code."""

    shelves: tuple[Shelf, ...]
    sources: Mapping[str, Source]
    ranks: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()

    def without(self, codes: Iterable[str]) -> ExposureIndex:
        """Return the same index with these occupations left out, to measure what it says of work it has not seen."""
        return ExposureIndex(self.shelves, self.sources, self.ranks, self.hidden | frozenset(codes))

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages that tasks may be written in."""
        return tuple(sorted({language for shelf in self.shelves for language in shelf.languages}))
