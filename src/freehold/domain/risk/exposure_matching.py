"""Finds the published texts that a task is like, and what their ratings say of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from freehold.domain.risk.exposure_index import Floats, Shares, Shelf
from freehold.domain.risk.exposure_results import Matched, Task, key_of

# Chosen on every second occupation of the GPTs-are-GPTs task labels: near texts count much more than far ones.
WORDS_SHARPNESS, MEANING_SHARPNESS = 3.0, 6.0
SHOWN = 5
# A task of its own differs from what its neighbours are on average: the part of the variance of a rating that the neighbours do not
# explain. With 0.6 about 8 of 10 ranges hold the true share (36 occupations of the chosen half).
OWN_WAY = 0.6


class Near(NamedTuple):
    """A text of a shelf: its place, how similar it is and its weight in the figures, both 0 to 1."""

    place: int
    similarity: float
    weight: float


def nearest(task: Task, service: str, shelf: Shelf, vector: Floats | None, hidden: frozenset[str]) -> list[Near]:
    """Return the nearest texts of a shelf, the weightiest first; half of the weight goes by words, half by meaning where there is one."""
    by_words = shelf.words.similarities(task.text)
    if not shelf.by_task and service:
        # Occupations have one figure for all of their tasks, so the name of the service helps to find them.
        by_words = np.maximum(by_words, (by_words + shelf.words.similarities(f"{service} {task.text}")) / 2)
    by_meaning = shelf.meanings(vector) if vector is not None and shelf.vectors is not None else None
    silent = _silent(task, shelf, hidden)
    weights = _weights(by_words, silent, shelf.nearest, WORDS_SHARPNESS)
    similar = by_words
    if by_meaning is not None:
        weights = _mean(weights, _weights(by_meaning, silent, shelf.nearest, MEANING_SHARPNESS))
        similar = _mean(by_words, by_meaning)
    places = np.flatnonzero(weights)
    places = places[np.argsort(-weights[places], kind="stable")]
    return [Near(int(place), float(similar[place]), float(weights[place])) for place in places]


def _mean(first: Floats, second: Floats) -> Floats:
    return ((first + second) / 2).astype(np.float32)


def _silent(task: Task, shelf: Shelf, hidden: frozenset[str]) -> list[int]:
    """Return the places that must not answer: occupations left out, and texts that the person has refused."""
    if not hidden and not task.left_out:
        return []
    codes = hidden | task.left_out
    texts = {key.rpartition("-")[0] for key in task.left_out}
    return [
        place
        for place, (code, text) in enumerate(zip(shelf.codes, shelf.texts, strict=True))
        if code in codes or (code in texts and key_of(code, text) in task.left_out)
    ]


def _weights(similar: Floats, silent: list[int], count: int, sharpness: float) -> Floats:
    """Return weights that add up to 1 over the nearest texts, 0 elsewhere."""
    fair = similar.copy()
    fair[silent] = 0.0
    count = min(count, len(fair))
    places = np.argpartition(-fair, count - 1)[:count]
    weights = np.zeros_like(fair)
    weights[places] = np.power(fair[places], sharpness)
    total = float(weights.sum())
    return weights / total if total > 0 else weights


def rated(shelf: Shelf, near: Sequence[Near]) -> dict[str, tuple[Shares, Shares]]:
    """Return for each source the weighted shares of the matches and the variance of each share."""
    places, weights = np.array([one.place for one in near]), np.array([one.weight for one in near])
    found = {}
    for column, key in enumerate(shelf.sources):
        values = shelf.values[places, column].astype(np.float64)
        known = ~np.isnan(values[:, 0])
        if not known.any():
            continue
        part = weights[known] / weights[known].sum()
        shares = part @ values[known]
        shares = shares / shares.sum()
        variance = shares * (1 - shares) * (float((part**2).sum()) + (OWN_WAY if shelf.by_task else 0.0))
        found[key] = (Shares(*map(float, shares)), Shares(*map(float, variance)))
    return found


def matches_shown(shelf: Shelf, near: Sequence[Near]) -> tuple[Matched, ...]:
    """Return the weightiest matches with what each source says of them."""
    return tuple(
        Matched(
            shelf.texts[one.place],
            shelf.titles[one.place],
            shelf.codes[one.place],
            round(one.similarity, 3),
            round(one.weight, 3),
            {
                key: Shares(*(round(float(value), 3) for value in shelf.values[one.place, column]))
                for column, key in enumerate(shelf.sources)
                if not np.isnan(shelf.values[one.place, column, 0])
            },
            shelf.by_task,
        )
        for one in near[:SHOWN]
    )
