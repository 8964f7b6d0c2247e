"""A stranger adds a source: the package that `freehold source new` writes is found, reads its payload and passes its own test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from freehold.cli import run
from freehold.cli.source_kit import new_source
from freehold.domain.errors import UserError

ROOT = Path(__file__).resolve().parents[2]


def installed(folder: Path) -> dict[str, str]:
    """Write beside the package what `pip install -e` would: the file that names its entry points; return the environment that sees it."""
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
    points = [
        f"[{group}]\n" + "".join(f"{name} = {path}\n" for name, path in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (info / "entry_points.txt").write_text("\n".join(points), encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])}


def called(environment: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_what_it_writes_is_found_read_and_tested(tmp_path):
    new_source("village_board", tmp_path)
    folder = tmp_path / "freehold-village_board"
    environment = installed(folder)
    listed = called(environment, "-m", "freehold", "source", "list", "--json")
    mine = next(json.loads(line) for line in listed.stdout.splitlines() if '"village_board"' in line)
    assert (mine["label"], mine["tier"], mine["min_interval_minutes"]) == ("Village Board", "open", 120)
    read = called(environment, "-m", "freehold", "source", "read", "village_board", str(folder / "tests" / "payload.json"), "--json")
    assert json.loads(read.stdout)["title"] == "Shelf for a bakery"
    assert "entry 2: it has no title and was left out" in read.stderr
    tested = called(environment, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django", str(folder / "tests"))
    assert tested.returncode == 0, tested.stdout
    assert "7 passed" in tested.stdout


def test_a_broken_one_is_left_out_and_named(tmp_path):
    new_source("village_board", tmp_path)
    folder = tmp_path / "freehold-village_board"
    (folder / "freehold_village_board" / "source.py").write_text("import nothing_of_the_kind\n", encoding="utf-8")
    listed = called(installed(folder), "-m", "freehold", "source", "list", "--json")
    assert listed.returncode == 0
    assert '"village_board"' not in listed.stdout
    assert "village_board" in listed.stderr
    assert '"rss"' in listed.stdout


@pytest.mark.parametrize("name", ["", "Village", "1board", "village-board", "../up", "class", "x" * 60])
def test_a_name_that_cannot_be_one_writes_nothing(tmp_path, name):
    with pytest.raises(UserError, match="Nothing was written"):
        new_source(name, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_already_stays(tmp_path, capsys):
    assert run(["source", "new", "board", "--folder", str(tmp_path)]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 6
    mine = tmp_path / "freehold-board" / "pyproject.toml"
    mine.write_text("# mine\n", encoding="utf-8")
    assert run(["source", "new", "board", "--folder", str(tmp_path)]) == 2
    assert mine.read_text(encoding="utf-8") == "# mine\n"
    assert "is there already" in capsys.readouterr().err
