"""The calibration of late payment: of the invoices given a chance of about so much, how many were late."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import numpy as np

from freehold.domain.forecasting.latepay.invoice import Settled
from freehold.domain.forecasting.latepay.risk import LEAST_SETTLED, fit
from freehold.domain.statistics import Rate, rate

BINS = 5
MOST_BLOCKS = 12


@dataclass(frozen=True, slots=True)
class CalibrationRow:
    """The invoices with a chance from `low` to `high`: their mean chance, and how many were late in truth with its interval."""

    low: float
    high: float
    predicted: float
    observed: Rate


def calibration(settled: Sequence[Settled], *, bins: int = BINS) -> list[CalibrationRow]:
    """Return one row per bin that has an invoice: each judged on its day of issue, from what was settled before."""
    return table(past_risks(settled), bins=bins)


def past_risks(settled: Sequence[Settled]) -> list[tuple[float, bool]]:
    """Return (chance on the day of issue, late in truth) for each invoice that had enough settled before it.

    The invoices are cut into at most `MOST_BLOCKS` blocks by their day of issue; each block is judged from what was paid before its
    first day, so that thousands of invoices take seconds.
    """
    by_issue = sorted(settled, key=lambda one: one.issued)
    found: list[tuple[float, bool]] = []
    for block in np.array_split(np.arange(len(by_issue)), min(MOST_BLOCKS, max(1, len(by_issue)))):
        judged = [by_issue[place] for place in block]
        if not judged:
            continue
        known = fit(settled, as_of=judged[0].issued - timedelta(days=1))
        if known.n >= LEAST_SETTLED:
            found += [(known.risk(one.opened, one.issued).probability, one.late) for one in judged]
    return found


def table(risks: Sequence[tuple[float, bool]], *, bins: int = BINS) -> list[CalibrationRow]:
    """Return the rows of the calibration table of (chance, late in truth)."""
    rows = []
    for place in range(bins):
        low, high = place / bins, (place + 1) / bins
        inside = [(chance, late) for chance, late in risks if low <= chance < high or (place == bins - 1 and chance == 1)]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            rows.append(CalibrationRow(low, high, mean, rate(sum(late for _, late in inside), len(inside))))
    return rows
