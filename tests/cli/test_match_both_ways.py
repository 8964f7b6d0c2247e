"""`freehold match` with a folder of people, with the workspace's own, and over a file too long to compare in full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freehold.cli import matching
from freehold.domain.errors import UserError

BRIEF = "Django developer\n\nWe need somebody for our Django shop with PostgreSQL."


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.txt"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def resume(name: str, *skills: str) -> str:
    return json.dumps({"basics": {"name": name, "label": skills[0]}, "skills": [{"name": skill} for skill in skills]})


def match(capsys: pytest.CaptureFixture[str], **given: object) -> tuple[int, list[dict], str]:
    files = {"profile": None, "postings": None, "brief": None, "profiles": None, **given}
    code = matching.match_files(**{"top": 0, "meaning": False, "as_json": True, **files})
    out = capsys.readouterr()
    return code, [json.loads(line) for line in out.out.splitlines()], out.err


def test_a_folder_of_people_is_ranked_by_the_names_of_its_files(brief, tmp_path, capsys):
    folder = tmp_path / "people"
    folder.mkdir()
    (folder / "bo.json").write_text(resume("Bo", "Wedding photography"), encoding="utf-8")
    (folder / "mara.json").write_text(resume("Mara", "Django", "PostgreSQL"), encoding="utf-8")
    (folder / "broken.json").write_text("{", encoding="utf-8")
    (folder / "holiday.jpg").write_bytes(b"")
    code, rows, complaints = match(capsys, brief=brief, profiles=folder)
    assert [row["id"] for row in rows] == ["mara", "bo"]
    assert (code, "broken.json" in complaints) == (1, True)


def test_an_empty_folder_is_refused_with_what_it_needs(brief, tmp_path, capsys):
    (tmp_path / "none").mkdir()
    with pytest.raises(UserError, match=r"\.docx"):
        match(capsys, brief=brief, profiles=tmp_path / "none")


def test_over_many_postings_the_first_are_those_of_the_full_comparison(tmp_path, capsys, monkeypatch):
    person = tmp_path / "me.json"
    person.write_text(resume("Mara", "Django", "PostgreSQL"), encoding="utf-8")
    titles = ["Django developer", "Gardener", "PostgreSQL administrator", "Photographer", "Cook"]
    text = "You keep what we have alive and make it better week by week. " * 6
    lines = [json.dumps({"id": f"p{n}", "title": titles[n % 5], "description": f"{text} Reference {n}."}) for n in range(30)]
    file = tmp_path / "postings.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8")
    _, full, _ = match(capsys, profile=person, postings=file, top=6)
    monkeypatch.setattr(matching, "MANY", 10)
    _, quick, _ = match(capsys, profile=person, postings=file, top=6)
    assert [row["score"] for row in quick] == [row["score"] for row in full]
    assert all(row["id"][1:].isdigit() for row in quick)


@pytest.mark.django_db
def test_a_brief_alone_is_matched_with_the_workspace(brief, capsys, monkeypatch):
    from datetime import UTC, datetime

    from freehold.apps.accounts.services import people
    from freehold.domain.matching.profile import Profile, ProfileSkill

    monkeypatch.setattr(matching, "start_django", lambda _folder: None)
    with pytest.raises(UserError, match="no freelancer"):
        match(capsys, brief=brief)
    now = datetime(2026, 11, 22, tzinfo=UTC)
    workspace = people.create_workspace(people.create_owner(now=now, name="Mara"), name="Ours", now=now)
    people.add_freelancer(workspace, Profile("Bo", skills=(ProfileSkill("Photography"),)), now=now)
    people.add_freelancer(workspace, Profile("Mara", skills=(ProfileSkill("Django"),)), now=now)
    _, rows, _ = match(capsys, brief=brief)
    assert [row["id"].split()[0] for row in rows] == ["Mara", "Bo"]
