"""What was known of clients at a moment, as the twelve numbers that the logistic regression reads."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.latepay.invoice import Open, Settled
from freehold.domain.forecasting.latepay.rates import PRIOR_WEIGHT

FEATURES = (
    "late rate", "recent late rate", "mean delay", "last delay", "last three late", "spread of delays", "invoices settled",
    "amount", "amount against usual", "days to pay", "late rate of all lately", "disputed",
)  # fmt: skip
_RECENT = 50
_FADING = 0.9
_LONGEST = 180


@dataclass(slots=True)
class _Client:
    """The running counts of one client."""

    n: int = 0
    late: int = 0
    recent_weight: float = 0.0
    recent_late: float = 0.0
    days: float = 0.0
    squares: float = 0.0
    logs: float = 0.0
    last: float = 0.0
    three: deque[bool] = field(default_factory=lambda: deque(maxlen=3))


class History:
    """The invoices settled so far; `add` them in the order of payment."""

    def __init__(self) -> None:
        self._clients: dict[str, _Client] = defaultdict(_Client)
        self._all = _Client()
        self._lately: deque[bool] = deque(maxlen=_RECENT)

    def add(self, one: Settled) -> None:
        """Take in a settled invoice."""
        delay = float(max(-_LONGEST, min(_LONGEST, one.delay)))
        for known in (self._all, self._clients[one.client]):
            known.n += 1
            known.late += one.late
            known.recent_weight = known.recent_weight * _FADING + 1
            known.recent_late = known.recent_late * _FADING + one.late
            known.days += delay
            known.squares += delay * delay
            known.logs += _log(one.amount)
            known.last = delay
            known.three.append(one.late)
        self._lately.append(one.late)

    def features(self, invoice: Open) -> list[float]:
        """Return the numbers of `FEATURES` for an invoice, from what was settled so far."""
        of_all, of_client = self._all, self._clients.get(invoice.client) or _Client()
        n, k = of_client.n, PRIOR_WEIGHT
        rate = (of_all.late + 0.5) / (of_all.n + 1)
        lately = (sum(self._lately) + 0.5) / (len(self._lately) + 1)
        mean = of_all.days / max(1, of_all.n)
        spread = math.sqrt(max(0.0, of_all.squares / max(1, of_all.n) - mean * mean))
        own_mean = (of_client.days + k * mean) / (n + k)
        own_square = (of_client.squares + k * (spread * spread + mean * mean)) / (n + k)
        return [
            _logit((of_client.late + k * rate) / (n + k)),
            _logit((of_client.recent_late + k * lately) / (of_client.recent_weight + k)),
            own_mean,
            of_client.last if n else mean,
            sum(of_client.three) / len(of_client.three) if n else rate,
            math.sqrt(max(0.0, own_square - own_mean * own_mean)),
            math.log1p(n),
            _log(invoice.amount),
            _log(invoice.amount) - of_client.logs / n if n else 0.0,
            float((invoice.due - invoice.issued).days),
            _logit(lately),
            float(invoice.disputed),
        ]


def learnt_rows(settled: Sequence[Settled]) -> tuple[NDArray[np.float64], NDArray[np.float64], History]:
    """Return a row and an outcome for each invoice that had one settled before it, each as known on its day of issue, and what is known
    after all of them.
    """
    history, rows, outcomes = History(), [], []
    waiting = deque(sorted(settled, key=lambda one: one.paid))
    for number, one in enumerate(sorted(settled, key=lambda each: each.issued)):
        while waiting and waiting[0].paid < one.issued:
            history.add(waiting.popleft())
        if number and len(waiting) < len(settled):
            rows.append(history.features(one.opened))
            outcomes.append(float(one.late))
    for one in waiting:
        history.add(one)
    return np.array(rows, dtype=np.float64).reshape(-1, len(FEATURES)), np.array(outcomes), history


def _log(amount: float) -> float:
    return math.log(max(abs(amount), 0.01))


def _logit(share: float) -> float:
    kept = min(max(share, 0.01), 0.99)
    return math.log(kept / (1 - kept))
