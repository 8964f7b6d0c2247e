"""Job ↔ CV (matching/profiles_ro: queries, corpus, qrels): MAP@50 and MRR for job → CV, and MRR for CV → job.

The jobs in the order of the SHA-256 of their names: the first three of five are "development", on which the weights of `ProfileIndex` were
chosen; the others are "reported". Two queries prove little: this guards against slipping.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path
from typing import Any

import numpy as np

from evals.ranked import average_precision, mean, reciprocal_rank
from evals.titles import judgements
from freehold.domain.matching.lexical import ProfileIndex


def run(data: Path, _args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures both ways. MAP@50 divides by all relevant CVs, also where there are more than 50 (which caps one job at .446)."""
    folder = data / "matching" / "profiles_ro"
    jobs, people, relevant = _texts(folder / "queries"), _texts(folder / "corpus"), judgements(folder)
    names = list(people)
    index = ProfileIndex([people[name] for name in names])
    scores = {job: index.scores(text) for job, text in jobs.items() if relevant[job]}
    ranked = {job: [names[place] for place in np.argsort(-found, kind="stable")] for job, found in scores.items()}
    back = {
        name: sorted(scores, key=lambda job: (-float(scores[job][place]), job))
        for place, name in enumerate(names)
        if any(name in relevant[job] for job in scores)
    }
    by_hash = sorted(ranked, key=lambda job: hashlib.sha256(job.encode()).hexdigest())
    cut = len(by_hash) * 3 // 5
    at_50 = {job: average_precision(found, relevant[job], 50) for job, found in ranked.items()}
    return {
        "n": len(scores),
        "development": {"n": cut, "map_at_50": mean([at_50[job] for job in by_hash[:cut]])},
        "reported": {"n": len(by_hash) - cut, "map_at_50": mean([at_50[job] for job in by_hash[cut:]])},
        "map_at_50": mean(list(at_50.values())),
        "map": mean([average_precision(found, relevant[job]) for job, found in ranked.items()]),
        "mrr": mean([reciprocal_rank(found, relevant[job]) for job, found in ranked.items()]),
        "mrr_people_to_jobs": mean(
            [reciprocal_rank(found, {job for job in scores if name in relevant[job]}) for name, found in back.items()]
        ),
        "n_people": len(back),
    }


def _texts(folder: Path) -> dict[str, str]:
    if not folder.is_dir():
        raise FileNotFoundError(str(folder))
    return {file.name: file.read_text(encoding="utf-8", errors="replace") for file in sorted(folder.iterdir()) if file.is_file()}
