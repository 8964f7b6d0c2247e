"""Taking in a profile from a file or text: read, shown line by line, then applied or dropped; and handing it out."""

from __future__ import annotations

import json

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.forms.wizard import ProfileFileForm
from freehold.apps.accounts.models import ProfileDraft
from freehold.apps.accounts.profile_json import from_json
from freehold.apps.accounts.profile_merge import changes, merge
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, of_freelancer, posted
from freehold.apps.accounts.views.profile_words import SECTION_TITLES, in_words
from freehold.apps.accounts.views.wizard import read_answer
from freehold.kit.design.htmx import flash


@of_freelancer
def start(request: WorkspaceRequest) -> HttpResponse:
    """Ask for a file or text and read it; nothing is changed yet."""
    form = ProfileFileForm(*posted(request))
    if request.method == "POST" and form.is_valid():
        proposal = read_answer(form)
        if proposal is not None:
            file = form.cleaned_data["file"]
            draft = services.start_draft(
                request.user, proposal.profile, source=file.name if file else "", now=timezone.now(), freelancer=request.freelancer
            )
            return redirect("accounts:profile_import_preview", draft.pk)
    return render(request, "accounts/profile_import.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@of_freelancer
def preview(request: WorkspaceRequest, draft_id: int) -> HttpResponse:
    """Show what the import would add, change and keep."""
    draft = _draft(request, draft_id)
    current, incoming = services.stored_profile(request.freelancer), from_json(draft.profile)
    lines = changes(current, merge(current, incoming))
    groups = [
        {"title": title, "changes": [in_words(change) for change in lines if change.section == key and change.kind != "kept"]}
        for key, title in SECTION_TITLES.items()
    ]
    context = {
        "draft": draft,
        "groups": [group for group in groups if group["changes"]],
        "counts": {kind: sum(change.kind == kind for change in lines) for kind in ("added", "changed", "kept")},
        "no_skills": not incoming.skills,
    }
    return render(request, "accounts/profile_import_preview.html", context)


@require_POST
@of_freelancer
def apply(request: WorkspaceRequest, draft_id: int) -> HttpResponse:
    """Take the import in."""
    version = services.apply_draft(_draft(request, draft_id), now=timezone.now(), actor=actor(request))
    flash(request, _("Imported. Your matches are being worked out again."), undo=reverse("accounts:profile_undo", args=[version]))
    return redirect("accounts:profile")


@require_POST
@of_freelancer
def cancel(request: WorkspaceRequest, draft_id: int) -> HttpResponse:
    """Drop what was read."""
    services.cancel_draft(_draft(request, draft_id))
    flash(request, _("Nothing was imported; your profile is as it was."), level="info")
    return redirect("accounts:profile")


@require_safe
@of_freelancer
def export(request: WorkspaceRequest) -> HttpResponse:
    """Hand out the profile as JSON Resume."""
    from freehold.domain.matching.read_profile import to_json_resume

    text = json.dumps(to_json_resume(services.stored_profile(request.freelancer)), ensure_ascii=False, indent=2)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{request.freelancer.handle}-resume.json"'
    return response


def _draft(request: WorkspaceRequest, draft_id: int) -> ProfileDraft:
    draft = selectors.draft(request.user, draft_id)
    if draft is None or draft.freelancer_id != request.freelancer.pk:
        raise Http404
    return draft
