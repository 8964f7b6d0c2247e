"""What a plan does by itself: one paper for each period exactly once, drafted, issued or sent as the owner wants."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from typing import Any

from babel.dates import format_date
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, DocumentKind, RecurringPlan, RecurringRun
from freehold.apps.billing.selectors.recurring import rule_of
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.services.drafts import new_draft
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.recurring import locked_plan
from freehold.apps.billing.services.sending import receivers_of, send
from freehold.domain.errors import UserError
from freehold.domain.invoicing.recurrence import Period, due_periods, in_force
from freehold.kit.audit import record
from freehold.kit.design.formats import reader_locale
from freehold.kit.mailing.services.wordings import filled
from freehold.kit.scoping.ref import Workspace

logger = logging.getLogger(__name__)
#: What can stand in braces in the texts of a plan's lines.
NAMES = ("month", "year", "quarter", "from", "to")
ACTOR = "recurring"


def run_plan(workspace: Workspace, plan_id: int, *, now: datetime) -> list[int]:
    """Make what is due of one plan and return the papers' ids; run twice it makes nothing twice.

    A period's row, draft, number and mail are one transaction: all of it or nothing. A period that cannot be issued or sent
    stops the plan there, which then says why; the next run tries again.
    """
    plan = RecurringPlan.objects.for_workspace(workspace).filter(pk=plan_id, paused_at=None).first()
    if plan is None:
        return []
    made, error = [], ""
    try:
        for period in due_periods(rule_of(plan), today=timezone.localdate(now), done=_done(plan)):
            document = _made(workspace, plan_id, period, now=now)
            if document is not None:
                made.append(document.pk)
    except UserError as failed:
        error = str(failed)
    if error != plan.last_error:
        RecurringPlan.objects.for_workspace(workspace).filter(pk=plan_id).update(last_error=error)
    return made


def skip_until(plan: RecurringPlan, *, today: date, now: datetime) -> int:
    """Mark every period that is due by a day and not done as skipped; return how many."""
    count = 0
    while periods := due_periods(rule_of(plan), today=today, done=_done(plan)):
        rows = [_run(plan, period, now, skipped=True) for period in periods]
        count += len(RecurringRun.objects.bulk_create(rows))
    return count


@transaction.atomic
def skip_period(workspace: Workspace, plan_id: int, period_start: date, *, now: datetime, actor: str = "") -> RecurringRun:
    """Leave one period out. Raises UserError when it was invoiced already, or is none of the plan's."""
    plan = locked_plan(workspace, plan_id)
    if plan.runs.filter(period_start=period_start, skipped=False).exists():
        raise UserError(_("This period was invoiced already. Nothing was changed."))
    for period in rule_of(plan).periods():
        if period.start >= period_start:
            break
    if period.start != period_start:
        raise UserError(_("This plan has no period that begins on that day. Nothing was changed."))
    row, _new = RecurringRun.objects.get_or_create(
        plan=plan, period_start=period.start, defaults={"period_end": period.end, "skipped": True, "created_at": now}
    )
    record("recurring.skipped", workspace_id=plan.workspace_id, actor=actor, target=plan, detail={"from": period_start.isoformat()}, at=now)
    return row


def lines_for(plan: RecurringPlan, period: Period, language: str) -> list[LineInput]:
    """Return the lines of a period: those in force on its first day, with the names in braces filled in."""
    changes = [(date.fromisoformat(change["from"]), change["lines"]) for change in plan.changes]
    rows = in_force(plan.lines, changes, period.start)
    with translation.override(language):
        values = _values(period)
    return [
        LineInput.from_json({**row, "name": filled(row.get("name", ""), values), "description": filled(row.get("description", ""), values)})
        for row in rows
    ]


def _made(workspace: Workspace, plan_id: int, period: Period, *, now: datetime) -> Document | None:
    """Make the paper of one period as far as the plan wants, unless somebody else just did."""
    try:
        with transaction.atomic():
            plan = locked_plan(workspace, plan_id)
            if plan.paused_at is not None:
                return None
            # The row comes first: the database lets only one of two workers write it.
            run = _run(plan, period, now)
            run.save()
            run.document = _draft(workspace, plan, period, now=now)
            run.save(update_fields=["document"])
            return _finished(workspace, plan, run.document, now=now)
    except IntegrityError:
        if not RecurringRun.objects.filter(plan_id=plan_id, period_start=period.start).exists():
            raise
        logger.info("The period %s of plan %s was made by another worker", period.start, plan_id)
        return None


def _draft(workspace: Workspace, plan: RecurringPlan, period: Period, *, now: datetime) -> Document:
    language = plan.client.language or billing_settings(workspace).workspace.language
    return new_draft(
        workspace,
        kind=DocumentKind.INVOICE,
        client_id=plan.client_id,
        now=now,
        lines=lines_for(plan, period, language),
        actor=ACTOR,
        plan_id=plan.pk,
        title=_title(plan, period, language),
        service_from=period.start,
        service_to=period.end,
        **_given(plan),
    )


def _finished(workspace: Workspace, plan: RecurringPlan, document: Document, *, now: datetime) -> Document:
    if plan.mode == "draft":
        return document
    document = issue(workspace, document.pk, now=now, actor=ACTOR)
    if plan.mode == "send":
        addresses = [receiver.address for receiver in receivers_of(document)]
        send(workspace, document.pk, to=addresses, now=now, round_seen=0, automatic=True)
    return document


def _done(plan: RecurringPlan) -> list[date]:
    return list(plan.runs.values_list("period_start", flat=True))


def _run(plan: RecurringPlan, period: Period, now: datetime, *, skipped: bool = False) -> RecurringRun:
    return RecurringRun(plan=plan, period_start=period.start, period_end=period.end, skipped=skipped, created_at=now)


def _given(plan: RecurringPlan) -> dict[str, Any]:
    """Return what the plan itself says; what it leaves open follows from client and settings."""
    values = {
        "currency": plan.currency,
        "purchase_order": plan.purchase_order,
        "intro": plan.intro,
        "project_id": plan.project_id,
    }
    return {name: value for name, value in values.items() if value}


def _title(plan: RecurringPlan, period: Period, language: str) -> str:
    with translation.override(language):
        return filled(plan.name, _values(period))[:200]


def _values(period: Period) -> dict[str, str]:
    where = reader_locale()
    # The middle of the period names it: a month that begins on the 31st is mostly the next one.
    middle = period.start + timedelta(days=(period.end - period.start).days // 2)
    return {
        "month": str(format_date(middle, "LLLL", locale=where)),
        "year": str(middle.year),
        "quarter": str((middle.month + 2) // 3),
        "from": str(format_date(period.start, "medium", locale=where)),
        "to": str(format_date(period.end, "medium", locale=where)),
    }
