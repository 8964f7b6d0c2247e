"""Changes word by word: whatever is taken or refused, the text stays whole."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.writing import apply_changes, word_diff

TEXTS = st.text(alphabet="ab c.\n,'é😀-1", max_size=80)


def test_only_what_changed_is_a_change():
    changes = word_diff("I can send the draft by Friday.", "I can send you the first draft by Friday.")
    assert [(change.before, change.after) for change in changes] == [("", "you "), ("", "first ")]


def test_a_changed_word_keeps_its_blank():
    (change,) = word_diff("the old logo is done", "the new logo is done")
    assert (change.start, change.end, change.before, change.after) == (4, 7, "old", "new")


def test_one_change_may_be_taken_and_another_refused():
    before, after = "a red house and a green tree", "a blue house and a black tree"
    changes = word_diff(before, after)
    assert apply_changes(before, changes, {1}) == "a red house and a black tree"


@given(TEXTS, TEXTS)
def test_all_changes_give_the_new_text_and_none_the_old_one(before: str, after: str):
    changes = word_diff(before, after)
    assert apply_changes(before, changes, range(len(changes))) == after
    assert apply_changes(before, changes, ()) == before
    for change in changes:
        assert before[change.start : change.end] == change.before
        assert after[change.after_start : change.after_start + len(change.after)] == change.after
        assert change.before != change.after


@given(TEXTS, TEXTS, st.sets(st.integers(0, 20)))
def test_what_is_refused_stays_as_it_was(before: str, after: str, accepted: set[int]):
    changes = word_diff(before, after)
    result = apply_changes(before, changes, accepted)
    kept = sum(len(change.after) - len(change.before) for place, change in enumerate(changes) if place in accepted)
    assert len(result) == len(before) + kept


def test_changes_of_another_text_are_refused():
    with pytest.raises(ValueError, match="does not belong"):
        apply_changes("something else", word_diff("one two", "one three"), {0})


def test_two_long_texts_are_compared_in_seconds():
    before = " ".join(f"word{number % 997} stands here." for number in range(12_000))
    after = before.replace("word5 ", "other ") + " The end."
    started = time.process_time()
    changes = word_diff(before, after)
    assert apply_changes(before, changes, range(len(changes))) == after
    assert time.process_time() - started < 20
