"""freehold data: public files are added, listed and removed, and exposure uses them."""

from __future__ import annotations

import json

from freehold.cli import data
from freehold.cli.exposure import exposure_file
from tests.integrations.occupations.samples import folder


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
