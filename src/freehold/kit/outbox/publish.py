"""Publishing: the event and one delivery per handler, inside the transaction of the change that caused it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from freehold.domain.errors import SystemFault
from freehold.kit.outbox.bus import bus
from freehold.kit.outbox.events import event_name, to_payload
from freehold.kit.outbox.models import Event
from freehold.kit.outbox.tasks import deliver


def publish(event: object, now: datetime | None = None) -> uuid.UUID:
    """Write the event and one task per subscriber, and return the event's id.

    A field `workspace_id` of the event is kept beside it. Deliveries come in no particular order.
    Raises SystemFault outside a transaction: there the change could be saved and its event lost.
    """
    name = event_name(type(event))
    if not transaction.get_connection().in_atomic_block:
        raise SystemFault(f"{name} was published outside a transaction")
    handlers = bus.handlers_of(name)
    workspace = getattr(event, "workspace_id", None)
    row = Event.objects.create(
        name=name,
        payload=to_payload(event),
        workspace_id="" if workspace is None else str(workspace),
        subscribers=len(handlers),
        created_at=now or timezone.now(),
    )
    for handler in handlers:
        deliver.enqueue(str(row.pk), handler)
    return row.pk
