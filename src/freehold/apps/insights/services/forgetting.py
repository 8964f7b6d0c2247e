"""What insights keeps of a client who is to be forgotten: names in forecasts and briefs."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.clients.panels import Fate
from freehold.apps.insights.models import CashForecast, WeeklyBrief
from freehold.apps.insights.services import forecasting
from freehold.kit.scoping.ref import Workspace


def fates(workspace: Workspace, client: Any, addresses: list[str]) -> Iterable[Fate]:
    """Say what goes: forecasts are made anew, briefs that name the client are deleted."""
    del addresses
    if CashForecast.objects.for_workspace(workspace).exists() or _briefs(workspace, client):
        yield Fate(_("Cash forecasts, which are made anew, and weekly briefs that name them"))


def forget(workspace: Workspace, client: Any, addresses: list[str], now: datetime) -> None:
    """Delete the kept forecasts and the briefs that name the client; a forecast that was there is made anew."""
    del addresses
    had, _rows = CashForecast.objects.for_workspace(workspace).delete()
    WeeklyBrief.objects.for_workspace(workspace).filter(pk__in=_briefs(workspace, client)).delete()
    if had:
        forecasting.start(workspace, now=now)


def _briefs(workspace: Workspace, client: Any) -> list[int]:
    names = {name.casefold() for name in (client.name, client.legal_name) if name}
    rows = WeeklyBrief.objects.for_workspace(workspace).values_list("pk", "findings", "words", "notes")
    return [pk for pk, *kept in rows if any(name in json.dumps(kept, ensure_ascii=False).casefold() for name in names)]
