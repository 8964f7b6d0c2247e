"""Sending proposals: what would go out, the mail with the PDF and the link, what follows when it has left, and taking it back."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.apps.proposals.events import ProposalSent
from freehold.apps.proposals.models import FollowUp, Proposal, ProposalFile, ProposalState, ProposalVersion
from freehold.apps.proposals.services.links import make_link, with_link
from freehold.apps.proposals.services.locking import ABOUT, local_day, locked, settings_of, stop_follow_up, touch
from freehold.apps.proposals.services.mail_kinds import FOLLOW_UP, PROPOSAL
from freehold.apps.proposals.services.mail_words import mail_words
from freehold.apps.proposals.services.rendering import pdf_of
from freehold.apps.proposals.services.stage import move_opportunity
from freehold.apps.proposals.services.versions import editable, newest_version, problems_now
from freehold.domain.errors import UserError
from freehold.domain.proposals.claims import Unproved
from freehold.kit.audit import record
from freehold.kit.mailing import selectors as mailing
from freehold.kit.mailing.events import MailSent
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.mailing.port import MailFile
from freehold.kit.mailing.services import approve_kind, cancel, queue
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody to send to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Prepared:
    """What would go out. `problems` are claims without evidence; with any of them sending asks for the person's word."""

    proposal: Proposal
    version: ProposalVersion
    receivers: tuple[Receiver, ...]
    subject: str
    text: str
    language: str
    problems: tuple[Unproved, ...]
    round: int
    approved: bool
    has_account: bool
    earlier: tuple[OutgoingMail, ...]


def prepare(workspace: Workspace, proposal_id: int, *, now: datetime) -> Prepared:
    """Return what would go out for the newest version: to whom, in which words. Raises UserError when it is at its end."""
    rows = Proposal.objects.for_workspace(workspace).select_related("workspace", "client", "contact")
    proposal = rows.filter(pk=proposal_id).first()
    if proposal is None:
        raise UserError(_("This proposal is not there any more. Nothing was sent."))
    version = newest_version(editable(proposal, None))
    words, workspace_id = mail_words(proposal, PROPOSAL), id_of(workspace)
    earlier = tuple(mail for mail in mailing.mails_about(workspace_id, ABOUT, proposal.pk) if mail.kind == PROPOSAL)
    return Prepared(
        proposal=proposal,
        version=version,
        receivers=tuple(receivers_of(workspace, proposal)),
        subject=words.subject,
        text=words.text,
        language=proposal.language,
        problems=tuple(problems_now(proposal, version, now=now)),
        round=len(earlier),
        approved=mailing.is_approved(workspace_id, PROPOSAL),
        has_account=mailing.account_of(workspace_id) is not None,
        earlier=earlier,
    )


