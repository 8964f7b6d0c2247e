"""Sentence → ESCO skill: every `*_annotations.csv` of matching/skills against the labels of `*label*.txt`; RP@5 and MRR.

Only sentences with a label of the list count. The product's weights were tuned on the `*validation*` files; report the `*test*` ones.
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
    """Return RP@5 and MRR per file and their means over the files."""
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
        "files": rows,
    }


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
