"""The part of a quote that can be found in the source letter for letter."""

from __future__ import annotations

import pytest

from freehold.domain.text.clauses import literal_part


@pytest.mark.parametrize(
    ("words", "source", "part"),
    [
        ("We're looking for a patient illustrator", "We&#x27;re looking for a patient illustrator", "looking for a patient illustrator"),
        ("Paint our R&D building in two weeks", "Paint our R&amp;D building in two weeks", "building in two weeks"),
        ("all of it is here", "all of it is here", "all of it is here"),
    ],
)
def test_the_longest_run_of_whole_words_is_kept(words, source, part):
    assert literal_part(words, ["a title", source], least=10) == part


@pytest.mark.parametrize("words", ["R&D", "don't ask", ""])
def test_what_would_be_cut_too_short_is_kept_whole(words):
    assert literal_part(words, ["R&amp;D and don&#x27;t ask"]) == words


def test_no_word_is_cut_in_two():
    assert literal_part("hand made caf\u00e9 furniture wanted", ["hand made caf&eacute; furniture wanted"], least=5) == "furniture wanted"
