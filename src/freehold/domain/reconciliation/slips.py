"""One slip of the finger: a wrong, missing, additional or two exchanged characters."""

from __future__ import annotations


def is_one_slip(one: str, other: str) -> bool:
    """Tell whether exactly one slip makes `one` of `other`."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    first = 0
    while first < min(len(one), len(other)) and one[first] == other[first]:
        first += 1
    if len(one) != len(other):
        short, long = sorted((one, other), key=len)
        return long[first + 1 :] == short[first:]
    if one[first + 1 :] == other[first + 1 :]:
        return True
    return one[first : first + 2] == other[first : first + 2][::-1] and one[first + 2 :] == other[first + 2 :]
