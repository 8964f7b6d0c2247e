"""Which skills go together, and what each would have opened."""

from __future__ import annotations

import json
import math
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.learning import Advice, Seen, TooFew, advise, lacking, learn, trends
from freehold.domain.learning.as_json import advice_to_json, months_to_json, trends_to_json
from freehold.domain.learning.counts import pay_difference, poisson
from freehold.domain.learning.trends import TooShort, Trends, monthly

TODAY = date(2026, 11, 22)
KNOWN = frozenset({"Python", "Django", "PostgreSQL"})


def seen(count: int, *skills: str, days: int = 30, **more: object) -> list[Seen]:
    return [Seen(f"{'-'.join(skills)}-{days}-{n}", frozenset(skills), TODAY - timedelta(days=days), **more) for n in range(count)]  # type: ignore[arg-type]


def found(postings: list[Seen], known: frozenset[str] = KNOWN) -> Advice:
    advice = advise(postings, known, today=TODAY)
    assert isinstance(advice, Advice)
    return advice


def test_a_posting_is_within_reach_from_three_of_five_skills():
    five = Seen("a", frozenset({"Python", "Django", "PostgreSQL", "React", "Docker"}))
    assert lacking(five, KNOWN) == 0
    assert lacking(five, KNOWN - {"Django"}) == 1
    assert lacking(Seen("b", frozenset({"Python", "React"})), KNOWN) == 1
    assert lacking(Seen("c", frozenset({"Python"})), KNOWN) is None


def test_no_skill_at_all_is_said_before_anything_else():
    assert advise(seen(50, "Python", "React"), frozenset(), today=TODAY) == TooFew(0, 50, 20, "skills")


@pytest.mark.parametrize("count", [0, 1, 19])
def test_below_twenty_postings_there_is_silence(count: int):
    assert advise(seen(count, "Python", "React"), KNOWN, today=TODAY) == TooFew(count, count, 20 - count, "postings")


def test_postings_of_another_trade_do_not_break_the_silence():
    postings = seen(19, "Python", "React") + seen(200, "Photography", "Adobe Lightroom", "Studio lighting")
    assert advise(postings, KNOWN, today=TODAY) == TooFew(19, 219, 1, "postings")


def test_the_first_tier_holds_only_what_surely_opens_half_of_the_best():
    advice = found(seen(40, "Python", "React") + seen(9, "Django", "Docker") + seen(30, "Django", "Go"))
    assert [one.skill for one in advice.tier("opens_most")] == ["Go", "React"]
    assert "Docker" not in [one.skill for one in advice.tier("may_open")]


def test_inside_a_tier_the_order_is_the_alphabets():
    advice = found(seen(30, "Python", "React") + seen(33, "Django", "Go") + seen(31, "Python", "AWS"))
    assert [one.skill for one in advice.tier("opens_most")] == ["AWS", "Go", "React"]


def test_a_single_posting_opens_nothing_worth_telling():
    advice = found(seen(20, "Python", "Django") + seen(1, "Python", "Rust"))
    assert "Rust" not in [one.skill for one in advice.suggestions]


def test_hours_include_what_comes_before_and_unknown_hours_stay_unknown():
    advice = found(seen(20, "Python", "React") + seen(20, "Python", "Underwater basketry"))
    by_name = {one.skill: one for one in advice.suggestions}
    assert by_name["React"].way.steps == ("HTML", "JavaScript", "React")
    assert by_name["Underwater basketry"].way.hours_low is None


def test_every_suggestion_has_its_counts_and_ids():
    advice = found(seen(25, "Python", "React", days=3) + seen(3, "Django", "React", days=1))
    react = next(one for one in advice.suggestions if one.skill == "React")
    assert react.opened.n == len(react.ids) == 28
    assert react.ids[0].startswith("Django-React-1")
    assert react.together is not None and react.together.n >= react.together.both


def test_what_goes_together_is_weighed_against_what_goes_with_everything():
    rows = [frozenset({"Git", "Python", "Django"})] * 30 + [frozenset({"Git", "Java", "Spring"})] * 60
    market = learn(rows)
    assert market.beside(["Django"], 1) == ["Python"]
    assert market.popular(["Django"], 1) == ["Git"]


