"""Sending a proposal: the page that shows exactly what goes out, or a link to hand over; the follow-up; taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from freehold.apps.billing.services.mail_words import LINK, public_address
from freehold.apps.proposals.forms.answers import FollowUpForm, SendForm
from freehold.apps.proposals.models import Proposal, ProposalState
from freehold.apps.proposals.services import sending
from freehold.apps.proposals.services.expiry import change_follow_up
from freehold.apps.proposals.views.common import number_from, proposal_or_404
from freehold.apps.proposals.views.pictures import page_numbers
from freehold.apps.proposals.views.section_problems import with_todo
from freehold.apps.proposals.views.showing import shown
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go


def send(request: Any, proposal_id: int) -> HttpResponse:
    """Show exactly what goes out, and send it at the press of one button."""
    proposal = proposal_or_404(request, proposal_id)
    if proposal.state != ProposalState.DRAFT and not proposal.is_open:
        return redirect("proposals:proposal", proposal_id)
    now = timezone.now()
    ready = sending.prepare(request.workspace, proposal_id, now=now)
    first = ready.receivers[0] if ready.receivers else sending.Receiver("", "")
    initial = {
        "to": first.address,
        "to_name": first.name,
        "subject": ready.subject,
        "text": ready.text,
        "seen": ready.version.number,
        "round": ready.round,
    }
    form = SendForm(request.POST if request.method == "POST" else None, initial=initial, has_problems=bool(ready.problems))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            sending.send(
                request.workspace,
                proposal_id,
                to=given["to"],
                to_name=given["to_name"],
                subject=given["subject"],
                text=given["text"],
                seen=given["seen"],
                round_seen=given["round"],
                claims_confirmed=given.get("claims", False),
                approve_by=str(request.user),
                now=now,
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("It is on its way to %(to)s.") % {"to": given["to"]})
            return redirect("proposals:proposal", proposal_id)
    context = {
        "proposal": proposal,
        "version": ready.version,
        "ready": ready,
        "receivers": ready.receivers,
        "has_link": bool(public_address()) and LINK in ready.text,
        "form": form,
        "problems": [with_todo({"claim": one.claim, "kind": one.kind, "section": one.section}) for one in ready.problems],
        "pages": page_numbers(proposal, ready.version, now=now),
    }
    return render(request, "proposals/send.html", context, status=422 if form.errors else 200)


@require_POST
@complaints_as_toasts
def by_hand(request: Any, proposal_id: int) -> HttpResponse:
    """Make a link that the owner gives to the client by themselves, and show it this once."""
    proposal = proposal_or_404(request, proposal_id)
    path = sending.hand_over(
        request.workspace,
        proposal_id,
        seen=number_from(request.POST.get("seen", "")),
        claims_confirmed=request.POST.get("claims") == "on",
        now=timezone.now(),
        actor=str(request.user),
    )
    address = f"{public_address()}{path}" if public_address() else request.build_absolute_uri(path)
    response = render(request, "proposals/by_hand.html", {"proposal": proposal, "address": address})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
def follow_up(request: Any, proposal_id: int) -> HttpResponse:
    """Keep when and how it is asked again; no day means never."""
    proposal = proposal_or_404(request, proposal_id)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        try:
            change_follow_up(request.workspace, proposal_id, now=timezone.now(), actor=str(request.user), **form.cleaned_data)
        except UserError as error:
            form.add_error("on", str(error))
        else:
            flash(request, _("Kept.") if form.cleaned_data["on"] else _("It will not be asked again."))
            return redirect("proposals:proposal", proposal_id)
    return shown(request, proposal, status=422, follow_form=form)


@require_POST
@complaints_as_toasts
def withdraw(request: Any, proposal_id: int) -> HttpResponse:
    """Take a proposal back that was sent."""
    proposal: Proposal = proposal_or_404(request, proposal_id)
    sending.withdraw(request.workspace, proposal.pk, now=timezone.now(), actor=str(request.user))
    flash(request, _("It is taken back. Their page says so."))
    return go(request, reverse("proposals:proposal", args=[proposal_id]))
