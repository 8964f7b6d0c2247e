"""Reminders: at most one step for an invoice, and a reason whenever nothing goes out."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.ladder import DEFAULT_STEPS, REASONS, Owed, check_steps, reason_text, what_is_due

DUE = date(2031, 3, 10)  # a Monday


def decide(days: int, steps=DEFAULT_STEPS, *, weekdays_only=False, **facts):
    owed = Owed(**{"due_on": DUE, "open_amount": Decimal(100), **facts})
    return what_is_due(owed, steps, today=DUE + timedelta(days=days), weekdays_only=weekdays_only)


@pytest.mark.parametrize(
    ("days", "step"), [(-4, None), (-3, -3), (0, -3), (1, None), (2, None), (3, 3), (9, 3), (10, 10), (21, 21), (400, 21)]
)
def test_the_latest_step_that_is_due_is_taken(days: int, step: int | None) -> None:
    assert decide(days).step == step


def test_after_a_long_sleep_one_mail_goes_out_and_the_older_steps_are_skipped() -> None:
    found = decide(30)
    assert (found.step, found.skipped, found.level, found.reason) == (21, (-3, 3, 10), 1, "late")


def test_what_went_out_does_not_go_out_again() -> None:
    assert decide(5, done=[-3, 3]).reason == "waiting"
    assert decide(5, done=[-3, 3]).values["next"] == DUE + timedelta(days=10)
    assert decide(90, done=DEFAULT_STEPS).reason == "finished"
    later = decide(12, done=[-3, 3], sent=[-3, 3], last_sent_on=DUE + timedelta(days=3))
    assert (later.step, later.level, later.reason) == (10, 2, "late_again")


def test_a_step_added_below_one_that_went_out_is_not_made_up_for() -> None:
    assert decide(12, steps=(3, 5, 10, 21), done=[10]).reason == "waiting"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"open_amount": Decimal(0)}, "paid"),
        ({"open_amount": Decimal(-5)}, "paid"),
        ({"pause": "dispute"}, "disputed"),
        ({"pause": "promise", "paused_until": DUE + timedelta(days=30)}, "promised"),
        ({"due_on": None}, "no_due_date"),
        ({"last_sent_on": DUE + timedelta(days=28), "done": [3]}, "too_soon"),
    ],
)
def test_payment_dispute_promise_and_a_fresh_mail_stop_it(facts: dict, reason: str) -> None:
    found = decide(30, **facts)
    assert (found.step, found.reason) == (None, reason)
    assert "{" not in reason_text(found.reason, found.values)


def test_a_promise_that_was_not_kept_goes_on() -> None:
    assert decide(31, pause="promise", paused_until=DUE + timedelta(days=30)).step == 21


def test_a_client_without_a_ladder_is_never_reminded() -> None:
    assert decide(30, steps=()).reason == "no_ladder"


def test_on_a_weekend_it_waits_for_monday_when_wanted() -> None:
    found = decide(12, weekdays_only=True)
    assert (found.reason, found.values["next"]) == ("weekend", DUE + timedelta(days=14))
    assert decide(12).step == 10


def test_before_and_on_the_day_the_tone_is_friendly() -> None:
    assert [(decide(days, steps=(-3, 0)).reason, decide(days, steps=(-3, 0)).level) for days in (-3, 0)] == [
        ("before_due", 0),
        ("due_today", 0),
    ]


def test_a_ladder_is_ordered_and_bounded() -> None:
    assert check_steps([10, -3, 10, 3]) == (-3, 3, 10)
    for wrong in ([-31], [400], list(range(13))):
        with pytest.raises(UserError, match="A ladder has at most"):
            check_steps(wrong)


@given(
    steps=st.sets(st.integers(-30, 60), min_size=1, max_size=8),
    wakes=st.lists(st.integers(1, 25), min_size=1, max_size=20),
    start=st.integers(-35, 10),
    weekdays_only=st.booleans(),
)
def test_however_it_wakes_no_step_is_taken_twice_and_never_two_on_one_day(steps, wakes, start, weekdays_only) -> None:
    today, done, sent, last = DUE + timedelta(days=start), [], [], None
    for days in wakes:
        for _again in range(2):
            owed = Owed(due_on=DUE, open_amount=Decimal(1), done=tuple(done), sent=tuple(sent), last_sent_on=last)
            found = what_is_due(owed, sorted(steps), today=today, weekdays_only=weekdays_only)
            assert found.reason in REASONS and "{" not in reason_text(found.reason, found.values)
            assert not set(found.skipped) & set(done)
            done += found.skipped
            if found.step is not None:
                assert found.step in steps and found.step not in done
                assert today >= DUE + timedelta(days=found.step)
                assert not (found.step < 0 and today > DUE)
                assert last is None or (today - last).days >= 3
                done.append(found.step)
                sent.append(found.step)
                last = today
        today += timedelta(days=days)
    assert sent == sorted(set(sent))
