"""Times, sums, names and the person's own words inside sentences; what a text may claim."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.commanding import (
    find_choice,
    find_minutes,
    find_names,
    find_numbers,
    find_numbers_of_papers,
    find_sums,
    read_number,
    remainder,
    said,
)
from freehold.domain.commanding.grounds import claims_a_deed, ungrounded

CLIENTS = {1: "Nordlicht Verlag GmbH", 2: "Acme Ltd", 3: "Nordwind AG", 4: "Café Müller"}


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("log 2h 30 for Acme", 150),
        ("2,5 Stunden gestern", 150),
        ("2 hours, 30 min", 150),
        ("2h and 15 min", 135),
        ("90 min on 3.11.", 90),
        ("from 9 to 10:30", 90),
        ("9-17 Uhr", 480),
        ("1:30 for x", 90),
        ("half an hour", 30),
        ("anderthalb Stunden", 90),
        ("two and a half hours", 150),
        ("drei Stunden", 180),
    ],
)
def test_a_time_is_read_as_people_write_it(text, minutes):
    assert [one.value for one in find_minutes(text)] == [minutes]


@pytest.mark.parametrize("text", ["invoice 2026-014", "at 9:30 am", "0 hours", "300 hours", "Room 5", "3.11."])
def test_what_is_no_time_is_none(text):
    assert find_minutes(text) == []


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("€45.90 at the shop", "45.90", "EUR"),
        ("1.200 EUR", "1200", "EUR"),
        ("45,90 Euro", "45.90", "EUR"),
        ("1,200.50 $", "1200.50", "USD"),
        ("1.234.567,89 €", "1234567.89", "EUR"),
        ("CHF 12", "12", "CHF"),
        ("300 bucks", "300", "USD"),
    ],
)
def test_a_sum_is_read_with_its_currency(text, amount, currency):
    (found,) = find_sums(text)
    assert (found.value.amount, found.value.currency) == (Decimal(amount), currency)


def test_numbers_of_papers_and_days_are_no_amounts():
    assert find_numbers("RE-2026-001 on 2026-11-03") == []
    assert [one.value.amount for one in find_numbers("about 300")] == [Decimal(300)]


@given(st.decimals(0, 10_000_000, places=2))
def test_a_grouped_number_is_read_back(amount):
    assert read_number(f"{amount:,.2f}") == amount
    german = f"{amount:,.2f}".replace(",", "_").replace(".", ",").replace("_", ".")
    assert read_number(german) == amount


@given(st.text(max_size=300))
def test_whatever_is_typed_harms_nothing(text):
    for found in (*find_minutes(text), *find_sums(text), *find_numbers(text), *find_names(text, CLIENTS)):
        assert text[found.start : found.end] == found.words
    remainder(text, find_sums(text), ("log", "add"))
    said(text)
    find_numbers_of_papers(text, {1: "RE-1"})


@pytest.mark.parametrize(
    ("text", "client"),
    [
        ("log 2h for nordlicht", 1),
        ("Nordlcht Verlag", 1),
        ("invoice acme's work", 2),
        ("die Stunden von Nordlichts Verlag", 1),
        ("mueller anrufen", 4),
        ("nord", None),
        ("for the client", None),
    ],
)
def test_a_client_is_known_by_part_of_the_name_or_with_a_slip(text, client):
    found = find_names(text, CLIENTS)
    assert (found[0].value.id if found else None) == client


def test_two_that_may_be_meant_are_both_told():
    found = find_names("call Berg", {1: "Berg Studio", 2: "Berg Atelier"})
    assert {one.value.id for one in found} == {1, 2}


def test_a_paper_is_known_by_its_number_or_its_end():
    found = find_numbers_of_papers("is RE2026-001 paid, or 002", {1: "RE-2026-001", 2: "RE-2026-002"})
    assert [(one.value.id, one.value.likeness) for one in found] == [(1, 1.0), (2, 0.8)]


def test_own_words_stand_in_quotes_or_behind_a_colon():
    assert said("note about Acme: call early").value == "call early"
    assert said("new project “Relaunch” for Acme").value == "Relaunch"
    assert said("9:30 for Acme") is None


def test_what_is_left_of_a_command_is_its_own_words():
    text = "log 2h for Acme yesterday fixing the login"
    taken = [*find_minutes(text), *find_names(text, CLIENTS)]
    assert remainder(text, taken, ["log"]) == "yesterday fixing the login"


def test_the_longest_words_of_a_choice_win():
    assert find_choice("put it on the short list", {"shortlisted": ("short list",), "lost": ("list",)}).value == "shortlisted"
    assert find_choice("unknown", {"won": ("win",)}) is None


@pytest.mark.parametrize(
    ("sentence", "stands"),
    [
        ("Acme owes 300.00 EUR.", True),
        ("Acme owes 301 EUR.", False),
        ("They work with Kubernetes.", False),
        ("The invoice of Acme is open.", True),
        ("There are seven invoices.", False),
    ],
)
def test_a_figure_or_name_that_stands_nowhere_is_found(sentence, stands):
    assert (ungrounded(sentence, ["acme owes you 300 EUR"]) == []) is stands


@pytest.mark.parametrize("text", ["I've sent the invoice.", "We have booked it.", "It has been paid.", "Ich habe die Mail gesendet."])
def test_a_claim_that_something_was_done_is_found(text):
    assert claims_a_deed(text)
    assert not claims_a_deed("The invoice is open.")