def send(
    workspace: Workspace,
    proposal_id: int,
    *,
    to: str,
    now: datetime,
    to_name: str = "",
    subject: str = "",
    text: str = "",
    seen: int | None = None,
    round_seen: int | None = None,
    approve_by: str = "",
    actor: str = "",
    claims_confirmed: bool = False,
) -> OutgoingMail:
    """Put the mail with PDF and link into the outbox and return it; the same page sent twice sends one mail.

    Empty `subject` and `text` mean the words of `prepare`. `seen` is the version and `round_seen` the round of the page that was looked
    at. `approve_by` names the person who saw what goes out. Raises UserError for a wrong address, a last day that has gone by, a proposal
    at its end, and for claims without evidence unless the person says that they are true (`claims_confirmed`); nothing is sent then.
    """
    ready = prepare(workspace, proposal_id, now=now)
    _refuse(ready, to, seen, claims_confirmed, now)
    turn = ready.round if round_seen is None else round_seen
    address = to.strip()
    key = f"proposal:{proposal_id}:{turn}:{hashlib.sha256(address.lower().encode()).hexdigest()[:32]}"
    pdf = pdf_of(ready.proposal, ready.version, now=now)
    with transaction.atomic():
        proposal = editable(locked(workspace, proposal_id), ready.version.number)
        if approve_by:
            approve_kind(proposal.workspace_id, PROPOSAL, by=approve_by, now=now)
        known = mailing.mail_by_key(proposal.workspace_id, key)
        if known is not None:
            return known
        name = " ".join(to_name.split())[:200] or next((one.name for one in ready.receivers if one.address == address), "")
        _freeze(ready.version, pdf, now)
        mail = queue(
            proposal.workspace_id,
            kind=PROPOSAL,
            key=key,
            to=address,
            to_name=name,
            subject=subject.strip() or ready.subject,
            text=with_link(proposal, text if text.strip() else ready.text, now=now),
            language=proposal.language,
            attachments=(MailFile(f"{proposal.label}.pdf", "application/pdf", pdf),),
            about=(ABOUT, str(proposal.pk)),
            reply_to=billing_settings(workspace).email,
            now=now,
        )
        proposal.sent_to, proposal.sent_to_name, proposal.mail_id = address, name, mail.pk
        proposal.sent_version = ready.version.number
        touch(proposal, now, "sent_to", "sent_to_name", "mail_id", "sent_version")
        detail = {"number": proposal.number, "version": ready.version.number, "to": address, "confirmed": bool(ready.problems)}
        record("proposal.sending", workspace_id=proposal.workspace_id, actor=approve_by or actor, target=proposal, detail=detail, at=now)
    return mail


def hand_over(
    workspace: Workspace, proposal_id: int, *, seen: int | None = None, claims_confirmed: bool = False, now: datetime, actor: str
) -> str:
    """Make a link for the person to give by hand, and note that the proposal was sent; return the link's path, shown now or never."""
    ready = prepare(workspace, proposal_id, now=now)
    _refuse(ready, None, seen, claims_confirmed, now)
    pdf = pdf_of(ready.proposal, ready.version, now=now)
    with transaction.atomic():
        proposal = editable(locked(workspace, proposal_id), ready.version.number)
        _freeze(ready.version, pdf, now)
        proposal.sent_version = ready.version.number
        touch(proposal, now, "sent_version")
        note_sent(proposal, now)
        detail = {"number": proposal.number, "version": ready.version.number, "by_hand": True}
        record("proposal.sending", workspace_id=proposal.workspace_id, actor=actor, target=proposal, detail=detail, at=now)
        return make_link(proposal, now=now)


def note_sent(proposal: Proposal, at: datetime) -> None:
    """Write the first time that a held proposal left, plan its follow-up, move the opportunity, and tell it."""
    if proposal.state != ProposalState.DRAFT:
        return
    proposal.state, proposal.sent_at = ProposalState.SENT, at
    days = settings_of(proposal.workspace_id).follow_up_days
    fields = ["state", "sent_at"]
    if days and proposal.valid_until and proposal.sent_to and proposal.follow_up == FollowUp.NONE:
        on = proposal.valid_until - timedelta(days=days)
        if on > local_day(proposal, at):
            words = mail_words(proposal, FOLLOW_UP)
            proposal.follow_up, proposal.follow_up_on = FollowUp.PLANNED, on
            proposal.follow_up_subject, proposal.follow_up_text = words.subject, words.text
            fields += ["follow_up", "follow_up_on", "follow_up_subject", "follow_up_text"]
    touch(proposal, at, *fields)
    move_opportunity(proposal, "applied", now=at)
    publish(ProposalSent(proposal.workspace_id, proposal.pk), at)


def mail_sent(event: MailSent) -> None:
    """Note that a proposal's mail, or its follow-up, has left; for config/wiring. Other mails are none of its business."""
    if event.about_type != ABOUT or not event.about_id.isdigit():
        return
    proposal = _held(event.workspace_id, int(event.about_id))
    mail = mailing.mail_of(event.workspace_id, event.mail_id)
    if proposal is None or mail is None or mail.sent_at is None:
        return
    if event.kind == PROPOSAL:
        note_sent(proposal, mail.sent_at)
    elif event.kind == FOLLOW_UP and proposal.follow_up == FollowUp.QUEUED:
        proposal.follow_up = FollowUp.SENT
        touch(proposal, mail.sent_at, "follow_up")


