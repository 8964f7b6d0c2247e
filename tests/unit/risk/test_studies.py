"""The studies of freelance markets: told once, translated as they are, with a year only where it is known."""

from __future__ import annotations

import re

from freehold.domain.risk.studies import studies


def test_the_figures_are_those_of_the_studies():
    figures = {study.key: re.findall(r"\d+(?:\.\d+)?", study.text) for study in studies()}
    assert figures == {
        "demirci": ["21", "30", "17"],
        "teutloff": ["20", "50", "24"],
        "hui": ["1", "0.5", "1.7"],
        "translation": [],
    }


def test_a_study_whose_year_is_not_known_shows_none():
    for study in studies():
        years = re.findall(r"\b20\d\d\b", study.source)
        assert years == ([] if study.year is None or "arXiv" in study.source else [str(study.year)])
    assert [study.key for study in studies() if study.year is None] == ["hui"]


def test_text_and_source_go_through_the_translator():
    assert all(study.text.startswith("<") and study.source.startswith("<") for study in studies(lambda text: f"<{text}>"))
