"""What a client does with a proposal by its link: opens it, asks, accepts or declines; the first answer stands."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.proposals.events import ProposalAccepted, ProposalDeclined, ProposalSeen
from freehold.apps.proposals.models import Proposal, ProposalQuestion, ProposalState, ProposalVersion
from freehold.apps.proposals.services.accepting import begin_work
from freehold.apps.proposals.services.links import proposal_of_token
from freehold.apps.proposals.services.locking import local_day, locked, stop_follow_up, touch
from freehold.apps.proposals.services.notes import mail_answer, tell_owner
from freehold.apps.proposals.services.sending import cancel_waiting, note_sent
from freehold.apps.proposals.services.stage import move_opportunity
from freehold.domain.errors import UserError
from freehold.domain.proposals.price import price_from_json
from freehold.kit.audit import record
from freehold.kit.design.formats import absolute
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace

Standing = Literal["open", "accepted", "declined", "expired", "withdrawn", "gone"]
LONGEST_TEXT = 4_000
MOST_QUESTIONS_A_DAY = 10
MOST_QUESTIONS = 100


class CannotAnswer(UserError):  # noqa: N818 - it is no fault, the answer was given or comes too late
    """The proposal cannot be answered (again). `standing` says where it stands, for the page to show."""

    def __init__(self, text: str, standing: Standing) -> None:
        super().__init__(text)
        self.standing = standing


def by_token(token: str) -> Proposal | None:
    """Return the proposal that a link leads to; None for one that leads nowhere. The same for both: nobody learns which."""
    return proposal_of_token(token)


def standing(proposal: Proposal, now: datetime) -> Standing:
    """Return where a proposal stands for the client. It runs out with the end of its last day where the owner is."""
    if proposal.state in {ProposalState.ACCEPTED, ProposalState.DECLINED, ProposalState.EXPIRED, ProposalState.WITHDRAWN}:
        return str(proposal.state)  # type: ignore[return-value]  # these four states are named as the standings are
    if proposal.sent_version is None:
        return "gone"
    return "expired" if proposal.valid_until is not None and proposal.valid_until < local_day(proposal, now) else "open"


def note_seen(proposal: Proposal, *, now: datetime) -> bool:
    """Note that the client's page was opened for the first time; return whether it was. The row that was given learns of it."""
    if proposal.seen_at is not None or proposal.state not in {ProposalState.DRAFT, ProposalState.SENT}:
        return False
    with transaction.atomic():
        held = locked(proposal.workspace_id, proposal.pk)
        if held.seen_at is not None or held.sent_version is None or held.state not in {ProposalState.DRAFT, ProposalState.SENT}:
            return False
        note_sent(held, now)  # the link was opened before the mail server's word came back
        held.state, held.seen_at = ProposalState.SEEN, now
        touch(held, now, "state", "seen_at")
        publish(ProposalSeen(held.workspace_id, held.pk), now)
    proposal.state, proposal.seen_at, proposal.sent_at = held.state, held.seen_at, held.sent_at
    return True


@transaction.atomic
def ask(token: str, *, name: str = "", text: str, now: datetime) -> ProposalQuestion:
    """Keep a question and tell the owner; the follow-up stops. Raises UserError for an empty one, or too many a day."""
    proposal = _held(token)
    words = text.replace("\0", "").strip()[:LONGEST_TEXT]
    if not words:
        raise UserError(_("Write your question first. Nothing was sent yet."))
    if standing(proposal, now) in {"withdrawn", "gone"}:
        raise CannotAnswer(_("This proposal was taken back. Your question was not sent."), "withdrawn")
    earlier = ProposalQuestion.objects.filter(proposal=proposal)
    same = earlier.filter(text=words, at__gt=now - timedelta(minutes=10)).first()
    if same is not None:  # the button was pressed twice
        return same
    if earlier.filter(at__gt=now - timedelta(days=1)).count() >= MOST_QUESTIONS_A_DAY or earlier.count() >= MOST_QUESTIONS:
        raise UserError(_("You have asked several questions today, and they were all kept. Please wait for an answer, or call."))
    who = _one_line(name)
    question = ProposalQuestion.objects.create(proposal=proposal, name=who, text=words, at=now)
    _stop(proposal, "question", now)
    record("proposal.asked", workspace_id=proposal.workspace_id, actor=who or "client", target=proposal, at=now)
    tell_owner(proposal, f"question:{question.pk}", "asked", who, words, now=now)
    return question


