"""freehold data: public files are added, listed and removed, and exposure uses them."""

from __future__ import annotations

import json

from django.conf import settings as in_use

from freehold.cli import data
from freehold.cli.exposure import exposure_file
from freehold.config.environment import environment
from freehold.integrations.occupations import load
from tests.integrations.occupations.samples import UNNEEDED, folder, whole_folder


def test_files_are_added_used_listed_and_removed(tmp_path, capsys):
    home = tmp_path / "home"
    assert data.add(folder(tmp_path / "in"), data_dir=home, as_json=True, meaning=False) == 1
    captured = capsys.readouterr()
    assert {json.loads(line)["name"] for line in captured.out.splitlines()} == {"gpts-tasks", "microsoft", "ilo-2025"}
    assert "holiday.csv" in captured.err
    services = tmp_path / "s.json"
    services.write_text('[{"name": "Letters", "tasks": ["write letters to buyers of telescopes"]}]', encoding="utf-8")
    assert exposure_file(services, as_json=True, data_dir=home) == 0
    assert json.loads(capsys.readouterr().out)["data"].startswith("added files")
    assert data.show(data_dir=home, as_json=True) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3
    for name in ("gpts-tasks", "microsoft", "ilo-2025"):
        assert data.remove(name, data_dir=home) == 0
    assert data.show(data_dir=home, as_json=False) == 0
    assert "Nothing was added" in capsys.readouterr().err


def test_a_folder_of_known_files_only_gives_no_error_and_names_what_is_not_needed(tmp_path, capsys):
    assert data.add(whole_folder(tmp_path / "in"), data_dir=tmp_path / "home", as_json=True, meaning=False) == 0
    captured = capsys.readouterr()
    assert [json.loads(line)["file"] for line in captured.out.splitlines()] == ["labels.tsv", "scores.csv"]
    assert all(f"{name}: known, and nothing of it is needed." in captured.err for name in UNNEEDED)


def test_without_a_folder_named_the_files_go_where_the_pages_look(tmp_path, monkeypatch, settings):
    assert in_use.DATA_DIR == environment().data_dir
    monkeypatch.setenv("FREEHOLD_DATA_DIR", str(tmp_path / "home"))
    environment.cache_clear()
    try:
        data.add(whole_folder(tmp_path / "in"), data_dir=None, as_json=False, meaning=False)
        settings.DATA_DIR = environment().data_dir
    finally:
        environment.cache_clear()
    assert load(settings.DATA_DIR).shelves[0].name == "gpts-tasks"
