"""How much of a person's hours AI could take part in, by published ratings of similar tasks: a range, never one number."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.words import terms
from freehold.domain.risk.exposure_index import ExposureIndex, Floats, Shares, Source
from freehold.domain.risk.exposure_matching import matches_shown, nearest, rated
from freehold.domain.risk.exposure_results import (
    Exposure,
    Matched,
    Note,
    Range,
    Reason,
    Service,
    ServiceExposure,
    Task,
    TaskExposure,
)
from freehold.domain.risk.exposure_table import builtin_index

__all__ = ["Exposure", "ExposureIndex", "Range", "Service", "ServiceExposure", "Shares", "Source", "Task", "builtin_index", "exposure"]

# Standard errors on each side of an 80 % range.
WIDTH = 1.28
NEEDED_COVER = 0.5
MAX_SERVICES, MAX_TASKS, MAX_LETTERS = 50, 60, 400
# From here an index of images and one of language place the same work so far apart that the second alone misleads.
IMAGES_APART = 0.2

Detector = Callable[[str], str]
Vectors = Mapping[str, Floats]


def exposure(
    services: Sequence[Service], index: ExposureIndex, *, language: Detector | None = None, embedder: Embedder | None = None
) -> Exposure:
    """Return the shares of hours that are little, assisted or largely doable by AI, over the sources of `index`.

    Each range spans the sources and the uncertainty of the matches. Tasks without a good match are refused and named. Hour shares are
    normalised, with a note when they did not add up. `language` names the language of a text ("" unknown) for a better refusal;
    `embedder` compares meanings too where the index holds them.
    """
    notes = [Note("tasks_dropped", "", float(len(services)))] if len(services) > MAX_SERVICES else []
    kept = list(services[:MAX_SERVICES])
    weights = _normalised([service.share for service in kept])
    vectors = _vectors(kept, index, embedder)
    found = [_service(service, weight, index, language, vectors) for service, weight in zip(kept, weights, strict=True)]
    answered = [one for one in found if one.result.little is not None]
    whole = sum(one.result.share * one.result.covered for one in answered)
    parts = [(one.result.share * one.result.covered / whole, one.by_source, one.errors) for one in answered] if whole else []
    by_source, errors = _together(parts)
    covered = sum(one.result.share * one.result.covered for one in found)
    enough = covered >= NEEDED_COVER
    keys = sorted({key for one in answered for key in one.result.by_source} | {key for one in answered for key in one.result.ranks})
    little, assisted, largely = _ranges(by_source, errors) if enough else (None, None, None)
    return Exposure(
        services=tuple(one.result for one in found),
        covered=round(covered, 4),
        little=little,
        assisted=assisted,
        largely=largely,
        by_source=by_source if enough else {},
        sources=tuple(index.sources[key] for key in keys if key in index.sources),
        notes=(*notes, *(note for one in found for note in one.result.notes)),
    )


@dataclass(frozen=True, slots=True)
class _Found:
    result: ServiceExposure
    by_source: Mapping[str, Shares]
    errors: Mapping[str, Shares]


def _service(service: Service, weight: float, index: ExposureIndex, language: Detector | None, vectors: Vectors) -> _Found:
    tasks, notes = _hours(service)
    answers = [_task(task, service.name, index, language, vectors) for task in tasks]
    good, refused = [one for one in answers if one.reason is None], [one for one in answers if one.reason is not None]
    covered = sum(one.share for one in good)
    enough = covered >= NEEDED_COVER
    if tasks and not enough:
        notes.append(Note("too_little_matched", service.name, round(covered, 4)))
    by_source, errors = _together([(one.share / covered, one.by_source, one.spread) for one in good] if enough else [])
    ranks = _ranks(good, index) if enough else {}
    if ranks.get("aioe_images", 0.0) - ranks.get("gpt4", 1.0) >= IMAGES_APART:
        notes.append(Note("images", service.name, round(ranks["aioe_images"], 2)))
    little, assisted, largely = _ranges(by_source, errors) if enough else (None, None, None)
    result = ServiceExposure(
        service.name, weight, round(covered, 4), little, assisted, largely, by_source, tuple(good), tuple(refused), ranks, tuple(notes)
    )
    return _Found(result, by_source, errors)


def _vectors(services: Sequence[Service], index: ExposureIndex, embedder: Embedder | None) -> dict[str, Floats]:
    """Return the meaning of each task, all made in one go; nothing without an embedder or where no shelf holds meanings."""
    if embedder is None or all(shelf.vectors is None for shelf in index.shelves):
        return {}
    texts = sorted({task.text.strip()[:MAX_LETTERS] for service in services for task in service.tasks[:MAX_TASKS] if task.text.strip()})
    return dict(zip(texts, embedder.embed(texts), strict=True)) if texts else {}


def _hours(service: Service) -> tuple[list[Task], list[Note]]:
    """Return the tasks with shares that add up to 1, and what had to be done for it."""
    written = [task for task in service.tasks if task.text.strip()]
    notes: list[Note] = []
    if not written:
        return [], [Note("no_tasks", service.name)]
    if len(written) > MAX_TASKS:
        notes.append(Note("tasks_dropped", service.name, float(len(written))))
        written = written[:MAX_TASKS]
    shares = [task.share if math.isfinite(task.share) and task.share > 0 else 0.0 for task in written]
    total = sum(shares)
    if total <= 0:
        notes.append(Note("shares_equal", service.name))
    elif not any(math.isclose(total, whole, rel_tol=0.005) for whole in (1.0, 100.0)) or min(task.share for task in written) < 0:
        notes.append(Note("shares_normalised", service.name, round(total, 4)))
    parts = zip(written, _normalised(shares), strict=True)
    return [Task(task.text.strip()[:MAX_LETTERS], part, task.left_out) for task, part in parts], notes


def _normalised(shares: Sequence[float]) -> list[float]:
    fair = [share if math.isfinite(share) and share > 0 else 0.0 for share in shares]
    total = sum(fair)
    return [share / total for share in fair] if 0 < total < math.inf else [1 / len(fair) for _ in fair]


def _task(task: Task, service: str, index: ExposureIndex, language: Detector | None, vectors: Vectors) -> TaskExposure:
    """Rate one task by each shelf that knows something like it, or say why none does."""
    vector = vectors.get(task.text)
    if task.share <= 0:
        return TaskExposure(task.text, task.share, reason="no_hours")
    if len(set(terms(task.text))) < 2:
        return TaskExposure(task.text, task.share, reason="one_word")
    best = 0.0
    shown: tuple[Matched, ...] = ()
    by_source: dict[str, Shares] = {}
    spread: dict[str, Shares] = {}
    for shelf in index.shelves:
        if by_source.keys() >= set(shelf.sources):
            continue
        near = nearest(task, service, shelf, vector, index.hidden)
        top = max((one.similarity for one in near), default=0.0)
        best = max(best, top)
        if top < shelf.weak:
            continue
        shown = shown or matches_shown(shelf, near)
        for key, (shares, error) in rated(shelf, near).items():
            if key not in by_source:  # the shelves are in order of trust
                by_source[key], spread[key] = shares, error
    if by_source:
        return TaskExposure(task.text, task.share, round(best, 3), shown, by_source, spread)
    spoken = language(task.text) if language else ""
    reason: Reason = "language" if spoken and spoken not in index.languages else "weak"
    return TaskExposure(task.text, task.share, round(best, 3), reason=reason, language=spoken)


def _together(parts: Sequence[tuple[float, Mapping[str, Shares], Mapping[str, Shares]]]) -> tuple[dict[str, Shares], dict[str, Shares]]:
    """Return per source the weighted shares and their variance; where a source is silent, the mean of the others stands for it."""
    keys = sorted({key for _, shares, _ in parts for key in shares})
    by_source, errors = {}, {}
    for key in keys:
        rows = [(weight, shares.get(key) or _mean(shares), variance.get(key) or _mean(variance)) for weight, shares, variance in parts]
        by_source[key] = Shares(*(sum(weight * shares[place] for weight, shares, _ in rows) for place in range(3)))
        errors[key] = Shares(*(sum(weight**2 * variance[place] for weight, _, variance in rows) for place in range(3)))
    return by_source, errors


def _mean(shares: Mapping[str, Shares]) -> Shares:
    return Shares(*(sum(one[place] for one in shares.values()) / len(shares) for place in range(3)))


def _ranges(by_source: Mapping[str, Shares], errors: Mapping[str, Shares]) -> tuple[Range | None, Range | None, Range | None]:
    """Return the span over the sources, widened by the uncertainty of the matches."""
    if not by_source:
        return None, None, None

    def span(place: int) -> Range:
        low = min(shares[place] - WIDTH * math.sqrt(errors[key][place]) for key, shares in by_source.items())
        high = max(shares[place] + WIDTH * math.sqrt(errors[key][place]) for key, shares in by_source.items())
        return Range(round(max(0.0, low), 4), round(min(1.0, high), 4))

    return span(0), span(1), span(2)


def _ranks(tasks: Sequence[TaskExposure], index: ExposureIndex) -> dict[str, float]:
    """Return for each ordering index where the matched occupations stand, weighted by hours and match."""
    found = {}
    for key, places in index.ranks.items():
        rows = [
            (task.share * match.weight, rank)
            for task in tasks
            for match in task.matches
            if (rank := places.get(match.code, places.get(match.code[:7]))) is not None
        ]
        weight = sum(one for one, _ in rows)
        if weight > 0:
            found[key] = round(sum(one * rank for one, rank in rows) / weight, 2)
    return found
