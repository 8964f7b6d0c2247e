"""A workspace's own clock: which day it is there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.insights.models import WeeklyBrief
from freehold.kit.scoping.ref import Workspace


def zone_of(name: str) -> ZoneInfo:
    """Return the time zone of that name, UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local_time(workspace: Workspace, now: datetime) -> datetime:
    """Return the time there."""
    return now.astimezone(zone_of(billing_settings(workspace).workspace.time_zone))


def today_of(workspace: Workspace, now: datetime) -> date:
    """Return the day there."""
    return local_time(workspace, now).date()


def everyone() -> list[tuple[int, str]]:
    """Return (id, name of the time zone) of every workspace: the clock works for all of them."""
    table: Any = WeeklyBrief.workspace.field.related_model
    return list(table.objects.order_by("pk").values_list("pk", "time_zone"))
