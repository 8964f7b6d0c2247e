"""Sentence → ESCO skill: every `*_annotations.csv` of matching/skills against the labels of `*label*.txt`; RP@5 and MRR.

Only sentences with a label of the list count. The weights were chosen on the `*validation*` files ("development") and frozen before the
`*test*` files ("reported") were read; quote the reported figures.
"""

from __future__ import annotations

import argparse
import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

from evals.ranked import mean, r_precision, reciprocal_rank
from freehold.domain.matching.linking import SkillLinker
from freehold.integrations.ai import EmbedderMiniLM

DEPTH = 1_000


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return RP@5 and MRR per file, their means over all files, and those of the development and of the reported files."""
    folder = data / "matching" / "skills"
    labels = _labels(folder)
    files = sorted(folder.glob("*_annotations.csv"))
    if not files:
        raise FileNotFoundError(f"{folder}/*_annotations.csv")
    linker = SkillLinker(labels, EmbedderMiniLM(threads=2, batch_size=8))
    rows = {file.stem.removesuffix("_annotations"): _score(linker, _sentences(file, set(labels))) for file in files}
    return {
        "n": sum(int(row["n"]) for row in rows.values()),
        "rp_at_5": mean([row["rp_at_5"] for row in rows.values()]),
        "mrr": mean([row["mrr"] for row in rows.values()]),
        **{half: _means([row for name, row in rows.items() if _half(name) == half]) for half in ("development", "reported")},
        "files": rows,
    }


def _half(name: str) -> str:
    return "development" if "validation" in name else "reported"


def _means(rows: list[dict[str, float]]) -> dict[str, float]:
    return {"rp_at_5": mean([row["rp_at_5"] for row in rows]), "mrr": mean([row["mrr"] for row in rows])}


def _labels(folder: Path) -> list[str]:
    found = [
        line.strip()
        for file in sorted(folder.glob("*label*.txt"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    if not found:
        raise FileNotFoundError(f"{folder}/*label*.txt")
    return list(dict.fromkeys(found))


def _sentences(file: Path, labels: set[str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with file.open(encoding="utf-8-sig", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["label"] in labels:
                found[row["sentence"]].add(row["label"])
    return found


def _score(linker: SkillLinker, sentences: dict[str, set[str]]) -> dict[str, float]:
    ranked = {sentence: [linked.name for linked in linker.link(sentence, DEPTH)] for sentence in sentences}
    return {
        "n": len(sentences),
        "rp_at_5": mean([r_precision(ranked[sentence], wanted, 5) for sentence, wanted in sentences.items()]),
        "mrr": mean([reciprocal_rank(ranked[sentence], wanted) for sentence, wanted in sentences.items()]),
    }
