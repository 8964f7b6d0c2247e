"""What Today shows of the business's own numbers: the weekly brief, as long as it is this week's."""

from __future__ import annotations

from datetime import datetime

from freehold.apps.dashboard.selectors import Need
from freehold.apps.insights.today import needs_you
from freehold.kit.scoping.ref import Workspace


def needs(workspace: Workspace, now: datetime) -> list[Need]:
    """Return the brief's first finding as something to read."""
    return [Need(*line) for line in needs_you(workspace, now)]
