"""The ESCO addresses of skills, read from a file in the columns of a download."""

from __future__ import annotations

from pathlib import Path

import pytest

from freehold.domain.errors import UserError
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.skill_names import SkillName
from freehold.integrations.skills import esco_addresses

HEADER = "conceptType,conceptUri,preferredLabel,status,skillType,reuseLevel,altLabels,description,broaderConceptUri,broaderConceptPT\n"
BASE = "http://data.europa.eu/esco/skill/"
SKILLS = Gazetteer(
    [
        SkillName("Python"),
        SkillName("Glass blowing", aliases=("blow glass",)),
        SkillName("Web development", aliases=("web programming",)),
        SkillName("Kite repair"),
    ]
)


def row(number: str, label: str, other: str = "", address: str = BASE) -> str:
    return f'KnowledgeSkillCompetence,{address}{number},{label},released,knowledge,sector-specific,"{other}","An invented text, short.",,\n'


def write(folder: Path, *rows: str, header: str = HEADER, encoding: str = "utf-8") -> Path:
    path = folder / "skills_en.csv"
    path.write_text(header + "".join(rows), encoding=encoding)
    return path


def test_a_skill_is_found_by_its_preferred_label_and_by_another_one(tmp_path: Path) -> None:
    path = write(tmp_path, row("1", "Python (computer programming)"), row("2", "shape molten glass", "blow glass | blow hot glass"))
    assert esco_addresses(path, SKILLS) == {"Python": f"{BASE}1", "Glass blowing": f"{BASE}2"}


def test_other_labels_may_stand_in_lines_of_their_own_and_the_file_may_begin_with_a_mark(tmp_path: Path) -> None:
    path = write(tmp_path, row("3", "make websites", "code sites\nweb programming\nbuild pages"), encoding="utf-8-sig")
    assert esco_addresses(path, SKILLS) == {"Web development": f"{BASE}3"}


def test_a_preferred_label_wins_over_another_one_wherever_it_stands(tmp_path: Path) -> None:
    path = write(tmp_path, row("4", "snake keeping", "Python"), row("5", "python"))
    assert esco_addresses(path, SKILLS) == {"Python": f"{BASE}5"}


def test_an_address_outside_esco_is_not_taken(tmp_path: Path) -> None:
    path = write(tmp_path, row("6", "Python", address="https://esco.example/"), row("6", "knitting"))
    assert esco_addresses(path, SKILLS) == {}


def test_a_file_of_occupations_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, row("9", "Python", address="http://data.europa.eu/esco/occupation/"))
    with pytest.raises(UserError, match="no ESCO skills"):
        esco_addresses(path, SKILLS)


def test_a_found_skill_carries_its_address(tmp_path: Path) -> None:
    addresses = esco_addresses(write(tmp_path, row("7", "Python")), SKILLS)
    found = Gazetteer(SKILLS.skills(), addresses=addresses).find("Python and kite repair")
    assert [(one.name, one.uri) for one in found] == [("Python", f"{BASE}7"), ("Kite repair", None)]


def test_another_csv_is_refused_with_the_missing_columns(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="conceptUri, preferredLabel, altLabels"):
        esco_addresses(write(tmp_path, "1,Python\n", header="id,name\n"), SKILLS)


def test_a_short_row_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, "KnowledgeSkillCompetence\n", row("8", "Python"))
    assert esco_addresses(path, SKILLS) == {"Python": f"{BASE}8"}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00bad", None])
def test_an_unreadable_file_is_refused_kindly(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "skills_en.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UserError, match=r"skills_en\.csv cannot be read"):
        esco_addresses(path, SKILLS)
