"""The commands that print figures run, and print one JSON object."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FREEHOLD_", "DJANGO_", "DATABASE_"))}
    return subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240)


@pytest.mark.parametrize("name", ["analyse", "match"])
def test_a_bench_prints_its_figures(name: str):
    done = run("bench", name, "--n", "20")
    assert done.returncode == 0, done.stderr
    figures = json.loads(done.stdout)
    assert figures["name"] == name
    assert figures["n"] == 20
    assert figures["p95_ms"] >= figures["p50_ms"] > 0


def test_an_eval_prints_its_figures(tmp_path: Path):
    folder = tmp_path / "matching" / "titles_en"
    folder.mkdir(parents=True)
    (folder / "queries.tsv").write_text("q_id\tjobtitle\nq1\tdjango developer\nq2\twedding photographer\n", encoding="utf-8")
    (folder / "corpus.tsv").write_text(
        "c_id\tjobtitle\nc1\tPython web developer\nc2\tPhotographer for weddings\nc3\tBaker\n", encoding="utf-8"
    )
    (folder / "qrels.tsv").write_text("q1\t0\tc1\t1\nq2\t0\tc2\t1\n", encoding="utf-8")
    done = run("evals", "titles", "--data", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["map"] == 1.0


@pytest.mark.parametrize("arguments", [("nonsense", "--data", "."), ("titles", "--data", "nowhere"), ("titles", "--data", "docs")])
def test_an_eval_that_cannot_run_says_why(arguments: tuple[str, ...]):
    done = run("evals", *arguments)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
