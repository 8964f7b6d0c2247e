"""Signs from around a posting: each with its evidence, strong ones alone and weak ones in pairs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from string import Formatter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.postings.analysis import Client, Pay, RedFlag
from freehold.domain.postings.signals import FLAG_KINDS, SENTENCES, Evidence, MarketRange, find_signals, is_filler, judge

MARKET = MarketRange(30, 50, 80, 40)
PAY = Pay("hourly", Decimal(5), Decimal(5), "EUR", "5 EUR an hour")


def codes(evidence: Evidence) -> set[str]:
    return {signal.code for signal in find_signals(evidence)}


def flagged(evidence: Evidence) -> set[str]:
    return {judgement.kind for judgement in judge(evidence) if judgement.is_flagged}


def test_nothing_known_shows_nothing():
    assert judge(Evidence()) == ()


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        (Evidence(client=Client(hires=0, quote="0 hires")), "new_client"),
        (Evidence(client=Client(verified=False)), "unverified_payment"),
        (Evidence(client=Client(rating=Decimal("3.1"))), "poor_rating"),
        (Evidence(hourly=(200, 220), market=MARKET), "far_above_market"),
        (Evidence(hourly=(5, 5), market=MARKET, pay=PAY), "far_below_market"),
        (Evidence(hourly=(40, 45), market=MARKET, must_skills=12), "demands_much"),
        (Evidence(reposts=3), "reposted"),
        (Evidence(reposts=3, client=Client(hires=0)), "reposted_unhired"),
        (Evidence(age_days=90), "old"),
        (Evidence(client=Client(hires=0), client_posts=4), "posts_without_hire"),
        (Evidence(words=9), "few_words"),
        (Evidence(words=9, is_filler=True), "filler_text"),
    ],
)
def test_each_piece_of_evidence_is_named(evidence, code):
    found = {signal.code: signal for signal in find_signals(evidence)}
    assert code in found
    names = {name for _, name, _, _ in Formatter().parse(found[code].text) if name}
    assert names <= set(found[code].values)
    assert found[code].text.endswith(".")


@pytest.mark.parametrize(
    "evidence",
    [
        Evidence(client=Client(hires=12, spent=Decimal(9000), rating=Decimal("4.9"), verified=True), client_posts=9),
        Evidence(hourly=(45, 60), market=MARKET, must_skills=3),
        Evidence(hourly=(100, 120), market=MARKET),
        Evidence(hourly=(5, 5)),
        Evidence(reposts=1, age_days=12, words=200),
        Evidence(market=MARKET, must_skills=30),
    ],
)
def test_ordinary_evidence_shows_nothing(evidence):
    assert codes(evidence) == set()


def test_one_weak_sign_decides_nothing_and_two_do():
    new = Evidence(client=Client(hires=0))
    assert flagged(new) == set()
    assert flagged(replace(new, hourly=(200, 200), market=MARKET)) == {"scam"}


def test_a_new_client_without_verified_payment_is_one_sign_not_two():
    assert flagged(Evidence(client=Client(hires=0, verified=False))) == set()
    raised = (RedFlag("unverified_payment", "", ""),)
    assert flagged(Evidence(flags=raised, client=Client(hires=0, verified=False))) == set()


def test_a_strong_sign_decides_alone():
    assert flagged(Evidence(reposts=6)) == {"ghost"}
    assert flagged(Evidence(reposts=2)) == set()
    assert flagged(Evidence(reposts=2, client=Client(hires=0, spent=Decimal(50)))) == {"ghost"}
    assert flagged(Evidence(hourly=(5, 5), market=MARKET)) == {"poor"}


def test_the_warnings_of_the_text_count_without_being_repeated():
    flag = RedFlag("pay_to_start", "Work pays you.", "a fee of 30 EUR")
    found = judge(Evidence(flags=(flag,), client=Client(hires=0)))
    assert [(one.kind, one.is_flagged, [signal.code for signal in one.signals]) for one in found] == [("scam", True, ["new_client"])]
    assert judge(Evidence(flags=(flag,))) == ()


def test_small_signs_of_the_text_keep_their_words():
    small = (RedFlag("hurry", "It hurries you.", "Apply today"), RedFlag("quick_pay", "Weekly.", "paid weekly"))
    (found,) = judge(Evidence(small=small))
    assert found.is_flagged
    assert [(signal.text, signal.quote) for signal in found.signals] == [("It hurries you.", "Apply today"), ("Weekly.", "paid weekly")]
    assert not judge(Evidence(small=small[:1]))[0].is_flagged


def test_filler_is_told_from_work_about_filler():
    assert is_filler("Lorem ipsum dolor sit amet, consectetur")
    assert not is_filler("Replace the lorem ipsum of our page with words")


def test_every_sentence_is_whole_and_every_flag_kind_is_known():
    assert all(text.endswith(".") for text in SENTENCES.values())
    assert set(FLAG_KINDS.values()) <= {"scam", "ghost", "poor"}


@given(
    st.builds(
        Evidence,
        client=st.none() | st.builds(Client, hires=st.none() | st.integers(0, 9), verified=st.none() | st.booleans()),
        client_posts=st.integers(0, 20),
        reposts=st.integers(0, 20),
        age_days=st.none() | st.integers(-3, 900),
        words=st.none() | st.integers(0, 900),
        must_skills=st.integers(0, 30),
        hourly=st.none() | st.tuples(st.floats(0, 900), st.floats(0, 900)),
        market=st.none() | st.just(MARKET),
    )
)
def test_any_evidence_is_judged_in_sentences_that_can_be_filled(evidence):
    for judgement in judge(evidence):
        assert judgement.signals
        for signal in judgement.signals:
            assert "{" not in signal.text.format_map(signal.values)
        assert judgement.is_flagged or not any(signal.is_strong for signal in judgement.signals)
