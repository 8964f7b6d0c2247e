"""Who works here: members, invitations, and the freelancers whose work is found."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.accounts import selectors, services
from freehold.apps.accounts.forms.settings import FreelancerForm, InvitationForm
from freehold.apps.accounts.middleware import remember_place
from freehold.apps.accounts.models import Freelancer
from freehold.apps.accounts.views.common import WorkspaceRequest, actor, owners_only
from freehold.apps.accounts.views.settings import tabs
from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.kit.design.htmx import flash


def people(request: WorkspaceRequest) -> HttpResponse:
    """List members, open invitations and freelancers; an owner invites and adds here."""
    invitation = InvitationForm(request.POST if request.POST.get("form") == "invite" else None, prefix="invite")
    link = ""
    if request.method == "POST" and request.is_owner and invitation.is_valid():
        path = services.invite(request.workspace, now=timezone.now(), actor=actor(request), **invitation.cleaned_data)
        # Shown once and never again: only the hash of it is stored.
        link = request.build_absolute_uri(path)
        invitation = InvitationForm(prefix="invite")
    context = {
        "members": selectors.members(request.workspace),
        "freelancers": selectors.skills_of(request.workspace),
        "invitations": selectors.open_invitations(request.workspace, timezone.now()),
        "workspaces": selectors.workspaces(request.user),
        "invitation": invitation,
        "new_freelancer": FreelancerForm(prefix="freelancer"),
        "link": link,
        "tabs": tabs("people"),
    }
    return render(request, "accounts/people.html", context, status=422 if invitation.errors else 200)


@require_POST
@owners_only
def withdraw(request: WorkspaceRequest, link_id: int) -> HttpResponse:
    """Make an invitation worthless."""
    services.withdraw_invitation(request.workspace, link_id, now=timezone.now(), actor=actor(request))
    flash(request, _("The invitation does not work any more."))
    return redirect("accounts:people")


@require_POST
@owners_only
def remove_member(request: WorkspaceRequest, user_id: int) -> HttpResponse:
    """Take somebody out of the workspace."""
    membership = get_object_or_404(request.workspace.memberships.select_related("user"), user_id=user_id)
    return _tried(
        request,
        lambda: services.remove_member(request.workspace, membership.user, now=timezone.now(), actor=actor(request)),
        _("%(name)s cannot come in here any more. Their profile was kept.") % {"name": membership.user},
    )


@require_POST
@owners_only
def add_freelancer(request: WorkspaceRequest) -> HttpResponse:
    """Add a freelancer and go on with their profile."""
    form = FreelancerForm(request.POST, prefix="freelancer")
    if not form.is_valid():
        flash(request, _("Write the name of the freelancer that you want to add."), level="warn")
        return redirect("accounts:people")
    empty = Profile(name=form.cleaned_data["name"], country=request.workspace.country)
    row = services.add_freelancer(request.workspace, empty, now=timezone.now(), actor=actor(request))
    remember_place(request, request.workspace, row)
    flash(request, _("Now you work for %(name)s. Import a CV or fill in the skills.") % {"name": row.name})
    return redirect("accounts:profile")


@require_POST
@owners_only
def remove_freelancer(request: WorkspaceRequest, freelancer_id: int) -> HttpResponse:
    """Remove a freelancer with profile and matches."""
    row = _freelancer(request, freelancer_id)
    return _tried(
        request,
        lambda: services.remove_freelancer(row, now=timezone.now(), actor=actor(request)),
        _("%(name)s was removed.") % {"name": row.name},
    )


@require_POST
def switch_freelancer(request: WorkspaceRequest, freelancer_id: int) -> HttpResponse:
    """Look at the work found for another freelancer of this workspace."""
    row = _freelancer(request, freelancer_id)
    remember_place(request, request.workspace, row)
    flash(request, _("You now see what fits %(name)s.") % {"name": row.name})
    return redirect("/")


@require_POST
def switch_workspace(request: WorkspaceRequest, workspace_id: int) -> HttpResponse:
    """Go to another workspace of this person."""
    workspace = get_object_or_404(selectors.workspaces(request.user), pk=workspace_id)
    remember_place(request, workspace)
    return redirect("/")


def _freelancer(request: WorkspaceRequest, freelancer_id: int) -> Freelancer:
    row = selectors.freelancer(request.workspace, freelancer_id)
    if row is None:
        raise Http404
    return row


def _tried(request: WorkspaceRequest, deed: Callable[[], None], done: str) -> HttpResponse:
    """Do it and say so, or say why it was refused, on the same page."""
    try:
        deed()
    except UserError as error:
        flash(request, str(error), level="warn")
    else:
        flash(request, done)
    return redirect("accounts:people")
