"""freehold edit, freehold guard: what goes in and out, the exit codes, and the words for bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freehold.cli import writing
from freehold.domain.errors import UserError


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(writing, "without_database", lambda: None)


def edit(path: Path, **more) -> int:
    options = {"dialect": "en-GB", "words": [], "off": [], "style": False, "as_json": True, **more}
    return writing.edit_file(path, **options)


def written(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_text(text, encoding=encoding)
    return path


def test_edit_prints_changes_with_character_places(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    text = "“Hi” – the color of the buton is fine, says Kestrelworks."
    assert edit(written(tmp_path / "a.txt", text)) == 0
    changes = json.loads(capsys.readouterr().out)["changes"]
    assert [text[one["start"] : one["end"]] for one in changes] == ["color", "buton"]
    assert set(changes[0]) >= {"start", "end", "message", "kind", "suggestions"}
    assert "colour" in changes[0]["suggestions"]


def test_edit_gives_hints_on_style_too_and_grammar_for_english_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert edit(written(tmp_path / "a.txt", "Ich wollte nur sagen, dass die Rechnung eigentlich da ist."), style=True) == 0
    out, err = capsys.readouterr()
    assert {one["rule"] for one in json.loads(out)["changes"]} == {"weak_opener", "filler"}
    assert "English only" in err


def test_guard_prints_problems_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    before, after = written(tmp_path / "a.txt", "It costs 900 EUR."), written(tmp_path / "b.txt", "It costs 950 EUR.")
    assert writing.guard_files(before, after, names=[], as_json=True) == 1
    assert json.loads(capsys.readouterr().out) == {"ok": False, "problems": [{"kind": "money", "before": "900 EUR", "after": "950 EUR"}]}
    assert writing.guard_files(before, before, names=[], as_json=True) == 0
    assert json.loads(capsys.readouterr().out) == {"ok": True, "problems": []}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00a", b"a\x00b", b"x" * 200_001])
def test_a_file_that_is_no_text_or_too_long_is_refused_in_one_line(content: bytes, tmp_path: Path):
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    for call in (lambda: edit(path), lambda: writing.guard_files(path, path, names=[], as_json=True)):
        with pytest.raises(UserError) as told:
            call()
        assert "\n" not in str(told.value)
        assert "bad.txt" in str(told.value)


def test_a_missing_file_and_an_unknown_dialect_are_said_plainly(tmp_path: Path):
    with pytest.raises(UserError, match="cannot be read"):
        writing.guard_files(tmp_path / "no.txt", tmp_path / "no.txt", names=[], as_json=True)
    with pytest.raises(UserError, match="en-XX"):
        edit(written(tmp_path / "a.txt", "Hello."), dialect="en-XX")
