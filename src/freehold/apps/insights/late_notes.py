"""What billing's lists say of an open invoice: when its money is likely to come (config/frame puts it into billing/panels)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.urls import reverse

from freehold.apps.billing.panels import LateNote
from freehold.apps.insights.services.late import LIKELY, late_risk
from freehold.kit.scoping.ref import Workspace


def late_notes(workspace: Workspace, document_ids: Collection[int], today: date) -> dict[int, LateNote]:
    """Return the expected day of each of these invoices that has one; one query."""
    url = reverse("insights:late")
    return {
        key: LateNote(risk.expected, likely_late=risk.probability >= LIKELY, n=risk.n, url=url)
        for key, risk in late_risk(workspace, document_ids, today).items()
        if risk.method != "none"
    }
