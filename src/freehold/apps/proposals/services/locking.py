"""Holding one proposal of a workspace while it changes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.translation import gettext as _

from freehold.apps.proposals.models import FollowUp, Proposal, ProposalSettings
from freehold.domain.errors import UserError
from freehold.kit.scoping.ref import Workspace, id_of

ABOUT = "proposals.proposal"


def locked(workspace: Workspace, proposal_id: int) -> Proposal:
    """Return the proposal, held until the transaction ends. Raises UserError when it is not of this workspace."""
    rows = Proposal.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("workspace")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        raise UserError(_("This proposal is not there any more. Nothing was changed."))
    return proposal


def touch(proposal: Proposal, now: datetime, *fields: str) -> None:
    """Save these fields and move the mark of the last change on, also within one tick of the clock."""
    proposal.changed_at = max(now, proposal.changed_at + timedelta(microseconds=1))
    proposal.save(update_fields=[*fields, "changed_at"])


def local_day(proposal: Proposal, now: datetime) -> date:
    """Return the day that it is where the owner is: a proposal ends with the owner's day."""
    return day_in(proposal.workspace.time_zone, now)


def day_in(zone: str, now: datetime) -> date:
    """Return the day of a moment in a time zone; in UTC for a zone that does not exist."""
    try:
        return now.astimezone(ZoneInfo(zone or "UTC")).date()
    except (ZoneInfoNotFoundError, ValueError):
        return now.astimezone(ZoneInfo("UTC")).date()


def settings_of(workspace: Workspace) -> ProposalSettings:
    """Return how the workspace proposes; before it is first saved a row that is not stored."""
    return ProposalSettings.objects.for_workspace(workspace).first() or ProposalSettings(workspace_id=id_of(workspace))


def stop_follow_up(proposal: Proposal, why: str) -> tuple[str, ...]:
    """Let no follow-up go out any more; return the fields that changed."""
    if proposal.follow_up not in {FollowUp.PLANNED, FollowUp.QUEUED}:
        return ()
    proposal.follow_up, proposal.follow_up_reason = FollowUp.STOPPED, why[:40]
    return ("follow_up", "follow_up_reason")
