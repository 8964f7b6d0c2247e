"""The owner's tasks against the published tables: the built-in one, or the full files that the owner has added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop

from freehold.apps.independence.models import OwnService, OwnTask
from freehold.apps.opportunities.services import engine
from freehold.domain.risk.exposure import Exposure, Service, ServiceExposure, Task, builtin_index, exposure
from freehold.domain.risk.exposure_results import Matched, TaskExposure
from freehold.integrations.occupations import load

BANDS = ("little", "assisted", "largely")
BUILT_IN, ADDED = gettext_noop("the table of figures that comes with Freehold"), gettext_noop("the public files that you added")
MOST_MATCHES = 3


def compared(services: Sequence[OwnService]) -> dict[str, Any]:
    """Return ranges of hours by service and overall, each task with its matches or why it has none, and the sources, as JSON."""
    added = load(settings.DATA_DIR)
    index = added or builtin_index()
    whole = exposure([_given(row) for row in services], index, language=engine.language_detector(), embedder=engine.embedder())
    pairs = list(zip(services, whole.services, strict=True))
    return {
        "services": [
            {"id": row.pk, "name": row.name, "share": one.share, "covered": one.covered, "bands": _bands(one)} for row, one in pairs
        ],
        "overall": _bands(whole),
        "covered": whole.covered,
        "tasks": [task for row, one in pairs for task in _tasks_json(row, one)],
        "sources": [{"title": one.title, "who": one.who, "year": one.year, "url": one.url, "says": one.says} for one in whole.sources],
        "table": ADDED if added else BUILT_IN,
        "images": [note.subject for note in whole.notes if note.code == "images"],
    }


def _given(row: OwnService) -> Service:
    return Service(row.name, tuple(Task(task.text, float(task.share), _left_out(task)) for task in row.tasks.all()), float(row.share))


def _left_out(task: OwnTask) -> frozenset[str]:
    """Return what the owner refused for this task alone; for others, and other services, it still counts."""
    return frozenset(key.partition("|")[0] for key in task.refused)


def _bands(one: Exposure | ServiceExposure) -> dict[str, list[float]] | None:
    if one.little is None or one.assisted is None or one.largely is None:
        return None
    return {"little": list(one.little), "assisted": list(one.assisted), "largely": list(one.largely)}


def _tasks_json(row: OwnService, one: ServiceExposure) -> list[dict[str, Any]]:
    """Return each task by its id with its matches, or the code of why it has none."""
    by_text = {task.text: task for task in (*one.tasks, *one.refused)}
    return [_task_json(task, by_text[task.text.strip()]) for task in row.tasks.all()]


def _task_json(task: OwnTask, found: TaskExposure) -> dict[str, Any]:
    bands = None
    if found.by_source:
        columns = list(zip(*found.by_source.values(), strict=True))
        bands = {band: [min(column), max(column)] for band, column in zip(BANDS, columns, strict=True)}
    return {
        "id": task.pk,
        "text": task.text,
        "share": float(task.share),
        "matches": [_match_json(one) for one in found.matches[:MOST_MATCHES]],
        "refused": found.reason or "",
        "bands": bands,
    }


def _match_json(one: Matched) -> dict[str, Any]:
    """Return a match; its key says what is refused with it, and after the bar how that is called."""
    called = one.text[:160] if one.by_task else one.title
    return {"key": f"{one.key}|{called}", "title": one.title, "text": one.text[:160], "similarity": one.similarity}
