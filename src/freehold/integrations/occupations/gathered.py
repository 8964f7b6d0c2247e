"""What was read from public files: rated tasks and tables of figures by occupation."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from freehold.domain.errors import Problem


@dataclass(frozen=True, slots=True)
class Tasks:
    """Rated tasks: `values` has a row per task and per source little, assisted, largely; NaN where the source is silent."""

    texts: list[str]
    codes: list[str]
    titles: list[str]
    sources: tuple[str, ...]
    values: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file that was understood: its name, the name of its data, and how many rows were taken."""

    file: str
    name: str
    rows: int


@dataclass(slots=True)
class Gathered:
    """Everything read from a folder; a table holds one figure per occupation code. `unneeded` are files that are known and not used."""

    tasks: dict[str, Tasks] = field(default_factory=dict)
    tables: dict[str, dict[str, float]] = field(default_factory=dict)
    recognised: list[Recognised] = field(default_factory=list)
    unneeded: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