def test_an_empty_market_suggests_nothing():
    market = learn([])
    assert (market.beside(["Python"]), market.popular([]), market.given("Python", ["Django"])) == ([], [], None)


def test_a_market_never_suggests_what_is_known():
    market = learn([frozenset({"A", "B", "C"})] * 20)
    assert set(market.beside(["A", "B"], 10)) == {"C"}


@given(st.lists(st.frozensets(st.sampled_from("ABCDEFGH"), max_size=6), max_size=60), st.frozensets(st.sampled_from("ABCDEFGH")))
def test_suggestions_are_new_and_without_doubles(rows: list[frozenset[str]], known: frozenset[str]):
    names = learn(rows).beside(known, 5)
    assert len(names) == len(set(names)) <= 5
    assert not set(names) & known


@given(st.integers(min_value=0, max_value=2000))
def test_a_poisson_interval_holds_its_count(count: int):
    one = poisson(count)
    assert 0 <= one.low <= count <= one.high
    assert one.high - one.low < 2.7 * math.sqrt(count + 1) + 3


def test_a_poisson_interval_is_the_exact_one():
    # Garwood's bounds at 80 %: half the quantiles .1 and .9 of chi square with 20 and 22 degrees of freedom.
    assert poisson(10).low == pytest.approx(12.4426 / 2, abs=1e-3)
    assert poisson(10).high == pytest.approx(30.8133 / 2, abs=1e-3)
    with pytest.raises(ValueError, match="cannot be"):
        poisson(-1)


def test_pay_is_not_compared_below_five_on_either_side():
    assert pay_difference([90.0] * 4, [60.0] * 50) is None
    assert pay_difference([90.0] * 50, [60.0] * 4) is None


def test_few_postings_promise_less_than_many():
    few, many = pay_difference([90.0] * 5, [60.0] * 5), pay_difference([90.0] * 500, [60.0] * 500)
    assert few and many and 0 < few.mean < many.mean < 0.5
    assert few.high - few.low > many.high - many.low


def test_equal_pay_is_not_told_apart():
    same = pay_difference([60.0, 80.0] * 10, [60.0, 80.0] * 10)
    assert same and same.low < 0 < same.high and same.mean == pytest.approx(0)


def test_a_rise_and_a_fall_are_seen_with_both_counts():
    postings = seen(60, "Python", "Django", days=200) + seen(60, "Python", "React", days=5)
    changes = trends(postings, TODAY)
    assert isinstance(changes, Trends)
    by_name = {one.skill: one for one in changes.changes}
    assert by_name["React"].rises and by_name["React"].sure and not by_name["Django"].rises
    assert "Python" not in by_name
    assert (by_name["React"].before.n, by_name["React"].after.n) == (60, 60)


def test_trends_are_silent_when_one_span_has_few():
    assert trends(seen(60, "Python", "Django", days=200) + seen(4, "Python", "React", days=5), TODAY) == TooShort("too_few", 64, 16)
    assert trends([Seen("a", frozenset({"Python", "Go"}))], TODAY) == TooShort("too_few", 0, 40)


def test_a_posting_from_the_future_is_no_trend():
    assert trends(seen(60, "Python", "Django", days=-3), TODAY) == TooShort("too_few", 0, 40)


def test_months_without_postings_are_left_out_not_drawn_as_zero():
    shares = monthly(seen(4, "Python", "Go", days=5) + seen(8, "Python", "Rust", days=70), ["Go"], TODAY)["Go"]
    assert [(one.month, one.rate.observed, one.rate.n) for one in shares] == [(date(2026, 9, 1), 0.0, 8), (date(2026, 11, 1), 1.0, 4)]


def test_results_are_json():
    postings = seen(60, "Python", "Django", days=200, hourly=70.0) + seen(60, "Python", "React", days=5, hourly=80.0)
    whole = [
        advice_to_json(found(postings)),
        advice_to_json(advise([], KNOWN, today=TODAY)),
        trends_to_json(trends(postings, TODAY)),
        trends_to_json(trends([], TODAY)),
        months_to_json(monthly(postings, ["React"], TODAY)),
    ]
    assert json.loads(json.dumps(whole)) == whole
