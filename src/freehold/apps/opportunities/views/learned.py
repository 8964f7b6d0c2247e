"""What Freehold has learned from the person's choices: every line can be removed, and all of it forgotten or switched off."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.opportunities.selectors.learned import learned_page
from freehold.apps.opportunities.services import preferences
from freehold.apps.opportunities.views.common import of_freelancer
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash


@of_freelancer
def learned(request: Any) -> HttpResponse:
    """Show the lines, those removed among them, with their switches."""
    return render(request, "opportunities/learned.html", {"learned": learned_page(request.workspace, request.freelancer.pk)})


@require_POST
@of_freelancer
@complaints_as_toasts
def remove(request: Any, preference_id: int) -> HttpResponse:
    """Remove a line, and offer to take it back."""
    preferences.remove(request.workspace, request.freelancer.pk, preference_id, now=timezone.now())
    flash(request, _("The line counts no longer."), undo=reverse("opportunities:learned_restore", args=[preference_id]))
    return redirect("opportunities:learned")


@require_POST
@of_freelancer
@complaints_as_toasts
def restore(request: Any, preference_id: int) -> HttpResponse:
    """Bring a removed line back."""
    preferences.restore(request.workspace, request.freelancer.pk, preference_id, now=timezone.now())
    flash(request, _("The line counts again."))
    return redirect("opportunities:learned")


@require_POST
@of_freelancer
def forget(request: Any) -> HttpResponse:
    """Forget everything, and offer to take it back."""
    preferences.forget(request.workspace, request.freelancer.pk, now=timezone.now())
    flash(
        request, _("Everything learned is forgotten. Only your choices from now on count."), undo=reverse("opportunities:learned_remember")
    )
    return redirect("opportunities:learned")


@require_POST
@of_freelancer
def remember(request: Any) -> HttpResponse:
    """Take the forgetting back."""
    preferences.remember(request.workspace, request.freelancer.pk, now=timezone.now())
    flash(request, _("Your earlier choices count again. The lines come back in a moment."))
    return redirect("opportunities:learned")


@require_POST
@of_freelancer
def switch(request: Any) -> HttpResponse:
    """Switch learning on or off."""
    enabled = request.POST.get("on") == "1"
    preferences.switch(request.workspace, request.freelancer.pk, enabled=enabled, now=timezone.now())
    flash(request, _("Freehold learns from your choices.") if enabled else _("Learning is off. Scores are as without it."))
    return redirect("opportunities:learned")
