"""The pictures of growth are drawn from what the benchmarks print, and rankings are compared by the book."""

from __future__ import annotations

import json

import pytest

from tools import growth, rivals


def test_a_benchmark_becomes_a_picture_that_says_its_figures():
    line = json.dumps({"name": "rank", "by_postings": [{"n": 100_000, "ms": 103.5}, {"n": 10_000, "ms": 27.6}]})
    (figures,) = growth.rows_of(["Reading …", "{broken", line])
    picture = growth.drawn(figures)
    assert picture.startswith("<svg")
    assert "10,000 postings: 28 ms; 100,000 postings: 104 ms." in picture
    assert growth.drawn(figures) == picture


def test_the_newest_of_a_name_counts_and_what_does_not_grow_is_left_out():
    lines = [
        json.dumps({"name": "match", "by_postings": [{"n": 100, "ms": 9}]}),
        json.dumps({"name": "match", "by_postings": [{"n": 100, "ms": 4}]}),
        json.dumps({"name": "start", "ms": 3}),
        json.dumps({"name": "page"}),
        "[1]",
    ]
    assert [(row["name"], row["by_postings"][0]["ms"]) for row in growth.rows_of(lines)] == [("match", 4)]


def test_a_perfect_order_gains_everything_and_a_reversed_one_less():
    assert rivals._ndcg([9, 5, 1], [2, 1, 0]) == pytest.approx(1)
    assert rivals._ndcg([1, 5, 9], [2, 1, 0]) < 0.7


def test_what_is_not_scored_or_not_labelled_gains_nothing():
    assert rivals._ndcg([None, 3], [2, 0]) < 1
    assert rivals._ndcg([5, 9], [2, None]) == pytest.approx(1)
    assert rivals._ndcg([1, 2], [0, 0]) == 0


def test_equal_scores_are_broken_the_same_way_every_time():
    assert rivals._ndcg([1] * 20, [2, *[0] * 19]) == rivals._ndcg([1] * 20, [2, *[0] * 19]) < 0.6


def test_relevance_is_the_share_of_technologies_known_or_the_title_with_one_of_them():
    rails, java = "Ruby on Rails developer", "Java backend developer"
    assert rivals._by_skills(rails, {"technologies": ["Rails", "ruby"]}) == 2
    assert rivals._by_skills(rails, {"technologies": ["Ruby", "Go"]}) == 1
    assert rivals._by_skills(rails, {"technologies": ["Go", "Rust"]}) == 0
    titled = {"technologies": ["Kotlin", "Go", "Rust", "C"], "roles": [{"job_title": "Backend engineer"}]}
    assert (rivals._by_skills(java, titled), rivals._by_roles(java, titled)) == (0, 2)
    assert rivals._by_roles(rails, titled) == 0
