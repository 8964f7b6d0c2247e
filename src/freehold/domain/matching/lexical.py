"""Small lexical indexes on numpy: character n-grams for short names, words for whole documents."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]{2,}")


def character_grams(text: str, low: int = 3, high: int = 5) -> list[str]:
    """Return the character n-grams inside the words of `text`, each word set between blanks."""
    grams = []
    for word in _WORD.findall(text.casefold()):
        padded = f" {word} "
        for size in range(low, high + 1):
            if len(padded) <= size:
                grams.append(padded)
                break
            grams.extend(padded[start : start + size] for start in range(len(padded) - size + 1))
    return grams


def word_grams(text: str, cut: int = 7) -> list[str]:
    """Return the words of `text`, cut to their first `cut` letters: a stem that suits inflected languages of any kind."""
    return [word[:cut] for word in _WORD.findall(text.casefold())]


class TfIdfIndex:
    """Documents as sparse unit vectors with log term frequencies and smoothed inverse document frequencies."""

    def __init__(self, documents: Sequence[str], grams: Callable[[str], Iterable[str]] = character_grams) -> None:
        self._grams = grams
        self._size = len(documents)
        counted = [Counter(grams(document)) for document in documents]
        seen: Counter[str] = Counter()
        for counts in counted:
            seen.update(counts.keys())
        self._weight = {gram: math.log((1 + self._size) / (1 + count)) + 1.0 for gram, count in seen.items()}
        columns: dict[str, tuple[list[int], list[float]]] = {gram: ([], []) for gram in seen}
        for place, counts in enumerate(counted):
            for gram, value in self._unit(counts).items():
                rows, values = columns[gram]
                rows.append(place)
                values.append(value)
        self._columns = {
            gram: (np.array(rows, dtype=np.int32), np.array(values, dtype=np.float32)) for gram, (rows, values) in columns.items()
        }

    def __len__(self) -> int:
        return self._size

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the cosine of `query` with every document, in order."""
        found = np.zeros(self._size, dtype=np.float32)
        for gram, value in self._unit(Counter(self._grams(query))).items():
            rows, values = self._columns[gram]
            found[rows] += values * value
        return found

    def parts(self, counts: Counter[str]) -> tuple[NDArray[np.float32], float]:
        """Return the products of unscaled gram weights with every document, and the sum of their squares."""
        found, squares = np.zeros(self._size, dtype=np.float32), 0.0
        for gram, count in counts.items():
            if gram in self._weight:
                value = (1 + math.log(count)) * self._weight[gram]
                rows, values = self._columns[gram]
                found[rows] += values * value
                squares += value * value
        return found, squares

    def _unit(self, counts: Counter[str]) -> dict[str, float]:
        weighted = {gram: (1 + math.log(count)) * self._weight[gram] for gram, count in counts.items() if gram in self._weight}
        norm = math.sqrt(sum(value * value for value in weighted.values())) or 1.0
        return {gram: value / norm for gram, value in weighted.items()}


class Bm25Index:
    """Documents under BM25 with k1 and b as given."""

    def __init__(
        self, documents: Sequence[str], grams: Callable[[str], Iterable[str]] = word_grams, *, k1: float = 1.2, b: float = 0.75
    ) -> None:
        self._grams = grams
        self._size = len(documents)
        counted = [Counter(grams(document)) for document in documents]
        lengths = [sum(counts.values()) for counts in counted]
        mean = (sum(lengths) / self._size if self._size else 0.0) or 1.0
        columns: dict[str, tuple[list[int], list[float]]] = {}
        for place, (counts, length) in enumerate(zip(counted, lengths, strict=True)):
            for gram, count in counts.items():
                rows, values = columns.setdefault(gram, ([], []))
                rows.append(place)
                values.append(count * (k1 + 1) / (count + k1 * (1 - b + b * length / mean)))
        self._columns = {
            gram: (np.array(rows, dtype=np.int32), np.array(values, dtype=np.float32)) for gram, (rows, values) in columns.items()
        }

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the BM25 score of `query` with every document, in order."""
        found = np.zeros(self._size, dtype=np.float32)
        for gram, count in Counter(self._grams(query)).items():
            if gram not in self._columns:
                continue
            rows, values = self._columns[gram]
            rarity = math.log(1 + (self._size - len(rows) + 0.5) / (len(rows) + 0.5))
            found[rows] += values * rarity * (1 + math.log(count))
        return found


def standardised(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return scores with mean 0 and standard deviation 1, so that those of different methods can be added."""
    spread = float(scores.std())
    return ((scores - scores.mean()) / spread if spread > 0 else np.zeros_like(scores)).astype(np.float32)


# Profiles: chosen 2026-11 on three of five Romanian job descriptions (the development half of `python -m evals profiles`) from 16 ways
# of looking at the opening and 32 of feedback, taking the mild ones (.778 before, .803 to .850 after for all of them); then frozen.
OPENING_CHARACTERS = 500  # a profile opens with what its owner is; the job is held against that part once more
OPENING_SHARE = 0.5
FEEDBACK_PROFILES = 10  # so many of the best profiles are taken to fit, but never more than a twentieth of all …
FEEDBACK_SHARE = 0.5  # … and likeness to them counts this much


class ProfileIndex:
    """Profiles as whole documents in any language, to be ranked for a job; the scores also order jobs for one profile.

    Words and their stems count; the job's first line (its title) and the opening of a profile count once more, and so does likeness to
    the profiles that fit best.
    """

    def __init__(self, documents: Sequence[str]) -> None:
        self._plain = [_without_accents(document) for document in documents]
        self._stems = TfIdfIndex(self._plain, word_grams)
        self._words = TfIdfIndex(self._plain, whole_words)
        self._openings = TfIdfIndex([document[:OPENING_CHARACTERS] for document in self._plain], word_grams)

    def scores(self, job: str) -> NDArray[np.float32]:
        """Return how well each profile fits the job, in order."""
        plain = _without_accents(job).strip()
        found = self._stems.scores(plain) + self._words.scores(plain) + self._stems.scores(plain.split("\n", 1)[0])
        found += np.float32(OPENING_SHARE) * self._openings.scores(plain)
        taken = min(FEEDBACK_PROFILES, len(self._plain) // 20)
        if taken and found.any():
            like = sum((self._stems.scores(self._plain[place]) for place in np.argsort(-found, kind="stable")[:taken]), np.float32(0))
            found = found + FEEDBACK_SHARE / taken * like
        return np.asarray(found, dtype=np.float32)


def whole_words(text: str) -> list[str]:
    """Return the folded words of `text`."""
    return [word[:20] for word in _WORD.findall(text.casefold())]


def _without_accents(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
