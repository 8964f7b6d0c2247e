"""VAT numbers: one spelling, and what is wrong with them in words. The numbers are examples that authorities and libraries print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.tax.places import EU
from freehold.domain.tax.vat_ids import check_vat_id, is_vat_id


@pytest.mark.parametrize(
    ("text", "country", "value", "einvoice"),
    [
        ("de 136 695 976", "DE", "DE136695976", "DE136695976"),
        ("136695976", "DE", "DE136695976", "DE136695976"),
        ("GR094259216", "GR", "EL094259216", "EL094259216"),
        ("u13585627", "AT", "ATU13585627", "ATU13585627"),
        ("FR 40 303 265 045", "FR", "FR40303265045", "FR40303265045"),
        ("B-58378431", "ES", "ESB58378431", "ESB58378431"),
        ("10259033P", "CY", "CY10259033P", "CY10259033P"),
        ("BE 403.170.701", "BE", "BE0403170701", "BE0403170701"),
        ("GB980 7806 84", "UK", "GB980780684", "GB980780684"),
        ("XI 980780684", "GB", "XI980780684", "XI980780684"),
        ("CHE-107.787.577 IVA", "CH", "CHE-107.787.577 MWST", "CHE-107.787.577 MWST"),
        ("995 525 828 MVA", "NO", "NO995525828MVA", "NO995525828MVA"),
        ("83 914 571 673", "AU", "83914571673", "AU83914571673"),
        ("49-091-850", "NZ", "49091850", "NZ49091850"),
        ("27AAPFU0939F1ZV", "IN", "27AAPFU0939F1ZV", "IN27AAPFU0939F1ZV"),
        ("12302 6635 RT 0001", "CA", "123026635RT0001", "CA123026635RT0001"),
    ],
)
def test_a_number_has_one_spelling(text: str, country: str, value: str, einvoice: str) -> None:
    found = check_vat_id(text, country)
    assert (found.value, found.on_einvoice, found.checked) == (value, einvoice, True)
    assert check_vat_id(found.value, country) == found


@pytest.mark.parametrize(
    ("text", "country", "words"),
    [
        ("DE136695978", "DE", "check digit does not fit"),
        ("DE13669597", "DE", "too many or too few"),
        ("FR40303265045", "DE", "begins with FR"),
        ("EL094259216", "DE", "begins with EL"),
        ("ATX13585627", "AT", "not written as"),
        ("DE١٢٣٤٥٦٧٨٩", "DE", "characters that no VAT number has"),
        ("1" * 60, "DE", "characters that no VAT number has"),
        ("  ", "DE", "is empty"),
        ("CHE-107.787.578", "CH", "check digit does not fit"),
    ],
)
def test_what_is_wrong_is_said(text: str, country: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_vat_id(text, country)


def test_numbers_without_a_known_rule_are_only_tidied() -> None:
    found = check_vat_id(" 12-3456789 ", "US")
    assert (found.value, found.checked, found.in_vies) == ("123456789", False, False)
    assert check_vat_id("DE136695976", "DE").in_vies and check_vat_id("XI980780684", "GB").in_vies


@given(st.text(max_size=50), st.sampled_from([*sorted(EU), "GB", "CH", "NO", "AU", "NZ", "IN", "CA", "BR", "ZZ", ""]))
def test_no_text_breaks_the_check(text: str, country: str) -> None:
    assert is_vat_id(text, country) in {True, False}


@given(st.integers(0, 9), st.integers(0, 8))
def test_one_wrong_digit_is_always_noticed(digit: int, place: int) -> None:
    right = "136695976"
    wrong = right[:place] + str(digit) + right[place + 1 :]
    assert is_vat_id("DE" + wrong, "DE") == (wrong == right)
