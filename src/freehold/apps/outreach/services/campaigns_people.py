"""The people of a campaign: who may be written to is added, and of everybody else it is said why not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.outreach.models import LIVE, WRITTEN, Approach, ApproachState, Campaign, CampaignState, OutreachSettings
from freehold.apps.outreach.services.gate_judging import judged
from freehold.apps.outreach.services.gate_permission import permission_for, refusal_words
from freehold.apps.outreach.services.settings import stored_settings
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.models import MailState
from freehold.kit.mailing.selectors import mail_of, suppressed_among
from freehold.kit.scoping.ref import Workspace, id_of

REST = timedelta(days=90)
"""Who was written to is left in peace for so long."""
MOST_AT_ONCE = 2_000


@dataclass(slots=True)
class Added:
    """How many people were added, and the others as (id of the contact, reason in plain words)."""

    added: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def add_people(workspace: Workspace, campaign_id: int, contact_ids: Iterable[int], *, now: datetime, actor: str = "") -> Added:
    """Add people to a campaign, each with an approach that waits for a draft and a person's word. Twice does no harm.

    Refused are those who may not be approached by the rule of their country, who want no more mail, who have no address, and who were or
    are being approached already. Raises UserError for a campaign that has ended, or more than 2,000 people.
    """
    ids = list(dict.fromkeys(contact_ids))
    if len(ids) > MOST_AT_ONCE:
        raise UserError(_("At most 2,000 people can be added at once. Nothing was added; choose fewer."))
    campaign = _open_campaign(workspace, campaign_id)
    _one_at_a_time(workspace, now)
    people = {row.pk: row for row in clients.contacts(workspace, ids=ids)}
    known = _Known(id_of(workspace), campaign, list(people.values()), now)
    answer = Added()
    for contact_id in ids:
        reason = known.refusal(people.get(contact_id))
        if not reason:
            reason = "" if _added(campaign, people[contact_id], known, now) else _already()
        if reason:
            answer.refused.append((contact_id, reason))
        else:
            answer.added += 1
    if answer.added:
        detail = {"added": answer.added, "refused": len(answer.refused)}
        record("outreach.people_added", workspace_id=campaign.workspace_id, actor=actor, target=campaign, detail=detail, at=now)
    return answer


@transaction.atomic
def leave_out(workspace: Workspace, approach_id: int, *, now: datetime, actor: str = "") -> Approach:
    """Leave somebody out of a campaign before anything has left. Raises UserError when it is on its way already."""
    row = Approach.objects.for_workspace(workspace).select_for_update().filter(pk=approach_id).first()
    if row is None:
        raise UserError(_("This person is not in the campaign any more. Nothing was changed."))
    if row.state == ApproachState.SKIPPED:
        return row
    if row.state not in {ApproachState.PROPOSED, ApproachState.APPROVED}:
        raise UserError(_("This mail is on its way already (%(state)s). Take it back first.") % {"state": row.get_state_display()})
    row.state, row.reason, row.ended_at, row.changed_at = ApproachState.SKIPPED, _("You left this person out."), now, now
    row.save(update_fields=["state", "reason", "ended_at", "changed_at"])
    record("outreach.left_out", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


@transaction.atomic
def propose_again(workspace: Workspace, approach_id: int, *, now: datetime, actor: str = "") -> Approach:
    """Have somebody who was left out or stopped wait for a draft and your word again, at the address they have now.

    Raises UserError when a mail may have left to them, or they may not be approached.
    """
    rows = Approach.objects.for_workspace(workspace).select_for_update(of=("self",)).select_related("campaign")
    row = rows.filter(pk=approach_id).first()
    if row is None:
        raise UserError(_("This person is not in the campaign any more. Nothing was changed."))
    if row.state == ApproachState.PROPOSED:
        return row
    mail = mail_of(row.workspace_id, row.mail_id) if row.mail_id is not None else None
    if row.state not in {ApproachState.SKIPPED, ApproachState.STOPPED} or (mail is not None and mail.state != MailState.CANCELLED):
        raise UserError(_("This mail cannot be proposed again (%(state)s). Nothing was changed.") % {"state": row.get_state_display()})
    contact = clients.contact(workspace, row.contact_id)
    found = judged(row, now)
    if found.refused or contact is None:
        raise UserError(f"{found.refused} {_('Nothing was changed.')}")
    row.state, row.reason, row.ended_at, row.due_at = ApproachState.PROPOSED, "", None, None
    row.mail_id, row.queued_at, row.approved_at, row.approved_by = None, None, None, ""
    _one_at_a_time(workspace, now)
    keep_address(row, contact.email, again=True)
    row.revision += 1
    row.changed_at = now
    row.save()
    record("outreach.proposed_again", workspace_id=row.workspace_id, actor=actor, target=row, at=now)
    return row


def keep_address(row: Approach, address: str, *, again: bool = False) -> None:
    """Let an approach, held by the caller, be for the address that its person has now.

    Raises UserError when somebody with that address is being approached already: two people with one address are one reader.
    """
    digest = digest_of(row.workspace_id, address)
    if digest == row.address_digest and not again:
        return
    others = Approach.objects.for_workspace(row.workspace_id).filter(address_digest=digest).exclude(pk=row.pk)
    if others.filter(campaign_id=row.campaign_id, step=row.step).exists() or others.filter(state__in=LIVE, step=0).exists():
        raise UserError(_already())
    row.address_digest = digest
    try:
        with transaction.atomic():
            row.save(update_fields=["address_digest"])
    except IntegrityError:
        raise UserError(_already()) from None


def _one_at_a_time(workspace: Workspace, now: datetime) -> None:
    """Let nobody else add people in this workspace until the transaction ends: an address must not get into two campaigns at once."""
    settings = stored_settings(workspace, now=now)
    OutreachSettings.objects.for_workspace(workspace).select_for_update().get(pk=settings.pk)


class _Known:
    """What has to be known of many people at once, read in a few queries."""

    def __init__(self, workspace_id: int, campaign: Campaign, people: list[Any], now: datetime) -> None:
        self.workspace_id, self.now = workspace_id, now
        self.suppressed = suppressed_among(workspace_id, {row.email for row in people if row.email.strip()})
        self.digests = {row.pk: digest_of(workspace_id, row.email) for row in people if row.email.strip()}
        rows = Approach.objects.for_workspace(workspace_id).filter(step=0)
        written = rows.filter(state__in=WRITTEN, sent_at__gt=now - REST)
        self.here = set(rows.filter(campaign=campaign).values_list("contact_id", flat=True))
        self.busy = set(rows.filter(state__in=LIVE).values_list("address_digest", flat=True))
        self.busy |= set(written.values_list("address_digest", flat=True)) - {""}

    def refusal(self, contact: Any) -> str:
        """Return why somebody is not added, "" when they may be."""
        if contact is None:
            return _("This person is not there any more, or the client was put away.")
        if not contact.email.strip():
            return _("No mail address is known of this person.")
        permission = permission_for(contact, suppressed=contact.email in self.suppressed, today=self.now.date())
        if not permission.allowed:
            return refusal_words(permission)
        return _already() if contact.pk in self.here or self.digests[contact.pk] in self.busy else ""


def _already() -> str:
    return _("This address is being approached already, or was within the last three months.")


def _added(campaign: Campaign, contact: Any, known: _Known, now: datetime) -> bool:
    digest = known.digests[contact.pk]
    try:
        with transaction.atomic():
            Approach.objects.create(
                workspace_id=campaign.workspace_id,
                campaign=campaign,
                client_id=contact.client_id,
                contact_id=contact.pk,
                address_digest=digest,
                created_at=now,
                changed_at=now,
            )
    except IntegrityError:
        return False  # the same person, or another one with the same address, was added in this very moment
    known.here.add(contact.pk)
    known.busy.add(digest)
    return True


def _open_campaign(workspace: Workspace, campaign_id: int) -> Campaign:
    row = Campaign.objects.for_workspace(workspace).select_for_update().filter(pk=campaign_id).first()
    if row is None:
        raise UserError(_("This campaign is not there any more. Nothing was changed."))
    if row.state == CampaignState.ENDED:
        raise UserError(_("This campaign has ended, so nobody was added. Make a new one from it."))
    return row
