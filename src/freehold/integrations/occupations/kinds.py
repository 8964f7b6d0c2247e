"""Tells the public files apart by their columns, and takes from each what is needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from freehold.integrations.occupations.gathered import Gathered, Tasks
from freehold.integrations.occupations.rows import Row, number

_SOC = re.compile(r"\d\d-\d{4}(?:\.\d\d)?")
_LITTLE, _ASSISTED, _LARGELY = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
_SILENT = (float("nan"),) * 3
# GPTs-are-GPTs: E1, the model alone halves the time; E2 and E3, a tool built on it (or one that sees images) would.
_EXPOSED = {"E0": _LITTLE, "E1": _LARGELY, "E2": _ASSISTED, "E3": _ASSISTED}
# The same study's other scale: T0 nothing, T1 up to a half, T2 half to nine tenths … T4 all of it can be left to the machine.
_AUTOMATED = {"T0": _LITTLE, "T1": _LITTLE, "T2": _ASSISTED, "T3": _LARGELY, "T4": _LARGELY}
# The ILO's scores are 0 to 1; its bands are quarters: below a half low, then medium, from three quarters on high.
MEDIUM, HIGH = 0.5, 0.75


@dataclass(frozen=True, slots=True)
class Kind:
    """A public file: the name of its data, the columns that tell it, and how it is taken in (returns the number of rows).

    Without `take` the file is known, and nothing of it is needed.
    """

    name: str
    columns: frozenset[str]
    take: Callable[[Sequence[Row], Gathered], int] | None = None


def kind_of(rows: Sequence[Row]) -> Kind | None:
    """Return which public file these rows are of, None for an unknown one."""
    return next((kind for kind in KINDS if rows and kind.columns <= rows[0].keys()), None)


def _gpts_tasks(rows: Sequence[Row], gathered: Gathered) -> int:
    good = [row for row in rows if row["Task"] and _SOC.fullmatch(row["O*NET-SOC Code"]) and row["gpt4_exposure"] in _EXPOSED]
    values = [
        (
            _EXPOSED[row["gpt4_exposure"]],
            _EXPOSED.get(row.get("human_labels", ""), _SILENT),
            _AUTOMATED.get(row.get("gpt4_automation", ""), _SILENT),
        )
        for row in good
    ]
    gathered.tasks["gpts-tasks"] = Tasks(
        [row["Task"] for row in good],
        [row["O*NET-SOC Code"] for row in good],
        [row["Title"] for row in good],
        ("gpt4", "human", "automation"),
        np.array(values, dtype=np.float32).reshape(len(good), 3, 3),
    )
    return len(good)


def _ilo(rows: Sequence[Row], gathered: Gathered) -> int:
    good = [(row, score) for row in rows if row["Task_ISCO"] and (score := number(row["score_2025"])) is not None and 0 <= score <= 1]
    values = [_LITTLE if score < MEDIUM else _ASSISTED if score < HIGH else _LARGELY for _, score in good]
    gathered.tasks["ilo-2025"] = Tasks(
        [row["Task_ISCO"].rstrip(" ;") for row, _ in good],
        [f"ISCO {row['ISCO_08']}" for row, _ in good],
        [row["Title"] for row, _ in good],
        ("ilo",),
        np.array(values, dtype=np.float32).reshape(len(good), 1, 3),
    )
    return len(good)


def _table(name: str, code: str, column: str) -> Callable[[Sequence[Row], Gathered], int]:
    def take(rows: Sequence[Row], gathered: Gathered) -> int:
        found = {row[code]: value for row in rows if _SOC.fullmatch(row[code]) and (value := number(row[column])) is not None}
        gathered.tables[name] = found
        return len(found)

    return take


def _kind(name: str, columns: Sequence[str], take: Callable[[Sequence[Row], Gathered], int]) -> Kind:
    return Kind(name, frozenset(columns), take)


def _figures(name: str, code: str, column: str) -> Kind:
    return _kind(name, (code, column), _table(name, code, column))


KINDS = (
    _kind("gpts-tasks", ("O*NET-SOC Code", "Task", "Title", "gpt4_exposure"), _gpts_tasks),
    _kind("ilo-2025", ("ISCO_08", "Title", "Task_ISCO", "score_2025"), _ilo),
    _figures("gpt4", "O*NET-SOC Code", "dv_rating_beta"),
    _figures("aioe", "SOC Code", "AIOE"),
    _figures("aioe_language", "SOC Code", "Language Modeling AIOE"),
    _figures("aioe_images", "SOC Code", "Image Generation AIOE"),
    _figures("microsoft", "SOC Code", "ai_applicability_score"),
    _figures("bls-wages", "OCC_CODE", "H_MEDIAN"),
    # The parts that Microsoft's score is made of: by occupation, by activity, and which activities belong to an occupation.
    Kind("microsoft-parts", frozenset(("SOC Code", "ai_applicability_score_user", "ai_applicability_score_ai"))),
    Kind("microsoft-activities", frozenset(("IWA", "share_user", "share_ai"))),
    Kind("microsoft-occupations", frozenset(("SOC Code", "IWA"))),
)
