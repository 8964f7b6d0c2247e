"""The risk that each open invoice is paid late, when its money is expected, and the one thing to do; kept for lists and reminders."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.insights.models import InvoiceRisk, LateCalibration
from freehold.apps.insights.services.history import Waiting, settled, waiting
from freehold.apps.insights.services.places import everyone, zone_of
from freehold.domain.forecasting.latepay import LEAST_SETTLED, CalibrationRow, Risk, Settled, calibration, fit
from freehold.kit.scoping.ref import Workspace, id_of

#: From so many settled invoices on the page shows how well the chances held.
FEWEST_CALIBRATED = 30
#: The calibration looks at so many of the newest: each is judged from all before it.
MOST_CALIBRATED = 200
_COMPUTED = ("probability", "low", "high", "n", "expected", "early", "late", "method", "action", "as_of")
#: An invoice so many days over its due date has had its reminders: a call does more.
CALL_AFTER = 21
#: From this chance on a reminder before the due date is suggested.
LIKELY = 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """An open invoice with its risk. `worth` is what is open in the workspace's currency, None without a rate; `action` see `action_of`."""

    invoice: Waiting
    risk: Risk
    worth: Decimal | None
    action: str
    days_late: int


@dataclass(frozen=True, slots=True)
class Late:
    """Every open invoice judged, those with the most at stake first; `n` settled ones stand behind it, `needed` are needed for any."""

    rows: tuple[Judged, ...]
    n: int
    late: int
    currency: str
    needed: int = LEAST_SETTLED

    @property
    def speaks(self) -> bool:
        """Whether enough invoices were settled to say anything."""
        return self.n >= self.needed


def judge(workspace: Workspace, *, today: date) -> Late:
    """Return the risk of every open invoice as of today."""
    base = billing_settings(workspace).workspace.currency
    rates = rates_on(today)

    def rate_of(currency: str, of_day: Decimal | None) -> Decimal | None:
        return rates.rate(currency, base) if rates.knows(currency) and rates.knows(base) else of_day

    known = settled(workspace)
    model = fit(known, as_of=today)
    found = []
    for row in waiting(workspace, base, rate_of):
        risk = model.risk(row.as_open, today)
        days = max(0, (today - row.due).days)
        worth = None if row.rate is None else (row.open * row.rate).quantize(Decimal("0.01"))
        found.append(Judged(row, risk, worth, action_of(risk, days), days))
    found.sort(key=lambda one: (-(one.worth or Decimal(0)) * Decimal(str(one.risk.probability)), one.invoice.due, one.invoice.id))
    return Late(tuple(found), len(known), sum(one.late for one in known), base)


def action_of(risk: Risk, days_late: int) -> str:
    """Return what to do: "call" long after the due date, "remind" after it, "sooner" where lateness is likely, else ""."""
    if days_late > CALL_AFTER:
        return "call"
    if days_late > 0:
        return "remind"
    return "sooner" if risk.method not in {"none", "known"} and risk.probability >= LIKELY else ""


def calibrated(rows: Sequence[Settled]) -> list[CalibrationRow]:
    """Return how the chances held against what happened; empty under FEWEST_CALIBRATED settled invoices. It takes about a second."""
    return calibration(rows[-MOST_CALIBRATED:]) if len(rows) >= FEWEST_CALIBRATED else []


def kept_calibration(workspace: Workspace) -> list[tuple[float, float, int]]:
    """Return the kept calibration (one query): (chance that was said, share that was late, cases); empty before it was computed."""
    row = LateCalibration.objects.for_workspace(workspace).first()
    return [(said, late, count) for said, late, count in row.rows] if row else []


def recalibrate(workspace: Workspace, *, today: date) -> None:
    """Keep how the chances held, once a day and when there are more settled invoices."""
    known = settled(workspace)
    row = LateCalibration.objects.for_workspace(workspace).first()
    if row is not None and (row.as_of, row.n) == (today, len(known)):
        return
    found = [[one.predicted, one.observed.successes / one.observed.n, one.observed.n] for one in calibrated(known)]
    values = {"as_of": today, "n": len(known), "rows": found}
    LateCalibration.objects.for_workspace(workspace).update_or_create(workspace_id=id_of(workspace), defaults=values)


def refresh(workspace: Workspace, *, today: date) -> int:
    """Keep the risk of each open invoice for `late_risk`; those of invoices that are open no more go. Return how many there are."""
    found = judge(workspace, today=today)
    rows = [_row(id_of(workspace), one, today) for one in found.rows] if found.speaks else []
    with transaction.atomic():
        InvoiceRisk.objects.for_workspace(workspace).exclude(document_id__in=[row.document_id for row in rows]).delete()
        InvoiceRisk.objects.bulk_create(rows, update_conflicts=True, unique_fields=["document"], update_fields=_COMPUTED, batch_size=500)
    return len(rows)


def late_risk(workspace: Workspace, document_ids: Collection[int], today: date) -> dict[int, Risk]:
    """Return the kept risk of those of these invoices that have one (one query); a day that has gone by is no expectation."""
    rows = InvoiceRisk.objects.for_workspace(workspace).filter(document_id__in=document_ids, expected__gte=today)
    columns = ("probability", "low", "high", "n", "expected", "early", "late", "method")
    return {key: Risk(*values) for key, *values in rows.values_list("document_id", *columns)}


def outdated(now: datetime) -> list[int]:
    """Return the workspaces whose risks are not of today."""
    # any workspace: the clock asks for all of them
    newest = dict(InvoiceRisk.objects.order_by().values_list("workspace_id").annotate(last=Max("as_of")))
    return [key for key, zone in everyone() if newest.get(key) != now.astimezone(zone_of(zone)).date()]


def _row(workspace_id: int, one: Judged, today: date) -> InvoiceRisk:
    risk = one.risk
    return InvoiceRisk(
        workspace_id=workspace_id,
        document_id=one.invoice.id,
        probability=risk.probability,
        low=risk.low,
        high=risk.high,
        n=risk.n,
        expected=risk.expected,
        early=risk.early,
        late=risk.late,
        method=risk.method,
        action=one.action,
        as_of=today,
    )
