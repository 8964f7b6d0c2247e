"""Matching: how each opportunity fits each freelancer, stored so that a list is one walk along an index."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from freehold.apps.accounts import selectors as accounts
from freehold.apps.opportunities.conversions import analysis_of, posting_of
from freehold.apps.opportunities.models import Match, Opportunity
from freehold.apps.opportunities.services import best_first, engine, preferences
from freehold.domain.matching import result
from freehold.kit.jobs.progress import Progress
from freehold.kit.scoping.ref import Workspace, id_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

logger = logging.getLogger(__name__)
CHUNK = 100
UNSCORED, BLOCKED = -1, -2
_WRITTEN = ["state", "score", "order", "blocked_on", "reasons", "blocked_by", "profile_version", "with_meaning", "matched_at"]
Vectors = Mapping[int, "NDArray[np.float32]"]


def match_opportunities(workspace: Workspace, ids: Iterable[int], *, now: datetime) -> int:
    """Match these opportunities with every freelancer of the workspace; return how many matches were written.

    Doing it twice does no harm. What is not analysed yet is left to the event of its analysis.
    """
    wanted = list(ids)
    count = 0
    for freelancer_id, version in accounts.freelancers(id_of(workspace)).values_list("pk", "version"):
        count += match_for(freelancer_id, version, wanted, now=now, workspace=workspace)
    return count


def match_for(
    freelancer_id: int,
    version: int,
    ids: Sequence[int],
    *,
    now: datetime,
    workspace: Workspace,
    vectors: Vectors | None = None,
) -> int:
    """Match opportunities with one freelancer as of the profile's `version`; return how many matches were written.

    A version that has become old in the meantime writes nothing: the newest one wins.
    """
    rows = Opportunity.objects.for_workspace(workspace).filter(pk__in=ids, analysed_at__isnull=False).select_related("body")
    loaded = list(rows)
    if not loaded:
        return 0
    matcher = engine.matcher(freelancer_id, version, now, with_meaning=vectors is not None)
    found = [_match(matcher, row, (vectors or {}).get(row.pk)) for row in loaded]
    found = preferences.add_learned(freelancer_id, loaded, found)
    best_first.learn(workspace, loaded)
    with transaction.atomic():
        if accounts.profile_version(freelancer_id) != version:
            return 0
        # Held, so that a move at this moment waits: a first match takes the stage over from its opportunity.
        held = Opportunity.objects.for_workspace(workspace).select_for_update().filter(pk__in=ids).order_by("pk")
        alive = dict(held.values_list("pk", "stage"))
        matches = [
            _row(row.pk, alive[row.pk], freelancer_id, version, match, now, with_meaning=vectors is not None and row.pk in vectors)
            for row, match in zip(loaded, found, strict=True)
            if row.pk in alive
        ]
        Match.objects.bulk_create(matches, update_conflicts=True, unique_fields=["opportunity", "freelancer"], update_fields=_WRITTEN)
    return len(matches)


def rematch(workspace: Workspace, freelancer_id: int, *, now: datetime, progress: Progress | None = None) -> int:
    """Match everything with the newest version of the profile; return how many.

    What will stand on the first pages comes first, then the newest. Goes on where an earlier run stopped, and stops when the profile
    changes once more: that change has its own run.
    """
    version = accounts.profile_version(freelancer_id)
    if not version:
        return 0
    best_first.begin(workspace, now.date())
    first = best_first.first_ones(workspace, freelancer_id, accounts.profile_of(freelancer_id), now.date())
    count = 0
    for chunk in chain(_slices(_still_outdated(freelancer_id, version, workspace, first)), _later(freelancer_id, version, workspace)):
        if accounts.profile_version(freelancer_id) != version or (progress is not None and progress.stopped):
            break
        count += match_for(freelancer_id, version, chunk, now=now, workspace=workspace)
        if progress is not None:
            progress.step(len(chunk))
    return count


def outdated(freelancer_id: int, version: int, workspace: Workspace) -> list[int]:
    """Return the opportunities whose match with the freelancer is missing or of an older profile, the newest first."""
    rows = _outdated(freelancer_id, version, workspace)
    return list(rows.order_by("-first_seen_at", "-pk").values_list("pk", flat=True))


def count_outdated(freelancer_id: int, version: int, workspace: Workspace) -> int:
    """Return how many these are."""
    return _outdated(freelancer_id, version, workspace).count()


def _later(freelancer_id: int, version: int, workspace: Workspace) -> Iterator[Sequence[int]]:
    """Yield all the rest; looked for only once the first ones are matched, since it takes a while among very many."""
    yield from _slices(outdated(freelancer_id, version, workspace))


def _still_outdated(freelancer_id: int, version: int, workspace: Workspace, ids: Sequence[int]) -> list[int]:
    """Return those of `ids` that are outdated, in the same order."""
    found = set(_outdated(freelancer_id, version, workspace).filter(pk__in=ids).values_list("pk", flat=True))
    return [one for one in ids if one in found]


def _outdated(freelancer_id: int, version: int, workspace: Workspace) -> QuerySet[Opportunity]:
    current = Match.objects.filter(opportunity=OuterRef("pk"), freelancer_id=freelancer_id, profile_version=version)
    return Opportunity.objects.for_workspace(workspace).filter(analysed_at__isnull=False).filter(~Exists(current))


def _match(matcher: Any, opportunity: Opportunity, vector: NDArray[np.float32] | None) -> result.Match:
    try:
        match: result.Match = matcher.match(posting_of(opportunity), analysis_of(opportunity), vector)
    except Exception:  # one posting that trips the matcher must not hide the others; unscored, it stays visible
        logger.exception("Opportunity %s could not be matched; it is shown without a score", opportunity.pk)
        return result.Match(id=str(opportunity.pk), state="unscored", score=None)
    return match


def _row(pk: int, stage: str, freelancer_id: int, version: int, match: result.Match, now: datetime, *, with_meaning: bool) -> Match:
    return Match(
        opportunity_id=pk,
        freelancer_id=freelancer_id,
        stage=stage,
        state=match.state,
        score=match.score,
        order=BLOCKED if match.state == "blocked" else UNSCORED if match.score is None else match.score,
        blocked_on=match.blocked_by[0].constraint[:40] if match.blocked_by else "",
        reasons=[asdict(reason) for reason in match.reasons],
        blocked_by=[asdict(block) for block in match.blocked_by],
        profile_version=version,
        with_meaning=with_meaning,
        matched_at=now,
    )


def _slices(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
