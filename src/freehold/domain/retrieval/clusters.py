"""Questions that mean the same, put together: average linkage over cosine (Sokal and Michener, 1958), by nearest-neighbour chains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.features import hashed, rarity

# Two groups are one when their texts are this near on average. Chosen on CLINC150 (training part, the six domains named in `intents.py`).
BY_MEANING = 0.42
BY_WORDS = 0.12
# The table of all pairs takes 4 bytes × texts²; later texts join the nearest group of the first.
MOST_PAIRED = 2_000


def cluster(texts: Sequence[str], embedder: Embedder | None) -> list[list[int]]:
    """Return the places of `texts` in groups of the same meaning: the largest group first, within a group the most typical text first.

    Every place occurs once. Without an embedder groups share words. Deterministic.
    """
    if not texts:
        return []
    rows = hashed(texts, rarity(texts)) if embedder is None else embedder.embed(list(texts))
    line = BY_WORDS if embedder is None else BY_MEANING
    groups = _linked(rows[:MOST_PAIRED], line)
    if len(texts) > MOST_PAIRED:
        _join(groups, rows, line)
    groups = [_typical_first(group, rows) for group in groups]
    return sorted(groups, key=lambda group: (-len(group), min(group)))


def _linked(rows: NDArray[np.float32], line: float) -> list[list[int]]:
    near = rows @ rows.T
    np.fill_diagonal(near, -np.inf)
    members: dict[int, list[int]] = {row: [row] for row in range(len(rows))}
    open_rows = np.ones(len(rows), dtype=np.bool_)
    chain: list[int] = []
    while open_rows.any():
        if not chain:
            chain.append(int(np.flatnonzero(open_rows)[0]))
        last = chain[-1]
        best = int(near[last].argmax())
        before = chain[-2] if len(chain) > 1 else -1
        if before >= 0 and near[last, before] >= near[last, best]:
            best = before
        if near[last, best] < line:
            # Nothing is near enough, now or after other groups have grown: an average is never above its nearest part.
            open_rows[last] = False
            near[last, :] = near[:, last] = -np.inf
            chain.pop()
        elif best == before:
            _merge(near, members, last, before)
            open_rows[last] = False
            del chain[-2:]
        else:
            chain.append(best)
    return list(members.values())


def _merge(near: NDArray[np.float32], members: dict[int, list[int]], gone: int, kept: int) -> None:
    many, few = len(members[kept]), len(members[gone])
    row = (near[kept] * many + near[gone] * few) / (many + few)
    row[[gone, kept]] = -np.inf
    near[kept, :] = near[:, kept] = row
    near[gone, :] = near[:, gone] = -np.inf
    members[kept] += members.pop(gone)


def _join(groups: list[list[int]], rows: NDArray[np.float32], line: float) -> None:
    centres = np.array([rows[group].mean(axis=0) for group in groups])
    for row in range(MOST_PAIRED, len(rows)):
        near = centres @ rows[row]
        best = int(near.argmax())
        if near[best] >= line:
            groups[best].append(row)
        else:
            groups.append([row])
            centres = np.vstack([centres, rows[row]])


def _typical_first(group: list[int], rows: NDArray[np.float32]) -> list[int]:
    centre = rows[group].mean(axis=0)
    return sorted(group, key=lambda row: (-float(rows[row] @ centre), row))
