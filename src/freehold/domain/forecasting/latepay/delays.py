"""The days of delay as a regression: everybody's mean, each client's own shift, and what a dispute adds, all drawn towards nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.latepay.invoice import Open, Settled

#: How many of its own invoices a client's shift has to stand against; the same for the effect of a dispute. Chosen on the half of the
#: clients of the public invoices that evals/latepay.py sets aside.
WEIGHT_OF_ALL = 3.0
WEIGHT_OF_NO_DISPUTE = 1.0
#: Each seen error stands for errors around it, this wide in parts of their standard deviation.
_SMOOTHING = 0.3
#: Delays beyond these days say "very late", and no more.
_EARLIEST, _LATEST = -120.0, 180.0
_GRID = np.linspace(-2.0, 2.0, 9)


class Delays:
    """The fitted regression. It gives the chance of a late payment and the days between which the money is expected."""

    name = "delay"

    def __init__(self, settled: Sequence[Settled]) -> None:
        self._places = {client: place for place, client in enumerate(sorted({one.client for one in settled}), start=2)}
        rows = self._rows([one.opened for one in settled])
        days = np.clip([float(one.delay) for one in settled], _EARLIEST, _LATEST)
        ridge = np.full(rows.shape[1], WEIGHT_OF_ALL)
        ridge[:2] = 1e-6, WEIGHT_OF_NO_DISPUTE
        normal = rows.T @ rows + np.diag(ridge)
        self._effects = np.linalg.solve(normal, rows.T @ days)
        errors = days - rows @ self._effects
        # The effects took up part of the scatter that new invoices will have.
        fitted = float(np.trace(np.linalg.solve(normal, rows.T @ rows)))
        errors *= np.sqrt(len(errors) / max(len(errors) - fitted, len(errors) / 4))
        around = _SMOOTHING * float(errors.std()) * _GRID
        self._errors: NDArray[np.float64] = np.sort((errors[:, None] + around).ravel())
        bells = np.tile(np.exp(-(_GRID**2) / 2), len(errors))
        order = np.argsort((errors[:, None] + around).ravel(), kind="stable")
        reached = np.cumsum(bells[order])
        self._reached: NDArray[np.float64] = reached / reached[-1]

    def chance(self, invoice: Open) -> float:
        """Return the chance that the money comes after the due date."""
        return 1 - self.share_by(invoice, 0)

    def share_by(self, invoice: Open, day: float) -> float:
        """Return the chance that the money comes by `day` days after the due date."""
        place = int(np.searchsorted(self._errors, day + 0.5 - self._expected(invoice), side="right"))
        return float(self._reached[place - 1]) if place else 0.0

    def day(self, invoice: Open, q: float, *, after: float) -> float:
        """Return the day after the due date by which the money comes with chance `q`, when it has not come by the day `after`."""
        gone = self.share_by(invoice, after)
        if gone > 1 - 1e-3:
            # Open for longer than anything that was seen: about as much longer again as errors are wide, never a day that has passed.
            return after + 1 + q * max(7.0, float(self._errors.std()))
        place = int(np.searchsorted(self._reached, gone + q * (1 - gone)))
        return max(after + 1, float(self._expected(invoice) + self._errors[min(place, len(self._errors) - 1)]))

    def _expected(self, invoice: Open) -> float:
        effects = self._effects
        place = self._places.get(invoice.client)
        return float(effects[0] + effects[1] * invoice.disputed + (effects[place] if place else 0.0))

    def _rows(self, invoices: Sequence[Open]) -> NDArray[np.float64]:
        rows = np.zeros((len(invoices), 2 + len(self._places)))
        rows[:, 0] = 1
        for row, one in zip(rows, invoices, strict=True):
            row[1] = one.disputed
            row[self._places[one.client]] = 1
        return rows
