"""freehold skills gap: tiers with counts and intervals, or how many postings are missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freehold.cli import skills_gap as command
from freehold.domain.errors import UserError

TEXTS = (
    ("Django and PostgreSQL developer", "You know Django and PostgreSQL. Remote, 60 EUR per hour."),
    ("Django and React developer", "You know Django and React. Remote, 85 EUR per hour."),
)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    path = tmp_path / "me.json"
    path.write_text(json.dumps({"basics": {"name": "Ada"}, "skills": [{"name": "django"}, {"name": "postgres"}]}), encoding="utf-8")
    return path


def written(folder: Path, count: int, *more: str) -> Path:
    rows = [
        json.dumps(
            {
                "id": str(n),
                "title": TEXTS[n % 2][0],
                "description": f"{TEXTS[n % 2][1]} Reference {n}.",
                "published": f"2026-0{1 + n % 6}-11",
            }
        )
        for n in range(count)
    ]
    path = folder / "postings.jsonl"
    path.write_text("\n".join([*rows, *more]), encoding="utf-8")
    return path


def test_tiers_come_with_counts_intervals_and_hours(tmp_path: Path, profile: Path, capsys: pytest.CaptureFixture[str]):
    assert command.skills_gap(profile=profile, postings=written(tmp_path, 60), as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    react = next(row for row in found["suggestions"] if row["skill"] == "React")
    assert (found["state"], found["n"], found["known"]) == ("advice", 60, ["Django", "PostgreSQL"])
    assert react["tier"] == "opens_most" and react["opened"]["n"] == 30
    assert react["opened"]["low"] < 30 < react["opened"]["high"]
    assert react["hours"] == {"low": 110, "high": 245} and react["first"] == ["HTML", "JavaScript"]
    assert react["pay"]["n"] == 30 and react["resource"]["url"].startswith("https://")


def test_below_twenty_postings_it_says_how_many_are_missing(tmp_path: Path, profile: Path, capsys: pytest.CaptureFixture[str]):
    assert command.skills_gap(profile=profile, postings=written(tmp_path, 12), as_json=True) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["state"], found["n"], found["missing"]) == ("too_few", 12, 8)
    assert "suggestions" not in found


def test_a_faulty_line_is_named_and_the_rest_is_read(tmp_path: Path, profile: Path, capsys: pytest.CaptureFixture[str]):
    assert command.skills_gap(profile=profile, postings=written(tmp_path, 24, "{broken"), as_json=True) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["n"] == 24
    assert "line 25" in printed.err


@pytest.mark.parametrize("count", [4, 60])
def test_people_read_sentences(
    tmp_path: Path, profile: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, count: int
):
    monkeypatch.setattr(command, "wants_json", lambda asked: asked)
    assert command.skills_gap(profile=profile, postings=written(tmp_path, count), as_json=False) == 0
    printed = capsys.readouterr().out
    assert "16 more are missing" in printed if count == 4 else "Opens most" in printed and "110–245 h" in printed


def test_a_profile_without_skills_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "me.json"
    path.write_text(json.dumps({"basics": {"name": "Ada"}}), encoding="utf-8")
    assert command.skills_gap(profile=path, postings=written(tmp_path, 30), as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["why"] == "skills"


def test_a_file_that_is_not_there_is_said(tmp_path: Path, profile: Path):
    with pytest.raises(UserError, match="cannot be read"):
        command.skills_gap(profile=profile, postings=tmp_path / "none.jsonl", as_json=True)
