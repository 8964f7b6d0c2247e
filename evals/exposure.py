"""Exposure of tasks to AI (risk: the GPTs-are-GPTs files), against the published ratings; Spearman's rank correlation.

With the full files: each occupation's first eight tasks are one service, every task and figure of the occupation is left out of the index,
and what the product answers (tools counted half, as in the study) is compared with the mean rating of those eight tasks, by GPT-4 and by
people. Weights were chosen on every second occupation (the `_chosen` figures); the `_held_out` ones are of the others.
`range_holds` is how many of the ranges shown (little, assisted, largely) hold the share by GPT-4's own ratings of the eight tasks.

With the built-in table alone: for the occupations of the table, the *published* task texts and title are the service, the table holds
only our own words; the answer is compared with the published score of the occupation. So it measures whether other people's words find
the right rows. The occupation's own row is there, as it is in use; `builtin_left_out` is the same with that row removed.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.risk.exposure import Service, Shares, Task, builtin_index, exposure
from freehold.domain.risk.exposure_table import occupations
from freehold.integrations.ai import EmbedderMiniLM
from freehold.integrations.occupations import Gathered, Tasks, index_of, read_folder

BUNDLE = 8
NAME = "gpts-tasks"


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return the correlations with ratings by GPT-4 and by people, and that of the built-in table."""
    folder = data / "risk"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    gathered = read_folder(folder)
    if NAME not in gathered.tasks:
        raise FileNotFoundError(f"{folder}: task labels of GPTs-are-GPTs")
    tasks = gathered.tasks[NAME]
    gathered.tasks = {NAME: tasks}  # the ILO's texts rate by other sources and would only take time
    bundles = _bundles(tasks)
    return {"n": len(bundles), **_full(gathered, bundles), **_builtin(gathered, bundles)}


def _bundles(tasks: Tasks) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for place, code in enumerate(tasks.codes):
        if len(found[code]) < BUNDLE:
            found[code].append(place)
    return dict(sorted(found.items()))


def _full(gathered: Gathered, bundles: dict[str, list[int]]) -> dict[str, Any]:
    tasks = gathered.tasks[NAME]
    known = Remembered(tasks.texts)
    index = index_of(gathered, {NAME: known.vectors})
    rows: list[tuple[float, float, float, float, float]] = []
    refused = 0
    for code, places in bundles.items():
        found = exposure([_service(tasks, places)], index.without([code]), embedder=known).services[0]
        refused += len(found.refused)
        if not found.by_source:
            continue
        truth = [tasks.values[places, column].mean(axis=0) for column in (0, 1)]
        ranges = zip((found.little, found.assisted, found.largely), truth[0], strict=True)
        holds = float(np.mean([shown is not None and shown.low <= value + 1e-4 and value <= shown.high + 1e-4 for shown, value in ranges]))
        guesses = [_score(found.by_source[key]) for key in ("gpt4", "human")]
        rows.append((guesses[0], _score(Shares(*truth[0])), guesses[1], _score(Shares(*truth[1])), holds))
    table = np.array(rows, dtype=np.float64)
    figures: dict[str, Any] = {"answered": len(rows), "tasks_refused": refused}
    for name, column in (("gpt4", 0), ("human", 2)):
        guess, truth = table[:, column], table[:, column + 1]
        figures[f"spearman_{name}"] = round(spearman(guess, truth), 4)
        figures[f"spearman_{name}_chosen"] = round(spearman(guess[::2], truth[::2]), 4)
        figures[f"spearman_{name}_held_out"] = round(spearman(guess[1::2], truth[1::2]), 4)
    return figures | {"range_holds": round(float(table[:, 4].mean()), 3)}


def _builtin(gathered: Gathered, bundles: dict[str, list[int]]) -> dict[str, Any]:
    tasks, published = gathered.tasks[NAME], gathered.tables.get("gpt4", {})
    codes = [code for code in occupations() if code in bundles and code in published]
    found = {}
    for name, own_row in (("builtin_agreement", True), ("builtin_left_out", False)):
        pairs = []
        for code in codes:
            index = builtin_index() if own_row else builtin_index().without([code])
            answer = exposure([_service(tasks, bundles[code])], index).services[0]
            if answer.by_source:
                pairs.append((_score(answer.by_source["gpt4"]), published[code]))
        found[name] = round(spearman(*map(np.array, zip(*pairs, strict=True))), 4) if len(pairs) > 2 else None
        found[f"{name}_n"] = len(pairs)
    return found


def _service(tasks: Tasks, places: Sequence[int]) -> Service:
    return Service(tasks.titles[places[0]], tuple(Task(tasks.texts[place], 1 / len(places)) for place in places))


def _score(shares: Shares) -> float:
    """Return the study's score: alone counts whole, only with a tool half."""
    return float(shares.largely + shares.assisted / 2)


def spearman(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Return the rank correlation; equal values share the middle of their ranks."""
    return float(np.corrcoef(_ranks(first), _ranks(second))[0, 1])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    ordered = np.sort(values)
    return (np.searchsorted(ordered, values) + np.searchsorted(ordered, values, side="right")) / 2


class Remembered:
    """The product's embedder, made to remember the meanings of texts that it has seen: services and index share theirs here."""

    name, dimensions = "remembered", 384

    def __init__(self, texts: Sequence[str], batch: int = 64) -> None:
        embedder: Embedder = EmbedderMiniLM(threads=2, batch_size=16)
        unique = sorted(set(texts), key=len)
        made: dict[str, NDArray[np.float32]] = {}
        for start in range(0, len(unique), batch):
            part = unique[start : start + batch]
            made.update(zip(part, embedder.embed(part), strict=True))
            if sys.stderr.isatty() and start % 3200 == 0:
                print(f"meanings {start} of {len(unique)}", file=sys.stderr)
        self._made = made
        # As the product keeps them: whole numbers.
        self.vectors = np.rint(np.stack([made[text] for text in texts]) * 127).astype(np.float32) / 127

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return the meanings of known texts (cut as the product cuts them)."""
        return np.stack([self._made[text] if text in self._made else self._by_start(text) for text in texts])

    def _by_start(self, text: str) -> NDArray[np.float32]:
        return next((vector for known, vector in self._made.items() if known.startswith(text)), np.zeros(384, dtype=np.float32))
