"""Rates from counts, held against exact values: sums of binomials, closed forms, and figures of the literature."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from freehold.domain.statistics import (
    Beta,
    compare,
    difference,
    needed_per_group,
    posterior,
    prior_of,
    rate,
    shrunken,
    still_needed,
)
from freehold.domain.statistics.special import beta_cdf, beta_quantile

whole = st.integers(1, 40)
places = st.integers(1, 99).map(lambda percent: Fraction(percent, 100))
shapes = st.floats(0.05, 400, allow_nan=False)


def exact_cdf(x: Fraction, a: int, b: int) -> float:
    """I_x(a, b) for whole a and b: the chance of at least a successes among a + b - 1."""
    n = a + b - 1
    return float(sum(math.comb(n, k) * x**k * (1 - x) ** (n - k) for k in range(a, n + 1)))


def exact_larger(first: Beta, second: Beta) -> float:
    """P(second > first) for whole parameters, by Miller's closed sum."""
    total = 0.0
    for i in range(int(second.a)):
        total += math.exp(
            math.lgamma(first.a + i) + math.lgamma(first.b + second.b) - math.lgamma(first.a + i + first.b + second.b)
            - math.log(second.b + i) - (math.lgamma(1 + i) + math.lgamma(second.b) - math.lgamma(1 + i + second.b))
            - (math.lgamma(first.a) + math.lgamma(first.b) - math.lgamma(first.a + first.b))
        )  # fmt: skip
    return total


@given(places, whole, whole)
def test_the_incomplete_beta_is_the_exact_sum_of_binomials(x, a, b):
    assert beta_cdf(float(x), a, b) == pytest.approx(exact_cdf(x, a, b), abs=1e-12)


@given(places, shapes)
def test_the_incomplete_beta_with_one_at_either_side_is_a_power(x, a):
    assert beta_cdf(float(x), a, 1) == pytest.approx(float(x) ** a, rel=1e-10, abs=1e-14)
    assert beta_cdf(float(x), 1, a) == pytest.approx(1 - (1 - float(x)) ** a, rel=1e-10, abs=1e-14)


@given(places)
def test_the_half_and_half_beta_is_the_arc_sine(x):
    assert beta_cdf(float(x), 0.5, 0.5) == pytest.approx(2 / math.pi * math.asin(math.sqrt(x)), abs=1e-12)


@given(places, shapes, shapes)
def test_the_incomplete_beta_mirrors(x, a, b):
    assert beta_cdf(float(x), a, b) == pytest.approx(1 - beta_cdf(1 - float(x), b, a), abs=1e-10)


@given(places, shapes, shapes)
@example(Fraction(41, 50), 0.0625, 0.05078125)
@example(Fraction(67, 100), 45.0, 0.05)
def test_a_quantile_leads_back_to_its_share(share, a, b):
    place = beta_quantile(float(share), a, b)
    assert 0 <= place <= 1
    # Where the density is a spike at an end, the next number down or up is already another share: then it lies between those of both.
    below, above = (beta_cdf(math.nextafter(math.nextafter(place, end), end), a, b) for end in (0.0, 1.0))
    assert below - 1e-6 <= share <= above + 1e-6


@pytest.mark.parametrize(("won", "n", "low", "high"), [(3, 20, 0.0729, 0.2749), (10, 80, 0.0843, 0.1789)])
def test_an_interval_leaves_a_tenth_out_at_each_side(won, n, low, high):
    found = rate(won, n)
    assert (found.low80, found.high80) == pytest.approx((low, high), abs=2e-4)
    known = posterior(won, n)
    assert (known.below(found.low80), known.below(found.high80)) == pytest.approx((0.1, 0.9), abs=1e-9)


def test_nothing_won_does_not_rule_out_nothing_and_everything_won_not_everything():
    assert rate(0, 10).low95 == 0
    assert rate(10, 10).high95 == 1
    assert rate(0, 0).observed is None


def test_the_ninety_five_per_cent_interval_of_one_in_ten_is_that_of_the_literature():
    # Brown, Cai and DasGupta (2001), table of Jeffreys limits: n = 10, x = 1.
    found = rate(1, 10)
    assert (round(found.low95, 3), round(found.high95, 3)) == (0.011, 0.381)


@given(st.integers(0, 300), st.integers(0, 300))
def test_intervals_hold_each_other_and_the_mean(won, lost):
    found = rate(won, won + lost)
    assert 0 <= found.low95 <= found.low80 <= found.high80 <= found.high95 <= 1
    if won and lost:
        assert found.low80 < found.mean < found.high80


@given(st.integers(0, 60), st.integers(1, 60))
def test_more_of_the_same_makes_the_interval_narrower(won, lost):
    one, ten = rate(won, won + lost), rate(won * 10, (won + lost) * 10)
    assert ten.high95 - ten.low95 < one.high95 - one.low95 + 1e-12


@given(whole, whole, whole, whole)
@settings(max_examples=25, deadline=None)
def test_the_chance_that_one_rate_is_larger_is_the_closed_form(a, b, c, d):
    first, second = Beta(a, b), Beta(c, d)
    found = difference(first, second)
    assert found.larger == pytest.approx(exact_larger(first, second), abs=2e-3)
    assert found.mean == pytest.approx(second.mean - first.mean)
    assert found.low95 <= found.low80 <= found.high80 <= found.high95