@transaction.atomic
def withdraw(workspace: Workspace, proposal_id: int, *, now: datetime, actor: str = "") -> Proposal:
    """Take a proposal back: its links say so from now on, and no mail about it leaves any more. Twice does no harm.

    Raises UserError when it was answered or ran out already.
    """
    proposal = locked(workspace, proposal_id)
    if proposal.state == ProposalState.WITHDRAWN:
        return proposal
    editable(proposal, None)
    if proposal.sent_version is None:
        raise UserError(_("This proposal was not sent, so there is nothing to take back. Delete it if you do not want it."))
    cancel_waiting(proposal, by=actor, now=now)
    proposal.state, proposal.withdrawn_at = ProposalState.WITHDRAWN, now
    touch(proposal, now, "state", "withdrawn_at", *stop_follow_up(proposal, "withdrawn"))
    record(
        "proposal.withdrawn", workspace_id=proposal.workspace_id, actor=actor, target=proposal, detail={"number": proposal.number}, at=now
    )
    return proposal


def cancel_waiting(proposal: Proposal, *, by: str, now: datetime, kind: str = "") -> None:
    """Keep mails about a proposal from leaving that have not left yet."""
    for mail in mailing.mails_about(proposal.workspace_id, ABOUT, proposal.pk):
        if mail.can_cancel and kind in {"", mail.kind} and mail.kind in {PROPOSAL, FOLLOW_UP}:
            with suppress(UserError):  # it is leaving at this very moment
                cancel(proposal.workspace_id, mail.pk, by=by or "system", now=now)


def receivers_of(workspace: Workspace, proposal: Proposal) -> list[Receiver]:
    """Return to whom a proposal would go: its contact, the client's people and address, who it went to before."""
    found = [Receiver(proposal.sent_to_name, proposal.sent_to)] if proposal.sent_to else []
    client: Any = clients.client(workspace, proposal.client_id) if proposal.client_id else None
    if client is not None:
        people = sorted(client.contacts.all(), key=lambda one: one.pk != proposal.contact_id)
        found += [Receiver(" ".join(one.name.split()), one.email) for one in people if one.email]
        found += [Receiver(client.name, client.email)] if client.email else []
    unique: dict[str, Receiver] = {}
    for one in found:
        unique.setdefault(one.address.lower(), one)
    return list(unique.values())


def _refuse(ready: Prepared, to: str | None, seen: int | None, claims_confirmed: bool, now: datetime) -> None:
    proposal = ready.proposal
    if proposal.workspace.is_demo:
        raise UserError(_("This is the demo: nothing leaves it. In your own workspace this button sends the mail."))
    editable(proposal, seen)
    if to is not None and not to.strip():
        raise UserError(_("There is no address to send %(number)s to. Nothing was sent; write one.") % {"number": proposal.label})
    if proposal.valid_until is not None and proposal.valid_until < local_day(proposal, now):
        raise UserError(_("The last day of this proposal has gone by. Nothing was sent. Choose a later day."))
    if ready.problems and not claims_confirmed:
        words = {"n": len(ready.problems), "claim": ready.problems[0].claim}
        raise UserError(
            _("%(n)d claims stand in no evidence, “%(claim)s” first. Nothing was sent. Change them, or say that they are true.") % words
        )


def _freeze(version: ProposalVersion, pdf: bytes, now: datetime) -> None:
    """Keep the PDF as it goes out; the first one of a version stays."""
    ProposalFile.objects.get_or_create(version=version, defaults={"pdf": pdf, "sha256": hashlib.sha256(pdf).hexdigest(), "at": now})


def _held(workspace_id: int, proposal_id: int) -> Proposal | None:
    rows = Proposal.objects.for_workspace(workspace_id).select_for_update(of=("self",)).select_related("workspace")
    return rows.filter(pk=proposal_id).first()
