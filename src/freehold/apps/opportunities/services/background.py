"""Starting long work once and showing how far it is."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from freehold.apps.accounts import selectors as accounts
from freehold.apps.opportunities import tasks
from freehold.apps.opportunities.models import Match
from freehold.apps.opportunities.services import embed
from freehold.apps.opportunities.services.match import count_outdated, rematch
from freehold.kit.jobs.progress import ProgressView, announce, progress, progress_of


def rematch_key(freelancer_id: int) -> str:
    """Return under which key the progress of matching everything anew is shown."""
    return f"match:{freelancer_id}"


def rematch_with_progress(workspace_id: int, freelancer_id: int, *, now: datetime) -> int:
    """Match everything with the newest profile; return how many matches were written."""
    version = accounts.profile_version(freelancer_id)
    total = count_outdated(freelancer_id, version, workspace_id) if version else 0
    if not total:
        return 0
    with progress(rematch_key(freelancer_id), total) as bar:
        count = rematch(workspace_id, freelancer_id, now=now, progress=bar)
    start_embedding(workspace_id, now=now)
    return count


def start_embedding(workspace_id: int, *, now: datetime) -> bool:
    """Enqueue a run of embedding unless one waits or runs, or nothing is worth it; return whether one was enqueued."""
    if _is_under_way(progress_of(embed.progress_key(workspace_id)), now):
        return False
    waiting = embed.waiting_for_meaning(workspace_id)
    if not waiting:
        return False
    with transaction.atomic():
        announce(embed.progress_key(workspace_id), now, waiting)
        tasks.embed.enqueue(workspace_id)
    return True


def start_embedding_everywhere(*, now: datetime) -> int:
    """Start embedding in every workspace where it waits, but for those where the person stopped it; return how many."""
    lacking = Match.objects.filter(with_meaning=False, order__gte=-1).order_by()
    ids = lacking.values_list("opportunity__workspace_id", flat=True).distinct()
    count = 0
    for workspace_id in ids:
        last = progress_of(embed.progress_key(workspace_id))
        if last is None or last.state != "stopped":
            count += start_embedding(workspace_id, now=now)
    return count


def embed_with_progress(workspace_id: int, *, now: datetime) -> int:
    """Run the embedding of one workspace; return how many matches got meaning."""
    with progress(embed.progress_key(workspace_id), embed.waiting_for_meaning(workspace_id)) as bar:
        return embed.embed_waiting(workspace_id, now=now, progress=bar)


def _is_under_way(view: ProgressView | None, now: datetime) -> bool:
    return view is not None and not view.is_finished and not view.is_stale(now)
