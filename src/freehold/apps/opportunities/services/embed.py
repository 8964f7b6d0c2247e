"""Meaning: vectors for the opportunities that are worth one, computed in the background and kept by their text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from freehold.apps.accounts import selectors as accounts
from freehold.apps.opportunities.conversions import analysis_of
from freehold.apps.opportunities.models import Embedding, Match, Opportunity, Stage
from freehold.apps.opportunities.services import engine
from freehold.apps.opportunities.services.match import match_for
from freehold.domain.matching.matcher import embedded_text
from freehold.domain.ports import Embedder
from freehold.kit.jobs.progress import Progress
from freehold.kit.scoping.ref import Workspace, id_of

CAP = 400
"""The most that one run embeds: about 16 seconds of one core at 40 ms each."""
PORTION = 16
OPEN_STAGES = (Stage.FOUND, Stage.SHORTLISTED)
# The embedded model knows English; the vector of another language would only be noise.
LANGUAGES = ("", "en")


def progress_key(workspace_id: int) -> str:
    """Return under which key the progress of a workspace's run is shown."""
    return f"embed:{workspace_id}"


def worth_embedding(workspace: Workspace, freelancer_id: int, version: int, limit: int = CAP) -> list[int]:
    """Return the opportunities that lack meaning and deserve it: not blocked, the best by words first, then the newest."""
    matches = Match.objects.filter(freelancer_id=freelancer_id, profile_version=version, with_meaning=False, order__gte=-1)
    mine = Opportunity.objects.for_workspace(workspace).filter(stage__in=OPEN_STAGES, text_language__in=LANGUAGES, body_purged_at=None)
    rows = matches.filter(opportunity__in=mine).exclude(opportunity__body__text="")
    return list(rows.order_by("-order", "-opportunity_id").values_list("opportunity_id", flat=True)[:limit])


def waiting_for_meaning(workspace: Workspace) -> int:
    """Return how many opportunities the next run would embed, over all freelancers."""
    if engine.embedder() is None:
        return 0
    people = accounts.freelancers(id_of(workspace)).values_list("pk", "version")
    return min(CAP, sum(len(worth_embedding(workspace, pk, version)) for pk, version in people))


def embed_waiting(workspace: Workspace, *, now: datetime, progress: Progress) -> int:
    """Embed what is worth it and match it anew with meaning; return how many matches were written.

    Stops when the person asks for it. What is done is stored portion by portion, so a later run goes on from there.
    """
    model = engine.embedder()
    if model is None:
        return 0
    count = 0
    room = CAP
    for freelancer_id, version in accounts.freelancers(id_of(workspace)).values_list("pk", "version"):
        ids = worth_embedding(workspace, freelancer_id, version, room)
        room -= len(ids)
        for start in range(0, len(ids), PORTION):
            if progress.stopped or accounts.profile_version(freelancer_id) != version:
                break
            portion = ids[start : start + PORTION]
            vectors = dict(vectors_of(workspace, portion, model))
            count += match_for(freelancer_id, version, portion, now=now, workspace=workspace, vectors=vectors)
            progress.step(len(portion))
    return count


def vectors_of(workspace: Workspace, ids: list[int], model: Embedder) -> Iterator[tuple[int, NDArray[np.float32]]]:
    """Yield (opportunity id, vector), from the cache where the same text was embedded before."""
    rows = Opportunity.objects.for_workspace(workspace).filter(pk__in=ids).select_related("body")
    texts = {row.pk: embedded_text(analysis_of(row)) for row in rows}
    hashes = {pk: hashlib.sha256(text.encode()).hexdigest() for pk, text in texts.items()}
    stored = Embedding.objects.filter(model=model.name, text_hash__in=set(hashes.values()), dimensions=model.dimensions)
    cached = {row.text_hash: np.frombuffer(bytes(row.vector), dtype="<f2").astype(np.float32) for row in stored}
    missing = list({digest: pk for pk, digest in hashes.items() if digest not in cached}.values())
    made = []
    for pk, vector in zip(missing, model.embed([texts[pk] for pk in missing]) if missing else (), strict=True):
        cached[hashes[pk]] = vector
        made.append(Embedding(text_hash=hashes[pk], model=model.name, dimensions=model.dimensions, vector=vector.astype("<f2").tobytes()))
    Embedding.objects.bulk_create(made, ignore_conflicts=True)
    yield from ((pk, cached[digest]) for pk, digest in hashes.items())
