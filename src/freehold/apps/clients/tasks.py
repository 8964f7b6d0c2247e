"""The clients' work in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.kit.jobs.progress import progress
from freehold.kit.jobs.retry import retrying


@task()
@retrying(max_attempts=5)
def run_import(run_id: int) -> bool:
    """Take a confirmed import in; return whether it is done."""
    from freehold.apps.clients.services.imports import progress_key
    from freehold.apps.clients.services.imports import run_import as run

    with progress(progress_key(run_id)) as bar:
        return run(run_id, now=timezone.now(), progress=bar)
