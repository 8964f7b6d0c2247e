"""What time does to proposals: the one follow-up before the last day, and the end after it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.proposals.events import ProposalExpired
from freehold.apps.proposals.models import FollowUp, Proposal, ProposalState
from freehold.apps.proposals.services.links import with_link
from freehold.apps.proposals.services.locking import ABOUT, local_day, locked, stop_follow_up, touch
from freehold.apps.proposals.services.mail_kinds import FOLLOW_UP
from freehold.apps.proposals.services.notes import tell_owner
from freehold.apps.proposals.services.sending import cancel_waiting
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.mailing.events import MailReplied
from freehold.kit.mailing.selectors import mail_of, reply_of
from freehold.kit.mailing.services import queue
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

_OPEN = (ProposalState.SENT, ProposalState.SEEN)
_MOST = 200
LONGEST_TEXT = 20_000


def expire_due(now: datetime) -> int:
    """End every proposal whose last day has gone by where its owner is; return how many. Run often: it ends each once."""
    # any workspace: a task that works for everybody. No time zone is more than a day away.
    rows = Proposal.objects.filter(state__in=_OPEN, valid_until__lte=(now + timedelta(days=1)).date())
    return sum(
        _expire(workspace_id, pk, now) for workspace_id, pk in rows.order_by("valid_until").values_list("workspace_id", "pk")[:_MOST]
    )


def follow_up_due(now: datetime) -> int:
    """Put the follow-ups whose day has come into the outbox; return how many. One that comes too late stays unsent."""
    # any workspace: a task that works for everybody
    rows = Proposal.objects.filter(follow_up=FollowUp.PLANNED, follow_up_on__lte=(now + timedelta(days=1)).date())
    ids = rows.order_by("follow_up_on").values_list("workspace_id", "pk")[:_MOST]
    return sum(_follow_up(workspace_id, pk, now) for workspace_id, pk in ids)


@transaction.atomic
def change_follow_up(
    workspace: Workspace, proposal_id: int, *, on: date | None, subject: str = "", text: str = "", now: datetime, actor: str = ""
) -> Proposal:
    """Plan the follow-up for another day or in other words, or with `on` None plan none.

    Raises UserError when it has left, when the proposal is at its end, or the day lies not before the last one.
    """
    proposal = locked(workspace, proposal_id)
    if proposal.follow_up in {FollowUp.QUEUED, FollowUp.SENT} or proposal.state not in {ProposalState.DRAFT, *_OPEN}:
        raise UserError(_("The follow-up of this proposal has left or is not wanted any more. Nothing was changed."))
    if on is None:
        proposal.follow_up, proposal.follow_up_on, proposal.follow_up_reason = FollowUp.STOPPED, None, "by_hand"
    else:
        if on <= local_day(proposal, now) or (proposal.valid_until is not None and on > proposal.valid_until):
            raise UserError(_("The follow-up lies between tomorrow and the last day. Nothing was changed. Choose another day."))
        from freehold.apps.proposals.services.mail_words import mail_words

        words = mail_words(proposal, FOLLOW_UP)
        proposal.follow_up, proposal.follow_up_on, proposal.follow_up_reason = FollowUp.PLANNED, on, ""
        proposal.follow_up_subject = " ".join(subject.split())[:200] or proposal.follow_up_subject or words.subject
        proposal.follow_up_text = text.replace("\0", "").strip()[:LONGEST_TEXT] or proposal.follow_up_text or words.text
    touch(proposal, now, "follow_up", "follow_up_on", "follow_up_reason", "follow_up_subject", "follow_up_text")
    detail = {"on": on.isoformat() if on else ""}
    record("proposal.follow_up_changed", workspace_id=proposal.workspace_id, actor=actor, target=proposal, detail=detail, at=now)
    return proposal


def mail_replied(event: MailReplied) -> None:
    """Stop the follow-up when the client has answered by mail; for config/wiring. What a machine answered is no answer."""
    mail = mail_of(event.workspace_id, event.mail_id)
    if mail is None or mail.about_type != ABOUT or not mail.about_id.isdigit():
        return
    reply = reply_of(event.workspace_id, event.reply_id)
    if reply is not None and (reply.automatic or reply.direction != "from_them"):
        return
    with transaction.atomic():
        rows = Proposal.objects.for_workspace(event.workspace_id).select_for_update(of=("self",)).select_related("workspace")
        proposal = rows.filter(pk=int(mail.about_id)).first()
        changed = stop_follow_up(proposal, "replied") if proposal is not None else ()
        if proposal is not None and changed:
            cancel_waiting(proposal, by="system", now=reply.read_at if reply else mail.created_at, kind=FOLLOW_UP)
            touch(proposal, reply.read_at if reply else proposal.changed_at, *changed)


@transaction.atomic
def _expire(workspace_id: int, proposal_id: int, now: datetime) -> int:
    proposal = locked(workspace_id, proposal_id)
    if proposal.state not in _OPEN or proposal.valid_until is None or proposal.valid_until >= local_day(proposal, now):
        return 0
    proposal.state, proposal.expired_at = ProposalState.EXPIRED, now
    changed = stop_follow_up(proposal, "expired")
    if changed:
        cancel_waiting(proposal, by="system", now=now, kind=FOLLOW_UP)
    touch(proposal, now, "state", "expired_at", *changed)
    record("proposal.expired", workspace_id=workspace_id, actor="system", target=proposal, detail={"number": proposal.number}, at=now)
    publish(ProposalExpired(workspace_id, proposal.pk), now)
    tell_owner(proposal, "expired", "expired", "", "", now=now)
    return 1


@transaction.atomic
def _follow_up(workspace_id: int, proposal_id: int, now: datetime) -> int:
    proposal = locked(workspace_id, proposal_id)
    today = local_day(proposal, now)
    if proposal.follow_up != FollowUp.PLANNED or proposal.follow_up_on is None or proposal.follow_up_on > today:
        return 0
    if proposal.state not in _OPEN or not proposal.sent_to or (proposal.valid_until is not None and proposal.valid_until < today):
        touch(proposal, now, *stop_follow_up(proposal, "expired" if proposal.state in _OPEN else str(proposal.state)))
        return 0
    queue(
        workspace_id,
        kind=FOLLOW_UP,
        key=f"proposal:{proposal.pk}:follow_up",
        to=proposal.sent_to,
        to_name=proposal.sent_to_name,
        subject=proposal.follow_up_subject,
        text=with_link(proposal, proposal.follow_up_text, now=now),
        language=proposal.language,
        about=(ABOUT, str(proposal.pk)),
        reply_to=billing_settings(workspace_id).email,
        automatic=True,
        now=now,
    )
    proposal.follow_up = FollowUp.QUEUED
    touch(proposal, now, "follow_up")
    return 1
