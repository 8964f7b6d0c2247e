"""The port for further forecasting models, such as those of the extra `forecast`."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray


@runtime_checkable
class PathModel(Protocol):
    """Simulates the months to come of a history whose season was taken out."""

    name: str

    def paths(self, history: NDArray[np.float64], months: int, *, rng: np.random.Generator, paths: int) -> NDArray[np.float64]:
        """Return `paths` × `months` simulated amounts."""
        ...
