"""The words of the sheets: every language has them all, with the same gaps."""

import re

import pytest

from freehold.integrations.pdf.formats import Formats, locale_for
from freehold.integrations.pdf.words import LANGUAGES, tax_word, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_word_with_the_same_gaps(language):
    english, theirs = words("en"), words(language)
    assert set(theirs) == set(english)
    for key, text in theirs.items():
        assert text.strip(), key
        assert not set(re.findall(r"\{\w+\}", text)) - set(re.findall(r"\{\w+\}", english[key])), key
        if key not in {"net_total"}:
            assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_an_unknown_language_falls_back_to_english():
    for tag in ("pt", "xx-YY", "", "en_US", "EN"):
        assert words(tag)["title.invoice"] == "Invoice"
    assert words("de_AT")["title.invoice"] == words("de-CH")["title.invoice"] == "Rechnung"


def test_the_tax_is_called_as_the_sellers_country_calls_it():
    assert [tax_word("en", country) for country in ("DE", "AU", "CA", "US", "")] == ["VAT", "GST", "GST/HST", "Tax", "VAT"]
    assert [tax_word("de", country) for country in ("DE", "CH")] == ["USt.", "MWST"]


@pytest.mark.parametrize(
    ("language", "country", "locale"),
    [
        ("de", "AT", "de_AT"),
        ("de", "US", "de"),
        ("en", "DE", "en_GB"),
        ("en", "US", "en_US"),
        ("fr-CA", "", "fr_CA"),
        ("zz", "", "en_GB"),
        ("", "", "en_GB"),
    ],
)
def test_a_language_is_written_as_where_it_is_spoken(language, country, locale):
    assert str(locale_for(language, country)) == locale


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        ("3", "HUR", "3 Std."),
        ("1.5", "DAY", "1,5 Tg."),
        ("4", "C62", "4"),
        ("4", "H87", "4 Stk."),
        ("1", "LS", "1 pauschal"),
        ("1200", "D68", "1.200 Wörter"),
        ("2", "QQ", "2 QQ"),
        ("-2", "HUR", "−2 Std."),
    ],
)
def test_quantities_have_their_unit_in_words(value, unit, shown):
    from decimal import Decimal

    assert Formats(locale_for("de", "DE"), "EUR", "de").quantity(Decimal(value), unit).replace("\u00a0", " ") == shown


def test_yen_have_no_decimals_and_prices_keep_theirs():
    from decimal import Decimal

    yen = Formats(locale_for("en", "US"), "JPY", "en")
    assert (yen.money(Decimal(1234)), yen.amount(Decimal(1234))) == ("¥1,234", "1,234")
    assert yen.price(Decimal("12.5")) == "12.5"
    euro = Formats(locale_for("de", "DE"), "EUR", "de")
    assert (euro.price(Decimal("0.0825")), euro.price(Decimal(95))) == ("0,0825", "95,00")
