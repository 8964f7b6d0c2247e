"""What a text mentions that must not change by itself: a number, an amount of money, a date, a name, an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "date", "money", "name", "url", "negation", "dropped", "added"]
#: One way to understand a mention: a tuple in which None fits everything.
Reading = tuple[str | int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A mention at `start`..`end` of its text. `readings` are the ways to understand it: 11/3 is a day in March or in November.

    `optional` ones may be left out or put in ("one", a weekday beside its date), but not be replaced by another.
    `bound` says in which direction the mention limits ("at most", "until"), "" when it does not.
    """

    kind: Kind
    readings: frozenset[Reading]
    start: int
    end: int
    optional: bool = False
    bound: str = ""

    def fits(self, other: Mention) -> bool:
        """Tell whether both can mean the same."""
        return any(_same(one, two) for one in self.readings for two in other.readings)


def _same(one: Reading, two: Reading) -> bool:
    return len(one) == len(two) and all(a is None or b is None or a == b for a, b in zip(one, two, strict=True))
