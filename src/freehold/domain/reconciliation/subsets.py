"""Which few open amounts add up to a sum, with bounded work."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal


def subsets_with_sum(amounts: Sequence[Decimal], target: Decimal, *, most: int = 3, least_size: int = 2) -> list[tuple[int, ...]]:
    """Return up to `most` sets of places whose amounts add up to `target`, the smallest sets and earliest places first.

    The work is bounded by two to the power of the number of amounts: hand over a dozen at most.
    """
    scale = Decimal(1).scaleb(max(0, *(-int(one.as_tuple().exponent) for one in (*amounts, target))))
    units = [int(one * scale) for one in amounts]
    wanted = int(target * scale)
    # Every reachable sum of the first half, then what is missing from the second: 2 · 2⁶ sums for twelve amounts.
    middle = len(units) // 2
    left, right = _sums(units[:middle], 0), _sums(units[middle:], middle)
    by_sum: dict[int, list[tuple[int, ...]]] = {}
    for total, places in left:
        by_sum.setdefault(total, []).append(places)
    found = [
        (*places, *others)
        for total, others in right
        for places in by_sum.get(wanted - total, ())
        if len(places) + len(others) >= least_size
    ]
    return sorted(found, key=lambda places: (len(places), places))[:most]


def _sums(units: Sequence[int], first: int) -> list[tuple[int, tuple[int, ...]]]:
    sums: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for place, unit in enumerate(units, start=first):
        sums += [(total + unit, (*places, place)) for total, places in sums]
    return sums
