"""Which model of late payment is used: the shrunken delays once they can be compared, another only where it did better on the past."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np

from freehold.domain.forecasting.latepay.delays import Delays
from freehold.domain.forecasting.latepay.invoice import Open, Settled
from freehold.domain.forecasting.latepay.logistic import Logistic
from freehold.domain.forecasting.latepay.rates import ClientRates

#: Below so many settled invoices nothing but the rates is tried; the logistic regression with its many numbers needs more.
LEAST_TO_COMPARE = 20
LEAST_FOR_LOGISTIC = 100
#: So many of the last invoices are compared on; more take time and change nothing.
MOST_COMPARED = 600
#: Another model has to beat the delays by this share of their score.
MARGIN = 0.05
BLOCKS = 4


class ChanceModel(Protocol):
    """Gives the chance that an invoice is paid late."""

    name: str

    def chance(self, invoice: Open) -> float:
        """Return the chance that the invoice is paid after its due date."""
        ...


def chosen_model(settled: Sequence[Settled], rates: ClientRates, delays: Delays) -> ChanceModel:
    """Return the model for these invoices: the rates while nothing can be compared, then the delays.

    The rates or the logistic regression take their place when the rolling backtest prefers them by `MARGIN`. `rates` and `delays` are
    fitted to `settled` already.
    """
    scores = rolling_scores(settled)
    if not scores:
        return rates
    best = min(scores, key=lambda name: scores[name])
    if best == delays.name or scores[best] >= scores[delays.name] * (1 - MARGIN):
        return delays
    return Logistic(settled) if best == Logistic.name else rates


def rolling_scores(settled: Sequence[Settled]) -> dict[str, float]:
    """Return the Brier score of each model that may be tried, over the later half of the invoices.

    The half is cut into blocks by the day of issue; each block is judged by models that saw only what was paid before its first day.
    """
    if len(settled) < LEAST_TO_COMPARE:
        return {}
    by_issue = sorted(settled, key=lambda one: one.issued)[-MOST_COMPARED:]
    wrong: dict[str, list[float]] = {}
    for block in np.array_split(np.arange(len(by_issue) // 2, len(by_issue)), BLOCKS):
        judged = [by_issue[place] for place in block]
        before = [one for one in by_issue if one.paid < judged[0].issued]
        if len(before) < LEAST_TO_COMPARE // 4:
            continue
        for model in _candidates(before, len(settled)):
            wrong.setdefault(model.name, []).extend((model.chance(one.opened) - one.late) ** 2 for one in judged)
    return {name: float(np.mean(found)) for name, found in wrong.items()}


def _candidates(before: Sequence[Settled], n: int) -> list[ChanceModel]:
    models: list[ChanceModel] = [ClientRates(before), Delays(before)]
    if n >= LEAST_FOR_LOGISTIC:
        models.append(Logistic(before))
    return models
