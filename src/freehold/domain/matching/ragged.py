"""Rows of different lengths in one growing array, so that a figure of every row is one pass of numpy."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Ragged:
    """Rows of numbers of one kind, appended only. The views it hands out must be let go before the next row is appended."""

    def __init__(self, code: str) -> None:
        """`code` is that of the standard library's array: "i" for 32 bits, "f" for single precision, "B" for bytes."""
        self._values: array[Any] = array(code)
        self._ends = array("q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    @property
    def nbytes(self) -> int:
        """How much memory the rows hold, in bytes."""
        return len(self._values) * self._values.itemsize + len(self._ends) * self._ends.itemsize

    def append(self, row: Iterable[int | float]) -> None:
        """Append one row."""
        self._values.extend(row)
        self._ends.append(len(self._values))

    def values(self, first: int, last: int) -> NDArray[Any]:
        """Return the values of rows first to last, one after the other."""
        return np.frombuffer(self._values, dtype=self._values.typecode)[self._ends[first] : self._ends[last]]

    def ends(self, first: int, last: int) -> NDArray[np.int64]:
        """Return where rows first to last begin among `values(first, last)`, and where the last one ends."""
        found = np.frombuffer(self._ends, dtype=np.int64)[first : last + 1] - self._ends[first]
        return found.astype(np.int64)


def sums(values: NDArray[Any], ends: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return the sum of each row; 0 for an empty one."""
    exact = np.int64 if values.dtype.kind in "uib" else np.float64
    running = np.concatenate((np.zeros(1, dtype=exact), np.cumsum(values, dtype=exact)))
    return (running[ends[1:]] - running[ends[:-1]]).astype(np.float64)


def maxima(values: NDArray[np.float32], ends: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return the largest value of each row; 0 for an empty one and where all are negative."""
    # A closing zero keeps the start of an empty last row within bounds; an empty row is set right below.
    found = np.maximum.reduceat(np.append(values, np.float32(0)), ends[:-1]) if len(ends) > 1 else np.zeros(0, dtype=np.float32)
    return np.where(ends[1:] > ends[:-1], np.maximum(found, 0), 0).astype(np.float32)
