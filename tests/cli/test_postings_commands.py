"""The commands that need no database: their lines, their exit codes, their words for bad input."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

GOOD = {"id": "a", "title": "Django developer", "description": "You know Django and PostgreSQL. Remote, 85 EUR per hour, three months."}


def freehold(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("FREEHOLD_", "DJANGO_", "DATABASE_"))}
    environment["FREEHOLD_DATA_DIR"] = str(folder / "data")
    return subprocess.run(
        [sys.executable, "-m", "freehold", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        cwd=folder,
    )


@pytest.fixture
def postings(tmp_path: Path) -> Path:
    path = tmp_path / "postings.jsonl"
    rows = [GOOD, {**GOOD, "id": "b", "title": "Wedding photographer", "description": "Photos of a wedding in Oslo, on site."}]
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "me.json"
    resume = {
        "basics": {"name": "Ada", "label": "Django developer"},
        "skills": [{"name": "Django"}, {"name": "PostgreSQL"}],
        "freehold": {"rates": [{"kind": "hourly", "min": "70.00", "currency": "EUR"}], "constraints": {"remote": "only"}},
    }
    path.write_text(json.dumps(resume), encoding="utf-8")
    return path


def test_analyse_prints_one_object_a_line_and_makes_no_data_folder(postings: Path, tmp_path: Path):
    done = freehold("analyse", str(postings), "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    first, _second = (json.loads(line) for line in done.stdout.splitlines())
    keys = {
        "id",
        "title",
        "skills",
        "pay",
        "duration",
        "hours_per_week",
        "start",
        "deadline",
        "mode",
        "remote_possible",
        "countries",
        "timezone",
    }
    keys |= {"languages", "seniority", "contract", "client", "competition", "red_flags", "addressed_to_ai"}
    assert keys <= set(first)
    assert first["pay"]["kind"] == "hourly"
    assert (first["pay"]["min"], first["pay"]["currency"], first["mode"]) == (85, "EUR", "remote")
    assert not (tmp_path / "data").exists()


def test_match_ranks_with_reasons_that_add_up(postings: Path, profile: Path, tmp_path: Path):
    done = freehold("match", "--profile", str(profile), "--postings", str(postings), "--no-meaning", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["rank"] for row in rows] == [1, 2]
    best, other = rows
    assert best["id"] == "a"
    assert best["state"] == "scored"
    assert best["score"] == min(100, max(0, round(sum(reason["points"] for reason in best["reasons"]))))
    assert other["state"] == "blocked"
    assert other["blocked_by"]


def test_match_top_prints_only_the_first(postings: Path, profile: Path, tmp_path: Path):
    done = freehold(
        "match", "--profile", str(profile), "--postings", str(postings), "--top", "1", "--no-meaning", "--json", folder=tmp_path
    )
    assert len(done.stdout.splitlines()) == 1


def test_a_brief_is_matched_with_profiles(profile: Path, tmp_path: Path):
    people = tmp_path / "people.jsonl"
    other = {"id": "photographer", "basics": {"name": "Bo", "label": "Photographer"}, "skills": [{"name": "Wedding photography"}]}
    people.write_text(json.dumps({"id": "developer", **json.loads(profile.read_text())}) + "\n" + json.dumps(other), encoding="utf-8")
    brief = tmp_path / "brief.txt"
    brief.write_text("We need somebody for our Django shop with PostgreSQL.", encoding="utf-8")
    done = freehold("match", "--brief", str(brief), "--profiles", str(people), "--no-meaning", "--json", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[0])["id"] == "developer"


def test_a_bad_line_is_named_and_the_rest_is_read(postings: Path, tmp_path: Path):
    postings.write_text(postings.read_text() + "\n{broken", encoding="utf-8")
    done = freehold("analyse", str(postings), "--json", folder=tmp_path)
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 2
    assert "line 3" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("analyse", "missing.jsonl"), "missing.jsonl"),
        (("match", "--profile", "missing.pdf", "--postings", "postings.jsonl"), "missing.pdf"),
        (("match",), "--profile"),
        (("source", "read", "nowhere", "postings.jsonl"), "nowhere"),
        (("nonsense",), "nonsense"),
        (("demo", "--trade", "astronaut"), "astronaut"),
        (("restore", "missing.zip"), "missing.zip"),
    ],
)
def test_wrong_use_is_one_clear_line_and_exit_code_two(arguments: tuple[str, ...], word: str, postings: Path, tmp_path: Path):
    done = freehold(*arguments, folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert word in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_an_encrypted_pdf_as_profile_is_told_in_one_line(postings: Path, tmp_path: Path):
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret")
    path = tmp_path / "cv.pdf"
    writer.write(path)
    done = freehold("match", "--profile", str(path), "--postings", str(postings), folder=tmp_path)
    assert done.returncode == 2
    assert "password" in done.stderr


def test_a_refused_setting_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    environment = {**os.environ, "FREEHOLD_DATA_DIR": str(tmp_path), "FREEHOLD_PORT": "many", "FREEHOLD_TIME_ZONE": "Mars/Base"}
    done = subprocess.run([sys.executable, "-m", "freehold", "doctor"], env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "FREEHOLD_PORT" in done.stderr
    assert "Mars/Base" in done.stderr


def test_a_taken_port_is_told_with_the_way_out(tmp_path: Path):
    import socket

    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = freehold("--no-browser", "--port", str(port), folder=tmp_path)
    assert done.returncode == 2
    assert str(port) in done.stderr
    assert "--port" in done.stderr
