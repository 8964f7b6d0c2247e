"""Recurring invoices: the plans, what they made and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.recurring import EndForm, PlanForm, PlanLines, line_initials
from freehold.apps.billing.models import RecurringPlan
from freehold.apps.billing.selectors import recurring as reads
from freehold.apps.billing.services import recurring, recurring_runs
from freehold.apps.billing.services.lines import LineInput
from freehold.domain.errors import UserError
from freehold.domain.invoicing.recurrence import due_periods
from freehold.kit.design.formats import absolute
from freehold.kit.design.htmx import flash

AHEAD = 6
LINES = "lines"
_YEARS_AHEAD = timedelta(days=366 * 3)
View = Callable[..., HttpResponse]


def told(view: View) -> View:
    """Show a UserError of a button on the page of the plan, in place of an error page."""

    @wraps(view)
    def guarded(request: Any, plan_id: int) -> HttpResponse:
        try:
            return view(request, plan_id)
        except UserError as error:
            flash(request, str(error), level="bad")
            return redirect("billing:recurring_plan", plan_id)

    return guarded


def listing(request: Any) -> HttpResponse:
    """List the plans."""
    today = timezone.localdate()
    coming = reads.expected(request.workspace, today=today, until=today + timedelta(days=31))
    context = {"plans": reads.plans(request.workspace), "coming": coming, "now": timezone.now()}
    return render(request, "billing/recurring.html", context)


def add(request: Any) -> HttpResponse:
    """Begin a plan."""
    posted = request.POST if request.method == "POST" else None
    initial = {"starts_on": _next_month(timezone.localdate()), "client_id": request.GET.get("client", "")}
    form, lines = PlanForm(request.workspace, posted, initial=initial), PlanLines(posted, prefix=LINES)
    if posted is not None and _all_valid(form, lines):
        try:
            plan = recurring.add_plan(
                request.workspace, lines=lines.lines(), now=timezone.now(), actor=str(request.user), **form.arguments()
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("“%(name)s” is planned.") % {"name": plan.name})
            return redirect("billing:recurring_plan", plan.pk)
    context = {"form": form, "lines": lines, "names": recurring_runs.NAMES}
    return render(request, "billing/recurring_form.html", context, status=_status(form, lines))


def showing(request: Any, plan_id: int) -> HttpResponse:
    """Show one plan: what it made, what comes next, and every switch for it."""
    view = _view(request, plan_id)
    today = timezone.localdate()
    done = [run.period_start for run in view.runs]
    rule = reads.rule_of(view.plan)
    ahead = due_periods(rule, today=today + _YEARS_AHEAD, done=done, most=AHEAD)
    context = {
        "view": view,
        "plan": view.plan,
        "rows": reads.lines_on(view.plan, view.next_period.start if view.next_period else view.plan.starts_on),
        "ahead": [(period, rule.due_on(period), reads.net_of(view.plan, period.start)) for period in ahead],
        "changes": [(date.fromisoformat(change["from"]), change["lines"]) for change in view.plan.changes],
        "end_form": EndForm.for_day(today),
        "is_due": bool(ahead) and rule.due_on(ahead[0]) <= today,
        "made": any(run.document_id for run in view.runs),
        "now": timezone.now(),
    }
    return render(request, "billing/recurring_plan.html", context)


def edit(request: Any, plan_id: int) -> HttpResponse:
    """Change a plan; a price that changes later is kept with its day."""
    view = _view(request, plan_id)
    posted = request.POST if request.method == "POST" else None
    start = view.next_period.start if view.next_period else view.plan.starts_on
    form = PlanForm(request.workspace, posted, initial=PlanForm.initial_of(view.plan), is_new=False)
    lines = PlanLines(posted, initial=line_initials(reads.lines_on(view.plan, start)), prefix=LINES)
    if posted is not None and _all_valid(form, lines):
        try:
            _save(request, view.plan, form, lines.lines(), start)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("billing:recurring_plan", plan_id)
    context = {"form": form, "lines": lines, "plan": view.plan, "names": recurring_runs.NAMES}
    return render(request, "billing/recurring_form.html", context, status=_status(form, lines))


@require_POST
def from_document(request: Any, document_id: int) -> HttpResponse:
    """Begin a plan with the content of a paper."""
    try:
        plan = recurring.plan_from_document(
            request.workspace, document_id, starts_on=_next_month(timezone.localdate()), now=timezone.now(), actor=str(request.user)
        )
    except UserError as error:
        flash(request, str(error), level="bad")
        return redirect("billing:recurring")
    flash(request, _("A monthly plan was made of it. It makes drafts until you choose otherwise."))
    return redirect("billing:recurring_edit", plan.pk)


@require_POST
@told
def run(request: Any, plan_id: int) -> HttpResponse:
    """Make what is due now, without waiting for the clock."""
    made = recurring_runs.run_plan(request.workspace, plan_id, now=timezone.now())
    if made:
        flash(request, ngettext("%(count)s invoice was made.", "%(count)s invoices were made.", len(made)) % {"count": len(made)})
    return redirect("billing:recurring_plan", plan_id)


@require_POST
@told
def pause(request: Any, plan_id: int) -> HttpResponse:
    """Let a plan rest."""
    recurring.pause_plan(request.workspace, plan_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("It rests. What passes meanwhile is left out."))
    return redirect("billing:recurring_plan", plan_id)


@require_POST
@told
def resume(request: Any, plan_id: int) -> HttpResponse:
    """Let a plan go on."""
    recurring.resume_plan(request.workspace, plan_id, today=timezone.localdate(), now=timezone.now(), actor=str(request.user))
    flash(request, _("It goes on with the next period."))
    return redirect("billing:recurring_plan", plan_id)


@require_POST
@told
def end(request: Any, plan_id: int) -> HttpResponse:
    """End a plan."""
    form = EndForm(request.POST)
    if not form.is_valid():
        flash(request, _("Choose a day. Nothing was changed."), level="warn")
        return redirect("billing:recurring_plan", plan_id)
    day = form.cleaned_data["on"]
    recurring.end_plan(request.workspace, plan_id, on=day, now=timezone.now(), actor=str(request.user))
    flash(request, _("No period begins after %(day)s.") % {"day": absolute(day)})
    return redirect("billing:recurring_plan", plan_id)


@require_POST
@told
def skip(request: Any, plan_id: int) -> HttpResponse:
    """Leave one period out, or take that back."""
    day = _day(request.POST.get("period", ""))
    if request.POST.get("back") == "1":
        recurring.take_back_skip(request.workspace, plan_id, day)
        flash(request, _("This period is invoiced after all."))
    else:
        recurring_runs.skip_period(request.workspace, plan_id, day, now=timezone.now(), actor=str(request.user))
        flash(request, _("This period is left out."))
    return redirect("billing:recurring_plan", plan_id)


@require_POST
@told
def delete(request: Any, plan_id: int) -> HttpResponse:
    """Delete a plan that never made an invoice."""
    recurring.delete_plan(request.workspace, plan_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("The plan is deleted."))
    return redirect("billing:recurring")


def _save(request: Any, plan: RecurringPlan, form: PlanForm, lines: list[LineInput], start: date) -> None:
    asked = form.cleaned_data.get("lines_from")
    before = [LineInput.from_json(row) for row in reads.lines_on(plan, start)]
    # Without a day of their own, changed lines hold from the next invoice on; those that were made keep theirs.
    given: dict[str, Any] = {"lines": lines, "lines_from": asked or start} if asked or lines != before else {}
    recurring.change_plan(request.workspace, plan.pk, now=timezone.now(), actor=str(request.user), **given, **form.arguments())


def _view(request: Any, plan_id: int) -> reads.PlanView:
    view = reads.plan_view(request.workspace, plan_id)
    if view is None:
        raise Http404
    return view


def _all_valid(form: PlanForm, lines: PlanLines) -> bool:
    return all([form.is_valid(), lines.is_valid()])  # a list: both are asked, so that all that is wrong is said at once


def _status(form: PlanForm, lines: PlanLines) -> int:
    return 422 if form.errors or (lines.is_bound and not lines.is_valid()) else 200


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UserError(_("This is no day. Nothing was changed.")) from None


def _next_month(today: date) -> date:
    return (today.replace(day=1) + timedelta(days=32)).replace(day=1)
