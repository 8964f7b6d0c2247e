"""The inbox's work in the background. Each task may be run twice without harm; the services say how."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.progress import progress
from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=5)
def analyse(workspace_id: int, opportunity_ids: Sequence[int]) -> int:
    """Read opportunities; return how many."""
    from freehold.apps.opportunities.services.analyse import analyse_opportunities

    return len(analyse_opportunities(workspace_id, opportunity_ids, now=timezone.now()))


@task()
@retrying(max_attempts=5)
def match(workspace_id: int, opportunity_ids: Sequence[int]) -> int:
    """Compare opportunities with every freelancer of the workspace; return how many matches were written."""
    from freehold.apps.opportunities.services.alerts import look_through
    from freehold.apps.opportunities.services.background import start_embedding
    from freehold.apps.opportunities.services.match import match_opportunities

    now = timezone.now()
    count = match_opportunities(workspace_id, opportunity_ids, now=now)
    look_through(workspace_id, opportunity_ids, now=now)
    start_embedding(workspace_id, now=now)
    return count


@task()
@retrying(max_attempts=5)
def rematch(workspace_id: int, freelancer_id: int) -> int:
    """Compare everything with the newest version of one profile; return how many matches were written."""
    from freehold.apps.opportunities.services.background import rematch_with_progress

    return rematch_with_progress(workspace_id, freelancer_id, now=timezone.now())


@task(priority=-20)
@retrying(max_attempts=3)
def embed(workspace_id: int) -> int:
    """Add meaning to the matches that are worth it; return how many. Everything else goes first."""
    from freehold.apps.opportunities.services.background import embed_with_progress

    return embed_with_progress(workspace_id, now=timezone.now())


@task(priority=-20)
def embed_due() -> int:
    """Start embedding wherever something waits for it; return how many workspaces."""
    from freehold.apps.opportunities.services.background import start_embedding_everywhere

    return start_embedding_everywhere(now=timezone.now())


@task()
@retrying(max_attempts=5)
def run_import(run_id: int) -> bool:
    """Take a confirmed import in; return whether it is done."""
    from freehold.apps.opportunities.services.imports import progress_key
    from freehold.apps.opportunities.services.imports import run_import as run

    with progress(progress_key(run_id)) as bar:
        return run(run_id, now=timezone.now(), progress=bar)


@task()
def poll(source_id: int) -> int:
    """Read one source; return how many new opportunities it brought. What goes wrong is kept with the source."""
    from freehold.apps.opportunities.services.poll import poll_source

    return poll_source(source_id)


@task(priority=10)
def poll_due() -> int:
    """Enqueue a poll of every source whose time has come; return how many."""
    from freehold.apps.opportunities.services.poll import enqueue_due

    return enqueue_due(timezone.now())


@task()
@retrying(max_attempts=3)
def tidy() -> int:
    """Blank the words that a source's terms let us keep no longer, and drop removed sources; return how many bodies."""
    from freehold.apps.opportunities.services.tidy import tidy as run

    return run(timezone.now())


@task(priority=-20)
def read_again() -> int:
    """Have chat models read the postings that fit best, where their owners allow it; return how many answers came."""
    from freehold.apps.opportunities.services.second_reading import read_again_everywhere

    return read_again_everywhere(now=timezone.now())


@task()
@retrying(max_attempts=3)
def tell_found() -> int:
    """Mail what searches have found, where it is wished and the hour allows; return how many mails were put into the outbox."""
    from freehold.apps.opportunities.services.alerts import tell_due

    return tell_due(now=timezone.now())
