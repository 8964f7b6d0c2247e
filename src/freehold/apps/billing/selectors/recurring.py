"""Plans with what they made and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, cast

from django.db.models import Prefetch

from freehold.apps.billing.models import RecurringPlan, RecurringRun
from freehold.apps.billing.services.lines import LineInput
from freehold.domain.invoicing.recurrence import Period, Rule, Unit, due_periods, in_force, next_period
from freehold.domain.invoicing.totals import line_net
from freehold.domain.money.rounding import percent_of, round_on_document
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
#: The longest look ahead.
MOST_PERIODS = 400
_FILLED_IN = re.compile(r"\{\w*\}")


@dataclass(frozen=True, slots=True)
class PlanView:
    """A plan as its page shows it: `net` is what a period brings before tax, `next_period` None when it is over."""

    plan: RecurringPlan
    net: Decimal
    next_period: Period | None
    due_on: date | None
    runs: tuple[RecurringRun, ...]

    @property
    def state(self) -> str:
        """Return "ended", "paused", "stuck" (see its error) or "active"."""
        if self.next_period is None:
            return "ended"
        if self.plan.paused_at is not None:
            return "paused"
        return "stuck" if self.plan.last_error else "active"


@dataclass(frozen=True, slots=True)
class Expected:
    """What a plan will invoice on a day, before tax: for the forecast."""

    plan_id: int
    client_id: int
    on: date
    net: Decimal
    currency: str


def plans(workspace: Workspace) -> list[PlanView]:
    """Return the plans of a workspace, those that go on first, by their next day."""
    runs = RecurringRun.objects.select_related("document").order_by("-period_start")
    rows = RecurringPlan.objects.for_workspace(workspace).select_related("client").prefetch_related(Prefetch("runs", queryset=runs))
    views = [_view(plan) for plan in rows.order_by("name", "pk")]
    order = ("stuck", "active", "paused", "ended")
    return sorted(views, key=lambda view: (order.index(view.state), view.due_on or date.max))


def plan_view(workspace: Workspace, plan_id: int) -> PlanView | None:
    """Return one plan, or None when it is not of this workspace."""
    runs = RecurringRun.objects.select_related("document").order_by("-period_start")
    rows = RecurringPlan.objects.for_workspace(workspace).select_related("client").prefetch_related(Prefetch("runs", queryset=runs))
    plan = rows.filter(pk=plan_id).first()
    return _view(plan) if plan else None


def due_plans(today: date) -> list[tuple[int, int]]:
    """Return (workspace, plan) of every plan with a period that is due."""
    # any workspace: the clock asks for all of them
    rows = RecurringPlan.objects.filter(paused_at=None, starts_on__lte=today).prefetch_related("runs")
    return [(plan.workspace_id, plan.pk) for plan in rows.order_by("pk") if _has_work(plan, today)]


def expected(workspace: Workspace, *, today: date, until: date) -> list[Expected]:
    """Return what the plans will invoice from today until a day, in the order of the days."""
    rows = RecurringPlan.objects.for_workspace(workspace).filter(paused_at=None).prefetch_related("runs")
    found = []
    for plan in rows:
        rule = rule_of(plan)
        for period in due_periods(rule, today=until, done=_starts(plan.runs.all()), most=MOST_PERIODS):
            on = max(rule.due_on(period), today)
            found.append(Expected(plan.pk, plan.client_id, on, net_of(plan, period.start), plan.currency))
    return sorted(found, key=lambda row: (row.on, row.plan_id))


def rule_of(plan: RecurringPlan) -> Rule:
    """Return the plan's calendar. Raises UserError for one that makes no sense."""
    return Rule(unit=cast("Unit", plan.unit), every=plan.every, starts_on=plan.starts_on, ends_on=plan.ends_on, in_advance=plan.in_advance)


def net_of(plan: RecurringPlan, on: date) -> Decimal:
    """Return what the lines in force on a day come to before tax."""
    return sum((_net(LineInput.from_json(row), plan.currency) for row in lines_on(plan, on)), ZERO)


def lines_on(plan: RecurringPlan, on: date) -> list[dict[str, Any]]:
    """Return the lines in force on a day, as they are stored."""
    changes = [(date.fromisoformat(change["from"]), change["lines"]) for change in plan.changes]
    return list(in_force(plan.lines, changes, on))


def _view(plan: RecurringPlan) -> PlanView:
    runs = tuple(plan.runs.all())
    rule = rule_of(plan)
    following = next_period(rule, done=_starts(runs))
    on = following.start if following else plan.starts_on
    return PlanView(plan, net_of(plan, on), following, rule.due_on(following) if following else None, runs)


def _has_work(plan: RecurringPlan, today: date) -> bool:
    return bool(due_periods(rule_of(plan), today=today, done=_starts(plan.runs.all()), most=1))


def _starts(runs: Iterable[RecurringRun]) -> list[date]:
    return [run.period_start for run in runs]


def _net(line: LineInput, currency: str) -> Decimal:
    whole = line_net(line.quantity, line.price, currency=currency)
    return whole - round_on_document(percent_of(whole, line.discount_percent), currency)


def plan_name(name: str) -> str:
    """Return the name of a plan without what each of its invoices fills in: "Care {month} {year}" is "Care"."""
    return " ".join(_FILLED_IN.sub(" ", name).split()) or name
