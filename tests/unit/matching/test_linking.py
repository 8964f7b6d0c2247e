"""Lexical indexes, linking and language pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from freehold.domain.matching.lexical import Bm25Index, ProfileIndex, TfIdfIndex
from freehold.domain.matching.linking import SkillLinker, TitleLinker, parts_of
from freehold.domain.matching.pairs import pairs_in


class Letters:
    """An embedder for tests: the counts of letters."""

    name = "letters"
    dimensions = 26

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([[text.lower().count(chr(97 + place)) for place in range(26)] for text in texts], dtype=np.float32) + 1e-3
        return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def test_a_sentence_is_linked_to_the_skill_it_names_with_or_without_vectors() -> None:
    names = ["bake bread", "use PostgreSQL", "drive a lorry"]
    for embedder in (None, Letters()):
        assert SkillLinker(names, embedder).link("We ask for good knowledge of postgresql and tact")[0].name == "use PostgreSQL"


def test_a_title_is_linked_to_its_like() -> None:
    assert TitleLinker(["baker", "lorry driver", "nurse"], Letters()).link("driver of lorries")[0].name == "lorry driver"


def test_the_indexes_put_the_fitting_document_first() -> None:
    documents = ["bread and cakes", "sails and masts of wood", "bread"]
    for index in (TfIdfIndex(documents), Bm25Index(documents), ProfileIndex(documents)):
        assert int(np.argmax(index.scores("Masts"))) == 1
        assert float(index.scores("zzz").sum()) == 0.0


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EN/DE > PT, DE/PT > EN", {("en", "pt"), ("de", "pt"), ("de", "en"), ("pt", "en")}),
        ("Translator German–Portuguese", {("de", "pt")}),
        ("aus dem Deutschen ins Englische", {("de", "en")}),
        ("EN>PT-PT", {("en", "pt")}),
        ("We speak English in a German team", set()),
    ],
)
def test_directions_of_translation_are_read(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(pair.source, pair.target) for pair in pairs_in(text)} == expected


def test_a_long_sentence_is_looked_at_in_literal_parts_and_a_short_one_whole() -> None:
    sentence = "one two three four five six seven"
    assert parts_of(sentence, 4, 2) == ["one two three four", "three four five six", "five six seven"]
    assert parts_of("one, two", 4, 2) == ["one, two"]
    assert parts_of("…", 4, 2) == []
    assert SkillLinker(["bake bread"], Letters()).link("…")[0].name == "bake bread"


def test_profiles_like_the_best_ones_rise() -> None:
    documents = ["baker of bread at the oven"] * 20 + ["cleaner of one oven"] * 10 + ["lorry driver"] * 10
    scores = ProfileIndex(documents).scores("bread baker")
    assert scores[0] > scores[20] > scores[30]
