"""One person's draft or mail: its lines with the stored facts behind them, changing it, sending it, leaving it out, taking it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from freehold.apps.outreach.forms.campaigns import DraftForm
from freehold.apps.outreach.models import Approach, ApproachState, CampaignState
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.apps.outreach.services import approving, campaigns, campaigns_people, stopping
from freehold.apps.outreach.services.drafting import Drafter
from freehold.apps.outreach.services.gate import ABOUT
from freehold.apps.outreach.services.gate_permission import permission_for
from freehold.apps.outreach.views import drafts
from freehold.apps.outreach.views.common import address_of, approach_or_404, day_of, lines_of
from freehold.apps.outreach.views.flags import flags_of
from freehold.apps.outreach.views.letter import letter_of, mail_id_of
from freehold.apps.outreach.views.words import standing_of
from freehold.domain.errors import UserError
from freehold.kit.design.complaints import complaints_as_toasts
from freehold.kit.design.htmx import flash, go
from freehold.kit.mailing.selectors import account_of, is_suppressed, mail_of, replies_about


@require_http_methods(["GET", "HEAD", "POST"])
def showing(request: Any, approach_id: int) -> HttpResponse:
    """Show one mail as its reader sees it, with why each line stands there; a POST saves the owner's own words."""
    row = approach_or_404(request, approach_id)
    form = _form(request, row)
    if request.method == "POST" and form is not None and form.is_valid():
        given = form.cleaned_data
        flags = flags_of(f"{row.subject}\n{row.text}", f"{given['subject']}\n{given['text']}", row.lines)
        if flags and request.POST.get("sure") != "1":
            return render(request, "outreach/approach.html", {**_context(request, row, form), "flags": flags})
        try:
            campaigns.change_text(
                request.workspace,
                row.pk,
                given["subject"],
                given["text"],
                revision=given["revision"],
                now=timezone.now(),
                actor=str(request.user),
            )
        except UserError as error:
            form.add_error(None, str(error))
        else:
            flash(request, _("Saved. This mail goes out in your own words."))
            return go(request, reverse("outreach:approach", args=[row.pk]))
    return render(request, "outreach/approach.html", _context(request, row, form), status=422 if form is not None and form.errors else 200)


@require_POST
@complaints_as_toasts
def approve(request: Any, approach_id: int) -> HttpResponse:
    """Let one mail leave, in the words that were shown; then go on to the next draft."""
    row = approach_or_404(request, approach_id)
    seen = request.POST.get("revision", "")
    revision = int(seen) if seen.isdecimal() and len(seen) < 10 else -1
    approving.approve(request.workspace, row.pk, revision=revision, now=timezone.now(), actor=str(request.user))
    undo = reverse("outreach:approach_take_back", args=[row.pk])
    flash(request, _("The mail to %(name)s leaves in the reader's working hours.") % {"name": row.contact.name}, undo=undo)
    return go(request, _onward(row))


@require_POST
@complaints_as_toasts
def skip(request: Any, approach_id: int) -> HttpResponse:
    """Leave one person out of the campaign; then go on to the next draft."""
    row = approach_or_404(request, approach_id)
    campaigns.leave_out(request.workspace, row.pk, now=timezone.now(), actor=str(request.user))
    undo = reverse("outreach:approach_again", args=[row.pk])
    flash(request, _("%(name)s is left out.") % {"name": row.contact.name}, undo=undo)
    return go(request, _onward(row))


@require_POST
@complaints_as_toasts
def take_back(request: Any, approach_id: int) -> HttpResponse:
    """Keep a mail that has not left: it waits for the owner's word again."""
    row = approach_or_404(request, approach_id)
    approving.take_back(request.workspace, row.pk, now=timezone.now(), actor=str(request.user))
    flash(request, _("The mail to %(name)s stays here and waits for your word.") % {"name": row.contact.name})
    return go(request, reverse("outreach:approach", args=[row.pk]))


@require_POST
@complaints_as_toasts
def again(request: Any, approach_id: int) -> HttpResponse:
    """Take somebody in again who was left out or stopped: the draft waits for the owner's word."""
    row = approach_or_404(request, approach_id)
    campaigns_people.propose_again(request.workspace, row.pk, now=timezone.now(), actor=str(request.user))
    flash(request, _("%(name)s is in the campaign again.") % {"name": row.contact.name})
    return go(request, reverse("outreach:approach", args=[row.pk]))


