"""Public files about occupations: recognised by their columns, kept as one file, loaded as an index, removed again."""

from __future__ import annotations

import numpy as np
import pytest

from freehold.domain.errors import UserError
from freehold.domain.risk.exposure import Service, Task, exposure
from freehold.integrations.occupations import listed, load, read_folder, remove, save
from tests.integrations.occupations.samples import UNNEEDED, folder, whole_folder


class Letters:
    name, dimensions = "letters", 2

    def __init__(self):
        self.seen = 0

    def embed(self, texts):
        self.seen += len(texts)
        return np.array([[1.0, 0.0] for _ in texts], dtype=np.float32)


def test_each_file_is_recognised_or_named_as_unknown(tmp_path):
    found = read_folder(folder(tmp_path / "in"))
    assert {(one.name, one.rows) for one in found.recognised} == {("gpts-tasks", 3), ("microsoft", 2), ("ilo-2025", 2)}
    assert sorted(problem.where for problem in found.problems) == ["broken.xlsx", "holiday.csv"]


def test_files_that_are_known_and_not_needed_are_no_problem(tmp_path):
    found = read_folder(whole_folder(tmp_path))
    assert sorted(found.unneeded) == sorted(UNNEEDED) and found.problems == []
    assert {one.name for one in found.recognised} == {"gpts-tasks", "microsoft"}
    for file in ("labels.tsv", "scores.csv"):
        (tmp_path / file).unlink()
    with pytest.raises(UserError, match="known and needed"):
        read_folder(tmp_path)


def test_a_folder_without_known_files_is_refused(tmp_path):
    with pytest.raises(UserError, match="No file"):
        read_folder(tmp_path)
    with pytest.raises(UserError, match="is no folder"):
        read_folder(tmp_path / "nowhere")


def test_what_was_added_answers_and_german_still_finds_the_built_in_table(tmp_path):
    save(tmp_path, read_folder(folder(tmp_path / "in")))
    index = load(tmp_path)
    tasks = (Task("write letters to buyers of telescopes", 1), Task("Fliesen im Bad verlegen", 1))
    found = exposure([Service("", tasks)], index).services[0]
    assert found.tasks[0].matches[0].code == "99-1000.00"
    assert {"gpt4", "human", "automation"} <= set(found.tasks[0].by_source)
    assert found.tasks[1].matches[0].title == "Tiler"
    assert index.ranks["microsoft"] == {"99-1000": 0.25, "99-2000": 0.75}


def test_adding_twice_changes_nothing_and_meanings_are_made_once(tmp_path):
    embedder = Letters()
    gathered = read_folder(folder(tmp_path / "in"))
    first = save(tmp_path, gathered, embedder).read_bytes()
    made = embedder.seen
    assert made == 5
    assert len(save(tmp_path, gathered, embedder).read_bytes()) == len(first)
    assert embedder.seen == made
    assert load(tmp_path).shelves[0].vectors.shape == (3, 2)


def test_data_is_listed_and_removed_by_name(tmp_path):
    save(tmp_path, read_folder(folder(tmp_path / "in")))
    assert listed(tmp_path) == {"gpts-tasks": 3, "ilo-2025": 2, "microsoft": 2}
    for name in ("gpts-tasks", "microsoft"):
        remove(tmp_path, name)
    assert listed(tmp_path) == {"ilo-2025": 2}
    with pytest.raises(UserError, match="no data called"):
        remove(tmp_path, "gpts-tasks")
    remove(tmp_path, "ilo-2025")
    assert load(tmp_path) is None


def test_a_damaged_file_says_what_to_do(tmp_path):
    (tmp_path / "occupations.npz").write_bytes(b"nothing")
    with pytest.raises(UserError, match="Delete it"):
        load(tmp_path)
