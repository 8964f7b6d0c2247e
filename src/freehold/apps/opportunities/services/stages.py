"""What the person decides: shortlist, dismiss, move, follow up, note; every move can be undone."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.opportunities.events import OpportunityWon
from freehold.apps.opportunities.models import Match, Opportunity, Stage, StageChange, StageReason
from freehold.apps.opportunities.services import families, preferences
from freehold.domain.errors import UserError
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

NOTE_LENGTH = 20_000


def shortlist(workspace: Workspace, opportunity_id: int, *, now: datetime, actor: str = "") -> StageChange | None:
    """Put an opportunity on the shortlist; also one that a constraint blocks, as the person's word goes before the rule."""
    return move(workspace, opportunity_id, Stage.SHORTLISTED, now=now, actor=actor)


def dismiss(workspace: Workspace, opportunity_id: int, *, reason: str = "", now: datetime, actor: str = "") -> StageChange | None:
    """Put an opportunity away, with the reason if the person gives one (a value of StageReason)."""
    return move(workspace, opportunity_id, Stage.DISMISSED, reason=reason, now=now, actor=actor)


@transaction.atomic
def move(workspace: Workspace, opportunity_id: int, stage: str, *, reason: str = "", now: datetime, actor: str = "") -> StageChange | None:
    """Move an opportunity to another stage; return the change, or None when it is there already.

    Raises UserError for an unknown stage, an unknown reason, or an opportunity that is not of this workspace.
    """
    if stage not in Stage.values:
        raise UserError(_("There is no stage “%(stage)s”. Nothing was moved. Choose one from the list.") % {"stage": stage})
    if reason not in StageReason.values:
        raise UserError(_("There is no reason “%(reason)s”. Nothing was moved. Choose one from the list.") % {"reason": reason})
    opportunity = locked(workspace, opportunity_id)
    if opportunity.stage == stage and opportunity.stage_reason == reason:
        return None
    change = StageChange.objects.create(
        opportunity=opportunity, before=opportunity.stage, after=stage, reason=reason, at=now, actor=actor[:200]
    )
    _put(opportunity, stage, reason, now)
    preferences.ask(opportunity.workspace_id, now=now)
    if stage == Stage.WON:
        publish(OpportunityWon(opportunity.workspace_id, opportunity.pk, opportunity.company), now)
    return change


@transaction.atomic
def undo(workspace: Workspace, change_id: int, *, now: datetime) -> Opportunity:
    """Take back the last move of an opportunity; doing it twice does no harm.

    Raises UserError when it was moved again since, or the change is not of this workspace.
    """
    mine = Opportunity.objects.for_workspace(workspace)
    change = StageChange.objects.filter(pk=change_id, opportunity__in=mine).first()
    if change is None:
        raise UserError(_("This change is not there any more. Nothing was moved."))
    opportunity = locked(workspace, change.opportunity_id)
    change.refresh_from_db()
    if change.undone_at is not None:
        return opportunity
    standing = opportunity.stage_changes.filter(undone_at=None).order_by("-at", "-pk")
    if standing.first() != change:
        raise UserError(_("“%(title)s” was moved again since. Nothing was undone. Move it by hand.") % {"title": opportunity.title})
    earlier = standing.exclude(pk=change.pk).first()
    change.undone_at = now
    change.save(update_fields=["undone_at"])
    _put(opportunity, change.before, earlier.reason if earlier else "", earlier.at if earlier else None)
    preferences.ask(opportunity.workspace_id, now=now)
    return opportunity


@transaction.atomic
def follow_up(workspace: Workspace, opportunity_id: int, on: date | None) -> Opportunity:
    """Set the day to look at an opportunity again, or take it away with None."""
    opportunity = locked(workspace, opportunity_id)
    opportunity.follow_up_on = on
    opportunity.save(update_fields=["follow_up_on"])
    return opportunity


@transaction.atomic
def write_note(workspace: Workspace, opportunity_id: int, note: str) -> Opportunity:
    """Keep the person's own words about an opportunity. Raises UserError when they are longer than 20,000 characters."""
    text = note.replace("\x00", "").strip()
    if len(text) > NOTE_LENGTH:
        raise UserError(_("The note is longer than 20,000 characters. The former note was kept. Shorten it and save again."))
    opportunity = locked(workspace, opportunity_id)
    opportunity.note = text
    opportunity.save(update_fields=["note"])
    return opportunity


def locked(workspace: Workspace, opportunity_id: int) -> Opportunity:
    """Return the opportunity, held until the transaction ends. Raises UserError when it is not of this workspace."""
    opportunity = Opportunity.objects.for_workspace(workspace).select_for_update().filter(pk=opportunity_id).first()
    if opportunity is None:
        raise UserError(_("This opportunity is not there any more. Nothing was changed."))
    return opportunity


def _put(opportunity: Opportunity, stage: str, reason: str, at: datetime | None) -> None:
    opportunity.stage, opportunity.stage_reason, opportunity.stage_changed_at = stage, reason, at
    opportunity.save(update_fields=["stage", "stage_reason", "stage_changed_at"])
    Match.objects.filter(opportunity=opportunity).update(stage=stage)
    if opportunity.family_id is not None:
        families.represent(opportunity.workspace_id, [opportunity.family_id])
