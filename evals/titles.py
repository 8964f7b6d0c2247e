"""Job title → titles that mean the same (matching/titles_en: queries, corpus, qrels); mean average precision.

The weights were tuned on every second query in the order of the file ("development"); the others are "reported".
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

from evals.ranked import average_precision, mean, reciprocal_rank
from freehold.domain.matching.linking import TitleLinker
from freehold.integrations.ai import EmbedderMiniLM


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return the mean average precision and the mean reciprocal rank over the queries with a relevant title."""
    folder = data / "matching" / "titles_en"
    queries, corpus, relevant = _titles(folder, "queries"), _titles(folder, "corpus"), judgements(folder)
    ids = list(corpus)
    linker = TitleLinker([corpus[name] for name in ids], EmbedderMiniLM(threads=2, batch_size=8))
    found = {query: [ids[linked.index] for linked in linker.link(title, len(ids))] for query, title in queries.items() if relevant[query]}
    precision = {query: average_precision(ranked, relevant[query]) for query, ranked in found.items()}
    return {
        "n": len(found),
        "development": {"map": mean(list(precision.values())[::2])},
        "reported": {"map": mean(list(precision.values())[1::2])},
        "map": mean(list(precision.values())),
        "mrr": mean([reciprocal_rank(ranked, relevant[query]) for query, ranked in found.items()]),
    }


def judgements(folder: Path) -> dict[str, set[str]]:
    """Return which entries are relevant to which query, from the files qrels* (query, 0, entry, 1)."""
    found: dict[str, set[str]] = defaultdict(set)
    files = sorted(folder.glob("qrels*"))
    if not files:
        raise FileNotFoundError(f"{folder}/qrels*")
    for file in files:
        for line in file.read_text(encoding="utf-8").splitlines():
            cells = line.split()
            if len(cells) >= 4 and cells[3] not in ("0", "0.0"):
                found[cells[0]].add(cells[2])
    return found


def _titles(folder: Path, name: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for file in sorted(folder.glob(f"{name}*")):
        with file.open(encoding="utf-8-sig", newline="") as handle:
            for row in csv.reader(handle, delimiter="\t"):
                if len(row) >= 2 and row[0] not in ("q_id", "c_id"):
                    found[row[0]] = row[1]
    if not found:
        raise FileNotFoundError(f"{folder}/{name}*")
    return found
