"""Near-duplicates: when two advertisements are of one job, and families that do not depend on the order."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.postings.near import alike, companies_fit, fingerprint, near_keys, same_advertiser, same_job, similarity, title_tokens
from freehold.domain.postings.near_families import families

WORDS = [f"word{number}" for number in range(400)]
TEXT = " ".join(WORDS[:120])
OTHER = " ".join(WORDS[200:320])


def changed(text: str, *, at: int, by: str = "changed") -> str:
    words = text.split()
    words[at] = by
    return " ".join(words)


def grouped(items) -> set[frozenset[int]]:
    owners = families(items)
    return {frozenset(index for index, owner in enumerate(owners) if owner == one) for one in set(owners)}


def test_the_same_words_in_other_case_and_punctuation_are_the_same_text():
    one, other = fingerprint("Developer", "", TEXT), fingerprint("developer", "", TEXT.upper().replace(" ", ", "))
    assert same_job(one, other).tier == "same_text"


def test_a_text_with_one_word_changed_is_near():
    nearness = same_job(fingerprint("Developer", "", TEXT), fingerprint("Developer", "", changed(TEXT, at=60)))
    assert nearness.tier == "near_text"
    assert nearness.similarity == pytest.approx(111 / 121)


def test_other_words_under_the_same_title_of_an_unnamed_company_are_another_job():
    assert same_job(fingerprint("Developer", "", TEXT), fingerprint("Developer", "", OTHER)).tier == ""


def test_one_text_for_two_clients_is_two_jobs():
    assert same_job(fingerprint("Developer", "Linde GmbH", TEXT), fingerprint("Developer", "Hotel Post", TEXT)).tier == ""


def test_one_text_under_titles_without_a_common_word_is_two_jobs():
    assert same_job(fingerprint("Cook", "Linde", TEXT), fingerprint("Gardener", "Linde", TEXT)).tier == ""


def test_a_company_and_an_alike_title_count_where_a_text_is_too_short_to_compare():
    one, other = fingerprint("Django Developer (m/w/d)", "Linde GmbH", "Apply now"), fingerprint("Django developer", "LINDE", TEXT)
    assert same_job(one, other).tier == "company_and_title"


def test_a_part_of_a_company_s_name_is_no_company():
    assert not companies_fit("lin", "linde")
    assert companies_fit("careforce ai previously helpcare", "careforce ai aka helpcare")


def test_another_rank_is_another_job():
    assert not alike(title_tokens("Senior Python Backend Developer"), title_tokens("Python Backend Developer"))


def test_jobs_that_a_company_numbers_are_several():
    assert same_job(fingerprint("Developer 1", "Linde", TEXT), fingerprint("Developer 2", "Linde", TEXT)).tier == ""


def test_the_advertiser_may_be_the_same_although_the_job_is_not():
    one, other = fingerprint("Cook", "Linde", TEXT), fingerprint("Gardener", "Linde GmbH", OTHER)
    assert same_advertiser(one, other)
    assert same_job(one, other).tier == ""


def test_nothing_at_all_is_of_no_family():
    assert families([]) == []
    assert grouped([fingerprint("", "", ""), fingerprint("", "", "")]) == {frozenset({0}), frozenset({1})}


def test_a_circle_of_duplicates_is_one_family():
    texts = [changed(TEXT, at=at) for at in (10, 50, 90)]
    assert grouped([fingerprint("Developer", "", text) for text in texts]) == {frozenset({0, 1, 2})}


def test_a_chain_whose_ends_are_unlike_is_cut():
    step = 8
    windows = [" ".join(WORDS[start : start + 100]) for start in range(0, 12 * step, step)]
    items = [fingerprint("Developer", "", window) for window in windows]
    assert same_job(items[0], items[1]).tier == "near_text"
    parts = grouped(items)
    assert len(parts) > 1
    assert not any({0, 11} <= part for part in parts)


def test_an_agency_s_template_under_drifting_titles_does_not_tie_unlike_jobs():
    titles = ["Senior Java", "Java Berlin", "Berlin Python", "Python Data"]
    parts = grouped([fingerprint(title, "Agency", TEXT) for title in titles])
    assert not any({0, 3} <= part for part in parts)


def test_similarity_of_very_long_texts_is_a_fair_sample():
    words = [f"w{number}" for number in range(9000)]
    one, other = fingerprint("", "", " ".join(words)), fingerprint("", "", " ".join(words[:6000] + ["x"] * 10))
    assert similarity(one.shingles, other.shingles) == pytest.approx(2 / 3, abs=0.05)


@st.composite
def advertisements(draw):
    start = draw(st.integers(0, 60))
    words = WORDS[start : start + draw(st.integers(20, 90))]
    for at in draw(st.lists(st.integers(0, len(words) - 1), max_size=2)):
        words = [*words[:at], "changed", *words[at + 1 :]]
    title = draw(st.sampled_from(["", "Java developer", "Java developer Berlin", "Senior cook", "Cook"]))
    return fingerprint(title, draw(st.sampled_from(["", "Linde", "Post"])), " ".join(words))


@given(advertisements(), advertisements())
@settings(max_examples=100, deadline=None)
def test_nearness_is_symmetric_and_near_texts_share_a_key(one, other):
    assert same_job(one, other) == same_job(other, one)
    if same_job(one, other).similarity >= 0.9:
        first, second = near_keys([one, other])
        assert set(first) & set(second)


@given(st.lists(advertisements(), max_size=14), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_families_do_not_depend_on_the_order(items, seed):
    order = list(range(len(items)))
    random.Random(seed).shuffle(order)
    shuffled = {frozenset(order[index] for index in part) for part in grouped([items[index] for index in order])}
    assert shuffled == grouped(items)


def test_one_text_over_two_jobs_of_a_company_stays_two():
    words = " ".join(f"word{number}" for number in range(200))
    one, other = (fingerprint(title, "Acme GmbH", words + f" {title}") for title in ("Backend engineer", "Frontend engineer"))
    again = fingerprint("Senior Backend engineer (m/f/d)", "Acme", words + " again")
    assert same_job(one, other).tier == ""
    assert same_job(fingerprint("Backend engineer (Go)", "Acme", words), one).tier
    assert same_job(one, again).similarity > 0.7
