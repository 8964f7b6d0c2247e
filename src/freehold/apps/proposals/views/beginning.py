"""Beginning a proposal: from an opportunity at one click, from the shortlist, or from what somebody wrote."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.opportunities.selectors import Filters, inbox
from freehold.apps.proposals.forms.beginning import BriefForm
from freehold.apps.proposals.models import Proposal
from freehold.apps.proposals.selectors.lists import begun_again, written_for
from freehold.apps.proposals.selectors.templates import template
from freehold.apps.proposals.services import drafting
from freehold.apps.proposals.views.common import can_begin_again, number_from, proposal_or_404
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go

SHORTLISTED = "shortlisted"


def new(request: Any) -> HttpResponse:
    """Show the shortlist and a form for what somebody wrote; begin a draft from the latter."""
    if request.freelancer is None:
        return redirect("accounts:people")
    form = BriefForm(request.workspace, request.POST if request.method == "POST" else None, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = drafting.draft_from_brief(
                request.workspace,
                request.freelancer.pk,
                given["brief"],
                title=given["title"],
                company=given["company"],
                client_id=given["client"],
                language=given["language"],
                tone=given["tone"],
                length=given["length"],
                template_id=given["template"],
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error("brief", str(error))
        else:
            return redirect("proposals:proposal", made.pk)
    cards = inbox(request.workspace, request.freelancer.pk, Filters(stage=SHORTLISTED)).cards
    context = {
        "form": form,
        "cards": cards,
        "written": written_for(request.workspace, [card.id for card in cards]),
        "now": timezone.now(),
    }
    return render(request, "proposals/new.html", context, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def from_opportunity(request: Any, opportunity_id: int) -> HttpResponse:
    """Begin a draft for an opportunity; where one was begun already, lead there."""
    if request.freelancer is None:
        raise UserError(_("There is nobody to propose yet. Add yourself under “People” first."))
    earlier = written_for(request.workspace, [opportunity_id]).get(opportunity_id)
    if earlier is not None:
        flash(request, _("You have begun this one already."), level="info")
        return go(request, reverse("proposals:proposal", args=[earlier]))
    chosen = number_from(request.POST.get("template", ""))
    own = template(request.workspace, chosen) if chosen else None
    if chosen and own is None:
        raise UserError(_("This template is not there any more. Nothing was made. Choose another one."))
    made = drafting.draft_from_opportunity(
        request.workspace,
        request.freelancer.pk,
        opportunity_id,
        language=own.language if own else "",
        template_id=own.pk if own else None,
        now=timezone.now(),
        actor=str(request.user),
    )
    return go(request, reverse("proposals:proposal", args=[made.pk]))


@require_POST
@complaints_as_toasts
def as_new(request: Any, proposal_id: int) -> HttpResponse:
    """Begin a new draft with the words and prices of a proposal that came to nothing; where that was done already, lead there."""
    before: Proposal = proposal_or_404(request, proposal_id)
    if not can_begin_again(before):
        raise UserError(_("Only a proposal that was declined, ran out or was taken back is written again. Nothing was made."))
    earlier = begun_again(before)
    if earlier is not None:
        flash(request, _("You have begun this one already."), level="info")
        return go(request, reverse("proposals:proposal", args=[earlier]))
    made = drafting.copy_proposal(request.workspace, proposal_id, now=timezone.now(), actor=str(request.user))
    flash(request, _("A new draft with the same words and prices. %(number)s stays as it is.") % {"number": before.label})
    return go(request, reverse("proposals:proposal", args=[made.pk]))


def _asked_for(request: Any) -> dict[str, Any]:
    client = request.GET.get("client", "")
    return {"client": client if client.isascii() and client.isdigit() else ""}