@given(whole, whole)
@settings(max_examples=10, deadline=None)
def test_the_difference_of_a_rate_with_itself_is_even(a, b):
    found = difference(Beta(a, b), Beta(a, b))
    assert found.larger == pytest.approx(0.5, abs=2e-3)
    assert found.low80 == pytest.approx(-found.high80, abs=5e-3)


def test_a_difference_from_a_sure_rate_is_the_other_rate_shifted():
    sure, other = Beta(5e7, 5e7), Beta(3.5, 17.5)
    found = difference(sure, other)
    low, high = other.interval(0.8)
    assert found.low80 == pytest.approx(low - 0.5, abs=2e-3)
    assert found.high80 == pytest.approx(high - 0.5, abs=2e-3)


@pytest.mark.parametrize(("before", "after", "needed"), [(0.05, 0.08, 1059), (0.05, 0.10, 435), (0.10, 0.20, 199), (0.03, 0.04, 5301)])
def test_the_number_needed_for_a_difference_is_that_of_two_proportions(before, after, needed):
    assert needed_per_group(before, after) == needed
    assert needed_per_group(after, before) == needed
    assert still_needed(100, before, after) == needed - 100
    assert still_needed(needed + 1, before, after) == 0


@given(places, places)
def test_a_smaller_difference_needs_more(first, second):
    found = needed_per_group(float(first), float(second))
    if first == second:
        assert found is None
        assert still_needed(3, float(first), float(second)) is None
        return
    half = needed_per_group(float(first), float((first + second) / 2))
    assert half > found


def test_a_number_needed_has_the_power_it_was_asked_for():
    """Two groups of that size, drawn exactly: the test of two proportions sees the difference about 80 times of 100."""
    n = needed_per_group(0.1, 0.3)
    seen = 0.0
    chances = [[math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)] for p in (0.1, 0.3)]
    for x, first in enumerate(chances[0]):
        for y, second in enumerate(chances[1]):
            middle = (x + y) / (2 * n)
            spread = math.sqrt(2 * middle * (1 - middle) / n)
            seen += first * second * (spread > 0 and abs(x - y) / n / spread > 1.959964)
    assert seen == pytest.approx(0.8, abs=0.03)


groups = st.lists(st.integers(1, 50).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=12)


@given(groups)
def test_a_shrunken_rate_lies_between_the_group_and_the_whole(counted):
    prior = prior_of(counted)
    for won, n in counted:
        found = shrunken(won, n, prior).mean
        low, high = sorted((won / n, prior.mean))
        assert low - 1e-9 <= found <= high + 1e-9


def test_few_observations_shrink_more_than_many():
    prior = prior_of([(2, 20), (10, 20), (4, 20), (1, 2)])
    assert abs(shrunken(1, 1, prior).mean - prior.mean) < abs(shrunken(50, 50, prior).mean - prior.mean)


def test_groups_that_differ_as_chance_would_have_them_shrink_nearly_to_the_whole():
    alike, apart = prior_of([(10, 100)] * 6), prior_of([(0, 100), (100, 100)] * 3)
    assert alike.a + alike.b > 20 * (apart.a + apart.b)
    assert shrunken(3, 10, alike).mean == pytest.approx(0.1, abs=0.03)
    assert shrunken(3, 10, apart).mean == pytest.approx(0.3, abs=0.05)


def test_the_moments_find_the_prior_that_the_groups_were_drawn_from():
    """Groups laid out at the quantiles of Beta(4, 12) have that mean, and about that weight."""
    n = 400
    counted = [(round(beta_quantile((k + 0.5) / 60, 4, 12) * n), n) for k in range(60)]
    found = prior_of(counted)
    assert found.mean == pytest.approx(0.25, abs=0.01)
    assert found.a + found.b == pytest.approx(16, rel=0.15)


def test_no_group_at_all_leaves_everything_open():
    assert prior_of([]) == Beta(1.0, 1.0)
    assert prior_of([(0, 0)]) == Beta(1.0, 1.0)


@pytest.mark.parametrize("counts", [(-1, 3), (4, 3)])
def test_impossible_counts_are_refused(counts):
    with pytest.raises(ValueError, match="cannot be"):
        posterior(*counts)
    with pytest.raises(ValueError, match="cannot be"):
        shrunken(*counts, Beta(1, 1))


def test_what_is_said_of_two_rates_never_outruns_what_is_known():
    assert compare((0, 0), (3, 10)).code == "nothing"
    assert compare((0, 3), (3, 3)).code == "too_few"
    assert compare((3, 20), (4, 20)).code == "not_told_apart"
    assert compare((10, 100), (24, 100)).code == "apart"
    found = compare((2, 40), (6, 40))
    assert found.code == "leaning"
    assert found.needed is not None
    assert found.needed > 50


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
@settings(max_examples=15, deadline=None)
def test_two_rates_are_compared_alike_from_both_sides(won, lost, others, rest):
    one, other = compare((won, won + lost), (others, others + rest)), compare((others, others + rest), (won, won + lost))
    assert one.needed == other.needed
    assert one.code == other.code or {one.code, other.code} <= {"not_told_apart", "leaning", "apart"}
