"""Whether bank lines find their invoices: how many by themselves, how surely, and whether the right suggestion stands on top.

The texts are those of the real statements below "billing/bank"; customers, invoices and what is injected into the texts come from the
eval's own generator (`--seed`), which was written without sight of the matcher. `auto_precision` has a one-sided 95 % lower bound
(Clopper-Pearson) beside it. `auto_recall` is over the lines that a careful bookkeeper would book at once; `top3` over those where a
suggestion is right and that were not rightly booked. `ms_per_transaction` is processor time at 5,000 open invoices. `held_out` repeats
the figures for the kinds nobody tuned on.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import django
from django.conf import settings

import evals.reconcile_held_out
import evals.reconcile_kinds  # noqa: F401 - both register their kinds when they are imported
from evals.reconcile_corpus import STYLES, TODAY, Case, World, build_world, real_texts
from evals.reconcile_lines import HELD_OUT, KINDS

_DEFAULT_LINES = 7_500
_OPEN_FOR_SPEED, _LINES_FOR_SPEED = 5_000, 500


@dataclass(slots=True)
class Tally:
    """What became of the lines of one kind, or of several."""

    n: int = 0
    auto: int = 0
    right: int = 0
    wanted: int = 0
    wanted_right: int = 0
    suggestible: int = 0
    in_top3: int = 0
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        """Return the shares; None where there is nothing to divide by."""
        return {
            "n": self.n,
            "auto_n": self.auto,
            "auto_precision": _share(self.right, self.auto),
            "auto_precision_low95": round(lower_bound(self.right, self.auto), 5) if self.auto else None,
            "auto_recall": _share(self.wanted_right, self.wanted),
            "top3": _share(self.in_top3, self.suggestible),
        }


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the figures over all kinds, over the held-out ones, by kind, and the time a line takes at 5,000 open invoices."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    from freehold.domain.reconciliation import reconcile

    folder = data / "billing" / "bank"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    texts, _others = real_texts(folder)
    lines = getattr(args, "n", None) or _DEFAULT_LINES
    by_kind: dict[str, Tally] = defaultdict(Tally)
    total, held_out = Tally(), Tally()
    for style in STYLES:
        world = build_world(style, args.seed, texts, invoices=max(60, lines // len(STYLES)))
        cases = make_cases(world, lines // len(STYLES))
        decisions = reconcile([case.transaction for case in cases], world.invoices, world.experience(), today=TODAY)
        by_id = {getattr(decision.transaction, "id", decision.transaction): decision for decision in decisions}
        for case in cases:
            for tally in (by_kind[case.kind], total, *([held_out] if case.kind in HELD_OUT else [])):
                judge(case, by_id[case.transaction.id], tally)
    if getattr(args, "verbose", False):
        print("\n".join(total.wrong), file=sys.stderr)
    return {
        **total.figures(),
        "held_out": held_out.figures(),
        "ms_per_transaction": _speed(reconcile, args.seed, texts),
        "open_invoices_for_speed": _OPEN_FOR_SPEED,
        "texts": len(texts),
        "kinds": {kind: _row(by_kind[kind]) | ({"held_out": True} if kind in HELD_OUT else {}) for kind in sorted(by_kind)},
        "wrong": total.wrong[:20],
    }


def make_cases(world: World, count: int) -> list[Case]:
    """Return that many lines, of the kinds in their shares, in the order of their dates; fewer when the books are used up."""
    names, weights = list(KINDS), [weight for _maker, weight in KINDS.values()]
    cases: list[Case] = []
    for _try in range(count * 4):
        if len(cases) >= count:
            break
        cases += KINDS[world.rng.choices(names, weights)[0]][0](world)
    return sorted(cases, key=lambda case: (case.transaction.booked_on, case.transaction.id))


def judge(case: Case, decision: Any, tally: Tally) -> None:
    """Count one line: booked rightly, booked wrongly, or suggested among the first three."""
    tally.n += 1
    booked = _pairs(decision.allocations) if decision.decision == "auto" else ()
    is_right = bool(booked) and booked in {tuple(sorted(case.auto)), tuple(sorted(case.allowed))}
    if booked:
        tally.auto += 1
        tally.right += is_right
        if not is_right:
            wanted = case.auto or case.allowed or "nothing"
            tally.wrong.append(f"{case.kind}: “{case.transaction.text}” {case.transaction.amount}: {booked} in place of {wanted}")
    if case.auto:
        tally.wanted += 1
        tally.wanted_right += is_right
    right_ones = set(case.suggest) | ({frozenset(invoice for invoice, _amount in case.auto)} if case.auto else set())
    if right_ones and not is_right:
        tally.suggestible += 1
        tally.in_top3 += any(_invoices(suggestion) in right_ones for suggestion in decision.suggestions[:3])


def _pairs(allocations: Any) -> tuple[tuple[str, Any], ...]:
    """Return allocations as sorted (invoice id, amount), whether they are pairs or objects with these names."""
    pairs = ((item.invoice, item.amount) if hasattr(item, "invoice") else (item[0], item[1]) for item in allocations)
    return tuple(sorted(pairs))


def _invoices(suggestion: Any) -> frozenset[str]:
    allocations = suggestion.allocations if hasattr(suggestion, "allocations") else suggestion[0]
    return frozenset(invoice for invoice, _amount in _pairs(allocations))


def lower_bound(right: int, n: int, risk: float = 0.05) -> float:
    """Return the one-sided Clopper-Pearson bound: the precision below which so few errors would have been a chance of `risk`."""
    if right == 0:
        return 0.0
    low, high = 0.0, 1.0
    for _step in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _at_least(right, n, middle) < risk else (low, middle)
    return low


def _at_least(right: int, n: int, share: float) -> float:
    """Return the chance of at least `right` successes in n draws."""
    if share in {0.0, 1.0}:
        return share
    errors = range(n - right + 1)
    return sum(
        math.exp(
            math.lgamma(n + 1)
            - math.lgamma(wrong + 1)
            - math.lgamma(n - wrong + 1)
            + wrong * math.log1p(-share)
            + (n - wrong) * math.log(share)
        )
        for wrong in errors
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None


def _row(tally: Tally) -> dict[str, Any]:
    return {
        "n": tally.n,
        "auto": tally.auto,
        "wrong": tally.auto - tally.right,
        "recall": _share(tally.wanted_right, tally.wanted),
        "top3": _share(tally.in_top3, tally.suggestible),
    }


def _speed(reconcile: Any, seed: int, texts: Sequence[str]) -> float:
    world = build_world("2026-007", seed + 1, tuple(texts), invoices=_OPEN_FOR_SPEED)
    cases = make_cases(world, _LINES_FOR_SPEED)
    random.Random(seed).shuffle(cases)
    started = time.process_time()  # the machine may be busy with other things
    reconcile([case.transaction for case in cases], world.invoices, world.experience(), today=TODAY)
    return round((time.process_time() - started) * 1000 / len(cases), 3)
