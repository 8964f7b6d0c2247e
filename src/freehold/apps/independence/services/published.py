"""The owner's tasks against the published tables: the built-in one, or the full files that the owner has added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_noop

from freehold.apps.independence.models import OwnService
from freehold.domain.risk.exposure import Exposure, Service, ServiceExposure, Task, builtin_index, exposure
from freehold.domain.risk.exposure_results import TaskExposure
from freehold.integrations.occupations import load

BANDS = ("little", "assisted", "largely")
BUILT_IN, ADDED = gettext_noop("the table of figures that comes with Freehold"), gettext_noop("the public files that you added")
MOST_MATCHES = 3


def compared(services: Sequence[OwnService]) -> dict[str, Any]:
    """Return ranges of hours by service and overall, each task with its matches or why it has none, and the sources, as JSON."""
    added = load(settings.DATA_DIR)
    index = added or builtin_index()
    given = [_given(row) for row in services]
    hidden = [_hidden(row) for row in services]
    found = [part for one, codes in zip(given, hidden, strict=True) for part in exposure([one], index.without(codes)).services]
    whole = exposure(given, index)
    overall = _combined(services, found) if any(hidden) else _bands(whole)
    return {
        "services": [_service_json(row, one, services) for row, one in zip(services, found, strict=True)],
        "overall": overall,
        "covered": whole.covered,
        "tasks": [task for row, one in zip(services, found, strict=True) for task in _tasks_json(row, one)],
        "sources": [{"title": one.title, "who": one.who, "year": one.year, "url": one.url, "says": one.says} for one in whole.sources],
        "table": ADDED if added else BUILT_IN,
        "images": [note.subject for one in found for note in one.notes if note.code == "images"],
    }


def _given(row: OwnService) -> Service:
    return Service(row.name, tuple(Task(task.text, float(task.share)) for task in row.tasks.all()), float(row.share))


def _hidden(row: OwnService) -> set[str]:
    """Return the codes of the published occupations that the owner refused for any task of this service."""
    return {key.partition("|")[0] for task in row.tasks.all() for key in task.refused}


def _weights(services: Sequence[OwnService]) -> list[float]:
    shares = [max(float(row.share), 0.0) for row in services]
    return [share / sum(shares) for share in shares] if sum(shares) > 0 else [1 / len(shares)] * len(shares)


def _combined(services: Sequence[OwnService], found: Sequence[ServiceExposure]) -> dict[str, list[float]] | None:
    """Return the services' ranges weighted by hours: wider than all at once, since each service has tables of its own after a refusal."""
    parts = [(weight * one.covered, bands) for weight, one in zip(_weights(services), found, strict=True) if (bands := _bands(one))]
    whole = sum(weight for weight, _bands_of in parts)
    if whole < 0.5:
        return None
    return {band: [sum(weight * bands[band][end] for weight, bands in parts) / whole for end in (0, 1)] for band in BANDS}


def _bands(one: Exposure | ServiceExposure) -> dict[str, list[float]] | None:
    if one.little is None or one.assisted is None or one.largely is None:
        return None
    return {"little": list(one.little), "assisted": list(one.assisted), "largely": list(one.largely)}


def _service_json(row: OwnService, one: ServiceExposure, services: Sequence[OwnService]) -> dict[str, Any]:
    share = _weights(services)[list(services).index(row)]
    return {"id": row.pk, "name": row.name, "share": share, "covered": one.covered, "bands": _bands(one)}


def _tasks_json(row: OwnService, one: ServiceExposure) -> list[dict[str, Any]]:
    """Return each task by its id; a task without hours or words of its own has none of the answers and is named as refused."""
    by_text = {task.text: task for task in (*one.tasks, *one.refused)}
    return [_task_json(task.pk, task.text, float(task.share), by_text.get(task.text.strip()[:400])) for task in row.tasks.all()]


def _task_json(pk: int, text: str, share: float, found: TaskExposure | None) -> dict[str, Any]:
    if found is None:
        return {"id": pk, "text": text, "share": share, "matches": [], "refused": "weak", "bands": None}
    matches = [
        {"key": f"{one.code}|{one.title}", "title": one.title, "text": one.text[:160], "similarity": one.similarity}
        for one in found.matches[:MOST_MATCHES]
    ]
    bands = None
    if found.by_source:
        columns = list(zip(*found.by_source.values(), strict=True))
        bands = {band: [min(column), max(column)] for band, column in zip(BANDS, columns, strict=True)}
    return {"id": pk, "text": text, "share": share, "matches": matches, "refused": found.reason or "", "bands": bands}
