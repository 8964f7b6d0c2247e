"""Tasks proposed for a service that says too little of itself: those of a trade near it, which the owner corrects and saves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from freehold.apps.independence.models import OwnService, OwnTask
from freehold.apps.independence.services.own import HUNDRED, MOST_TASKS, TaskGiven
from freehold.domain.risk.exposure_trades import Trade, nearest_trades, trades

#: One task of so few words names the service again and says nothing of what is done in it.
FEW_WORDS = 3
#: Below this share of matched hours there is no range for the service.
ENOUGH = 0.5


def proposed_trades(services: Sequence[OwnService], exposed: Mapping[str, Any]) -> dict[int, list[Trade]]:
    """Return for each service that is too terse to compare the trades whose tasks may be its own; `exposed` is the last result."""
    covered = {one["id"]: one["covered"] for one in exposed.get("services", ())}
    found = {}
    for row in services:
        tasks = list(row.tasks.all())
        if _terse(tasks) or covered.get(row.pk, 1.0) < ENOUGH:
            written = {task.text for task in tasks}
            near = nearest_trades([row.name, *written])
            found[row.pk] = [trade for trade in near if not written & {*trade.tasks, *trade.german_tasks}]
    return {pk: near for pk, near in found.items() if near}


def proposed_tasks(row: OwnService | None, code: str, language: str, exposed: Mapping[str, Any]) -> tuple[str, list[TaskGiven]]:
    """Return a trade's title and its tasks after those of the service that are matched; no title where there is no such trade.

    The shares are equal parts that come to 100: how somebody's hours lie no table knows.
    """
    trade = trades().get(code)
    if trade is None:
        return "", []
    matched = {one["id"] for one in exposed.get("tasks", ()) if not one["refused"]}
    tasks = list(row.tasks.all()) if row is not None else []
    kept = [] if _terse(tasks) else [task.text for task in tasks if task.pk in matched]
    texts = list(dict.fromkeys([*kept, *trade.tasks_in(language)]))[:MOST_TASKS]
    return trade.title_in(language), [TaskGiven(text, share) for text, share in zip(texts, equal_parts(len(texts)), strict=True)]


def nearest_code(name: str) -> str:
    """Return the code of the trade that a service's name is nearest to, "" where none is near."""
    found = nearest_trades([name], most=1)
    return found[0].code if found else ""


def equal_parts(count: int) -> list[Decimal]:
    """Return so many shares in tenths of a per cent that come to 100, as equal as they can be."""
    whole, over = divmod(int(HUNDRED * 10), count)
    return [Decimal(whole + (at < over)) / 10 for at in range(count)]


def _terse(tasks: Sequence[OwnTask]) -> bool:
    return len(tasks) == 1 and len(tasks[0].text.split()) <= FEW_WORDS
