"""The table that comes with the program: about a hundred occupations of freelancers in our own words, with published figures."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from freehold.domain.risk.exposure_figures import FIGURES
from freehold.domain.risk.exposure_index import ExposureIndex, Shelf, index_words
from freehold.domain.risk.exposure_sources import SOURCES
from freehold.domain.risk.exposure_trades import trades

RANKS = ("gpt4", "aioe", "aioe_language", "aioe_images", "microsoft")
# A task is near few of our own task words; more neighbours would only bring in other trades.
NEAREST = 6
# Below it most matches are of other trades: published task texts then agree less with their own occupation's score.
WEAK = 0.25


@lru_cache(maxsize=1)
def builtin_index() -> ExposureIndex:
    """Return the process's one built-in index, made at the first call in about 0.1 s. It knows English and German."""
    return ExposureIndex((builtin_shelf(),), SOURCES, builtin_ranks())


@lru_cache(maxsize=1)
def builtin_shelf() -> Shelf:
    """Return the occupations with their titles and task words, the shares of hours by two sources."""
    entries = [
        (trade.code, trade.title, text)
        for trade in trades().values()
        for text in (trade.title, trade.german, *trade.tasks, *trade.german_tasks)
    ]
    figures = _figures()
    values = np.array([_shares(figures[code]) for code, _, _ in entries], dtype=np.float32)
    texts = [text for _, _, text in entries]
    return Shelf(
        name="built-in table",
        texts=texts,
        codes=[code for code, _, _ in entries],
        titles=[title for _, title, _ in entries],
        sources=("gpt4", "human"),
        values=values,
        words=index_words(texts),
        by_task=False,
        nearest=NEAREST,
        weak=WEAK,
        languages=("de", "en"),
    )


@lru_cache(maxsize=1)
def builtin_ranks() -> dict[str, dict[str, float]]:
    """Return each ordering index's places by occupation code."""
    ranks: dict[str, dict[str, float]] = {key: {} for key in RANKS}
    for code, cells in _figures().items():
        for key, cell in zip(RANKS, cells[4:], strict=True):
            if cell != "-":
                ranks[key][code] = float(cell)
    return ranks


def occupations() -> dict[str, str]:
    """Return the titles of the table by occupation code."""
    return {code: trade.title for code, trade in trades().items()}


def _figures() -> dict[str, list[str]]:
    return {cells[0]: cells[1:] for line in FIGURES.strip().splitlines() if (cells := line.split())}


def _shares(cells: list[str]) -> list[tuple[float, float, float]]:
    """Return little, assisted and largely by GPT-4 and by people: alone is largely, only with a tool is assisted."""
    gpt_alone, gpt_all, people_alone, people_all = (float(cell) for cell in cells[:4])
    return [(1 - whole, whole - alone, alone) for alone, whole in ((gpt_alone, gpt_all), (people_alone, people_all))]
