"""The pattern language of invoice numbers, and gaps."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.invoicing.numbering import Gaps, check_pattern, format_number, gaps

DAY = date(2031, 3, 9)


@pytest.mark.parametrize(
    ("pattern", "prefix", "expected"),
    [
        ("{prefix}{year}-{number:04}", "RE-", "RE-2031-0007"),
        ("{yy}{month}/{number}", "", "3103/7"),
        ("{number:6}", "", "000007"),
        ("INV {number}", "", "INV 7"),
    ],
)
def test_a_pattern_is_filled(pattern: str, prefix: str, expected: str) -> None:
    assert format_number(pattern, number=7, on=DAY, prefix=prefix) == expected


def test_a_number_that_outgrows_its_width_is_not_cut() -> None:
    assert format_number("{number:02}", number=123, on=DAY) == "123"


@pytest.mark.parametrize(
    ("pattern", "restart", "words"),
    [
        ("RE-{year}", "never", "exactly once"),
        ("{number}{number}", "never", "exactly once"),
        ("{nummer}", "never", "{nummer} is not known"),
        ("{number", "never", "no partner"),
        ("{number:04}", "year", "need the year"),
        ("{year}{number}", "month", "need the month"),
        ("№{number}", "never", "only letters"),
        ("{number}\n", "never", "only letters"),
        ("{number:04x}", "never", "is not known"),
        ("{0.__class__}{number}", "never", "is not known"),
        ("X" * 40 + "{number}", "never", "longer than 40"),
        (" {number}", "never", "begins or ends with a blank"),
    ],
)
def test_a_bad_pattern_is_told_in_words(pattern: str, restart, words: str) -> None:
    with pytest.raises(UserError, match=words):
        check_pattern(pattern, restart=restart)


def test_zero_and_beyond_a_billion_are_no_numbers() -> None:
    for number in (0, -1, 10**9):
        with pytest.raises(UserError, match="counts from 1"):
            format_number("{number}", number=number, on=DAY)


def test_gaps_and_duplicates_are_found() -> None:
    assert gaps([]) == gaps([1, 2, 3]) == Gaps()
    assert gaps([5, 1, 2, 5, 9]) == Gaps(missing=((3, 4), (6, 8)), duplicates=(5,))
    assert gaps([7, 9], first=7).missing == ((8, 8),)
    assert gaps([3, 8], first=8).whole


@given(st.sets(st.integers(1, 60)))
def test_what_is_there_and_what_is_missing_are_the_whole_stretch(numbers: set[int]) -> None:
    missing = [n for start, end in gaps(numbers).missing for n in range(start, end + 1)]
    assert sorted([*missing, *numbers]) == list(range(1, max(numbers, default=0) + 1))


@given(
    st.sets(st.integers(1, 10**9 - 1), min_size=2), st.sampled_from(["{number}{month}", "{year}{number:03}", "{prefix}/{yy}-{number:04}"])
)
def test_two_counts_of_a_series_never_print_the_same(numbers: set[int], pattern: str) -> None:
    printed = {format_number(pattern, number=number, on=DAY, prefix="A1") for number in numbers}
    assert len(printed) == len(numbers)
