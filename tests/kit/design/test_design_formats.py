"""Money, numbers and time in the reader's locale."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from babel import Locale
from django.utils import translation

from freehold.kit.design import formats
from freehold.kit.design.templatetags.design import relative

NOW = datetime(2026, 3, 12, 10, 30, tzinfo=UTC)
GERMAN = Locale.parse("de")


@pytest.mark.parametrize(
    ("low", "high", "english", "german"),
    [
        (75, 90, "€75–90", "75–90\xa0€"),
        (75, None, "€75+", "75\xa0€+"),
        (None, 90, "≤ €90", "≤ 90\xa0€"),
        (6500, 6500, "€6,500", "6.500\xa0€"),
        (Decimal("75.50"), Decimal(90), "€75.50–90.00", "75,50–90,00\xa0€"),
        (None, None, "", ""),
    ],
)
def test_a_range_of_money(low, high, english: str, german: str) -> None:
    with translation.override("en"):
        assert formats.money_range(low, high, "EUR") == english
    assert formats.money_range(low, high, "EUR", locale=GERMAN) == german


def test_money_has_the_currencys_own_decimals() -> None:
    with translation.override("en"):
        assert formats.money(Decimal(1250), "JPY") == "¥1,250"
        assert formats.money(Decimal("1250.10"), "EUR", whole=True) == "€1,250.10"
        assert formats.money(Decimal("-12.00"), "USD", whole=True) == "-$12"


@pytest.mark.parametrize(
    ("apart", "words"),
    [(timedelta(hours=-2), "2 hours ago"), (timedelta(days=3), "in 3 days"), (timedelta(days=-200), "Aug 24, 2025")],
)
def test_time_is_relative_while_that_says_more(apart: timedelta, words: str) -> None:
    with translation.override("en"):
        assert formats.relative(NOW + apart, NOW) == words


@pytest.mark.parametrize(("days", "words"), [(-1, "yesterday"), (0, "today"), (1, "tomorrow"), (6, "in 6 days"), (-9, "9 days ago")])
def test_a_date_counts_in_days(days: int, words: str) -> None:
    with translation.override("en"):
        assert formats.relative(date(2026, 3, 12) + timedelta(days=days), NOW) == words


def test_relative_time_carries_the_full_date() -> None:
    with translation.override("en"):
        html = relative(NOW - timedelta(hours=2), NOW)
    assert html.startswith('<time datetime="2026-03-12T08:30:00+00:00" title="Mar 12, 2026') and html.endswith(">2 hours ago</time>")
    assert relative(None, NOW) == "–"


def test_an_unknown_language_falls_back_to_english() -> None:
    with translation.override("tlh"):
        assert formats.reader_locale().language == "en"
