"""The part of the result about automation exposure: the owner's tasks against the published tables."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from freehold.apps.independence.models import OwnService
from freehold.domain.risk.gauges import Gauge, exposure_gauge

HUNDRED = Decimal(100)


def exposure_part(services: list[OwnService]) -> tuple[Gauge, dict[str, Any]]:
    """Return the gauge and what the page shows beside it, as JSON."""
    # The tables are large: only what compares with them reads them.
    from freehold.apps.independence.services.published import compared

    found = compared(services) if services else {"services": [], "overall": None, "tasks": [], "sources": [], "table": "", "images": []}
    matched = sum(not task["refused"] for task in found["tasks"])
    refused = len(found["tasks"]) - matched
    low, high = found["overall"]["largely"] if found["overall"] else (None, None)
    data = {**found, "matched": matched, "unbalanced": _unbalanced(services)}
    return exposure_gauge(low, high, matched, refused), data


def _unbalanced(services: list[OwnService]) -> bool:
    """Tell whether shares do not come to a hundred, of all hours or within a service."""
    sums = [sum((row.share for row in services), Decimal(0))]
    sums += [sum((task.share for task in row.tasks.all()), Decimal(0)) for row in services]
    return bool(services) and any(abs(one - HUNDRED) >= 1 for one in sums)
