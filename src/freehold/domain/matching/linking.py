"""Finds the names of a list that a sentence or a short title means: letters for spelling, vectors for meaning, added with tuned weights."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching.lexical import TfIdfIndex, character_grams
from freehold.domain.ports import Embedder

_WORD = re.compile(r"[^\W_][\w+#.'-]*")
MAX_WORDS = 120
# Skills: weights against a cosine of 1.0 for the meaning of the whole sentence. Chosen 2026-11 by a grid of 240 points on the
# development files house_validation and tech_validation (136 sentences with ESCO labels; RP@5 .589 before, .672 after), then frozen and
# read once on house_test and tech_test (`python -m evals skills`). Their neighbours in the grid lie within .01.
SENTENCE_LETTERS = 0.3  # letters of the whole sentence
STRETCH_LETTERS = 0.65  # letters of its best stretch of up to STRETCH_WORDS words
STRETCH_WORDS = 4
# The meaning of the best part of the sentence: (words of a part, words from one part to the next, weight).
PARTS_MEANING = ((4, 2, 1.0), (8, 4, 0.3))
# Titles: tuned 2026-10 on every second query (development) of the English titles (TalentCLEF 2025), frozen since: share of letters; how
# many of the best names are taken to mean the same (feedback), and how far the query moves towards them.
TITLE_LETTERS = 0.2
FEEDBACK_NAMES = 4
FEEDBACK_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Linked:
    """A name of the list, by its place in it, and how well it fits (comparable within one query only)."""

    index: int
    name: str
    score: float


class SkillLinker:
    """Links sentences to the names of a skill list such as ESCO's. Building embeds every name (5 ms each) unless vectors are given."""

    def __init__(self, names: Sequence[str], embedder: Embedder | None, vectors: NDArray[np.float32] | None = None) -> None:
        self.names = tuple(names)
        self._index = TfIdfIndex(self.names, character_grams)
        self._embedder = embedder
        self._vectors = vectors if vectors is not None else embedder.embed(self.names) if embedder is not None else None

    def scores(self, sentence: str) -> NDArray[np.float32]:
        """Return how well each name fits the sentence, in the order of the list."""
        found = SENTENCE_LETTERS * self._index.scores(sentence) + STRETCH_LETTERS * self._best_stretch(sentence)
        if self._embedder is not None and self._vectors is not None:
            found = found + self._meaning(sentence, self._embedder, self._vectors)
        return found.astype(np.float32)

    def link(self, sentence: str, most: int = 5) -> list[Linked]:
        """Return the `most` best names, best first."""
        return _best(self.names, self.scores(sentence), most)

    def _meaning(self, sentence: str, embedder: Embedder, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return, for each name, its cosine with the sentence and, weighted, with the best part of each length."""
        parts = [parts_of(sentence, size, step) for size, step, _ in PARTS_MEANING]
        cosines = vectors @ embedder.embed([sentence, *(part for some in parts for part in some)]).T
        found, start = cosines[:, 0], 1
        for some, (_, _, weight) in zip(parts, PARTS_MEANING, strict=True):
            found = found + weight * (cosines[:, start : start + len(some)].max(axis=1) if some else cosines[:, 0])
            start += len(some)
        return np.asarray(found, dtype=np.float32)

    def _best_stretch(self, sentence: str) -> NDArray[np.float32]:
        """Return, for each name, its cosine with the stretch of one to four words that is most like it.

        Character grams do not cross words, so a stretch is the sum of its words, and each word is looked up once.
        """
        best = np.zeros(len(self.names), dtype=np.float32)
        words = [self._index.parts(Counter(character_grams(word))) for word in _WORD.findall(sentence)[:MAX_WORDS]]
        for start in range(len(words)):
            reached, squares = np.zeros(len(self.names), dtype=np.float32), 0.0
            for products, square in words[start : start + STRETCH_WORDS]:
                reached, squares = reached + products, squares + square
                if squares > 0:
                    np.maximum(best, reached / np.sqrt(squares), out=best)
        return best


def parts_of(sentence: str, size: int, step: int) -> list[str]:
    """Return the literal parts of `size` words of a sentence, each beginning `step` words after the last; one part when it is shorter."""
    words = list(_WORD.finditer(sentence))[:MAX_WORDS]
    runs = [words[start : start + size] for start in range(0, max(1, len(words) - size + step), step)]
    return [sentence[run[0].start() : run[-1].end()] for run in runs if run]


class TitleLinker:
    """Finds the job titles of a list that mean the same as a title."""

    def __init__(self, names: Sequence[str], embedder: Embedder, vectors: NDArray[np.float32] | None = None) -> None:
        self.names = tuple(names)
        self._index = TfIdfIndex(self.names, character_grams)
        self._embedder = embedder
        self._vectors = vectors if vectors is not None else embedder.embed(self.names)

    def scores(self, title: str) -> NDArray[np.float32]:
        """Return how well each name fits the title, in the order of the list."""
        letters = TITLE_LETTERS * self._index.scores(title)
        query = self._embedder.embed([title])[0]
        first = (1 - TITLE_LETTERS) * (self._vectors @ query) + letters
        near = np.argsort(-first, kind="stable")[:FEEDBACK_NAMES]
        weight = np.maximum(first[near], 1e-6)
        moved = (1 - FEEDBACK_SHARE) * query + FEEDBACK_SHARE * (weight[:, None] * self._vectors[near]).sum(axis=0) / weight.sum()
        moved = moved / max(float(np.linalg.norm(moved)), 1e-9)
        found: NDArray[np.float32] = ((1 - TITLE_LETTERS) * (self._vectors @ moved) + letters).astype(np.float32)
        return found

    def link(self, title: str, most: int = 10) -> list[Linked]:
        """Return the `most` best names, best first."""
        return _best(self.names, self.scores(title), most)


def _best(names: Sequence[str], scores: NDArray[np.float32], most: int) -> list[Linked]:
    order = np.argsort(-scores, kind="stable")[:most]
    return [Linked(int(place), names[place], float(scores[place])) for place in order]
