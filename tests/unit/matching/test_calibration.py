"""A standing counts how many postings score lower, so it means the same in every trade."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.matching.calibration import FEWEST, Standings


def test_a_standing_is_the_share_of_postings_that_score_lower() -> None:
    known = Standings(range(100))
    assert (known.of(0), known.of(50), known.of(99), known.of(100)) == (0, 50, 99, 99)
    assert Standings([70] * 40).of(70) == 50


def test_too_few_scores_tell_nothing() -> None:
    assert Standings(range(FEWEST - 1)).of(50) is None


@given(st.lists(st.integers(0, 100), min_size=FEWEST, max_size=200), st.integers(0, 99))
def test_a_higher_score_never_stands_lower(scores: list[int], score: int) -> None:
    known = Standings(scores)
    low, high = known.of(score), known.of(score + 1)
    assert low is not None and high is not None and 0 <= low <= high <= 99
