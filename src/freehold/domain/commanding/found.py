"""Something that was found in a text, with where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Value = TypeVar("Value")
Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[Value_co]):
    """A value read from `text[start:end]`, which is `words`."""

    start: int
    end: int
    words: str
    value: Value_co

    def overlaps(self, other: Found[object]) -> bool:
        """Tell whether both share a letter."""
        return self.start < other.end and other.start < self.end


def apart(found: Iterable[Found[Value]]) -> list[Found[Value]]:
    """Keep what does not overlap, the longer before the shorter, in the order of the text."""
    kept: list[Found[Value]] = []
    for one in sorted(found, key=lambda row: (row.start - row.end, row.start)):
        if not any(one.overlaps(other) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda row: row.start)


def without(text: str, found: Sequence[Found[object]]) -> str:
    """Return the text with every found part blanked, so that places stay where they were."""
    letters = list(text)
    for one in found:
        letters[one.start : one.end] = " " * (one.end - one.start)
    return "".join(letters)


def clear_of(found: Iterable[Found[Value]], taken: Iterable[Found[object]]) -> list[Found[Value]]:
    """Keep what overlaps nothing that is taken."""
    others = list(taken)
    return [one for one in found if not any(one.overlaps(other) for other in others)]
