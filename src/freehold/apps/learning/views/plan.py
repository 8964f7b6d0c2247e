"""The plan: its list, one skill of it, and finishing one."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.accounts.views.common import of_freelancer
from freehold.apps.learning.forms.plan import DoneForm, GoalForm
from freehold.apps.learning.models import GoalState, LearningGoal
from freehold.apps.learning.selectors import plan as reads
from freehold.apps.learning.services import goals as service
from freehold.apps.learning.services.picture import known_skills
from freehold.apps.learning.tabs import tabs
from freehold.apps.learning.words import hours_words
from freehold.apps.opportunities.selectors.learning import fitting
from freehold.apps.opportunities.services.engine import gazetteer
from freehold.domain.errors import UserError
from freehold.domain.learning.catalogue import SKILLS
from freehold.domain.learning.plan import way_to
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash


@require_safe
@of_freelancer
def listing(request: Any) -> HttpResponse:
    """Show the plan in three groups, and what fits since a skill is done."""
    rows = reads.goals(request.workspace, request.freelancer.pk)
    names = {GoalState.LEARNING: _("You are learning"), GoalState.PLANNED: _("Planned"), GoalState.DONE: _("Done")}
    groups = [{"title": title, "rows": [row for row in rows if row.state == state]} for state, title in names.items()]
    counted = any(row.fit_before is not None for row in rows)
    context = {
        "tabs": tabs("plan"),
        "groups": [group for group in groups if group["rows"]],
        "fit_now": fitting(request.workspace, request.freelancer.pk) if counted else None,
        "names": sorted(SKILLS, key=str.casefold),
        "now": timezone.now(),
    }
    return render(request, "learning/plan.html", context)


@require_POST
@of_freelancer
@complaints_as_toasts
def add(request: Any) -> HttpResponse:
    """Put a skill into the plan."""
    row = service.add_goal(
        request.workspace, request.freelancer.pk, request.POST.get("skill", ""), now=timezone.now(), actor=str(request.user)
    )
    flash(request, _("“%(skill)s” is in your plan.") % {"skill": row.skill})
    return redirect("learning:goal", row.pk)


def goal(request: Any, goal_id: int) -> HttpResponse:
    """Show and save how far one skill is."""
    row = _goal(request, goal_id)
    form = GoalForm.of(row, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            service.change_goal(request.workspace, goal_id, now=timezone.now(), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("learning:plan")
    facts = SKILLS.get(row.skill)
    way = way_to(row.skill, known_skills(row.freelancer_id, gazetteer()))
    context = {
        "goal": row,
        "form": form,
        "facts": facts,
        "first": [{"name": name, "hours": _hours_of(name), "resource": SKILLS[name].resource} for name in way.first],
        "hours": hours_words({"low": way.hours_low, "high": way.hours_high} if way.hours_low is not None else None),
        "resources": reads.resources_for(request.workspace, row.skill),
        "is_done": row.state == GoalState.DONE,
        "fit_now": fitting(request.workspace, row.freelancer_id) if row.fit_before is not None else None,
    }
    return render(request, "learning/goal.html", context, status=422 if form.errors else 200)


@of_freelancer
def finish(request: Any, goal_id: int) -> HttpResponse:
    """Ask what shows the skill, then propose it for the profile."""
    row = _goal(request, goal_id)
    initial = {"done_on": row.done_on or timezone.localdate(), "hours_spent": row.hours_spent, "evidence": row.evidence}
    form = DoneForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            proposal = service.finish_goal(
                request.workspace, goal_id, user=request.user, now=timezone.now(), actor=str(request.user), **form.cleaned_data
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            if proposal is None:
                flash(request, _("Done. Your profile shows it already."))
                return redirect("learning:plan")
            flash(request, _("Done. Here is what it would add to your profile; take it in if it is right."))
            return redirect("accounts:profile_import_preview", proposal)
    return render(request, "learning/finish.html", {"goal": row, "form": form}, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def remove(request: Any, goal_id: int) -> HttpResponse:
    """Take a skill out of the plan."""
    row = service.remove_goal(request.workspace, goal_id, now=timezone.now(), actor=str(request.user))
    undo = reverse("learning:goal_restore", args=[row.pk])
    flash(request, _("“%(skill)s” is out of your plan.") % {"skill": row.skill}, undo=undo)
    return redirect("learning:plan")


@require_POST
@complaints_as_toasts
def restore(request: Any, goal_id: int) -> HttpResponse:
    """Bring a removed skill back."""
    row = service.restore_goal(request.workspace, goal_id, now=timezone.now())
    flash(request, _("“%(skill)s” is back in your plan.") % {"skill": row.skill})
    return redirect("learning:plan")


def _goal(request: Any, goal_id: int) -> LearningGoal:
    row = reads.goal(request.workspace, goal_id)
    if row is None:
        raise Http404
    return row


def _hours_of(name: str) -> str:
    facts = SKILLS[name]
    return hours_words({"low": facts.hours_low, "high": facts.hours_high})
