"""Reads of the outbox for the doctor page."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F

from freehold.kit.outbox.models import Event


@dataclass(frozen=True, slots=True)
class PendingEvent:
    """An event that not all its handlers have handled."""

    id: uuid.UUID
    name: str
    created_at: datetime
    handled: int
    subscribers: int


def pending_events(now: datetime, *, older_than: timedelta = timedelta(minutes=5), limit: int = 100) -> list[PendingEvent]:
    """Return the events still not handled by all after `older_than`, the oldest first."""
    counted = Event.objects.filter(created_at__lt=now - older_than).annotate(handled_count=Count("handled"))
    late = counted.filter(handled_count__lt=F("subscribers")).order_by("created_at", "pk")[:limit]
    return [PendingEvent(row.pk, row.name, row.created_at, row.handled_count, row.subscribers) for row in late]
