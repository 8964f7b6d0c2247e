"""Which invoices clients disagreed with, and since when: also those that were settled since."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from freehold.kit.audit.selectors import entries_of
from freehold.kit.scoping.ref import Workspace, id_of


def disputed_since(workspace: Workspace) -> dict[int, date]:
    """Return the first day that reminders were stopped for a dispute, by document; one query.

    The invoice itself forgets a dispute that is over, the log does not. A bank that takes a payment back is another matter.
    """
    rows = entries_of(id_of(workspace), action="reminders.paused").filter(target_type="billing.document", detail__reason="dispute")
    found: dict[int, date] = {}
    for pk, at in rows.order_by("at", "pk").values_list("target_id", "at"):
        found.setdefault(int(pk), timezone.localdate(at))
    return found
