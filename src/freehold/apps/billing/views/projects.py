"""Projects: the list, adding, changing, closing."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.forms.projects import ProjectForm
from freehold.apps.billing.models import Project
from freehold.apps.billing.selectors import time as reads
from freehold.apps.billing.services import projects
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import show
from freehold.kit.design.htmx import flash


def listing(request: Any) -> HttpResponse:
    """List the open or the closed projects with their time."""
    closed = request.GET.get("closed") == "1"
    base = reverse("billing:projects")
    context = {
        "rows": [
            {"row": row, "time": show(row.minutes), "unbilled": show(row.unbilled)}
            for row in reads.projects(request.workspace, closed=closed)
        ],
        "closed": closed,
        "has_clients": bool(clients.client_choices(request.workspace)),
        "tabs": [
            {"label": _("Open"), "url": base, "current": not closed},
            {"label": _("Closed"), "url": base + "?closed=1", "current": closed},
        ],
    }
    return render(request, "billing/projects.html", context)


def add(request: Any) -> HttpResponse:
    """Begin a project."""
    form = ProjectForm(request.workspace, request.POST or None, initial={"client_id": request.GET.get("client", "")})
    if request.method == "POST" and form.is_valid():
        try:
            project = projects.add_project(request.workspace, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("“%(name)s” is begun.") % {"name": project.name})
            return redirect("billing:projects")
    return render(request, "billing/projects_form.html", {"form": form}, status=422 if form.errors else 200)


def edit(request: Any, project_id: int) -> HttpResponse:
    """Change a project."""
    project = _project(request, project_id)
    form = ProjectForm(request.workspace, request.POST or None, initial=ProjectForm.initial_of(project))
    if request.method == "POST" and form.is_valid():
        try:
            projects.change_project(request.workspace, project_id, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved."))
            return redirect("billing:projects")
    return render(request, "billing/projects_form.html", {"form": form, "project": project}, status=422 if form.errors else 200)


@require_POST
def close(request: Any, project_id: int) -> HttpResponse:
    """Close a project, or open it again; the same address takes it back."""
    project = _project(request, project_id)
    closing = project.closed_at is None
    projects.set_closed(request.workspace, project_id, closed=closing, now=timezone.now(), actor=str(request.user))
    words = _("“%(name)s” is closed. Its time and papers were kept.") if closing else _("“%(name)s” is open again.")
    flash(request, words % {"name": project.name}, undo=reverse("billing:project_close", args=[project_id]))
    return redirect("billing:projects")


@require_POST
def delete(request: Any, project_id: int) -> HttpResponse:
    """Delete a project that nothing was done for."""
    project = _project(request, project_id)
    try:
        projects.delete_project(request.workspace, project_id, now=timezone.now(), actor=str(request.user))
    except UserError as error:
        flash(request, str(error), level="warn")
        return redirect("billing:project", project_id)
    flash(request, _("“%(name)s” is deleted.") % {"name": project.name})
    return redirect("billing:projects")


def _project(request: Any, project_id: int) -> Project:
    project = reads.project(request.workspace, project_id)
    if project is None:
        raise Http404
    return project
