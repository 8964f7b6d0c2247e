"""Reads a folder of public files and says of each what it is, or that it is unknown."""

from __future__ import annotations

from pathlib import Path

from freehold.domain.errors import Problem, UserError
from freehold.integrations.occupations.gathered import Gathered, Recognised
from freehold.integrations.occupations.kinds import kind_of
from freehold.integrations.occupations.rows import KINDS, tables_of

MOST_FILES = 100
_REST = "The other files were read."


def read_folder(path: Path) -> Gathered:
    """Read every table in a folder (not in folders below it). Files that are unknown or faulty become problems.

    Raises UserError when there is no such folder or nothing in it is known.
    """
    if not path.is_dir():
        raise UserError(f"{path} is no folder. Nothing was changed. Name the folder with the files that you downloaded.")
    gathered = Gathered()
    files = sorted(file for file in path.iterdir() if file.is_file() and file.suffix.lower() in KINDS)
    for file in files[:MOST_FILES]:
        _read(file, gathered)
    if len(files) > MOST_FILES:
        gathered.problems.append(Problem(path.name, f"it holds {len(files)} files; the first {MOST_FILES} were read"))
    if not gathered.recognised:
        details = " ".join(map(str, gathered.problems[:3]))
        raise UserError(
            f"No file in {path} is known and needed. Nothing was changed. Needed are the files of GPTs-are-GPTs, AIOE, "
            f"the ILO's 2025 scores, Microsoft's working-with-ai and the BLS wages. {details}".strip()
        )
    return gathered


def _read(file: Path, gathered: Gathered) -> None:
    found = False
    try:
        for rows in tables_of(file):
            kind = kind_of(rows)
            if kind is None:
                continue
            if kind.take is None:
                found = True
                gathered.unneeded.append(file.name)
                continue
            taken = kind.take(rows, gathered)
            if taken:
                found = True
                gathered.recognised.append(Recognised(file.name, kind.name, taken))
    except UserError as error:
        gathered.problems.append(Problem(file.name, str(error), _REST))
        return
    if not found:
        gathered.problems.append(Problem(file.name, "it is none of the files that are known, or none of its rows could be used", _REST))
