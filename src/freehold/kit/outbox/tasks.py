"""The outbox's tasks: delivering one event to one handler, and forgetting old events."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from freehold.domain.errors import SystemFault
from freehold.kit.jobs.retry import Backoff, retrying
from freehold.kit.outbox.bus import bus, handler_at
from freehold.kit.outbox.events import from_payload
from freehold.kit.outbox.models import Event, HandledEvent
from freehold.kit.outbox.services import prune


@task()
@retrying(max_attempts=8, backoff=Backoff(base=2.0, cap=900.0), on=(Exception,))
def deliver(event_id: str, handler: str) -> bool:
    """Call one handler with one event unless it has handled it before; return whether it was called.

    Handler and mark share one transaction, so a crash or a second delivery never does the work twice. On
    SQLite that transaction holds the write lock: a handler is short, and enqueues a task for what is slow.
    """
    row = Event.objects.filter(pk=event_id).first()
    if row is None:
        raise SystemFault(f"The event {event_id} for {handler} is gone")
    event = from_payload(bus.type_of(row.name), row.payload)
    function = handler_at(handler)
    with transaction.atomic():
        # The mark comes first: a second delivery at the same time waits here for the first one's commit.
        _, is_new = HandledEvent.objects.get_or_create(event=row, handler=handler, defaults={"handled_at": timezone.now()})
        if is_new:
            function(event)
    return is_new


@task()
def prune_events() -> int:
    """Forget old events that all their handlers have handled; return how many."""
    return prune(timezone.now())
