"""The way to a skill: what comes before it and is not known yet, in order, with hours."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from freehold.domain.learning.catalogue import SKILLS, SkillFacts


@dataclass(frozen=True, slots=True)
class Way:
    """`steps` end with the goal; `hours_low` and `hours_high` are of all steps, None where the goal is not in the table."""

    goal: str
    steps: tuple[str, ...]
    hours_low: int | None
    hours_high: int | None

    @property
    def first(self) -> tuple[str, ...]:
        """What comes before the goal and is not known yet."""
        return self.steps[:-1]


def way_to(goal: str, known: Collection[str], table: Mapping[str, SkillFacts] = SKILLS) -> Way:
    """Return the steps to `goal` for somebody with these skills. A goal that the table does not know is a single step without hours.

    What a person already has counts as known with all that comes before it: who writes Django is not sent back to Python.
    """
    if goal not in table:
        return Way(goal, (goal,), None, None)
    have = _with_before(known, table)
    steps: list[str] = []
    _walk(goal, have, table, steps, set())
    return Way(goal, tuple(steps), sum(table[step].hours_low for step in steps), sum(table[step].hours_high for step in steps))


def _with_before(known: Collection[str], table: Mapping[str, SkillFacts]) -> set[str]:
    have: set[str] = set()
    waiting = list(known)
    while waiting:
        name = waiting.pop()
        if name not in have:
            have.add(name)
            waiting.extend(table[name].before if name in table else ())
    return have


def _walk(name: str, have: Collection[str], table: Mapping[str, SkillFacts], steps: list[str], seen: set[str]) -> None:
    # A circle in a table would never end; the second visit is simply left out.
    if name in seen or name not in table:
        return
    seen.add(name)
    for before in table[name].before:
        if before not in have:
            _walk(before, have, table, steps, seen)
    steps.append(name)
