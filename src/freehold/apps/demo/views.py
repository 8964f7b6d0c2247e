"""Two buttons: show me a demo, and away with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.middleware import remember_place
from freehold.apps.demo import services
from freehold.kit.scoping.access import workspace_not_required

if TYPE_CHECKING:
    from freehold.apps.accounts.types import User


@require_POST
@workspace_not_required
def load(request: HttpRequest) -> HttpResponse:
    """Make the demo of the chosen trade and go into it."""
    workspace = services.load_demo(request.POST.get("trade", "developer"), now=timezone.now(), user=cast("User", request.user))
    remember_place(request, workspace)
    messages.success(request, _("This is a demo: look around, change what you like. “Remove the demo” takes all of it away."))
    messages.info(request, _("A year of invoices, payments and expenses is being written for it. They appear under Money within a minute."))
    return redirect("opportunities:list")


@require_POST
@workspace_not_required
def remove(request: HttpRequest) -> HttpResponse:
    """Remove the demo and go back to the person's own workspace, or to the first question."""
    services.remove_demo(user=cast("User", request.user), now=timezone.now())
    messages.success(request, _("The demo is gone. Everything you see now is yours."))
    return redirect("dashboard:today")
