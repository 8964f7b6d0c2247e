"""A person's word: one mail, or all of a campaign after reading a sample of them, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.outreach.models import Approach, ApproachState, Campaign, CampaignState
from freehold.apps.outreach.selectors.campaigns import settings_of
from freehold.apps.outreach.services.campaigns import locked_campaign, start_campaign
from freehold.apps.outreach.services.gate_judging import judged
from freehold.domain.errors import UserError
from freehold.domain.outreach.cadence import after
from freehold.kit.audit import record
from freehold.kit.mailing.services import approve_kind, cancel
from freehold.kit.scoping.ref import Workspace, id_of

KIND = "outreach"


@dataclass(frozen=True, slots=True)
class Approved:
    """How many mails were approved, and the others as (id of the approach, reason in plain words)."""

    count: int
    refused: list[tuple[int, str]]


@transaction.atomic
def approve(workspace: Workspace, approach_id: int, *, revision: int, now: datetime, actor: str = "") -> Approach:
    """Let one mail leave with the words of `revision`, those the person saw. Twice does no harm.

    Raises UserError when the words were changed since, something in them is wrong, or the person may not be approached.
    """
    row = _locked(workspace, approach_id)
    _check_workspace(row.campaign)
    if row.revision != revision:
        raise UserError(_("These words were changed since you opened them. Nothing is sent. Look at them as they are now."))
    if row.state in {ApproachState.APPROVED, ApproachState.QUEUED}:
        return row
    reason = _refusal(row, now)
    if reason:
        raise UserError(reason + " " + _("Nothing is sent."))
    _approve(row, now, actor)
    _let_leave(row.campaign, now, actor)
    record("outreach.approved", workspace_id=row.workspace_id, actor=actor, target=row, detail={"revision": revision}, at=now)
    return row


@transaction.atomic
def read_sample(workspace: Workspace, campaign_id: int, *, now: datetime, actor: str = "") -> Campaign:
    """Note that a person has read a sample of the drafts as the templates make them now."""
    row = locked_campaign(workspace, campaign_id)
    if not row.sample_is_read:
        row.sample_revision, row.sample_read_at, row.sample_read_by = row.revision, now, actor[:200]
        row.save(update_fields=["sample_revision", "sample_read_at", "sample_read_by"])
        record("outreach.sample_read", workspace_id=row.workspace_id, actor=actor, target=row, detail={"revision": row.revision}, at=now)
    return row


@transaction.atomic
def approve_all(workspace: Workspace, campaign_id: int, *, now: datetime, actor: str = "") -> Approved:
    """Let all drafts of a campaign leave that are whole; the others stay, each with its reason.

    Raises UserError when nobody has read a sample of the drafts as they are now.
    """
    campaign = locked_campaign(workspace, campaign_id)
    _check_workspace(campaign)
    if campaign.state == CampaignState.ENDED:
        raise UserError(_("This campaign has ended. Nothing is sent."))
    if not campaign.sample_is_read:
        raise UserError(_("Read a sample of the mails first, as they are now. Nothing is sent."))
    rows = Approach.objects.for_workspace(workspace).select_for_update().filter(campaign=campaign, state=ApproachState.PROPOSED)
    count, refused = 0, []
    for row in rows.order_by("pk"):
        row.campaign = campaign
        reason = _refusal(row, now)
        if not reason and not row.edited and row.template_revision != campaign.revision:
            reason = _("This draft is of an older template; it is being written anew.")
        if reason:
            refused.append((row.pk, reason))
            continue
        _approve(row, now, actor)
        count += 1
    if count:
        _let_leave(campaign, now, actor)
        detail = {"approved": count, "refused": len(refused), "revision": campaign.revision}
        record("outreach.all_approved", workspace_id=campaign.workspace_id, actor=actor, target=campaign, detail=detail, at=now)
    return Approved(count, refused)


@transaction.atomic
def take_back(workspace: Workspace, approach_id: int, *, now: datetime, actor: str = "") -> Approach:
    """Take the word back: the mail waits for it again. Raises UserError when it has left, or is just leaving."""
    seen = Approach.objects.for_workspace(workspace).filter(pk=approach_id).first()
    if seen is not None and seen.state == ApproachState.QUEUED and seen.mail_id is not None:
        # The mail first and the approach second, as who sends holds them.
        cancel(id_of(workspace), seen.mail_id, by=actor, now=now)
    row = _locked(workspace, approach_id)
    if row.state == ApproachState.PROPOSED:
        return row
    if row.state not in {ApproachState.APPROVED, ApproachState.QUEUED}:
        raise UserError(_("This mail cannot be taken back (%(state)s). Nothing was changed.") % {"state": row.get_state_display()})
    row.state, row.approved_at, row.approved_by, row.due_at, row.reason = ApproachState.PROPOSED, None, "", None, ""
    row.mail_id, row.queued_at, row.changed_at = None, None, now
    row.revision += 1
    row.save()
    record("outreach.taken_back", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


def _refusal(row: Approach, now: datetime) -> str:
    """Return why a mail cannot be approved, "" when it can."""
    if row.state != ApproachState.PROPOSED:
        return _("This mail is no longer waiting for your word (%(state)s).") % {"state": row.get_state_display()}
    if not row.subject.strip() or not row.text.strip():
        return _("This mail has no words yet.")
    if row.problems:
        return " ".join(str(problem) for problem in row.problems)
    if not settings_of(row.workspace_id).postal_address.strip():
        return _("Every such mail must name your postal address. Add it in the settings of outreach.")
    return judged(row, now).refused


def _approve(row: Approach, now: datetime, actor: str) -> None:
    row.state, row.approved_at, row.approved_by, row.changed_at = after(row.state, "approve"), now, actor[:200], now
    row.due_at, row.reason = row.due_at or now, ""
    row.save(update_fields=["state", "approved_at", "approved_by", "changed_at", "due_at", "reason"])


def _let_leave(campaign: Campaign, now: datetime, actor: str) -> None:
    """Allow the kind of mail in this workspace, and start the campaign when it is new; one that is paused stays so."""
    approve_kind(campaign.workspace_id, KIND, by=actor, now=now)
    if campaign.state == CampaignState.DRAFT:
        start_campaign(campaign.workspace_id, campaign.pk, now=now, actor=actor)


def _locked(workspace: Workspace, approach_id: int) -> Approach:
    rows = Approach.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("campaign", "campaign__workspace")
    row = rows.filter(pk=approach_id).first()
    if row is None:
        raise UserError(_("This mail is not there any more. Nothing was changed."))
    return row


def _check_workspace(campaign: Campaign) -> None:
    if campaign.workspace.is_demo:
        raise UserError(_("This is the demo: nothing leaves it. In your own workspace this button sends the mail."))
