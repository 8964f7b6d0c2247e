"""Late payment: chances that follow what was counted, days that follow what was waited, and silence where little is known."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.forecasting.latepay import LEAST_SETTLED, Open, Settled, calibration, fit
from freehold.domain.forecasting.latepay.calibration import past_risks
from freehold.domain.forecasting.latepay.choosing import rolling_scores
from freehold.domain.forecasting.latepay.history import FEATURES, learnt_rows
from freehold.domain.forecasting.latepay.logistic import fit_weights

START = date(2025, 1, 1)


def paid(client: str, day: int, delay: int, *, amount: float = 500.0, disputed: bool = False) -> Settled:
    issued = START + timedelta(days=day)
    due = issued + timedelta(days=14)
    return Settled(client, amount, issued, due, due + timedelta(days=delay), disputed)


def waiting(client: str, issued: date, *, amount: float = 500.0, disputed: bool = False) -> Open:
    return Open(client, amount, issued, issued + timedelta(days=14), disputed)


def book(n: int = 80, seed: int = 2) -> list[Settled]:
    rng = np.random.default_rng(seed)
    usual = {"prompt": -6, "late": 12, "mixed": 0}
    return [
        paid(client, place * 5, round(usual[client] + 4 * rng.standard_normal()))
        for place in range(n)
        for client in [list(usual)[place % 3]]
    ]


TODAY = START + timedelta(days=500)


def test_who_was_late_before_is_likelier_late_again():
    known = fit(book(), as_of=TODAY)
    prompt, mixed, late, stranger = (known.risk(waiting(client, TODAY), TODAY) for client in ("prompt", "mixed", "late", "new"))
    assert prompt.probability < 0.2 < mixed.probability < 0.8 < late.probability
    assert prompt.probability < stranger.probability < late.probability
    assert stranger.n == 0
    assert stranger.high - stranger.low > prompt.high - prompt.low
    assert prompt.expected < mixed.expected < late.expected


def test_fewer_than_five_settled_invoices_say_nothing():
    for n in range(LEAST_SETTLED):
        risk = fit(book(n), as_of=TODAY).risk(waiting("prompt", TODAY), TODAY)
        assert (risk.method, risk.low, risk.high) == ("none", 0.0, 1.0)
        assert risk.expected == TODAY + timedelta(days=14)


def test_a_passed_due_date_is_known_and_the_money_is_expected_later_than_today():
    known = fit(book(), as_of=TODAY)
    invoice = waiting("prompt", TODAY - timedelta(days=15))
    risk = known.risk(invoice, TODAY)
    assert (risk.probability, risk.method) == (1.0, "known")
    assert TODAY <= risk.early <= risk.expected <= risk.late
    ancient = known.risk(waiting("prompt", TODAY - timedelta(days=400)), TODAY)
    assert TODAY <= ancient.early <= ancient.expected <= ancient.late


def test_the_longer_a_prompt_client_waits_the_likelier_it_is_late():
    known = fit(book(), as_of=TODAY)
    invoice = waiting("prompt", TODAY)
    chances = [known.risk(invoice, TODAY + timedelta(days=day)).probability for day in range(15)]
    assert chances == sorted(chances)
    assert chances[-1] > chances[0] + 0.2


def test_only_what_was_settled_by_the_day_is_learnt():
    late_in_future = [*book(), *(paid("prompt", 480, 60 + extra) for extra in range(30))]
    before, plain = fit(late_in_future, as_of=TODAY), fit(book(), as_of=TODAY)
    assert before.n == plain.n
    assert before.risk(waiting("prompt", TODAY), TODAY) == plain.risk(waiting("prompt", TODAY), TODAY)


def test_a_dispute_delays_where_disputes_did():
    rng = np.random.default_rng(4)
    settled = [paid("a", day * 4, round(15 * (day % 3 == 0) - 5 + 3 * rng.standard_normal()), disputed=day % 3 == 0) for day in range(90)]
    known = fit(settled, as_of=TODAY)
    calm, disputed = (known.risk(waiting("a", TODAY, disputed=flag), TODAY) for flag in (False, True))
    assert calm.probability < 0.2
    assert disputed.probability > 0.7
    assert disputed.expected > calm.expected


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 400), st.integers(-14, 300), st.floats(-100, 1e6)), min_size=5, max_size=40),
    st.integers(0, 700),
)
def test_every_risk_is_a_chance_inside_its_interval_with_days_in_order(rows: list[tuple[str, int, int, float]], after: int):
    settled = [paid(client, day, delay, amount=amount) for client, day, delay, amount in rows]
    known = fit(settled, as_of=date(2030, 1, 1))
    issued = START + timedelta(days=300)
    today = issued + timedelta(days=after)
    for client in "abz":
        risk = known.risk(waiting(client, issued), today)
        assert 0 <= risk.low <= risk.probability <= risk.high <= 1
        assert today <= risk.early <= risk.expected <= risk.late


def test_the_simpler_models_stay_unless_another_wins_on_the_past():
    assert fit(book(15), as_of=TODAY).method == "rate"
    assert fit(book(60), as_of=TODAY).method == "delay"
    assert rolling_scores(book(15)) == {}
    assert set(rolling_scores(book(60))) == {"rate", "delay"}
    assert set(rolling_scores(book(99 + 1))) == {"rate", "delay", "logistic"}


def test_the_logistic_regression_is_taken_where_it_wins():
    # Late by a little when the amount is large, early by much when it is not: neither a client's rate nor its mean delay can see it.
    rng = np.random.default_rng(6)
    settled = [paid("a", day, 1 if large else -1, amount=9000 if large else 300) for day, large in enumerate(rng.random(240) < 0.5)]
    known = fit(settled, as_of=TODAY)
    assert known.method == "logistic"
    assert known.risk(waiting("a", TODAY, amount=9000), TODAY).probability > 0.8
    assert known.risk(waiting("a", TODAY, amount=300), TODAY).probability < 0.2


def test_no_row_of_the_regression_knows_what_was_paid_after_its_day_of_issue():
    settled = book(40)
    rows, late, _ = learnt_rows(settled)
    changed = [*settled[:-1], paid("late", 39 * 5, 170)]
    other_rows, _, _ = learnt_rows(changed)
    np.testing.assert_array_equal(rows[:-1], other_rows[:-1])
    assert rows.shape == (len(late), len(FEATURES))


def test_the_ridge_keeps_separable_outcomes_finite_and_recovers_known_weights():
    rows = np.column_stack([np.ones(40), np.r_[-np.ones(20), np.ones(20)]])
    assert np.abs(fit_weights(rows, (rows[:, 1] > 0).astype(float))).max() < 10
    rng = np.random.default_rng(8)
    many = np.column_stack([np.ones(20_000), rng.standard_normal((20_000, 2))])
    outcomes = (rng.random(20_000) < 1 / (1 + np.exp(-many @ [0.5, -1.0, 2.0]))).astype(float)
    np.testing.assert_allclose(fit_weights(many, outcomes), [0.5, -1.0, 2.0], atol=0.08)


def test_the_calibration_counts_what_was_late_in_truth_with_its_n():
    settled = book(90)
    table = calibration(settled)
    assert sum(row.observed.n for row in table) == len(past_risks(settled)) >= 80
    assert all(row.low <= row.predicted <= row.high for row in table)
    assert table[0].observed.mean < table[-1].observed.mean
    assert calibration([]) == []


def test_one_client_alone_and_equal_days_are_no_trouble():
    risk = fit([paid("only", day, 3) for day in range(8)], as_of=TODAY).risk(waiting("only", TODAY), TODAY)
    assert risk.probability > 0.7
    assert risk.expected == TODAY + timedelta(days=17)


@pytest.mark.parametrize("client", ["", "Ümlaut GmbH", "42"])
def test_any_name_is_a_client(client: str):
    assert fit(book(30), as_of=TODAY).risk(waiting(client, TODAY), TODAY).n == 0
