"""How close a posting is to a profile in words, and which two sentences come closest."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from freehold.domain.matching import weights
from freehold.domain.matching.evidence import MIN_SENTENCE, sentences
from freehold.domain.matching.wordlists import terms

MAX_SENTENCES = 80
# Added to the length of a pair of sentences, in telling words.
_DAMPING = 4.0
# The closeness of a pair that counts as full: sentences by different authors seldom share more.
_PAIR_FULL = 0.55
# Weight of a skill that both name against a telling word; a skill means the same in every language.
_CONCEPT = 2.2


@dataclass(frozen=True, slots=True)
class Closest:
    """The closeness of two texts, 0 to 1, and the pair of sentences that come closest ("" when none do)."""

    closeness: float
    ours: str
    theirs: str


class Background:
    """How rare a word is. Without a corpus every telling word is alike; with one, words of many texts count less (BM25's weight)."""

    def __init__(self, texts: Iterable[Iterable[str]] = ()) -> None:
        self._seen: Counter[str] = Counter()
        self._texts = 0
        for text in texts:
            self._seen.update(set(text))
            self._texts += 1

    def weight(self, term: str) -> float:
        """Return the weight of a term, 0.1 to 1."""
        if term.startswith("§"):
            return _CONCEPT
        if self._texts < 20:
            return 1.0
        seen = self._seen[term]
        most = math.log(1 + (self._texts + 0.5) / 0.5)
        return max(0.1, math.log(1 + (self._texts - seen + 0.5) / (seen + 0.5)) / most)


class Statements:
    """The sentences of one profile, indexed by their words."""

    def __init__(self, texts: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Each text comes with the skills it names."""
        self._texts: list[str] = []
        self._terms: list[frozenset[str]] = []
        self._by_term: dict[str, list[int]] = {}
        self._masses: tuple[Background | None, list[float]] = (None, [])
        known: set[str] = set()
        for text, skills in texts:
            if text in known or len(text) < MIN_SENTENCE:
                continue
            known.add(text)
            bag = frozenset(terms(text)) | {f"§{skill}" for skill in skills}
            if not bag:
                continue
            for term in bag:
                self._by_term.setdefault(term, []).append(len(self._texts))
            self._texts.append(text)
            self._terms.append(bag)

    @property
    def texts(self) -> Sequence[str]:
        """The sentences in order."""
        return self._texts

    @property
    def vocabulary(self) -> Iterable[str]:
        """Every term of the profile."""
        return self._by_term

    def closest(self, theirs: Sequence[tuple[str, Sequence[str]]], background: Background, *, only_skills: bool = False) -> Closest:
        """Compare with the sentences of a posting, each with the skills it names; with `only_skills` by nothing but these.

        The closeness is half how much of the posting's telling words the profile knows, half how close the best pair comes.
        """
        mass = covered = 0.0
        best = (0.0, "", "")
        counted: set[str] = set()
        for sentence, skills in theirs[:MAX_SENTENCES]:
            bag = {f"§{skill}" for skill in skills} if only_skills else set(terms(sentence)) | {f"§{skill}" for skill in skills}
            if not bag:
                continue
            weight = {term: background.weight(term) for term in bag}
            fresh = bag - counted
            counted |= fresh
            mass += sum(weight[term] for term in fresh)
            covered += sum(weight[term] for term in fresh if term in self._by_term)
            pair = self._best_pair(bag, weight, background)
            if pair is not None and pair[0] > best[0]:
                best = (pair[0], self._texts[pair[1]], sentence)
        coverage = covered / mass if mass else 0.0
        closeness = 0.5 * min(1.0, coverage / 0.8) + 0.5 * best[0]
        return Closest(closeness, best[1], best[2])

    def _best_pair(self, bag: set[str], weight: dict[str, float], background: Background) -> tuple[float, int] | None:
        """Return (closeness, index) of the statement closest to a sentence, by the weight of the words they share against all they say."""
        shared: dict[int, float] = {}
        for term in bag:
            for index in self._by_term.get(term, ()):
                shared[index] = shared.get(index, 0.0) + weight[term]
        if not shared:
            return None
        own, masses = sum(weight.values()), self._masses_for(background)
        # Half of what is shared, held against the mean length, and damped so that one shared word in two short sentences is not all.
        scored = [(2.0 * both / (own + masses[index] + _DAMPING), index) for index, both in shared.items()]
        closeness, index = max(scored, key=lambda pair: (pair[0], -pair[1]))
        return min(1.0, closeness / _PAIR_FULL), index

    def _masses_for(self, background: Background) -> list[float]:
        if self._masses[0] is not background:
            self._masses = (background, [sum(background.weight(term) for term in bag) for bag in self._terms])
        return self._masses[1]


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a posting that are long enough to compare."""
    return [sentence for sentence in sentences(text) if len(sentence) >= MIN_SENTENCE][:MAX_SENTENCES]


def meaning_closeness(cosine: float) -> float:
    """Return a MiniLM cosine as a closeness of 0 to 1."""
    return max(0.0, min(1.0, (cosine - weights.MEANING_NONE) / (weights.MEANING_FULL - weights.MEANING_NONE)))
