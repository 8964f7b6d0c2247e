"""What Today shows of the business's own numbers: the weekly brief, as long as it is this week's, and testimonials that came."""

from __future__ import annotations

from datetime import datetime

from freehold.apps.dashboard.selectors import Need
from freehold.apps.insights import today as insights
from freehold.apps.reputation import today as reputation
from freehold.kit.scoping.ref import Workspace


def needs(workspace: Workspace, now: datetime) -> list[Need]:
    """Return the brief's first finding and what clients wrote, as something to read."""
    return [Need(*line) for line in (*insights.needs_you(workspace, now), *reputation.needs_you(workspace, now))]