@transaction.atomic
def answer_question(workspace: Workspace, question_id: int, *, text: str, now: datetime, actor: str = "") -> ProposalQuestion:
    """Answer a question: it stands on the client's page, and goes to them by mail. The first answer stands."""
    rows = ProposalQuestion.objects.filter(proposal__workspace_id=_id(workspace), pk=question_id).select_related("proposal__workspace")
    question = rows.select_for_update(of=("self",)).first()
    if question is None:
        raise UserError(_("This question is not there any more. Nothing was sent."))
    words = text.replace("\0", "").strip()[:LONGEST_TEXT]
    if not words:
        raise UserError(_("Write an answer first. Nothing was sent yet."))
    if question.answered_at is not None:
        if question.answer == words:
            return question
        raise UserError(_("This question was answered already. The first answer stands; write a mail to say more."))
    question.answer, question.answered_at, question.answered_by = words, now, actor[:200]
    question.save(update_fields=["answer", "answered_at", "answered_by"])
    record("proposal.answered", workspace_id=question.proposal.workspace_id, actor=actor, target=question.proposal, at=now)
    mail_answer(question.proposal, question, now=now)
    return question


@transaction.atomic
def accept(token: str, *, name: str, version_hash: str, now: datetime, option: str = "", address: str = "") -> Proposal:
    """Accept for good, with name, time and the hash of what was read. The same name and hash again is the same acceptance.

    `option` is the key of what was chosen where there is more than one. Raises CannotAnswer when it was answered, ran out or was taken
    back, UserError for a missing name or choice, or a page that does not show what was sent; nothing has changed then.
    """
    return _accept(_held(token), name, version_hash, option, address, now=now, actor="")


@transaction.atomic
def accept_for_client(
    workspace: Workspace, proposal_id: int, *, name: str, version_hash: str, option: str = "", now: datetime, actor: str
) -> Proposal:
    """Note that the client accepted by mail or word of mouth; `name` says who, `actor` who notes it. Raises as `accept` does."""
    proposal = locked(workspace, proposal_id)
    if proposal.sent_version is None:
        raise UserError(_("This proposal was not sent, so nobody can have accepted it. Send it or hand over its link first."))
    return _accept(proposal, name, version_hash, option, "", now=now, actor=actor)


@transaction.atomic
def decline(token: str, *, reason: str = "", name: str = "", now: datetime, address: str = "") -> Proposal:
    """Decline, with the reason if one is given. Twice does no harm. Raises CannotAnswer when it was accepted or taken back."""
    proposal = _held(token)
    if proposal.state == ProposalState.DECLINED:
        return proposal
    where = standing(proposal, now)
    if where not in {"open", "expired"} or proposal.state == ProposalState.EXPIRED:
        raise _closed(proposal, where)
    note_sent(proposal, now)
    proposal.state, proposal.declined_at = ProposalState.DECLINED, now
    proposal.declined_name, proposal.decline_reason = _one_line(name), reason.replace("\0", "").strip()[:LONGEST_TEXT]
    touch(proposal, now, "state", "declined_at", "declined_name", "decline_reason")
    _stop(proposal, "declined", now)
    record(
        "proposal.declined",
        workspace_id=proposal.workspace_id,
        actor=proposal.declined_name or "client",
        target=proposal,
        at=now,
        address=address,
    )
    move_opportunity(proposal, "lost", now=now)
    publish(ProposalDeclined(proposal.workspace_id, proposal.pk), now)
    tell_owner(proposal, "declined", "declined", proposal.declined_name, proposal.decline_reason, now=now)
    return proposal


