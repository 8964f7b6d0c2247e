"""How often a skill that was taken away from a posting is among the ten that are suggested beside its other skills.

The last month of postings/hn_2023 is held out, the months before it are learned from. The labels are model-made names of technologies,
brought to the product's spelling. Of each held-out posting with at least four skills that the earlier months tell enough about (named by
ten postings or more) each skill is taken away in turn. `popularity_hit_at_10` suggests the ten most frequent skills instead;
`coverage` is the share of the held-out skills that are known well enough to be suggested at all. The penalty of the model was chosen on
January and February against March; nothing was chosen on the month that is held out.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from freehold.domain.learning.market import Market, learn
from freehold.integrations.skills import load_gazetteer

FEWEST = 4
MOST = 10


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:  # noqa: ARG001  # every task is called alike
    """Return hit rates over the last month below `data`."""
    months = _months(data)
    if len(months) < 2:
        raise FileNotFoundError("postings/hn_2023 needs at least two months, one to learn from and one to hold out")
    market = learn([skills for month in months[:-1] for skills in month])
    return _figures(market, months[-1])


def _figures(market: Market, held_out: list[frozenset[str]]) -> dict[str, Any]:
    hits = popular = cases = postings = named = within = 0
    for skills in held_out:
        usable = sorted(name for name in skills if market.count(name))
        named, within = named + len(skills), within + len(usable)
        if len(usable) < FEWEST:
            continue
        postings += 1
        for taken in usable:
            rest = [name for name in usable if name != taken]
            cases += 1
            hits += taken in market.beside(rest, MOST)
            popular += taken in market.popular(rest, MOST)
    share = {"hit_at_10": hits, "popularity_hit_at_10": popular}
    return {
        "n": cases,
        "postings": postings,
        "learned_from": market.n,
        "skills": len(market.skills),
        "coverage": round(within / named, 4) if named else None,
        **{name: round(count / cases, 4) if cases else None for name, count in share.items()},
    }


def _months(data: Path) -> list[list[frozenset[str]]]:
    files = sorted((data / "postings" / "hn_2023").glob("*.jsonl"))
    if not files:
        raise FileNotFoundError(str(data / "postings" / "hn_2023" / "*.jsonl"))
    canonical = load_gazetteer().canonical
    return [[_labels(line, canonical) for line in file.open(encoding="utf-8") if line.strip()] for file in files]


def _labels(line: str, canonical: Any) -> frozenset[str]:
    labels = json.loads(line).get("model_output")
    names = (labels.get("technologies") or []) if isinstance(labels, dict) else []
    return frozenset(canonical(str(name)) or str(name).strip().lower() for name in names if name)
