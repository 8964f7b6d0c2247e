"""The yearly pattern of a monthly history, drawn towards none as far as chance alone could have made it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

YEAR = 12


@dataclass(frozen=True, slots=True)
class Season:
    """What each month of the year adds, the one after the last month of the history first; it sums to 0 over a year.

    `trust` is how much of the seen pattern is kept (0 none, 1 all), `years` from how many it was seen.
    """

    adds: NDArray[np.float64]
    trust: float
    years: int

    def ahead(self, months: int) -> NDArray[np.float64]:
        """Return what the season adds to each of the months to come."""
        return self.adds[np.arange(months) % YEAR]

    def behind(self, months: int) -> NDArray[np.float64]:
        """Return what the season added to each of the last `months` of the history."""
        return self.adds[np.arange(-months, 0) % YEAR]

    @property
    def widening(self) -> float:
        """How much wider the months to come scatter than the seen ones do once a pattern fitted to them is taken out.

        Of `years` values a month, the pattern took 1/years of the variance away, and errs by as much in the months to come.
        """
        lost = self.trust / self.years if self.years else 0.0
        return float(np.sqrt((1 + lost) / (1 - lost)))


NONE = Season(np.zeros(YEAR), 0.0, 0)


def find_season(history: NDArray[np.float64]) -> Season:
    """Return the season of the whole years at the end of the history; none with fewer than two.

    The pattern is the mean of each month over the years, each year about its own mean. It is kept by as much as its variance exceeds
    what the scatter between the years alone would give (the James-Stein rule on the ratio of the analysis of variance).
    """
    years = len(history) // YEAR
    if years < 2:
        return NONE
    by_year = history[-YEAR * years :].reshape(years, YEAR)
    about = by_year - by_year.mean(axis=1, keepdims=True)
    pattern = about.mean(axis=0)
    of_pattern = years * float((pattern**2).sum())
    of_chance = float(((about - pattern) ** 2).sum()) / (years - 1)
    if of_pattern <= of_chance:
        return NONE
    trust = 1 - of_chance / of_pattern
    return Season(pattern * trust, trust, years)
