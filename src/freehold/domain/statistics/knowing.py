"""What may be said about two counted rates. It never names a winner: it tells what is known and what it would take to know more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from freehold.domain.statistics.beta import posterior
from freehold.domain.statistics.difference import Difference, difference
from freehold.domain.statistics.sample_size import still_needed

Code = Literal["nothing", "too_few", "not_told_apart", "leaning", "apart"]
#: Below so many observations in either group nothing is compared at all.
FEWEST = 5


@dataclass(frozen=True, slots=True)
class Known:
    """`code` is "nothing" (a group is empty), "too_few", "not_told_apart" (the 80 % interval of the difference holds 0), "leaning" (the
    80 % interval does not, the 95 % one does) or "apart". `needed` is how many more the smaller group needs to tell apart rates as far
    from each other as those seen, None when they are the same.
    """

    code: Code
    difference: Difference | None
    needed: int | None


def compare(first: tuple[int, int], second: tuple[int, int]) -> Known:
    """Return what is known of the difference of two (successes, n)."""
    if not first[1] or not second[1]:
        return Known("nothing", None, None)
    before, after = posterior(*first), posterior(*second)
    needed = still_needed(min(first[1], second[1]), before.mean, after.mean)
    found = difference(before, after)
    if min(first[1], second[1]) < FEWEST:
        return Known("too_few", found, needed)
    if found.low80 <= 0 <= found.high80:
        return Known("not_told_apart", found, needed)
    return Known("leaning" if found.low95 <= 0 <= found.high95 else "apart", found, needed)
