"""Questions of the same meaning come together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.retrieval.clusters import cluster


def test_questions_that_share_words_come_together_the_largest_group_first():
    texts = ["where do you park", "what is your hourly rate", "your hourly rate please", "what is the hourly rate"]
    assert [sorted(group) for group in cluster(texts, None)] == [[1, 2, 3], [0]]


def test_nothing_makes_no_groups():
    assert cluster([], None) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=20), max_size=15))
def test_every_text_is_in_one_group(texts):
    assert sorted(place for group in cluster(texts, None) for place in group) == list(range(len(texts)))
