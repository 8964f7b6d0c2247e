"""Prepared texts: the list, one of them with what it rests on, changing, using, putting away and taking back."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.assistant.models import DraftState
from freehold.apps.assistant.selectors import drafts as reads
from freehold.apps.assistant.services import drafts as services
from freehold.apps.assistant.views.common import context_of
from freehold.domain.errors import UserError
from freehold.kit.design.htmx import flash, refresh

PAGE_SIZE = 30
_TABS = (DraftState.DRAFT, DraftState.USED, DraftState.DISCARDED)


@require_safe
def listing(request: Any) -> HttpResponse:
    """List the drafts of a state."""
    state = request.GET.get("show", "")
    state = state if state in DraftState.values else DraftState.DRAFT
    page = Paginator(reads.drafts(request.workspace, state), PAGE_SIZE).get_page(request.GET.get("page"))
    base = reverse("assistant:drafts")
    tabs = [{"label": one.label, "url": f"{base}?show={one.value}", "current": one == state, "count": None} for one in _TABS]
    context = {"page": page, "rows": list(page), "tabs": tabs, "state": state, "query": f"show={state}"}
    return render(request, "assistant/drafts.html", context)


def showing(request: Any, draft_id: int) -> HttpResponse:
    """Show one draft with what each sentence rests on; keep the person's own version."""
    row = reads.draft(request.workspace, draft_id)
    if row is None:
        raise Http404
    typed: dict[str, str] = {}
    problem = ""
    if request.method == "POST":
        typed = {name: request.POST.get(name, "") for name in ("title", "text", "to")}
        try:
            services.change_draft(context_of(request), draft_id, seen=request.POST.get("seen", ""), **typed)
        except (UserError, ValueError) as error:
            problem = str(error) if isinstance(error, UserError) else _("This page is too old. Load it anew.")
        else:
            if "use" in request.POST:
                return _use(request, draft_id)
            flash(request, _("Saved."))
            return redirect("assistant:draft", draft_id)
    context = {"draft": row, "typed": typed, "problem": problem, "grounds": reads.grounds(row), "goes_on": services.where(row)}
    return render(request, "assistant/draft.html", context, status=422 if problem else 200)


@require_POST
def discard(request: Any, draft_id: int) -> HttpResponse:
    """Put a draft away; undo takes it back."""
    try:
        row = services.discard_draft(context_of(request), draft_id)
    except UserError:
        raise Http404 from None
    flash(request, _("“%(title)s” is put away.") % {"title": row.title}, undo=reverse("assistant:restore", args=[draft_id]))
    return redirect("assistant:drafts")


@require_POST
def restore(request: Any, draft_id: int) -> HttpResponse:
    """Take a draft back that was put away."""
    try:
        services.restore_draft(context_of(request), draft_id)
    except UserError:
        raise Http404 from None
    return refresh(request)


def _use(request: Any, draft_id: int) -> HttpResponse:
    try:
        address = services.use_draft(context_of(request), draft_id)
    except UserError as error:
        flash(request, str(error), level="warn")
        return redirect("assistant:draft", draft_id)
    flash(request, _("Handed on. Nothing has left yet: look at it here and decide."))
    return redirect(address)
