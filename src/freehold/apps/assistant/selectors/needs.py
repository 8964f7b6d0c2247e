"""What needs the person today, each with one step: what Today shows, and drafts that wait here."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone

from freehold.apps.assistant.action import Context
from freehold.apps.dashboard import chat, money, selectors
from freehold.apps.dashboard.selectors import Need
from freehold.apps.opportunities import selectors as inbox

MOST = 8


def needs(context: Context) -> list[Need]:
    """Return what waits, the most pressing first."""
    found = [*chat.needs(context.workspace_id), *money.needs(context.workspace_id, context.today)]
    if context.freelancer_id is not None:
        midnight = timezone.make_aware(datetime.combine(context.today, time.min))
        figures = inbox.today(context.workspace_id, context.freelancer_id, since=midnight, on=context.today)
        found += selectors.needs(figures, context.today)
    return found[:MOST]
