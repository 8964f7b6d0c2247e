"""A model may word figures, but it may not count."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.grounding import worded
from tests.unit.grounding.oracle import uncited_numbers

FACTS = {"paid": "1,250.00 EUR", "open": "3 invoices", "oldest": "12 days", "portal": "https://studio.example/c"}


def test_a_wording_with_true_numbers_is_kept():
    found = worded(FACTS, "A good week: you were paid €1,250. Three invoices are open, the oldest for twelve days.")
    assert found.whole
    assert "€1,250" in found.text


def test_a_sentence_with_a_number_that_is_no_fact_is_dropped_alone():
    found = worded(FACTS, "You were paid 1,250 EUR. That is 40% more than last week. I will send 3 reminders. See https://evil.example.")
    assert found.text == "You were paid 1,250 EUR."
    assert [one.why for one in found.dropped] == ["number", "promise", "contact"]


def test_a_sum_of_facts_is_no_fact():
    assert worded({"a": "10", "b": "20"}, "Together that makes 30.").text == ""


def test_an_endless_wording_is_not_read():
    assert worded(FACTS, "Paid. " * 100_000).text == ""


@given(st.lists(st.sampled_from(["1,250", "3", "12 days", "forty", "9", "EUR", "are open", ".", "\n", "1.250,00", "20%"]), max_size=10))
def test_no_number_comes_out_that_is_no_fact(parts):
    assert uncited_numbers(worded(FACTS, " ".join(parts)).text, list(FACTS.values())) == []
