"""What would be if: histories without a client, at another rate, and months with time off."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from freehold.domain.forecasting.outcome import Amounts


def without(history: Amounts, part: Amounts) -> NDArray[np.float64]:
    """Return the history less one part of it (a client, a channel), month by month. Raises ValueError for unequal lengths."""
    if len(history) != len(part):
        raise ValueError(f"The history has {len(history)} months and the part {len(part)}")
    return np.asarray(history, dtype=np.float64) - np.asarray(part, dtype=np.float64)


def scaled(history: Amounts, factor: float) -> NDArray[np.float64]:
    """Return the history at another rate: `factor` 1.1 is ten per cent more. It says nothing about who would still buy."""
    return np.asarray(history, dtype=np.float64) * factor
