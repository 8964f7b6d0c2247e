"""freehold data: add, list and remove the public files about occupations and AI that the owner has downloaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from freehold.cli.django_setup import without_database
from freehold.cli.output import print_json, report_problems, say, wants_json

if TYPE_CHECKING:
    from freehold.domain.ports import Embedder

EVERY = 1600


def add(folder: Path, *, data_dir: Path | None, as_json: bool, meaning: bool = True) -> int:
    """Read a folder of public files into the data folder; exit code 1 when a file was not understood. Safe to repeat."""
    without_database()
    from freehold.integrations.occupations import read_folder, save

    target = _folder(data_dir)
    gathered = read_folder(folder)
    embedder = _embedder() if meaning and gathered.tasks else None
    if embedder is not None:
        say("Comparing meanings takes a few minutes the first time; --no-meaning leaves it out.")
    path = save(target, gathered, embedder, _told)
    for one in gathered.recognised:
        row = {"file": one.file, "name": one.name, "rows": one.rows}
        print_json(row) if wants_json(as_json) else print(f"{one.file}: {one.name}, {one.rows:,} rows")
    for name in gathered.unneeded:
        say(f"{name}: known, and nothing of it is needed.")
    say(f"Kept in {path} ({path.stat().st_size / 1e6:.1f} MB).")
    return report_problems(gathered.problems)


def show(*, data_dir: Path | None, as_json: bool) -> int:
    """Print what was added, and how many rows each has."""
    without_database()
    from freehold.integrations.occupations import listed

    found = listed(_folder(data_dir))
    for name, rows in sorted(found.items()):
        print_json({"name": name, "rows": rows}) if wants_json(as_json) else print(f"{name}: {rows:,} rows")
    if not found:
        say("Nothing was added; the built-in table is used. `freehold data add FOLDER` adds public files.")
    return 0


def remove(name: str, *, data_dir: Path | None) -> int:
    """Remove data by the name that the list shows."""
    without_database()
    from freehold.integrations.occupations import remove as remove_data

    remove_data(_folder(data_dir), name)
    say(f"{name} was removed.")
    return 0


def _folder(data_dir: Path | None) -> Path:
    from freehold.config.environment import environment

    return data_dir.expanduser().resolve() if data_dir else environment().data_dir


def _embedder() -> Embedder | None:
    from freehold.config.environment import environment

    if not environment().embeddings:
        return None
    from freehold.integrations.ai import EmbedderMiniLM

    return EmbedderMiniLM(threads=2, batch_size=16)


def _told(done: int, all_of_them: int) -> None:
    if done % EVERY < 64 or done == all_of_them:
        say(f"{done:,} of {all_of_them:,} tasks")
