"""Where a score stands among the others of the same freelancer: "better than 93 % of what came in"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

#: Days of postings that a standing is counted over, and the fewest scores that tell anything.
DAYS = 90
FEWEST = 20


class Standings:
    """The scores of one freelancer's postings of the last DAYS days.

    A score is a sum of points and stays one. What it is worth differs by trade: a trade whose postings name few skills reaches lower
    sums. A standing means the same in all of them, since it only counts how many postings lie lower.
    """

    def __init__(self, scores: Iterable[int]) -> None:
        """Take the scores of all scored postings; blocked and unscored ones do not count."""
        self._scores = sorted(scores)

    def of(self, score: int) -> int | None:
        """Return the percentage of postings that score lower, a tie counting half (0 to 99, rounded down); None for fewer than FEWEST."""
        if len(self._scores) < FEWEST:
            return None
        lower, tied = bisect_left(self._scores, score), bisect_right(self._scores, score) - bisect_left(self._scores, score)
        return min(99, int(100 * (lower + tied / 2) / len(self._scores)))
