"""The owner's page of the public profile: what it shows, its address, and the briefs that came by it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts.views.common import WorkspaceRequest, actor, of_freelancer
from freehold.apps.storefront.forms import PageForm
from freehold.apps.storefront.models import PublicPage
from freehold.apps.storefront.selectors.pages import briefs
from freehold.apps.storefront.services.briefs import note_answered
from freehold.apps.storefront.services.pages import change_page, page_for
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash

PAGE_SIZE = 20


@of_freelancer
def settings_page(request: WorkspaceRequest) -> HttpResponse:
    """Show and change the page of the current freelancer."""
    now = timezone.now()
    page = page_for(request.workspace, request.freelancer.pk, now=now)
    form = PageForm(request.POST if request.method == "POST" else None, initial=_initial(page))
    if request.method == "POST" and form.is_valid():
        if request.workspace.is_demo and form.cleaned_data["enabled"]:
            raise PermissionDenied
        try:
            page = change_page(request.workspace, page.pk, now=now, actor=actor(request), **form.cleaned_data)
        except UserError as error:
            form.add_error("handle", str(error))
        else:
            flash(request, _("Saved. Anybody with the address can read your page now.") if page.enabled else _("Saved."))
            return redirect("storefront:settings")
    base = settings.PUBLIC_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"
    context = {
        "form": form,
        "row": page,
        "address": base + reverse("public:profile", args=[page.handle]),
        "reachable": bool(settings.PUBLIC_URL),
        "briefs": Paginator(briefs(request.workspace), PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "storefront/settings.html", context, status=422 if form.errors else 200)


@require_POST
def answered(request: WorkspaceRequest, brief_id: int) -> HttpResponse:
    """Note that a brief was answered; the undo of the toast takes it back."""
    done = request.GET.get("undo") != "1"
    row = note_answered(request.workspace, brief_id, answered=done, now=timezone.now(), actor=actor(request))
    if row is None:
        raise Http404
    if done:
        flash(request, _("Noted as answered."), undo=reverse("storefront:answered", args=[row.pk]) + "?undo=1")
    return redirect("storefront:settings")


def _initial(page: PublicPage) -> dict[str, Any]:
    names = ("enabled", "handle", "language", "greeting", "parts", "takes_briefs", "reply_days")
    return {name: getattr(page, name) for name in names}
