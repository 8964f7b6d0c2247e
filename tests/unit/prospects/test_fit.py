"""The fit score: points that add up, nothing invented where nothing is known, segments and occasions."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from freehold.domain.matching.profile import RateFloor
from freehold.domain.postings.analysis import Pay
from freehold.domain.prospects import (
    Answers,
    Business,
    Company,
    Finished,
    Outcome,
    Seen,
    Segment,
    Told,
    Wanting,
    Wins,
    fit,
    in_segment,
    occasions,
    weights,
)
from freehold.domain.prospects.later import points_to

TODAY = date(2026, 11, 22)
SKILLS = ("Python", "Django", "Redis", "Figma", "Flask", "Bookkeeping")
ME = Wanting(
    skills=frozenset({"Python", "Django", "Redis"}),
    near={"Flask": "Django"},
    floors=(RateFloor("hourly", Decimal(60), "EUR"),),
    country="DE",
    languages=frozenset({"en", "de"}),
    usual_value=Decimal(4000),
)
NO_WINS = Wins([])

days = st.integers(0, 900).map(lambda back: TODAY - timedelta(days=back))
pays = st.none() | st.builds(
    lambda low, more, currency: Pay("hourly", Decimal(low), Decimal(low + more), currency, ""),
    st.integers(1, 200),
    st.integers(0, 50),
    st.sampled_from(["EUR", "USD", ""]),
)
seen = st.builds(
    Seen,
    title=st.sampled_from(["Job", "Another job"]),
    on=days,
    until=st.none() | days,
    skills=st.lists(st.tuples(st.sampled_from(SKILLS), st.sampled_from(["must", "nice", "mentioned"])), max_size=5).map(tuple),
    pay=pays,
    mode=st.sampled_from(["", "remote", "hybrid", "onsite"]),
    language=st.sampled_from(["", "en", "fr"]),
)
businesses = st.builds(
    Business,
    papers=st.integers(1, 60),
    first_on=days,
    last_on=days,
    value=st.none() | st.decimals(-1000, 10**6, places=2),
    currency=st.just("EUR"),
    paid=st.integers(0, 20),
    days_late=st.none() | st.integers(-30, 200),
)
companies = st.builds(
    Company,
    key=st.just("x"),
    name=st.just("X"),
    client_id=st.integers(0, 3),
    country=st.sampled_from(["", "DE", "US"]),
    language=st.sampled_from(["", "de", "ja"]),
    tags=st.lists(st.sampled_from(["hotel", "saas"]), max_size=2, unique=True).map(tuple),
    kind=st.sampled_from(["", "company"]),
    hourly_rate=st.none() | st.decimals(1, 300, places=2),
    rate_currency=st.sampled_from(["EUR", "XXX"]),
    postings=st.lists(seen, max_size=4).map(lambda found: tuple(sorted(found, key=lambda one: one.on, reverse=True))),
    business=st.none() | businesses,
    answers=st.none() | st.integers(0, 20).flatmap(lambda n: st.builds(Answers, st.just(n), st.integers(0, n))),
)
wins = st.lists(
    st.builds(
        Outcome, st.booleans(), st.lists(st.sampled_from([("tag", "hotel"), ("skill", "Python"), ("country", "DE")]), max_size=3).map(tuple)
    ),
    max_size=30,
).map(Wins)


@given(companies, wins)
@settings(max_examples=400, deadline=None)
def test_the_score_is_the_rounded_sum_of_the_points_that_are_shown(company, known):
    found = fit(company, ME, known, TODAY)
    if not found.reasons:
        assert found.score is None
        return
    total = sum(one.points for one in found.reasons)
    assert found.score == max(0, min(100, round(total)))
    # Whatever order they are added up in, and however often they are rounded on the way, the score is the same.
    assert found.score == max(0, min(100, round(sum(one.points for one in reversed(found.reasons)))))
    assert found.score == max(0, min(100, round(round(total, 1))))


@given(companies, wins)
@settings(max_examples=300, deadline=None)
def test_no_part_gives_more_than_its_weight_and_none_is_both_judged_and_unknown(company, known):
    found = fit(company, ME, known, TODAY)
    kinds = [one.kind for one in found.reasons]
    assert len(kinds) == len(set(kinds))
    assert not set(kinds) & {one.kind for one in found.unknown}
    for one in found.reasons:
        assert one.points <= weights.MOST[one.kind] + 1e-9
        assert round(one.points * 10) / 10 == one.points


@given(companies, wins)
@settings(max_examples=200, deadline=None)
def test_every_rate_and_count_comes_with_its_n(company, known):
    for one in fit(company, ME, known, TODAY).reasons:
        if one.kind in {"skills", "open_now", "segment", "frequency", "value", "answers", "pays", "recency"}:
            assert one.values["n"] >= 0


def test_the_weights_are_a_hundred_together():
    assert sum(weights.MOST.values()) == 100


def test_of_a_company_of_which_nothing_is_known_nothing_is_claimed():
    found = fit(Company("x", "X"), ME, NO_WINS, TODAY)
    assert found.score is None
    assert {one.kind for one in found.unknown} >= {"skills", "budget", "segment", "recency", "answers", "place", "language"}


def test_a_past_client_who_asks_for_ones_skills_is_ahead_of_a_stranger():
    posting = Seen(
        "Job", TODAY, skills=(("Python", "must"), ("Django", "must"), ("Redis", "nice")), pay=Pay("hourly", Decimal(90), None, "EUR", "")
    )
    stranger = Company("x", "X", postings=(posting,), postings_seen=1, country="DE", language="de")
    client = Company(
        "x", "X", 1, postings=(posting,), postings_seen=1, country="DE", language="de", answers=Answers(4, 4),
        business=Business(5, date(2024, 1, 1), date(2026, 9, 1), Decimal(9000), "EUR", 5, 0),
    )  # fmt: skip
    assert fit(client, ME, NO_WINS, TODAY).score > fit(stranger, ME, NO_WINS, TODAY).score >= 50


def test_a_rate_of_few_offers_is_drawn_towards_that_of_all():
    outcomes = [Outcome(number % 5 == 0, (("tag", "print"),)) for number in range(50)] + [Outcome(True, (("tag", "hotel"),))]
    found = Wins(outcomes).of([("tag", "hotel")])
    assert (found.won, found.n) == (1, 1)
    assert found.rate.mean < 0.8
    low, high = found.rate.interval(0.8)
    assert low < 0.5 < high
    assert Wins(outcomes).of([("tag", "unheard")]) is None


def test_pay_below_the_floor_takes_points_away():
    def with_pay(amount: int):
        return Company("x", "X", postings=(Seen("Job", TODAY, pay=Pay("hourly", Decimal(amount), Decimal(amount), "EUR", "")),))

    points = [
        next(one.points for one in fit(with_pay(amount), ME, NO_WINS, TODAY).reasons if one.kind == "budget")
        for amount in (20, 50, 60, 70, 200)
    ]
    assert points == sorted(points)
    assert points[0] == -10
    assert points[2] == 4
    assert points[-1] == 10


@given(
    companies,
    st.dictionaries(
        st.sampled_from(["kind", "tags", "last_before", "min_score", "words", "zzz", "countries"]),
        st.text(max_size=12) | st.none() | st.lists(st.text(max_size=4)),
        max_size=5,
    ),
)
@settings(max_examples=200, deadline=None)
@example(Company("x", "X"), {"min_score": "0"})
def test_any_address_gives_a_segment_that_keeps_its_meaning_as_json(company, data):
    segment = Segment.from_json(data)
    assert Segment.from_json(segment.as_json()) == segment
    assert in_segment(Segment(), company, 5)
    in_segment(segment, company, None)


def test_a_segment_filters_by_all_that_is_filled_in():
    company = Company(
        "x", "Hotel Linde", 1, country="DE", language="de", tags=("Hotel",), words="gastgewerbe",
        postings=(Seen("Job", TODAY, skills=(("Python", "must"),)),), business=Business(1, date(2025, 1, 1), date(2025, 3, 1), None, "EUR"),
    )  # fmt: skip
    for data in (
        {"kind": "client"}, {"tags": "hotel"}, {"tags": ["zoo", "hotel"]}, {"countries": "de"}, {"languages": ["de"]}, {"last_before": "2026-01-01"},
        {"skills": "python"}, {"words": "gast"}, {"words": "linde"}, {"min_score": "40"},
    ):  # fmt: skip
        assert in_segment(Segment.from_json(data), company, 50), data
    for data in (
        {"kind": "seen"},
        {"tags": "zoo"},
        {"last_before": "2025-01-01"},
        {"skills": "Redis"},
        {"words": "bank"},
        {"min_score": 60},
        {"open_now": "1"},
    ):
        assert not in_segment(Segment.from_json(data), company, 50), data


def test_why_now_is_a_dated_fact_and_the_best_one_comes_first():
    company = Company(
        "x", "X", 1,
        postings=(Seen("Django job", TODAY - timedelta(days=6)),),
        finished=(Finished("Shop", date(2026, 2, 20)),),
        business=Business(3, date(2024, 11, 25), date(2025, 10, 1), None, "EUR"),
        told=(Told("Ask us next year.", date(2025, 12, 1), "A-1", until=date(2026, 1, 1)),),
    )  # fmt: skip
    found = occasions(company, TODAY)
    assert [one.code for one in found] == ["told", "posting", "finished", "anniversary", "quiet"]
    assert found[1].on == TODAY - timedelta(days=6)
    assert found[2].values["months"] == 9
    assert found[3].values["years"] == 2
    assert occasions(Company("x", "X"), TODAY) == []


def test_a_word_for_later_counts_only_when_its_time_has_come():
    told = Told("Next year.", date(2026, 3, 1), until=date(2027, 1, 1))
    assert occasions(Company("x", "X", 1, told=(told,)), TODAY) == []
    assert [one.code for one in occasions(Company("x", "X", 1, told=(told,)), date(2027, 1, 2))] == ["told"]


@pytest.mark.parametrize(
    ("words", "until"),
    [
        ("Not now. Please ask again next year.", date(2027, 1, 1)),
        ("Leider nein, im nächsten Jahr vielleicht.", date(2027, 1, 1)),
        ("We come back to it in six months.", date(2026, 9, 10)),
        ("In 3 Wochen wissen wir mehr.", date(2026, 3, 31)),
        ("Wir schauen im Herbst wieder.", date(2026, 9, 1)),
        ("Maybe in January.", date(2027, 1, 1)),
        ("Talk to me in Q3.", date(2026, 7, 1)),
        ("After the summer, please.", date(2026, 6, 1)),
        ("Budget is there in 2028.", date(2028, 1, 1)),
        ("Nächstes Quartal.", date(2026, 4, 1)),
    ],
)
def test_words_that_point_to_a_later_time_are_read_with_that_time(words, until):
    found = points_to(words, date(2026, 3, 10))
    assert found is not None
    assert found[1] == until
    assert found[0] in words


@pytest.mark.parametrize("words", ["Too expensive.", "We took another offer in 2019.", "Zu teuer, danke.", "", "in 0 months", "x" * 10000])
def test_other_words_point_to_no_later_time(words):
    assert points_to(words, date(2026, 3, 10)) is None
