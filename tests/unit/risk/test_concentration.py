"""Concentration: the index against worked examples, intervals that hold their value, and what cannot be said."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.risk.concentration import Amount, concentration


def rng() -> np.random.Generator:
    return np.random.default_rng(7)


def test_the_index_and_the_effective_number_are_those_of_a_worked_example():
    found = concentration([Amount("a", 90), Amount("b", 5), Amount("c", 5)] * 3, rng=rng())
    assert found is not None and found.shares[0] == ("a", pytest.approx(0.9))
    assert found.index.value == pytest.approx(0.815) and found.effective.value == pytest.approx(1.227, abs=1e-3)
    assert found.n == 9


def test_one_client_is_all_of_it_and_the_bounds_say_nothing_else():
    found = concentration([Amount("only", 100)] * 6, rng=rng())
    assert found is not None and (found.top.low, found.top.value, found.top.high) == (1, 1, 1)
    assert found.effective.value == 1


def test_four_invoices_have_a_share_but_no_interval():
    found = concentration([Amount("a", 10), Amount("b", 10), Amount("a", 5), Amount("c", 1)], rng=rng())
    assert found is not None and found.n == 4 and found.top.low is None and found.effective.high is None


def test_nothing_or_only_credit_notes_is_nothing():
    assert concentration([], rng=rng()) is None
    assert concentration([Amount("a", -5), Amount("b", 0)], rng=rng()) is None


def test_a_client_whose_credit_notes_exceed_the_invoices_is_left_out_by_name():
    found = concentration([Amount("a", 10)] * 6 + [Amount("b", 5), Amount("b", -9)], rng=rng())
    assert found is not None and found.left_out == ("b",) and [who for who, _share in found.shares] == ["a"] and found.n == 6


def test_the_same_seed_gives_the_same_interval():
    amounts = [Amount("abc"[at % 3], 10 + at * at) for at in range(20)]
    assert concentration(amounts, rng=rng()) == concentration(amounts, rng=rng())


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.floats(-50, 500)), max_size=25))
def test_shares_add_up_and_each_interval_holds_its_value(pairs):
    found = concentration([Amount(who, value) for who, value in pairs], rng=rng(), draws=50)
    if found is None:
        return
    assert sum(share for _who, share in found.shares) == pytest.approx(1)
    for bounds in (found.top, found.index, found.effective):
        if bounds.low is not None and bounds.high is not None:
            assert bounds.low <= bounds.value + 1e-9 and bounds.value <= bounds.high + 1e-9
    assert 0 < found.index.value <= 1 + 1e-9
