"""Names as banks print them."""

from __future__ import annotations

import pytest

from freehold.domain.reconciliation.names import CustomerNames, account_key, name_key, similarity


@pytest.mark.parametrize(
    ("printed", "ours"),
    [
        ("BERG STUDIO", "Berg Studio GmbH"),
        ("Studio Berg", "Berg Studio GmbH & Co. KG"),
        ("MUELLER VERLAG", "Müller Verlag AG"),
        ("Anna Berg", "Berg, Anna"),
        ("INTERNATIONALE HANDELSGES", "Internationale Handelsgesellschaft mbH"),
        ("ACME LTD.", "Acme Limited"),
        ("Café Größenwahn", "Cafe Groessenwahn"),
        ("A.C.M.E. Photography", "ACME Photography"),
    ],
)
def test_the_same_name_in_another_dress_fits(printed, ours):
    assert similarity(printed, ours) >= 0.8


@pytest.mark.parametrize(
    ("printed", "ours"),
    [
        ("Müller Bau GmbH", "Müller Verlag AG"),
        ("Berg", "Anna Berg"),
        ("Studio Nord", "Studio Süd"),
        ("Meier", "Maier & Söhne"),
        ("GmbH", "AG"),
        ("", "x"),
    ],
)
def test_another_name_does_not_fit(printed, ours):
    assert similarity(printed, ours) < 0.8


def test_customers_are_found_by_name_and_within_a_text():
    names = CustomerNames({"1": ["Berg Studio GmbH"], "2": ["Nordlicht Verlag"], "3": ["Berg Studios Hamburg GmbH"]})
    assert names.like("BERG STUDIO")[0][0] == "1"
    assert names.within("zahlung nordlicht verlag oktober") == ("2",)
    assert names.within("nordlicht") == ()


def test_keys_do_not_depend_on_how_they_were_typed():
    assert name_key("Berg Studio GmbH") == name_key("STUDIO BERG gmbh")
    assert account_key("de89 3704 0044 0532 0130 00") == "DE89370400440532013000"
