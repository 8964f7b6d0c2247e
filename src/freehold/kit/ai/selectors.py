"""Reads of the chat model's settings, its log, and what was used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum

from freehold.kit.ai.models import AT_HOME, ChatModelSettings, DayUse, ModelCall


@dataclass(frozen=True, slots=True)
class Used:
    """What was used: `cost` is in the settings' currency. Of a call under way the most that it can use is counted."""

    calls: int
    tokens: int
    cost: Decimal


def model_of(workspace_id: int) -> ChatModelSettings | None:
    """Return the workspace's chat model, also one that is switched off."""
    return ChatModelSettings.objects.for_workspace(workspace_id).first()


def is_on(workspace_id: int, purpose: str = "") -> bool:
    """Tell whether a chat model is there and switched on, and (with a purpose) may be asked for that."""
    model = model_of(workspace_id)
    return model is not None and model.is_ready and (not purpose or purpose in model.purposes)


def model_exists() -> Exists:
    """Return an EXISTS of a chat model, switched on and not on this very computer, in the outer row's workspace."""
    rows = ChatModelSettings.objects.filter(workspace_id=OuterRef("workspace_id"), enabled=True)  # any workspace: the outer query names it
    at_home = reduce(or_, (Q(url__startswith=beginning) for beginning in AT_HOME))
    return Exists(rows.exclude(model="").exclude(at_home))


def connected_models() -> list[ChatModelSettings]:
    """Return the chat models of all workspaces, for the doctor."""
    return list(ChatModelSettings.objects.order_by("pk"))  # any workspace: the doctor looks at the whole installation


def used_in_month(workspace_id: int, now: datetime, currency: str) -> Used:
    """Return what the month of `now` (UTC) used; the cost is that in `currency`."""
    return _used(workspace_id, first_of_month(now), currency)


def used_today(workspace_id: int, now: datetime, currency: str) -> Used:
    """Return what the day of `now` (UTC) used."""
    return _used(workspace_id, utc_day(now), currency)


def _used(workspace_id: int, since: date, currency: str) -> Used:
    rows = DayUse.objects.for_workspace(workspace_id).filter(day__gte=since)
    found = rows.aggregate(calls=Sum("calls"), tokens=Sum("tokens"))
    cost = rows.filter(currency=currency).aggregate(cost=Sum("cost"))["cost"]
    return Used(found["calls"] or 0, found["tokens"] or 0, cost or Decimal(0))


def calls(workspace_id: int, *, purpose: str = "") -> QuerySet[ModelCall]:
    """Return the log without its long texts, the newest first."""
    rows = ModelCall.objects.for_workspace(workspace_id).defer("sent", "received").order_by("-at", "-pk")
    return rows.filter(purpose=purpose) if purpose else rows


def call_of(workspace_id: int, call_id: int) -> ModelCall | None:
    """Return one call of this workspace with its texts."""
    return ModelCall.objects.for_workspace(workspace_id).filter(pk=call_id).first()


def first_of_month(now: datetime) -> date:
    """Return the first day of the month of `now` in UTC."""
    return utc_day(now).replace(day=1)


def utc_day(now: datetime) -> date:
    """Return the day of `now` in UTC."""
    return (now - (now.utcoffset() or timedelta(0))).date()
