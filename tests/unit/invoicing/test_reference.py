"""ISO 11649 references made from invoice numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.reference import check_reference, is_reference, make_reference, spaced


def test_a_plain_number_stays_readable() -> None:
    reference = make_reference("20310007")
    assert reference.startswith("RF")
    assert reference[4:] == "20310007"
    assert check_reference(spaced(reference).lower()) == reference


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2031-1", "203-11"),
        ("2031-11", "2031/11"),
        ("RE-1-1", "RE-11"),
        ("A-1", "A1"),
        ("A--1", "A-1"),
        ("A1", "A1Q"),
        ("X" * 30 + "1", "X" * 30 + "2"),
        ("Ä1", "Ö1"),
    ],
)
def test_numbers_that_differ_only_in_separators_differ_in_their_reference(one: str, other: str) -> None:
    assert make_reference(one) != make_reference(other)


def test_a_wrong_digit_is_noticed() -> None:
    reference = make_reference("RE-2031-0007")
    wrong = reference[:-2] + ("1" if reference[-2] != "1" else "2") + reference[-1]
    assert is_reference(reference) and not is_reference(wrong)
    with pytest.raises(UserError, match="not a creditor reference"):
        check_reference(wrong)
    for text in ("", "RF", "RF18", "RF١٨5390", "DE89370400440532013000"):
        assert not is_reference(text)


def test_a_number_of_separators_only_has_no_reference() -> None:
    with pytest.raises(UserError, match="no letter or digit"):
        make_reference("-/-")


numbers = st.text(alphabet="0129AQPZ-/. ", min_size=1, max_size=24).filter(lambda text: any(c.isalnum() for c in text))


@given(numbers, numbers)
def test_references_are_valid_and_as_unique_as_their_numbers(one: str, other: str) -> None:
    first, second = make_reference(one), make_reference(other)
    assert is_reference(first) and 5 <= len(first) <= 25 and first.isalnum()
    assert (first == second) == (" ".join(one.split()) == " ".join(other.split()))
