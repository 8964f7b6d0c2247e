"""The profile: read as a whole, edited a section at a time, each change with undo."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.forms.profile import SECTIONS, Section, formset_of
from freehold.apps.accounts.profile_hints import hints, is_bare
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, of_freelancer
from freehold.apps.accounts.views.profile_words import wish_lines
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.design.htmx import flash, go, render_page

#: So many other freelancers are offered beside the profile; the people page has all.
MOST_OTHERS = 12


@require_safe
@of_freelancer
def profile(request: WorkspaceRequest) -> HttpResponse:
    """Show the profile as a reader sees it, with what would make it find more."""
    found = services.stored_profile(request.freelancer)
    context = {
        "profile": found,
        "freelancer": request.freelancer,
        "sections": SECTIONS,
        "shown": [skill for skill in found.skills if not is_bare(skill)],
        "bare": [skill for skill in found.skills if is_bare(skill)],
        "hints": hints(found),
        "wishes": wish_lines(found),
        "others": selectors.freelancers(request.workspace).exclude(pk=request.freelancer.pk)[:MOST_OTHERS],
    }
    return render(request, "accounts/profile.html", context)


@of_freelancer
def edit(request: WorkspaceRequest, key: str) -> HttpResponse:
    """Edit one section; “add” gives one more empty row, with or without htmx."""
    section = SECTIONS.get(key)
    if section is None:
        raise Http404
    current = services.stored_profile(request.freelancer)
    # By the button's name without script, by the address with it.
    adding = request.method == "POST" and ("add" in request.POST or "add" in request.GET)
    form = _form(section, current, request, adding=adding)
    if request.method == "POST" and not adding and form.is_valid():
        answer = _save(request, section, current, form)
        if answer is not None:
            return answer
    context = {
        "section": section,
        "form": form,
        "version": request.POST.get("version") or request.freelancer.version,
        "error": getattr(form, "refusal", ""),
    }
    bad = request.method == "POST" and not adding
    return render_page(request, "accounts/profile_edit.html", "accounts/_profile_form.html", context, status=422 if bad else 200)


@require_safe
@of_freelancer
def history(request: WorkspaceRequest) -> HttpResponse:
    """List the earlier versions that can be brought back."""
    return render(
        request,
        "accounts/profile_history.html",
        {"versions": request.freelancer.versions.defer("profile"), "freelancer": request.freelancer},
    )


@require_POST
@of_freelancer
def undo(request: WorkspaceRequest, version: int) -> HttpResponse:
    """Undo the change that made `version`."""
    services.undo_profile_change(request.freelancer, made=version, now=timezone.now(), actor=actor(request))
    flash(request, _("Undone. Your profile is as it was before."))
    return go(request, reverse("accounts:profile"))


@require_POST
@of_freelancer
def restore(request: WorkspaceRequest, version: int) -> HttpResponse:
    """Bring back an earlier version."""
    made = services.restore_version(request.freelancer, version, now=timezone.now(), actor=actor(request))
    flash(request, _("Your profile is as it was then."), undo=reverse("accounts:profile_undo", args=[made]))
    return redirect("accounts:profile")


def _form(section: Section, current: Profile, request: WorkspaceRequest, *, adding: bool) -> Any:
    """Return the section's form, or its list of forms; asked for one more row, the list as typed so far with one more."""
    data: QueryDict | None = request.POST if request.method == "POST" else None
    if section.row is None:
        assert section.form is not None, "a section has a form or a row"
        return section.form(data, initial=section.initial(current))
    rows = formset_of(section.row)
    if data is None:
        found = rows(initial=section.initial(current), prefix=section.key)
        if not found.initial_form_count():
            found.extra = 1
        return found
    if adding:
        count = f"{section.key}-TOTAL_FORMS"
        data = data.copy()
        data[count] = str(_count(data.get(count)) + 1)
    found = rows(data, initial=section.initial(current), prefix=section.key)
    if adding and found.forms:
        # The person goes on typing in the row they asked for.
        next(iter(found.forms[-1].fields.values())).widget.attrs["autofocus"] = True
    return found


def _count(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else 0


def _save(request: WorkspaceRequest, section: Section, current: Profile, form: Any) -> HttpResponse | None:
    changed = section.save(current, form.cleaned_data)
    try:
        version = services.save_profile(
            request.freelancer,
            changed,
            now=timezone.now(),
            actor=actor(request),
            reason=section.key,
            expected_version=_count(request.POST.get("version")) or None,
        )
    except UserError as error:
        form.refusal = str(error)
        return None
    if version == request.freelancer.version:
        flash(request, _("Nothing was changed."), level="info")
    else:
        flash(request, _("Saved."), undo=reverse("accounts:profile_undo", args=[version]))
    return go(request, reverse("accounts:profile"))
