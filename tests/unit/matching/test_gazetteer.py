"""Skill names are found by whole words, longest first, and ordinary words are not taken for them."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.skill_names import SkillName


def names(gazetteer: Gazetteer, text: str) -> list[str]:
    return [found.name for found in gazetteer.find(text)]


def test_an_alias_gives_the_canonical_name_and_its_place(gazetteer: Gazetteer) -> None:
    text = "We run Postgres on k8s."
    found = gazetteer.find(text)
    assert [(one.name, text[one.start : one.end]) for one in found] == [("PostgreSQL", "Postgres"), ("Kubernetes", "k8s")]


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    assert names(gazetteer, "product photos by a photographer") == ["Product photography", "Photography"]


@pytest.mark.parametrize("word", ["Produktfotografin", "Produktfotografen", "Produktfotografinnen", "produktfotograf"])
def test_german_endings_of_a_listed_name_are_understood(gazetteer: Gazetteer, word: str) -> None:
    assert names(gazetteer, f"Gesucht: {word} in Kiel") == ["Product photography"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You excel in Excel.", ["Microsoft Excel"]),
        ("Ready to go? Go ahead and apply.", []),
        ("Go developer wanted", ["Go"]),
        ("Python, Go, Postgres", ["Python", "Go", "PostgreSQL"]),
        ("Illustrator for a picture book", ["Illustration"]),
        ("payment verified, payment weekly", []),
        ("we terraform planets", []),
        ("Terraform and Python", ["terraform", "Python"]),
    ],
)
def test_names_that_are_ordinary_words_need_their_case_or_company(gazetteer: Gazetteer, text: str, expected: list[str]) -> None:
    assert names(gazetteer, text) == expected


def test_words_of_two_sentences_or_list_items_make_no_name(gazetteer: Gazetteer) -> None:
    assert "data lake design" not in names(gazetteer, "We have data. Lake design is extra.")
    assert "Product photography" not in names(gazetteer, "our product, photos of it")


def test_a_spelling_given_alone_is_resolved(gazetteer: Gazetteer) -> None:
    assert gazetteer.canonical("postgres") == "PostgreSQL"
    assert gazetteer.canonical("Produktfotografen") == "Product photography"
    assert gazetteer.canonical("basket weaving") is None


def test_symbols_belong_to_a_name() -> None:
    gazetteer = Gazetteer([SkillName("C++", trade="web"), SkillName("C#", trade="web"), SkillName(".NET", trade="web"), SkillName("CI/CD")])
    assert [one.name for one in gazetteer.find("C++, C#, .NET and CI/CD")] == ["C++", "C#", ".NET", "CI/CD"]


def test_an_address_of_esco_is_passed_on() -> None:
    gazetteer = Gazetteer([SkillName("Python")], addresses={"Python": "http://data.europa.eu/esco/skill/x"})
    assert gazetteer.find("Python")[0].uri == "http://data.europa.eu/esco/skill/x"


@given(st.text(max_size=300))
def test_found_places_are_in_order_without_overlap(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.find(text)
    assert all(one.start < one.end <= len(text) for one in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@pytest.mark.parametrize("unit", ["product ", "data lake ", "Go,", "++++", "a-"])
def test_finding_is_linear(gazetteer: Gazetteer, unit: str) -> None:
    started = time.process_time()
    gazetteer.find(unit * 40_000)
    assert time.process_time() - started < 3
