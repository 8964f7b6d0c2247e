"""Figures for ranked lists, shared by the evaluations."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from statistics import fmean


def average_precision(ranked: Sequence[str], relevant: AbstractSet[str], depth: int | None = None) -> float:
    """Return the mean of the precisions at each relevant entry within `depth`, over all relevant ones."""
    hits, total = 0, 0.0
    for place, entry in enumerate(ranked[:depth], start=1):
        if entry in relevant:
            hits += 1
            total += hits / place
    return total / len(relevant) if relevant else 0.0


def reciprocal_rank(ranked: Sequence[str], relevant: AbstractSet[str]) -> float:
    """Return one over the place of the first relevant entry, or 0."""
    return next((1.0 / place for place, entry in enumerate(ranked, start=1) if entry in relevant), 0.0)


def r_precision(ranked: Sequence[str], relevant: AbstractSet[str], depth: int) -> float:
    """Return how many of the first `depth` are relevant, over how many could be."""
    return len(set(ranked[:depth]) & relevant) / min(depth, len(relevant)) if relevant else 0.0


def mean(values: Sequence[float]) -> float:
    """Return the mean rounded to four places, 0 for nothing."""
    return round(fmean(values), 4) if values else 0.0
