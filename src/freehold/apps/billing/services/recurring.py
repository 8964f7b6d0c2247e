"""Recurring plans: begun, changed, paused and ended by a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, Project, RecurringPlan, RecurringRun
from freehold.apps.billing.selectors.recurring import rule_of
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.lines import LineInput, checked
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.recurrence import UNITS
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

MODES = ("draft", "issue", "send")
FIELDS = frozenset(
    {
        *("client_id", "project_id", "name", "unit", "every", "starts_on", "ends_on", "in_advance"),
        *("mode", "currency", "purchase_order", "intro"),
    }
)
#: What decides when periods begin; it stays once a period was invoiced, or the same days would be asked for twice.
_CALENDAR = ("unit", "every", "starts_on")


@transaction.atomic
def add_plan(workspace: Workspace, *, lines: Iterable[LineInput], now: datetime, actor: str = "", **values: Any) -> RecurringPlan:
    """Begin a plan; `values` are fields of the row. Raises UserError when something is missing or makes no sense."""
    plan = RecurringPlan(workspace_id=id_of(workspace), created_at=now, lines=_stored(lines))
    _set(workspace, plan, values)
    plan.save()
    record("recurring.added", workspace_id=plan.workspace_id, actor=actor, target=plan, detail={"name": plan.name}, at=now)
    return plan


@transaction.atomic
def change_plan(
    workspace: Workspace,
    plan_id: int,
    *,
    now: datetime,
    actor: str = "",
    lines: Iterable[LineInput] | None = None,
    lines_from: date | None = None,
    **values: Any,
) -> RecurringPlan:
    """Change a plan. With `lines_from` the new lines hold for periods that begin on that day or later, as a price that changes.

    Raises UserError when the calendar is to change after a period was invoiced, or something makes no sense; nothing is saved then.
    """
    plan = locked_plan(workspace, plan_id)
    before = {name: getattr(plan, name) for name in _CALENDAR}
    _set(workspace, plan, values)
    if any(getattr(plan, name) != value for name, value in before.items()) and plan.runs.exists():
        raise UserError(
            _(
                "Periods of this plan were invoiced already, so its rhythm and first day stay. Nothing was saved. "
                "End this plan and begin a new one."
            )
        )
    if lines is not None:
        _set_lines(plan, _stored(lines), lines_from)
    plan.last_error = ""
    plan.save()
    record("recurring.changed", workspace_id=plan.workspace_id, actor=actor, target=plan, at=now)
    return plan


@transaction.atomic
def plan_from_document(workspace: Workspace, document_id: int, *, starts_on: date, now: datetime, actor: str = "") -> RecurringPlan:
    """Begin a monthly plan with the content of a paper, as drafts, to be adjusted."""
    document = Document.objects.for_workspace(workspace).filter(pk=document_id).first()
    if document is None:
        raise UserError(_("This paper is not there any more. Nothing was made."))
    lines = [LineInput.of(line).copy() for line in document.lines.all()]
    return add_plan(
        workspace,
        lines=lines,
        now=now,
        actor=actor,
        client_id=document.client_id,
        project_id=document.project_id,
        name=document.title or document.number or lines[0].name if lines else _("Recurring invoice"),
        unit="month",
        starts_on=starts_on,
        currency=document.currency,
        purchase_order=document.purchase_order,
        intro=document.intro,
    )


@transaction.atomic
def pause_plan(workspace: Workspace, plan_id: int, *, now: datetime, actor: str = "") -> RecurringPlan:
    """Let a plan rest; periods that pass meanwhile are skipped when it goes on."""
    plan = locked_plan(workspace, plan_id)
    plan.paused_at = plan.paused_at or now
    plan.save(update_fields=["paused_at"])
    record("recurring.paused", workspace_id=plan.workspace_id, actor=actor, target=plan, at=now)
    return plan


@transaction.atomic
def resume_plan(workspace: Workspace, plan_id: int, *, today: date, now: datetime, actor: str = "") -> RecurringPlan:
    """Let a plan go on; the periods that became due while it rested are marked as skipped, and can be taken back one by one."""
    from freehold.apps.billing.services.recurring_runs import skip_until

    plan = locked_plan(workspace, plan_id)
    if plan.paused_at is not None:
        skip_until(plan, today=today, now=now)
        plan.paused_at, plan.last_error = None, ""
        plan.save(update_fields=["paused_at", "last_error"])
        record("recurring.resumed", workspace_id=plan.workspace_id, actor=actor, target=plan, at=now)
    return plan


@transaction.atomic
def end_plan(workspace: Workspace, plan_id: int, *, on: date, now: datetime, actor: str = "") -> RecurringPlan:
    """Let a plan end with the period in which `on` lies: no period begins after that day."""
    plan = locked_plan(workspace, plan_id)
    plan.ends_on = max(on, plan.starts_on)
    plan.save(update_fields=["ends_on"])
    record("recurring.ended", workspace_id=plan.workspace_id, actor=actor, target=plan, detail={"on": on.isoformat()}, at=now)
    return plan


@transaction.atomic
def delete_plan(workspace: Workspace, plan_id: int, *, now: datetime, actor: str = "") -> None:
    """Delete a plan that never made an invoice. Raises UserError for one that did: it is ended instead."""
    plan = locked_plan(workspace, plan_id)
    if plan.runs.filter(document__isnull=False).exists():
        raise UserError(_("Invoices came from this plan, so it is kept with them. Nothing was deleted. End it instead."))
    record("recurring.deleted", workspace_id=plan.workspace_id, actor=actor, detail={"name": plan.name}, at=now)
    plan.delete()


@transaction.atomic
def take_back_skip(workspace: Workspace, plan_id: int, period_start: date) -> bool:
    """Let a skipped period be invoiced after all; tell whether it was skipped."""
    plan = locked_plan(workspace, plan_id)
    deleted, _models = RecurringRun.objects.filter(plan=plan, period_start=period_start, skipped=True).delete()
    return bool(deleted)


def locked_plan(workspace: Workspace, plan_id: int) -> RecurringPlan:
    """Return a plan of this workspace, held until the transaction ends. Raises UserError when there is none of that id."""
    plan = (
        RecurringPlan.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("client").filter(pk=plan_id).first()
    )
    if plan is None:
        raise UserError(_("This plan is not there any more. Nothing was changed."))
    return plan


def _set(workspace: Workspace, plan: RecurringPlan, values: dict[str, Any]) -> None:
    unknown = sorted(set(values) - FIELDS)
    if unknown:
        raise UserError(_("“%(name)s” is nothing that can be set on a plan. Nothing was saved.") % {"name": unknown[0]})
    for name, value in values.items():
        setattr(plan, name, value)
    client = clients.client(workspace, plan.client_id) if plan.client_id else None
    if client is None:
        raise UserError(_("This client is not there any more. Nothing was saved. Choose another one."))
    if plan.project_id and not Project.objects.for_workspace(workspace).filter(pk=plan.project_id).exists():
        raise UserError(_("This project is not there any more. Nothing was saved. Choose another one."))
    if not plan.name.strip():
        raise UserError(_("A plan needs a name. Nothing was saved. Write what it is for."))
    if plan.mode not in MODES or plan.unit not in UNITS:
        raise UserError(_("A plan makes drafts, issues or sends, every week, month, quarter or year. Nothing was saved."))
    plan.currency = plan.currency or client.currency or billing_settings(workspace).workspace.currency
    rule_of(plan)


def _stored(lines: Iterable[LineInput]) -> list[dict[str, Any]]:
    rows = [line.to_json() for line in checked(lines)]
    if not rows:
        raise UserError(_("A plan needs at least one line. Nothing was saved. Write what is invoiced each time."))
    return rows


def _set_lines(plan: RecurringPlan, rows: list[dict[str, Any]], start: date | None) -> None:
    if start is None or start <= plan.starts_on:
        plan.lines, plan.changes = rows, []
        return
    kept: Sequence[dict[str, Any]] = [change for change in plan.changes if date.fromisoformat(change["from"]) < start]
    plan.changes = [*kept, {"from": start.isoformat(), "lines": rows}]
