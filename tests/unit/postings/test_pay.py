"""Pay: what is read, in which kind and currency, and what is not pay."""

from __future__ import annotations

from decimal import Decimal

import pytest

from freehold.domain.postings.amounts import number
from freehold.domain.postings.pay import find_pay
from tests.unit.postings.reading import document


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "currency"),
    [
        ("$150k-$225k base + equity", "yearly", 150_000, 225_000, "USD"),
        ("$170-225K + equity", "yearly", 170_000, 225_000, "USD"),
        ("130-200k", "yearly", 130_000, 200_000, ""),
        ("CA$120,000 - CA$150,000", "yearly", 120_000, 150_000, "CAD"),
        ("Salary: 75,000EUR", "yearly", 75_000, 75_000, "EUR"),
        ("CHF 120'000 – 150'000", "yearly", 120_000, 150_000, "CHF"),
        ("€60.000 - €75.000 brutto im Jahr", "yearly", 60_000, 75_000, "EUR"),
        ("$90k CAD", "yearly", 90_000, 90_000, "CAD"),
        ("$60-$90 per hour", "hourly", 60, 90, "USD"),
        ("Stundensatz: 85,50 €", "hourly", "85.50", "85.50", "EUR"),
        ("ab 80 €/Std", "hourly", 80, None, "EUR"),
        ("up to £700/day", "daily", None, 700, "GBP"),
        ("Tagessatz 800 € bis 950 €", "daily", 800, 950, "EUR"),
        ("£400-£500 pd outside IR35", "daily", 400, 500, "GBP"),
        ("A$600 per day", "daily", 600, 600, "AUD"),
        ("zł 20 000 - 25 000 / month", "monthly", 20_000, 25_000, "PLN"),
        ("45.000 kr per month, Stockholm", "monthly", 45_000, 45_000, "SEK"),
        ("₹8,00,000 per annum", "yearly", 800_000, 800_000, "INR"),
        ("Budget: $500", "fixed", 500, 500, "USD"),
        ("Festpreis 1.200,00 €", "fixed", 1200, 1200, "EUR"),
        ("I will pay $20 for this logo", "fixed", 20, 20, "USD"),
        ("$120k+", "yearly", 120_000, None, "USD"),
        ("Rate: 50-60 USD", "hourly", 50, 60, "USD"),
    ],
)
def test_pay_is_read(text, kind, low, high, currency):
    pay = find_pay(document(text))
    assert pay is not None
    assert (pay.kind, pay.currency) == (kind, currency)
    assert pay.min == (None if low is None else Decimal(low))
    assert pay.max == (None if high is None else Decimal(high))
    assert pay.quote in text


@pytest.mark.parametrize(
    "text",
    [
        "We raised $350k in seed funding",
        "backed by $12M from investors",
        "$10M ARR and growing",
        "401k matching",
        "$0.05 per word",
        "$15 per page, 200 pages",
        "$5,000 sign-on bonus",
        "a $1,500 learning budget per year",
        "we have 100,000 users",
        "over 2-3 years",
        "10-15 people",
        "founded in 2015, 24/7",
        "brings in more than US$200k/yr",
        "call +49 30 123456",
        "10 to 15 proposals",
        "Hourly, 10 to 15 proposals",
        "$46k spent",
        "$12k spent",
        "Payment verified · $46k spent · 23 hires",
        "46.000 € ausgegeben",
        "$30.5/hr avg hourly rate paid, 234 hours",
        "a page with 20k-30k followers",
    ],
)
def test_other_sums_are_not_pay(text):
    assert find_pay(document(text)) is None


def test_what_the_client_has_spent_before_does_not_hide_the_rate():
    pay = find_pay(document("Hourly: $30 - $50\nProposals: 20 to 50\n$46k spent, 12 hires"))
    assert pay is not None
    assert (pay.kind, pay.min, pay.max) == ("hourly", 30, 50)


def test_the_stated_rate_wins_over_a_sum_named_earlier():
    pay = find_pay(document("Our product costs $99 per month.\nWe raised $5 million.\nRate: $70 - $90 per hour"))
    assert pay is not None
    assert (pay.kind, pay.min, pay.max) == ("hourly", 70, 90)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,200.50", "1200.50"),
        ("1.200,50", "1200.50"),
        ("75'000", "75000"),
        ("65,5", "65.5"),
        ("1.500", "1500"),
        ("0.500", "0.500"),
        ("8,00,000", "800000"),
    ],
)
def test_numbers_are_read_in_english_and_continental_form(text, value):
    assert number(text) == Decimal(value)
