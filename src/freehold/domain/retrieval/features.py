"""Words, pairs of words and pieces of words as a vector of fixed length, by signed hashing (Weinberger et al., 2009)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from freehold.domain.retrieval.words import words

DIMENSIONS = 2048
_PIECES = (3, 4, 5)
_BUCKETS = 1 << 18


def hashed(texts: Sequence[str], weights: NDArray[np.float32] | None = None) -> NDArray[np.float32]:
    """Return one row of Euclidean norm 1 for each text. `weights` gives rare features more (see `rarity`)."""
    rows = np.zeros((len(texts), DIMENSIONS), dtype=np.float32)
    for row, text in enumerate(texts):
        for feature, times in _counts(text).items():
            weight = 1.0 if weights is None else float(weights[feature])
            rows[row, feature % DIMENSIONS] += (1.0 if feature & (_BUCKETS >> 1) else -1.0) * weight * np.log1p(times)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: NDArray[np.float32] = rows / np.maximum(norms, 1e-9)
    return scaled


def rarity(texts: Sequence[str]) -> NDArray[np.float32]:
    """Return the inverse document frequency of every feature over `texts`."""
    holding = np.zeros(_BUCKETS, dtype=np.float32)
    for text in texts:
        holding[list(_counts(text))] += 1
    found: NDArray[np.float32] = (np.log((1 + len(texts)) / (1 + holding)) + 1).astype(np.float32)
    return found


def _counts(text: str) -> dict[int, int]:
    found: dict[int, int] = {}
    for feature in _features(text):
        key = zlib.crc32(feature.encode()) % _BUCKETS
        found[key] = found.get(key, 0) + 1
    return found


def _features(text: str) -> Iterator[str]:
    every = words(text)
    yield from (f"w {word}" for word in every)
    yield from (f"p {first} {second}" for first, second in pairwise(every))
    line = f" {' '.join(every)} "
    for size in _PIECES:
        yield from (f"c{line[at : at + size]}" for at in range(len(line) - size + 1))
