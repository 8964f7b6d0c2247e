"""What the person decides about one opportunity; every answer offers to take it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.opportunities.forms import FollowUpForm, NoteForm
from freehold.apps.opportunities.models import Stage
from freehold.apps.opportunities.services import stages
from freehold.apps.opportunities.views.answers import changed
from freehold.apps.opportunities.views.common import is_htmx, of_freelancer
from freehold.apps.opportunities.views.query import safe_back
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, refresh, toast


@require_POST
@of_freelancer
@complaints_as_toasts
def move(request: Any, opportunity_id: int) -> HttpResponse:
    """Move to another stage, with the reason if one was chosen, and offer to undo it.

    What is dismissed on its own page leads back to the list, where the next one waits.
    """
    stage = request.POST.get("stage", "")
    change = stages.move(
        request.workspace, opportunity_id, stage, reason=request.POST.get("reason", ""), now=timezone.now(), actor=str(request.user)
    )
    if change is None:
        return changed(request, _("It is there already."))
    told, undo_url = _told(change.opportunity.title, stage), reverse("opportunities:undo", args=[change.pk])
    if request.POST.get("back") and stage == Stage.DISMISSED and not is_htmx(request):
        flash(request, told, undo=undo_url)
        return HttpResponse(status=303, headers={"Location": safe_back(request.POST["back"])})
    return changed(request, told, undo=undo_url)


@require_POST
@of_freelancer
@complaints_as_toasts
def undo(request: Any, change_id: int) -> HttpResponse:
    """Take the last move back."""
    opportunity = stages.undo(request.workspace, change_id, now=timezone.now())
    return changed(request, _("“%(title)s” is back where it was.") % {"title": opportunity.title}, show=opportunity.pk)


@require_POST
@complaints_as_toasts
def note(request: Any, opportunity_id: int) -> HttpResponse:
    """Keep the note."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        raise UserError(" ".join(map(str, form.errors["note"])))
    stages.write_note(request.workspace, opportunity_id, form.cleaned_data["note"])
    return _kept(request, _("Your note is kept."))


@require_POST
@complaints_as_toasts
def follow_up(request: Any, opportunity_id: int) -> HttpResponse:
    """Set or clear the day to follow up."""
    form = FollowUpForm(request.POST)
    if not form.is_valid():
        raise UserError(_("This is no date. The former one was kept; choose a day from the calendar."))
    day = form.cleaned_data["on"]
    stages.follow_up(request.workspace, opportunity_id, day)
    return _kept(request, _("You will see it on “Today” when the day has come.") if day else _("There is no day to follow up any more."))


def _kept(request: Any, text: str) -> HttpResponse:
    """Say so and leave the page as it is, so that nothing the person is typing is lost."""
    if is_htmx(request):
        return toast(HttpResponse(status=204), text)
    flash(request, text)
    return refresh(request)


def _told(title: str, stage: str) -> str:
    if stage == Stage.DISMISSED:
        return _("Dismissed “%(title)s”.") % {"title": title}
    return _("“%(title)s” is now under “%(stage)s”.") % {"title": title, "stage": Stage(stage).label}
