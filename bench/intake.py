"""Importing a file of many postings: previewed, confirmed, stopped half way and gone on with, then read and matched."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from bench.corpus import NOW, postings
from bench.database import throw_away
from bench.measure import milliseconds, rss_mb

PORTION = 500


@dataclass
class _Halfway:
    """A progress that asks to stop at half, as a person would."""

    total: int
    done: int = 0
    stopped: bool = False

    def step(self, count: int = 1) -> None:
        self.done += count
        self.stopped = self.done >= self.total // 2


def run(n: int) -> dict[str, Any]:
    """Import `n` postings (default 10,000) as JSON Lines."""
    with throw_away() as kind:
        return {"database": kind, **_measure(n or 10_000)}


def _measure(n: int) -> dict[str, Any]:
    from freehold.apps.demo.services import load_demo
    from freehold.apps.opportunities.models import Opportunity
    from freehold.apps.opportunities.services import imports
    from freehold.apps.opportunities.services.analyse import analyse_opportunities
    from freehold.apps.opportunities.services.match import match_opportunities

    workspace = load_demo("developer", now=NOW)
    before = Opportunity.objects.for_workspace(workspace).count()
    lines = (
        json.dumps({"title": row.title, "description": row.description, "url": row.url, "company": row.company}) for row in postings(n)
    )
    payload = "\n".join(lines).encode()
    made: list[Any] = []
    previewed = milliseconds(lambda: made.append(imports.preview(workspace, "tabular", "many.jsonl", payload, NOW)))
    run_id = made[0].pk
    imports.confirm(workspace, run_id, now=NOW)
    half = _Halfway(n)
    first = milliseconds(lambda: imports.run_import(run_id, now=NOW, progress=half))  # type: ignore[arg-type]  # asks to stop as a bar does
    second = milliseconds(lambda: imports.run_import(run_id, now=NOW))
    ids = list(Opportunity.objects.for_workspace(workspace).filter(analysed_at=None).values_list("pk", flat=True))

    def in_portions(work: Any) -> None:
        for start in range(0, len(ids), PORTION):
            work(workspace, ids[start : start + PORTION], now=NOW)

    analysed = milliseconds(lambda: in_portions(analyse_opportunities))
    matched = milliseconds(lambda: in_portions(match_opportunities))
    taken = Opportunity.objects.for_workspace(workspace).count() - before
    return {
        "n": n,
        "opportunities": taken,
        "stopped_at": half.done,
        "preview_s": round(previewed / 1000, 1),
        "import_s": round((first + second) / 1000, 1),
        "per_second": round(1000 * n / (first + second), 1),
        "analyse_s": round(analysed / 1000, 1),
        "match_s": round(matched / 1000, 1),
        "rss_mb": rss_mb(),
    }
