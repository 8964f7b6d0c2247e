"""The workspace's own templates: written, changed, and removed with a way back."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.proposals.forms.settings import TemplateForm
from freehold.apps.proposals.models import ProposalTemplate
from freehold.apps.proposals.selectors.templates import template
from freehold.apps.proposals.services.settings import delete_template, save_template
from freehold.apps.proposals.views.blanks import BLANKS
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go

#: What was removed in this session, the newest last, so that it can be brought back.
_REMOVED = "proposal_templates_removed"
_MOST_REMOVED = 3


def new(request: Any) -> HttpResponse:
    """Write a template."""
    return _written(request, None)


def one(request: Any, template_id: int) -> HttpResponse:
    """Change a template."""
    return _written(request, _or_404(request, template_id))


@require_POST
@complaints_as_toasts
def remove(request: Any, template_id: int) -> HttpResponse:
    """Remove a template; what it said is kept for the session, to bring it back."""
    row = _or_404(request, template_id)
    kept = {
        "workspace": row.workspace_id,
        "id": row.pk,
        "name": row.name,
        "language": row.language,
        "sections": row.sections,
    }
    delete_template(request.workspace, template_id, now=timezone.now(), actor=str(request.user))
    others = [other for other in request.session.get(_REMOVED, []) if other["id"] != template_id]
    request.session[_REMOVED] = [*others, kept][-_MOST_REMOVED:]
    flash(request, _("“%(name)s” is removed.") % {"name": row.name}, undo=reverse("proposals:template_restore", args=[template_id]))
    return go(request, reverse("proposals:settings"))


@require_POST
@complaints_as_toasts
def restore(request: Any, template_id: int) -> HttpResponse:
    """Bring back a template that was removed in this session, with its words; it is a new row, which earlier drafts do not point at."""
    removed = request.session.get(_REMOVED, [])
    kept = next((one for one in removed if one["id"] == template_id and one["workspace"] == request.workspace.pk), None)
    if kept is None:
        raise UserError(_("This template is back already, or was removed too long ago. Nothing was changed."))
    row = save_template(
        request.workspace,
        name=kept["name"],
        language=kept["language"],
        sections=kept["sections"],
        now=timezone.now(),
        actor=str(request.user),
    )
    request.session[_REMOVED] = [one for one in removed if one is not kept]
    flash(request, _("“%(name)s” is back.") % {"name": row.name})
    return go(request, reverse("proposals:settings"))


def _written(request: Any, row: ProposalTemplate | None) -> HttpResponse:
    initial = TemplateForm.of(row) if row else {}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            saved = save_template(
                request.workspace,
                name=given["name"],
                language=given["language"],
                sections=form.sections(),
                now=timezone.now(),
                actor=str(request.user),
                template_id=row.pk if row else None,
            )
        except UserError as error:
            form.add_error("name", str(error))
        else:
            flash(request, _("“%(name)s” is saved.") % {"name": saved.name})
            return redirect("proposals:settings")
    context = {"form": form, "template": row, "parts": form.parts(), "blanks": BLANKS, "now": timezone.now()}
    return render(request, "proposals/template.html", context, status=422 if form.errors else 200)


def _or_404(request: Any, template_id: int) -> ProposalTemplate:
    found = template(request.workspace, template_id) if template_id < 2**63 else None
    if found is None:
        raise Http404
    return found
