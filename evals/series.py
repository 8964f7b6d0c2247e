"""Reads the public monthly series (R data files) and halves them: a hash of the name says which half was for choosing."""

from __future__ import annotations

import hashlib
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Series:
    """One monthly series: what a forecast may see and, where the file keeps it apart, what came after."""

    name: str
    seen: NDArray[np.float64]
    after: NDArray[np.float64]

    @property
    def for_choosing(self) -> bool:
        """Whether the series belongs to the half that methods were chosen on; figures are of the other half."""
        return hashlib.sha256(self.name.encode()).digest()[0] % 2 == 0


def micro_series(folder: Path) -> list[Series]:
    """Return the monthly series of firms (type MICRO) of every M3-like file: lists of st, period, type, x, xx."""
    found = []
    for path in _files(folder, "M3*.rda"):
        for listed in _read(path).values():
            for name, entry in listed.items():
                if _word(entry["period"]) == "MONTHLY" and _word(entry["type"]) == "MICRO":
                    found.append(Series(str(name), _numbers(entry["x"]), _numbers(entry["xx"])))
    return found


def intermittent_series(folder: Path) -> list[Series]:
    """Return the columns of every parts matrix that have no gap in their last 51 months; nothing is kept apart."""
    found = []
    for path in _files(folder, "carparts*.rda"):
        for matrix in _read(path).values():
            for number, column in enumerate(_numbers(matrix).T):
                if np.isfinite(column).all():
                    found.append(Series(f"{path.stem}-{number}", column, np.empty(0)))
    return found


def _files(folder: Path, pattern: str) -> list[Path]:
    files = sorted(folder.glob(pattern))
    if not files:
        raise FileNotFoundError(f"{folder}/{pattern}")
    return files


def _read(path: Path) -> dict[str, Any]:
    import rdata

    # The package's own reader of "ts" knows rows only; a time series may be a matrix, and its dates are not needed here.
    constructors = {**rdata.conversion.DEFAULT_CLASS_MAP, "ts": _plain, "mts": _plain}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return rdata.conversion.convert(rdata.parser.parse_file(path), constructor_dict=constructors)


def _plain(values: Any, _attributes: Any) -> Any:
    return values


def _numbers(values: Any) -> NDArray[np.float64]:
    return np.asarray(values, dtype=np.float64)


def _word(value: Any) -> str:
    return str(np.asarray(value).ravel()[0]).strip().upper()
