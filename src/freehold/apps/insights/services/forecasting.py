"""Makes cash forecasts in the background, keeps them, and answers what others ask of the newest one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from freehold.apps.insights.models import CashForecast, CashSettings
from freehold.apps.insights.services.gathered import Gathered
from freehold.apps.insights.services.gathering import gather
from freehold.apps.insights.services.simulating import SEED, CashView, Change, simulate
from freehold.domain.errors import UserError
from freehold.domain.forecasting import Backtest, backtest
from freehold.kit.audit.services import record
from freehold.kit.jobs.progress import Progress, ProgressView, announce, progress, progress_of
from freehold.kit.scoping.ref import Workspace, id_of

#: Gathering, simulating, the backtest at three spans, and keeping it.
STEPS = 6
BACKTESTED = (1, 3, 6)
#: So many forecasts are kept.
KEPT = 30
#: A forecast older than this is made anew by the clock.
FRESH_FOR = timedelta(hours=20)


@dataclass(frozen=True, slots=True)
class Checked:
    """A backtest over `months` months: of `n` months checked, `coverage` lay between the lines; `needed` where it is too early."""

    months: int
    n: int
    coverage: float | None = None
    gain: float | None = None
    origins: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True)
class StoredForecast:
    """A forecast as it was made: the view, what it stands on, and how such forecasts held in the past."""

    id: int
    as_of: date
    made_at: datetime
    currency: str
    view: CashView
    given: Gathered
    checked: tuple[Checked, ...] = field(default=())

    def band(self, q: float) -> list[float]:
        """Return for each month the amount that cash stays below with chance `q`."""
        return self.view.band(q)

    @property
    def runway(self) -> date | None:
        """The day until which cash lasts in the middle case, None where it lasts through all months in view, or no balance is known."""
        return self.view.lasts_until(0.5) if self.view.has_start else None

    def cash_without(self, channel_or_client: str | int) -> CashView:
        """Return the cash as it would be if a client (its id) were gone, or all who come through a channel (its name)."""
        one = channel_or_client
        lost = (one,) if isinstance(one, int) else tuple(self.given.of_channel(one))
        return simulate(self.given, Change(lost=lost))

    def what_if(self, change: Change) -> CashView:
        """Return the cash as it would be with a change."""
        return simulate(self.given, change)


def progress_key(workspace: Workspace) -> str:
    """Return under which key the progress of the forecast is shown."""
    return f"insights.forecast:{id_of(workspace)}"


def start(workspace: Workspace, *, now: datetime, actor: str = "") -> ProgressView | None:
    """Have a forecast made in the background, unless one is under way; return how far it is."""
    from freehold.apps.insights import tasks

    key = progress_key(workspace)
    view = progress_of(key)
    if view is None or view.is_finished or view.is_stale(now):
        with transaction.atomic():
            announce(key, now, STEPS)
            tasks.forecast.enqueue(id_of(workspace))
        if actor:
            record("insights.forecast_started", workspace_id=id_of(workspace), actor=actor, at=now)
    return progress_of(key)


def run(workspace: Workspace, *, now: datetime, today: date) -> StoredForecast | None:
    """Make the forecast and keep it; return it, or None when a person stopped it: the former one stays.

    Stopped or ended by a crash it is simply made again: nothing is kept but the whole.
    """
    with progress(progress_key(workspace), STEPS) as bar:
        given = gather(workspace, today=today)
        if _stops(bar, "Your invoices, quotes and costs are read"):
            return None
        view = simulate(given)
        if _stops(bar, "The months ahead are simulated"):
            return None
        checked = []
        for months in BACKTESTED:
            checked.append(_check(given.total, months))
            if _stops(bar, "The forecast is tried on your own past"):
                return None
        kept = _keep(workspace, given, view, checked, now)
        bar.step()
        return kept


def latest(workspace: Workspace) -> StoredForecast | None:
    """Return the newest forecast (one query), or None before the first."""
    row = CashForecast.objects.for_workspace(workspace).order_by("-made_at", "-pk").first()
    return None if row is None else _read(row)


def save_settings(
    workspace: Workspace,
    *,
    balance: Decimal | None,
    balance_on: date | None,
    tax_is_apart: bool,
    draw: Decimal | None,
    threshold: Decimal,
    now: datetime,
    today: date,
    actor: str = "",
) -> CashSettings:
    """Keep what the owner says of their cash. Raises UserError for a balance without a day, or of a day to come."""
    if balance is not None and balance_on is None:
        raise UserError(_("Say on which day the balance stood there. Nothing was changed."))
    if balance_on is not None and balance_on > today:
        raise UserError(_("The balance is of a day to come. Nothing was changed. Give the balance of today or of a day before."))
    values = {
        "balance": balance,
        "balance_on": balance_on if balance is not None else None,
        "tax_is_apart": tax_is_apart,
        "draw": draw or None,
        "threshold": threshold,
        "changed_at": now,
    }
    row, _new = CashSettings.objects.for_workspace(workspace).update_or_create(workspace_id=id_of(workspace), defaults=values)
    record("insights.cash_settings_changed", workspace_id=id_of(workspace), actor=actor, at=now)
    return row


def outdated(now: datetime) -> list[int]:
    """Return the workspaces whose newest forecast is older than FRESH_FOR; those that never made one are not asked."""
    # any workspace: the clock asks for all of them
    rows = CashForecast.objects.values("workspace_id").annotate(last=Max("made_at")).filter(last__lt=now - FRESH_FOR)
    return sorted(row["workspace_id"] for row in rows)


def _stops(bar: Progress, message: str) -> bool:
    bar.step(message=message)
    return bar.stopped


def _check(history: list[float], months: int) -> Checked:
    found = backtest(history, months, rng=np.random.default_rng(SEED + months), paths=400)
    if isinstance(found, Backtest):
        return Checked(months, found.n, round(found.coverage, 4), round(found.crps_gain, 4), found.origins)
    return Checked(months, found.n, needed=found.needed)


def _keep(workspace: Workspace, given: Gathered, view: CashView, checked: list[Checked], now: datetime) -> StoredForecast:
    result: dict[str, Any] = {"view": view.to_json(), "checked": [_checked_json(one) for one in checked]}
    with transaction.atomic():
        row = CashForecast.objects.create(
            workspace_id=id_of(workspace),
            as_of=given.as_of,
            made_at=now,
            currency=given.currency,
            data=given.to_json(),
            result=result,
        )
        mine = CashForecast.objects.for_workspace(workspace)
        old = list(mine.order_by("-made_at", "-pk").values_list("pk", flat=True)[KEPT:])
        mine.filter(pk__in=old).delete()
    return _read(row)


def _checked_json(one: Checked) -> dict[str, Any]:
    return {name: getattr(one, name) for name in one.__slots__}


def _read(row: CashForecast) -> StoredForecast:
    return StoredForecast(
        row.pk,
        row.as_of,
        row.made_at,
        row.currency,
        CashView.from_json(row.result["view"]),
        Gathered.from_json(row.data),
        tuple(Checked(**one) for one in row.result["checked"]),
    )
