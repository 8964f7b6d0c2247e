"""How good the chance of late payment is, against what happened (insights/late_payment*.csv); Brier score, lower is better.

`brier_full`: invoices in the order of issue; each of the last 30 % is judged on its day of issue from what was settled before that day,
as the program does. `brier_60`: 60 times eight clients are drawn, their first 60 invoices are learnt from and all later ones judged
from these alone. `brier_constant` gives every invoice the late rate of what was learnt from. `days_error` is the mean absolute error of
the expected day of payment. `calibration` are the points of the plot in the docs, from `brier_full`'s invoices.
Clients were halved by a hash of their id: what was chosen was chosen on one half, and `brier_full_unseen` is of the clients of the
other half (learning from everybody before). The file tells which invoices were disputed, and that counts as known when an invoice is
judged; the figures ending in `_without_dispute` are of the same invoices with that column hidden.
"""

from __future__ import annotations

import argparse
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from evals.invoices_paid import invoices_paid
from freehold.domain.forecasting.latepay import Risk, Settled, fit
from freehold.domain.forecasting.latepay.calibration import table

LEARNT = 0.7
SMALL, CLIENTS, RESAMPLES = 60, 8, 60
#: Eight clients with fewer invoices than these after the first 60 say too little.
LEAST_JUDGED = 30


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return the Brier scores and the calibration."""
    settled = invoices_paid(data / "insights")
    cut = int(len(settled) * LEARNT)
    judged = judged_as_issued(settled, cut)
    risks = [(risk.probability, one.late) for one, risk in judged]
    unseen = [(risk.probability, one.late) for one, risk in judged if not for_choosing(one.client)]
    rate = fmean(one.late for one in settled[:cut])
    hidden = [replace(one, disputed=False) for one in settled]
    return {
        "n": len(judged),
        "brier_full": brier(risks),
        "brier_full_unseen": brier(unseen),
        "n_unseen": len(unseen),
        "brier_constant": brier([(rate, one.late) for one, _ in judged]),
        **_small(settled, args.seed),
        "brier_full_without_dispute": brier([(risk.probability, one.late) for one, risk in judged_as_issued(hidden, cut)]),
        "brier_60_without_dispute": _small(hidden, args.seed)["brier_60"],
        "days_error": round(fmean(abs((one.paid - risk.expected).days) for one, risk in judged), 2),
        "within_80": round(fmean(risk.early <= one.paid <= risk.late for one, risk in judged), 4),
        "methods": dict(Counter(risk.method for _, risk in judged)),
        "calibration": [
            {"predicted": round(row.predicted, 4), "observed": round(row.observed.successes / row.observed.n, 4), "n": row.observed.n,
             "low80": round(row.observed.low80, 4), "high80": round(row.observed.high80, 4)}
            for row in table(risks, bins=10)
        ],
    }  # fmt: skip


def for_choosing(client: str) -> bool:
    """Tell whether the client belongs to the half that methods were chosen on."""
    return hashlib.sha256(client.encode()).digest()[0] % 2 == 0


def judged_as_issued(settled: Sequence[Settled], cut: int) -> list[tuple[Settled, Risk]]:
    """Return the invoices from place `cut` on with their risk on the day of issue."""
    judged = []
    for day in sorted({one.issued for one in settled[cut:]}):
        known = fit(settled, as_of=day - timedelta(days=1))
        judged += [(one, known.risk(one.opened, day)) for one in settled[cut:] if one.issued == day]
    return judged


def brier(risks: Sequence[tuple[float, bool]]) -> float | None:
    """Return the mean squared distance of the chances from what happened."""
    return round(fmean((chance - late) ** 2 for chance, late in risks), 4) if risks else None


def _small(settled: Sequence[Settled], seed: int) -> dict[str, Any]:
    rng = np.random.default_rng(seed)
    clients = sorted({one.client for one in settled})
    scores, constants = [], []
    for _ in range(RESAMPLES if len(clients) >= CLIENTS else 0):
        chosen = set(rng.choice(clients, CLIENTS, replace=False))
        theirs = [one for one in settled if one.client in chosen]
        learnt, later = theirs[:SMALL], theirs[SMALL:]
        if len(later) >= LEAST_JUDGED:
            known = fit(learnt, as_of=max(one.paid for one in learnt))
            scores.append(fmean((known.risk(one.opened, one.issued).probability - one.late) ** 2 for one in later))
            rate = fmean(one.late for one in learnt)
            constants.append(fmean((rate - one.late) ** 2 for one in later))
    if not scores:
        return {"brier_60": None, "brier_60_constant": None, "n_resamples": 0}
    return {"brier_60": round(fmean(scores), 4), "brier_60_constant": round(fmean(constants), 4), "n_resamples": len(scores)}
