"""The payment QR code: its payload by EPC069-12, and what it refuses."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing import epc

IBAN = "DE02120300000000202051"


def test_the_payload_has_the_lines_of_the_standard_in_their_order():
    text = epc.payload(
        name="Mara Lindqvist", iban="DE02 1203 0000 0000 2020 51", bic="BYLADEM1001", amount=Decimal("12.3"), text="2026-0042"
    )
    assert text.split("\n") == ["BCD", "002", "1", "SCT", "BYLADEM1001", "Mara Lindqvist", IBAN, "EUR12.30", "", "", "2026-0042"]


def test_a_creditor_reference_goes_into_its_own_line_and_empty_ends_are_left_out():
    text = epc.payload(name="Mara", iban=IBAN, amount=Decimal(1), reference="RF18 5390 0754 7034")
    assert text.split("\n")[8:] == ["", "RF18539007547034"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"iban": "DE03120300000000202051"}, "not a valid IBAN"),
        ({"amount": Decimal(0)}, "0.01"),
        ({"amount": Decimal("1000000000")}, "999,999,999.99"),
        ({"amount": Decimal("1.005")}, "0.01"),
        ({"name": " \n "}, "account holder"),
        ({"reference": "RF19539007547034"}, "not a valid payment reference"),
        ({"reference": "RF18539007547034", "text": "both"}, "not both"),
        ({"text": "x" * 141}, "141 characters"),
        ({"bic": "NOBIC"}, "not a valid BIC"),
        ({"currency": "USD"}, "euros only"),
        ({"name": "慶" * 70, "text": "慶" * 100}, "331 are allowed"),
    ],
)
def test_what_no_bank_could_read_is_refused_in_a_sentence(change, said):
    with pytest.raises(UserError, match=said):
        epc.payload(**{"name": "Mara", "iban": IBAN, "amount": Decimal("10.00"), **change})


def test_a_long_name_is_cut_where_banks_cut_it_and_line_ends_cannot_add_lines():
    text = epc.payload(name="a" * 75, iban=IBAN, amount=Decimal(1), text="one\ntwo\x00three")
    assert text.split("\n")[5] == "a" * 70
    assert text.split("\n")[10] == "one two three"


@given(name=st.text(min_size=1, max_size=90), text=st.text(max_size=140), amount=st.decimals("0.01", "999999999.99", places=2))
def test_whatever_is_accepted_fits_the_code(name, text, amount):
    try:
        payload = epc.payload(name=name, iban=IBAN, amount=amount, text=text)
    except UserError:
        return
    assert len(payload.encode()) <= 331
    assert len(payload.split("\n")) <= 11
    assert "\n\n\n\n" not in payload


def test_the_largest_payload_still_makes_a_code_and_a_larger_one_is_refused():
    assert epc.svg("x" * 331).startswith("<svg")
    with pytest.raises(UserError, match="too dense"):
        epc.svg("x" * 332)
