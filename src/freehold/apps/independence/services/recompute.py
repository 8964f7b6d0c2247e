"""Works out the four gauges, keeps the result for the page, and notes each gauge of the day so that progress can be seen."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import transaction

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.independence.models import GaugeReading, RiskResult
from freehold.apps.independence.selectors import stored
from freehold.apps.independence.services.amounts import books
from freehold.apps.independence.services.clients_part import clients_part
from freehold.apps.independence.services.exposing import exposure_part
from freehold.apps.independence.services.platform_part import cash_of, platform_part
from freehold.apps.independence.services.rates_part import rates_part
from freehold.apps.insights.services.places import today_of
from freehold.domain.risk.gauges import Gauge
from freehold.kit.jobs.progress import progress
from freehold.kit.scoping.ref import Workspace, id_of

#: The draws are the same every time, so that a range changes only when the numbers do.
SEED = 6
#: A result older than this is made anew at night.
FRESH_FOR = timedelta(hours=20)
#: The history keeps a reading a week, and the newest of the week that runs.
A_READING = timedelta(days=7)
#: Writes of a job that a worker took over while it still ran must not be lost or doubled: everything is one row a day.
PROGRESS = "independence:"


def progress_key(workspace: Workspace) -> str:
    """Return the key under which the work's progress is found."""
    return f"{PROGRESS}{id_of(workspace)}"


def recompute(workspace: Workspace, *, now: datetime) -> RiskResult:
    """Work everything out, keep it and note the gauges; done twice on one day it replaces what it wrote."""
    today = today_of(workspace, now)
    with progress(progress_key(workspace), 4) as bar:
        data = _worked_out(workspace, now, bar.step)
    with transaction.atomic():
        row, _new = RiskResult.objects.for_workspace(workspace).update_or_create(
            workspace_id=id_of(workspace), defaults={"made_at": now, "data": data}
        )
        _note(workspace, data["gauges"], today)
    return row


def outdated(now: datetime) -> list[int]:
    """Return the workspaces whose result is older than a day."""
    # any workspace: background work keeps everybody's result fresh
    return list(RiskResult.objects.filter(made_at__lt=now - FRESH_FOR).order_by("made_at").values_list("workspace_id", flat=True))


def _worked_out(workspace: Workspace, now: datetime, step: Any) -> dict[str, Any]:
    base, today = billing_settings(workspace).workspace.currency, today_of(workspace, now)
    said, services, platforms = stored.inputs(workspace), stored.services(workspace), stored.platforms(workspace)
    found = books(workspace, base, today)
    cash = cash_of(workspace, found, said, base)
    parts = {"platform": platform_part(workspace, found, platforms, said, cash, today, _rng())}
    step()
    parts["exposure"] = exposure_part(services)
    step()
    parts["rates"] = rates_part(workspace, base, services, said, now, _rng())
    step()
    parts["clients"] = clients_part(found, _rng())
    step()
    gauges: dict[str, Gauge] = {key: gauge for key, (gauge, _data) in parts.items()}
    return {
        "as_of": today.isoformat(),
        "currency": base,
        "left_out": found.left_out,
        "gauges": {key: asdict(gauge) for key, gauge in gauges.items()},
        **{key: data for key, (_gauge, data) in parts.items()},
    }


def _note(workspace: Workspace, gauges: dict[str, dict[str, Any]], today: Any) -> None:
    """Keep one reading a week: the newest moves with the days until its week is over."""
    for key, gauge in gauges.items():
        if gauge["low"] is None:
            continue
        rows = GaugeReading.objects.for_workspace(workspace).filter(gauge=key)
        values = {"low": gauge["low"], "high": gauge["high"], "n": gauge["n"]}
        last, before = (*rows.order_by("-day")[:2], None, None)[:2]
        moves = last is not None and last.day <= today and before is not None and today - before.day < A_READING
        if last is not None and (last.day == today or moves):
            rows.filter(pk=last.pk).update(day=today, **values)
        else:
            GaugeReading.objects.create(workspace_id=id_of(workspace), gauge=key, day=today, **values)


def _rng() -> np.random.Generator:
    return np.random.default_rng(SEED)
