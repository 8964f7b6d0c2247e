"""Campaigns: made, changed, started, paused and ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.accounts import selectors as accounts
from freehold.apps.outreach.events import CampaignEnded, CampaignStarted
from freehold.apps.outreach.models import LIVE, Approach, ApproachState, Campaign, CampaignState
from freehold.apps.outreach.services.campaigns_drafts import change_text, store_draft
from freehold.apps.outreach.services.campaigns_people import Added, add_people, leave_out, propose_again
from freehold.apps.outreach.services.stopping_mails import cancel_later
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

__all__ = [
    "Added",
    "add_people",
    "change_campaign",
    "change_text",
    "create_campaign",
    "end_campaign",
    "leave_out",
    "pause_campaign",
    "propose_again",
    "start_campaign",
    "store_draft",
]
LONGEST = {"name": 200, "purpose": 5_000, "tone": 20, "language": 8, "subject": 500, "follow_up_subject": 500}
LONGEST_TEMPLATE = 20_000
TEMPLATES = ("subject", "body", "follow_up_subject", "follow_up_body", "language", "tone")
_TEXTS = ("name", "purpose", *TEMPLATES)


@transaction.atomic
def create_campaign(
    workspace: Workspace,
    *,
    name: str,
    now: datetime,
    actor: str = "",
    segment: dict[str, Any] | None = None,
    freelancer_id: int | None = None,
    **texts: str,
) -> Campaign:
    """Begin a campaign as a draft. `texts` are purpose, language, tone, subject, body, follow_up_subject and follow_up_body.

    Raises UserError for a campaign without a name, and for texts that are too long.
    """
    row = Campaign(workspace_id=id_of(workspace), segment=segment or {}, created_at=now, changed_at=now)
    _fill(row, {"name": name, **texts})
    row.freelancer_id = _freelancer(workspace, freelancer_id)
    row.save()
    record("outreach.campaign_created", workspace_id=row.workspace_id, actor=actor, target=row, detail={"name": row.name}, at=now)
    return row


@transaction.atomic
def change_campaign(workspace: Workspace, campaign_id: int, *, now: datetime, actor: str = "", **values: Any) -> Campaign:
    """Change what `create_campaign` is given. New templates make the drafts that nobody has changed or approved be written anew.

    What was approved keeps its words. Raises UserError for a campaign that has ended.
    """
    row = locked_campaign(workspace, campaign_id)
    if row.state == CampaignState.ENDED:
        raise UserError(_("This campaign has ended. Nothing was changed. Make a new one from it."))
    before = {name: getattr(row, name) for name in (*_TEXTS, "segment", "freelancer_id")}
    _fill(row, {name: value for name, value in values.items() if name not in {"segment", "freelancer_id"}})
    if "segment" in values:
        row.segment = values["segment"] or {}
    if "freelancer_id" in values:
        row.freelancer_id = _freelancer(workspace, values["freelancer_id"])
    changed = sorted(name for name, value in before.items() if getattr(row, name) != value)
    if set(changed) & {*TEMPLATES, "freelancer_id"}:
        row.revision += 1
    row.changed_at = now
    row.save()
    if changed:
        record("outreach.campaign_changed", workspace_id=row.workspace_id, actor=actor, target=row, detail={"fields": changed}, at=now)
    return row


@transaction.atomic
def start_campaign(workspace: Workspace, campaign_id: int, *, now: datetime, actor: str = "") -> Campaign:
    """Let approved mails of a campaign leave, or leave again after a pause. Twice does no harm."""
    row = locked_campaign(workspace, campaign_id)
    if row.state == CampaignState.ENDED:
        raise UserError(_("This campaign has ended. Nothing was changed. Make a new one from it."))
    if row.state == CampaignState.RUNNING:
        return row
    row.state, row.changed_at = CampaignState.RUNNING, now
    row.started_at = row.started_at or now
    row.save(update_fields=["state", "changed_at", "started_at"])
    record("outreach.campaign_started", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    publish(CampaignStarted(row.workspace_id, row.pk), now)
    return row


@transaction.atomic
def pause_campaign(workspace: Workspace, campaign_id: int, *, now: datetime, actor: str = "") -> Campaign:
    """Let nothing leave until the campaign is started again; what is in the outbox waits there. Twice does no harm."""
    row = locked_campaign(workspace, campaign_id)
    if row.state != CampaignState.RUNNING:
        return row
    row.state, row.changed_at = CampaignState.PAUSED, now
    row.save(update_fields=["state", "changed_at"])
    record("outreach.campaign_paused", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def end_campaign(workspace: Workspace, campaign_id: int, *, now: datetime, actor: str = "") -> Campaign:
    """End a campaign for good: nothing more leaves and nobody is followed up; answers are still counted. Twice does no harm."""
    row = locked_campaign(workspace, campaign_id)
    if row.state == CampaignState.ENDED:
        return row
    row.state, row.changed_at, row.ended_at = CampaignState.ENDED, now, now
    row.save(update_fields=["state", "changed_at", "ended_at"])
    rows = Approach.objects.for_workspace(workspace).select_for_update().filter(campaign=row)
    waiting = list(rows.filter(state__in=LIVE).order_by("pk"))
    cancel_later([one for one in waiting if one.state == ApproachState.QUEUED], now)
    words = _("The campaign has ended.")
    ended = {"ended_at": now, "changed_at": now, "reason": words}
    rows.filter(pk__in=[one.pk for one in waiting]).update(state=ApproachState.STOPPED, **ended)
    rows.filter(state=ApproachState.SENT, ended_at=None).update(due_at=None)
    record("outreach.campaign_ended", workspace_id=row.workspace_id, actor=actor, target=row, detail={"stopped": len(waiting)}, at=now)
    publish(CampaignEnded(row.workspace_id, row.pk), now)
    return row


def locked_campaign(workspace: Workspace, campaign_id: int) -> Campaign:
    """Return the campaign, held until the transaction ends. Raises UserError when it is not of this workspace."""
    row = Campaign.objects.for_workspace(workspace).select_for_update().filter(pk=campaign_id).first()
    if row is None:
        raise UserError(_("This campaign is not there any more. Nothing was changed."))
    return row


def _fill(row: Campaign, texts: dict[str, Any]) -> None:
    unknown = sorted(set(texts) - set(_TEXTS))
    if unknown:
        raise UserError(_("A campaign has no “%(name)s”. Nothing was saved.") % {"name": unknown[0]})
    for name, value in texts.items():
        text = str(value).replace("\x00", "").replace("\r\n", "\n").strip()
        if name not in {"purpose", "body", "follow_up_body"}:
            text = " ".join(text.split())
        longest = LONGEST.get(name, LONGEST_TEMPLATE)
        if len(text) > longest:
            raise UserError(
                _("A text of this campaign is longer than %(most)d characters. Nothing was saved; shorten it.") % {"most": longest}
            )
        setattr(row, name, text)
    if not row.name:
        raise UserError(_("A campaign needs a name. Nothing was saved; write one."))


def _freelancer(workspace: Workspace, freelancer_id: int | None) -> int | None:
    if freelancer_id is not None and accounts.freelancer(id_of(workspace), freelancer_id) is None:
        raise UserError(_("This freelancer is not there any more. Nothing was saved."))
    return freelancer_id
