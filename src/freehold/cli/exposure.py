"""freehold exposure: services with tasks and hour shares in, ranges of hours with sources and matched tasks out. No database, no network.

The file: `{"services": [{"name": …, "share": …, "tasks": [{"text": …, "share": …}]}]}`, or the list alone. Shares are hours, per cent or
fractions; a task may also be a text alone, and `hours` may stand for `share`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from freehold.cli.django_setup import without_database
from freehold.cli.output import console, print_json, say, wants_json
from freehold.cli.reading import read_bytes
from freehold.domain.errors import Problem, UserError

if TYPE_CHECKING:
    from freehold.domain.ports import Embedder
    from freehold.domain.risk.exposure import Exposure, Range, Service, ServiceExposure, Shares
    from freehold.domain.risk.exposure_index import ExposureIndex
    from freehold.domain.risk.exposure_results import Note, TaskExposure

NOT_DISPLACEMENT = (
    "Exposure is not displacement: it says which hours AI can take part in, not what becomes of the work. "
    "It can make you faster, raise what an hour is worth, or lower what is asked for."
)


def exposure_file(path: Path, *, as_json: bool, data_dir: Path | None = None) -> int:
    """Print the exposure of the services in a file; exit code 1 when something of it could not be judged."""
    without_database()
    from freehold.domain.risk.exposure import exposure
    from freehold.integrations.ai.language import language_detector

    services, problems = read_services(path)
    index, added = index_for(data_dir)
    found = exposure(services, index, language=language_detector(), embedder=_embedder(index))
    if wants_json(as_json):
        print_json(as_values(found, added=added))
    else:
        _print(found, added=added)
    for text in [*map(str, problems), *(_missing(task) for task in found.refused), *(_worded(note) for note in found.notes)]:
        say(f"freehold: {text}")
    return 1 if problems or found.refused or any(one.little is None for one in found.services) else 0


def index_for(data_dir: Path | None) -> tuple[ExposureIndex, bool]:
    """Return the index of the data folder and True, or the built-in one and False."""
    from freehold.config.environment import environment
    from freehold.domain.risk.exposure import builtin_index
    from freehold.integrations.occupations import load

    added = load(data_dir.expanduser().resolve() if data_dir else environment().data_dir)
    return (added, True) if added else (builtin_index(), False)


def _embedder(index: ExposureIndex) -> Embedder | None:
    from freehold.config.environment import environment

    if not environment().embeddings or all(shelf.vectors is None for shelf in index.shelves):
        return None
    from freehold.integrations.ai import EmbedderMiniLM

    return EmbedderMiniLM(threads=1, batch_size=8)


def read_services(path: Path) -> tuple[list[Service], list[Problem]]:
    """Read the services of a JSON file; faulty parts become problems. Raises UserError when nothing of it can be read."""
    from freehold.domain.risk.exposure import Service

    try:
        content = json.loads(read_bytes(path).decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UserError(f"{path.name} is not JSON ({error}). Nothing was judged. `freehold exposure --help` shows the form.") from None
    rows = content.get("services") if isinstance(content, dict) else content
    if not isinstance(rows, list) or not rows:
        raise UserError(f"{path.name} holds no services. Nothing was judged. Write a list of services, each with a name and tasks.")
    services, problems = [], []
    for number, row in enumerate(rows, start=1):
        where = f"{path.name}, service {number}"
        if not isinstance(row, dict):
            problems.append(Problem(where, "this is no service with a name and tasks", "The others were read."))
            continue
        tasks = [_task(task, f"{where}, task {place}", problems) for place, task in enumerate(_list(row.get("tasks")), start=1)]
        share = _share(row, where, problems)
        services.append(Service(str(row.get("name") or ""), tuple(task for task in tasks if task), share))
    return services, problems


def _task(row: Any, where: str, problems: list[Problem]) -> Any:
    from freehold.domain.risk.exposure import Task

    row = {"text": row} if isinstance(row, str) else row
    text = str(row.get("text") or row.get("task") or "").strip() if isinstance(row, dict) else ""
    if not text:
        problems.append(Problem(where, "this is no task: a text is missing", "The others were read."))
        return None
    return Task(text, _share(row, where, problems))


def _share(row: dict[str, Any], where: str, problems: list[Problem]) -> float:
    value = row.get("share", row.get("hours", 1.0))
    try:
        share = float(str(value).replace("%", "").strip())
    except ValueError:
        share = -1.0
    if not 0 <= share < 1e9 or isinstance(value, bool):
        problems.append(Problem(where, f"the share {value!r} is no number of hours or per cent, and counts as 0", ""))
        return 0.0
    return share


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def as_values(found: Exposure, *, added: bool) -> dict[str, Any]:
    """Return the result as JSON values; shares are 0 to 1, ranges are [low, high] or null where nothing can be said."""
    return {
        "little": _range(found.little),
        "assisted": _range(found.assisted),
        "largely": _range(found.largely),
        "covered": found.covered,
        "by_source": _by_source(found.by_source),
        "services": [_service(one) for one in found.services],
        "sources": [
            {"key": one.key, "title": one.title, "who": one.who, "year": one.year, "licence": one.licence, "says": one.says, "url": one.url}
            for one in found.sources
        ],
        "notes": [{"code": note.code, "service": note.subject, "value": note.value, "text": _worded(note)} for note in found.notes],
        "data": "added files and built-in table" if added else "built-in table",
        "meaning": NOT_DISPLACEMENT,
    }


def _service(one: ServiceExposure) -> dict[str, Any]:
    return {
        "name": one.name,
        "share": round(one.share, 4),
        "covered": one.covered,
        "little": _range(one.little),
        "assisted": _range(one.assisted),
        "largely": _range(one.largely),
        "by_source": _by_source(one.by_source),
        "places_among_occupations": dict(one.ranks),
        "tasks": [_matched(task) for task in one.tasks],
        "refused": [
            {
                "text": task.text,
                "share": round(task.share, 4),
                "similarity": task.similarity,
                "reason": task.reason,
                "missing": _missing(task),
            }
            for task in one.refused
        ],
    }


def _matched(task: TaskExposure) -> dict[str, Any]:
    matches = [
        {
            "text": one.text,
            "occupation": one.title,
            "code": one.code,
            "similarity": one.similarity,
            "weight": one.weight,
            "by_source": _by_source(one.values),
        }
        for one in task.matches
    ]
    return {
        "text": task.text,
        "share": round(task.share, 4),
        "similarity": task.similarity,
        "by_source": _by_source(task.by_source),
        "matches": matches,
    }


def _by_source(values: Any) -> dict[str, dict[str, float]]:
    return {key: {name: round(share, 4) for name, share in shares._asdict().items()} for key, shares in values.items()}


def _range(value: Range | None) -> list[float] | None:
    return None if value is None else [value.low, value.high]


def _missing(task: TaskExposure) -> str:
    """Say why a task was refused and what would help."""
    head = f"“{task.text}” was left out: "
    if task.reason == "one_word":
        return f"{head}one word is too little to go by. Say in a few words what you do."
    if task.reason == "language":
        return f"{head}it seems to be in a language that the data is not in ({task.language}). Write it in English."
    if task.reason == "no_hours":
        return f"{head}it has no hours. Give it a share."
    return f"{head}no published task is similar enough ({task.similarity:.2f}). Say it in other words."


def _worded(note: Note) -> str:
    whose = f"“{note.subject}”: " if note.subject else ""
    words = {
        "shares_normalised": f"the shares add up to {note.value:g}; they were taken as parts of that sum.",
        "shares_equal": "no task has hours; all tasks were taken as equal.",
        "no_tasks": "there are no tasks. List what you do, in a few words each.",
        "too_little_matched": f"only {note.value:.0%} of the hours could be matched; figures are shown from 50% on.",
        "images": "the ratings are about language; by the index for making images this work stands far higher.",
        "tasks_dropped": f"there are {note.value:.0f}; only the first ones were read.",
    }
    return whose + words[note.code]


def _print(found: Exposure, *, added: bool) -> None:
    parts: list[tuple[str, Exposure | ServiceExposure]] = [(one.name or "(no name)", one) for one in found.services]
    if len(parts) > 1:
        parts.insert(0, ("All services", found))
    for name, one in parts:
        console().print(f"[bold]{name}[/]  [dim]{one.covered:.0%} of the hours matched[/]")
        for label, value in (("largely doable by AI", one.largely), ("AI can assist", one.assisted), ("little", one.little)):
            console().print(f"  {label:<22} {'–' if value is None else f'{value.low:.0%} to {value.high:.0%}'} of the hours")
        for task in getattr(one, "tasks", ()):
            best: Shares | None = next(iter(task.by_source.values()), None)
            near = task.matches[0]
            share = "" if best is None else f"largely {best.largely:.0%}"
            console().print(f"    [dim]{task.share:>4.0%} {task.text} → {near.text} ({near.title}, {near.similarity:.2f}) {share}[/]")
    console().print(f"[dim]Sources: {'; '.join(f'{one.title} ({one.who}, {one.year})' for one in found.sources) or 'none'}[/]")
    console().print(f"[dim]Data: {'added files and the built-in table' if added else 'the built-in table'}. {NOT_DISPLACEMENT}[/]")
