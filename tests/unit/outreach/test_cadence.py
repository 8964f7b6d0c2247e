"""How an approach goes on: happenings arrive in any order and more than once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.outreach.cadence import ENDED, HAPPENINGS, LIVE, STATES, WRITTEN, after, ends, follow_up_due, next_step

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HEARD = ("sent", "bounced", "replied", "opted_out", "complained")


def test_the_way_of_a_mail_from_the_draft_to_the_win():
    state = "proposed"
    for happening, wanted in (("approve", "approved"), ("queue", "queued"), ("sent", "sent"), ("replied", "replied"), ("won", "won")):
        state = after(state, happening)
        assert state == wanted


@pytest.mark.parametrize("last", ["replied", "bounced", "opted_out", "complained"])
def test_what_was_heard_is_the_same_in_any_order(last):
    for order in permutations(("sent", last)):
        state = "queued"
        for happening in order:
            state = after(state, happening)
        assert state == last


@given(st.lists(st.sampled_from(HEARD)), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_leads_to_the_same_state(heard, rng):
    def walk(happenings):
        state = "queued"
        for happening in happenings:
            state = after(state, happening)
        return state

    shuffled = [*heard, *heard]
    rng.shuffle(shuffled)
    assert walk(shuffled) == walk(heard)


@given(st.sampled_from(sorted(STATES)), st.sampled_from(sorted(HAPPENINGS)))
def test_every_step_leads_to_a_known_state_and_nothing_sends_twice(state, happening):
    reached = after(state, happening)
    assert reached in STATES
    if state in WRITTEN:
        assert reached in WRITTEN


def test_nothing_that_has_left_is_stopped_skipped_or_approved():
    for state in WRITTEN:
        for happening in ("approve", "queue", "stop", "skip", "fail", "propose", "retry"):
            assert after(state, happening) == state


def test_an_unknown_happening_is_a_fault():
    with pytest.raises(KeyError):
        after("sent", "vanished")


def test_only_silence_after_the_first_mail_is_followed_up_once():
    assert next_step(0, "sent", ended=False, follows_up=True) == 1
    assert next_step(1, "sent", ended=False, follows_up=True) is None
    assert next_step(0, "sent", ended=True, follows_up=True) is None
    assert next_step(0, "sent", ended=False, follows_up=False) is None
    for state in STATES - {"sent"}:
        assert next_step(0, state, ended=False, follows_up=True) is None


def test_an_automatic_answer_puts_the_follow_up_off():
    assert follow_up_due(NOW, 6) == NOW + timedelta(days=6)
    assert follow_up_due(NOW, 6, NOW + timedelta(days=5)) == NOW + timedelta(days=12)
    assert follow_up_due(NOW, 30, NOW) == NOW + timedelta(days=30)


def test_states_end_or_go_on():
    assert {state for state in STATES if not ends(state)} == LIVE | {"sent"}
    assert ENDED <= {state for state in STATES if ends(state)}
