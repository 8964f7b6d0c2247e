"""freehold exposure: services in, ranges with sources and matches out."""

from __future__ import annotations

import json

import pytest

from freehold.cli.exposure import exposure_file
from freehold.domain.errors import UserError

GOOD = {
    "services": [
        {
            "name": "Translation",
            "tasks": [
                {"text": "translate contracts into another language", "share": "70 %"},
                {"text": "edit machine translation", "share": 30},
            ],
        }
    ]
}


def written(tmp_path, content) -> object:
    path = tmp_path / "s.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


def test_ranges_sources_and_matches_are_printed(tmp_path, capsys):
    assert exposure_file(written(tmp_path, GOOD), as_json=True, data_dir=tmp_path) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["largely"][0] <= found["largely"][1]
    assert found["services"][0]["tasks"][0]["matches"][0]["similarity"] > 0.25
    assert {one["key"] for one in found["sources"]} >= {"gpt4", "human"}
    assert "not displacement" in found["meaning"]
    assert "job loss" not in json.dumps(found)


def test_what_cannot_be_judged_is_said_and_gives_one(tmp_path, capsys):
    rows = [{"name": "Design", "tasks": ["design", {"share": 3}, {"text": "design logos and brand identity", "share": "much"}]}, 7]
    assert exposure_file(written(tmp_path, rows), as_json=True, data_dir=tmp_path) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["largely"] is None
    for words in ("one word is too little", "a text is missing", "no number of hours", "service 2"):
        assert words in captured.err


@pytest.mark.parametrize("content", ["{", "[]", '{"services": 3}', "7"])
def test_a_file_of_another_form_is_refused(tmp_path, content):
    with pytest.raises(UserError):
        exposure_file(written(tmp_path, content), as_json=True, data_dir=tmp_path)