@require_POST
@complaints_as_toasts
def stop(request: Any, approach_id: int) -> HttpResponse:
    """Write no more to this person in this campaign: no follow-up comes."""
    row = approach_or_404(request, approach_id)
    stopping.stop_approach(request.workspace, row.pk, now=timezone.now(), actor=str(request.user))
    flash(request, _("%(name)s gets no follow-up.") % {"name": row.contact.name})
    return go(request, reverse("outreach:approach", args=[row.pk]))


@require_POST
@complaints_as_toasts
def rewrite(request: Any, approach_id: int) -> HttpResponse:
    """Write one draft anew from the campaign's words and what is stored now."""
    row = approach_or_404(request, approach_id)
    if not drafts.write(Drafter(), row, now=timezone.now()):
        raise UserError(_("This draft was changed by hand, or is on its way; nothing was written anew."))
    return go(request, reverse("outreach:approach", args=[row.pk]))


def _form(request: Any, row: Approach) -> DraftForm | None:
    if row.state != ApproachState.PROPOSED:
        return None
    initial = {"subject": row.subject, "text": row.text, "revision": row.revision}
    return DraftForm(request.POST if request.method == "POST" else None, initial=initial)


def _context(request: Any, row: Approach, form: DraftForm | None) -> dict[str, Any]:
    now = timezone.now()
    contact = row.contact
    contact.client = row.client  # loaded along with it
    settings, account = reads.settings_of(request.workspace), account_of(request.workspace.pk)
    is_open = row.state in (ApproachState.PROPOSED, ApproachState.APPROVED, ApproachState.QUEUED)
    permission = (
        permission_for(contact, suppressed=is_suppressed(request.workspace.pk, contact.email), today=now.date()) if is_open else None
    )
    onward = reads.next_to_read(row) if row.state == ApproachState.PROPOSED else None
    return {
        "approach": row,
        "form": form,
        "mail": letter_of(row, settings, account, _mail(request, row)) if row.text else None,
        "answers": _answers(request, row),
        "lines": lines_of(row.lines, f"{row.subject}\n{row.text}"),
        "permission": _permission(permission),
        "basis": _basis(contact),
        "basis_url": address_of("clients:contact_basis", row.client_id, row.contact_id),
        "others": reads.others_of(row),
        "next_url": reverse("outreach:approach", args=[onward]) if onward else "",
        "standing_words": standing_of(row, now),
        "lead": " · ".join(filter(None, [contact.role, row.client.name, contact.email])),
        "can_approve": row.state == ApproachState.PROPOSED
        and bool(row.text)
        and not row.problems
        and (permission is None or permission.allowed),
        "can_skip": row.state == ApproachState.PROPOSED,
        "can_take_back": row.state in (ApproachState.APPROVED, ApproachState.QUEUED),
        "can_propose": row.state in (ApproachState.SKIPPED, ApproachState.STOPPED) and row.campaign.state != CampaignState.ENDED,
        "can_stop": row.state == ApproachState.SENT and row.ended_at is None and not row.is_follow_up and row.campaign.follows_up,
        "now": now,
    }


def _mail(request: Any, row: Approach) -> Any:
    mail_id = mail_id_of(row)
    return mail_of(request.workspace.pk, mail_id) if mail_id else None


def _answers(request: Any, row: Approach) -> list[Any]:
    """Return what came back to this mail, the newest first; nothing can before it has left."""
    return list(replies_about(request.workspace.pk, ABOUT, row.pk)[:20]) if row.sent_at else []


def _permission(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    rule = " · ".join(filter(None, [found.rule, found.link, found.note(_)]))
    return {"allowed": found.allowed, "why": found.explained(_), "todo": found.advice(_), "rule": rule}


def _basis(contact: Any) -> list[tuple[str, str]]:
    rows = (
        (_("Basis"), contact.get_basis_display() if contact.basis else ""),
        (_("Known from"), contact.basis_source),
        (_("Since"), day_of(contact.basis_on)),
        (_("Country"), contact.country or contact.client.country),
    )
    return [(name, value) for name, value in rows if value]


def _onward(row: Approach) -> str:
    onward = reads.next_to_read(row)
    return reverse("outreach:approach", args=[onward]) if onward else reverse("outreach:campaign", args=[row.campaign_id])