def _accept(proposal: Proposal, name: str, version_hash: str, option: str, address: str, *, now: datetime, actor: str) -> Proposal:
    who = _one_line(name)
    if proposal.state == ProposalState.ACCEPTED and _same(proposal, who, version_hash, option):
        return proposal
    where = standing(proposal, now)
    if where != "open":
        raise _closed(proposal, where)
    if len(who) < 2:
        raise UserError(_("Write your name, so that it is known who accepted. Nothing was sent yet."))
    version = ProposalVersion.objects.get(proposal=proposal, number=proposal.sent_version or 0)
    if version.text_hash != version_hash:
        raise UserError(_("This page does not show the proposal as it stands now. Load it again, read it, and answer then."))
    price = price_from_json(version.price) if version.price else None
    chosen = price.option(option) if price is not None else None
    if price is not None and price.offered and chosen is None:
        raise UserError(_("Choose one of the prices first. Nothing was sent yet."))
    note_sent(proposal, now)
    proposal.state, proposal.accepted_at = ProposalState.ACCEPTED, now
    proposal.accepted_name, proposal.accepted_hash, proposal.accepted_address = who, version_hash, address[:64]
    proposal.accepted_option = chosen.key if chosen else ""
    proposal.total = chosen.total(price.currency) if chosen and price else proposal.total
    touch(proposal, now, "state", "accepted_at", "accepted_name", "accepted_hash", "accepted_address", "accepted_option", "total")
    _stop(proposal, "accepted", now)
    detail = {"number": proposal.number, "name": who, "version": version.number, "sha256": version_hash, "option": proposal.accepted_option}
    record(
        "proposal.accepted", workspace_id=proposal.workspace_id, actor=actor or who, target=proposal, detail=detail, at=now, address=address
    )
    move_opportunity(proposal, "won", now=now)
    begin_work(proposal, now=now)
    publish(ProposalAccepted(proposal.workspace_id, proposal.pk), now)
    if not actor:
        tell_owner(proposal, "accepted", "accepted", who, "", now=now)
    return proposal


def _same(proposal: Proposal, name: str, version_hash: str, option: str) -> bool:
    same = proposal.accepted_name.casefold() == name.casefold() and proposal.accepted_hash == version_hash
    return same and option in {"", proposal.accepted_option}


def _closed(proposal: Proposal, where: Standing) -> CannotAnswer:
    if where == "accepted" and proposal.accepted_at is not None:
        words = {"name": proposal.accepted_name, "day": absolute(proposal.accepted_at)}
        return CannotAnswer(_("This proposal was accepted by %(name)s on %(day)s; that stands.") % words, where)
    if where == "declined" and proposal.declined_at is not None:
        return CannotAnswer(_("This proposal was declined on %(day)s; that stands.") % {"day": absolute(proposal.declined_at)}, where)
    if where == "withdrawn":
        return CannotAnswer(_("This proposal was taken back, so it cannot be answered. Ask for a new one."), where)
    return CannotAnswer(_("The last day of this proposal has gone by, so it cannot be accepted. Ask for a new one."), where)


def _stop(proposal: Proposal, why: str, now: datetime) -> None:
    changed = stop_follow_up(proposal, why)
    if changed:
        cancel_waiting(proposal, by="system", now=now, kind="proposal_follow_up")
        touch(proposal, now, *changed)


def _held(token: str) -> Proposal:
    found = proposal_of_token(token)
    if found is None:
        raise CannotAnswer(_("There is nothing here that could be answered."), "gone")
    return locked(found.workspace_id, found.pk)


def _one_line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())[:200]


def _id(workspace: Workspace) -> int:
    key: int = workspace if isinstance(workspace, int) else workspace.pk
    return key
