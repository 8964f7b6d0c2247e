"""What a forecast is: simulated months with their quantiles, or the plain statement that there is too little to go by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

#: Amounts of months in a row, oldest first.
Amounts: TypeAlias = Sequence[float] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Simulated months to come, in the unit of the history.

    `method` is "bootstrap", "average" (bootstrap and Theta) or the name of the extra's ensemble; `paths` has one row a simulated future
    and one column a month, so that sums over months are as uncertain as they are; `n` is how many months of history stand behind it.
    """

    method: str
    paths: NDArray[np.float64]
    n: int

    @property
    def months(self) -> int:
        """How many months are forecast."""
        return int(self.paths.shape[1])

    @property
    def mean(self) -> NDArray[np.float64]:
        """The expected amount of each month."""
        return np.asarray(self.paths.mean(axis=0), dtype=np.float64)

    def quantile(self, q: float) -> NDArray[np.float64]:
        """Return for each month the amount that it stays below with chance `q`."""
        return np.asarray(np.quantile(self.paths, q, axis=0), dtype=np.float64)

    def total_quantile(self, q: float) -> float:
        """Return the amount that the sum of all months stays below with chance `q`."""
        return float(np.quantile(self.paths.sum(axis=1), q))


@dataclass(frozen=True, slots=True)
class TooShort:
    """There are `n` months and `needed` are needed; `missing` says so in words."""

    n: int
    needed: int
    missing: str


def too_short(n: int, needed: int, purpose: str = "a forecast") -> TooShort:
    """Return the statement that `purpose` needs more months."""
    seen = "There is no month of history" if not n else f"There {'is 1 month' if n == 1 else f'are {n} months'} of history"
    more = "1 more month" if needed - n == 1 else f"{needed - n} more months"
    return TooShort(n, needed, f"{seen}; {purpose} needs {needed}. It will be shown after {more}.")
