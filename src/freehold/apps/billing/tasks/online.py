"""Paying online in the background: asking how started payments stand, and closing pages that are not wanted any more."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from freehold.domain.errors import SystemFault
from freehold.domain.payments import ProviderRefused
from freehold.kit.jobs.retry import Backoff, retrying


@task()
def poll_pages() -> int:
    """Ask about every open checkout page; return how many were paid."""
    from freehold.apps.billing.services.provider_events import poll_running

    return poll_running(timezone.now(), lasting=False)


@task()
def poll_links() -> int:
    """Ask about every printed payment link; return how many were paid."""
    from freehold.apps.billing.services.provider_events import poll_running

    return poll_running(timezone.now(), lasting=True)


@task()
@retrying(max_attempts=8, backoff=Backoff(base=30.0, cap=3600.0))
def close_pages(workspace_id: int, document_id: int) -> int:
    """Close what is still open at the provider that asks for more than is open on a paper; return how many."""
    from freehold.apps.billing.services.checkout import close_outdated

    try:
        return close_outdated(workspace_id, document_id)
    except ProviderRefused as error:
        if error.transient:
            # A person's error is final for the worker; this one is nobody's, and worth another try.
            raise SystemFault(str(error)) from error
        raise
