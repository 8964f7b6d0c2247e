"""Sending: the mail with PDF and link leaves once, the follow-up goes out once and stops at any answer, and the last day ends it."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from freehold.apps.proposals.models import Proposal, ProposalFile, ProposalState
from freehold.apps.proposals.selectors import detail
from freehold.apps.proposals.services import answering, sending, versions
from freehold.apps.proposals.services.expiry import change_follow_up, expire_due, follow_up_due, mail_replied
from freehold.domain.errors import UserError
from freehold.kit.mailing.events import MailReplied, MailSent
from freehold.kit.mailing.models import IncomingReply, MailState, OutgoingMail
from tests.apps.proposals.core.conftest import NOW, events, fresh, hash_of

BERLIN = ZoneInfo("Europe/Berlin")
TO = "anna@linde.example"


def send(workspace, draft, **more):
    given = {"to": TO, "to_name": "Anna Linde", "approve_by": "Mara", "round_seen": 0, "now": NOW, **more}
    return sending.send(workspace, draft.pk, **given)


def leave(mail, at=NOW):
    """Let a mail leave, as the worker does."""
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=at)
    sending.mail_sent(MailSent(mail.workspace_id, mail.pk, mail.kind, mail.about_type, mail.about_id))


def token_in(mail):
    return re.search(r"https://mara\.example/offer/([^/\s]+)/", mail.text).group(1)


@pytest.fixture
def sent(workspace, draft):
    leave(send(workspace, draft))
    return fresh(draft)


def test_what_is_prepared_is_in_the_words_of_the_proposal(workspace, draft):
    ready = sending.prepare(workspace, draft.pk, now=NOW)
    assert ready.subject == "Proposal: Booking page for a hotel"
    assert "13 December 2026" in ready.text
    assert "{link}" in ready.text
    assert ready.problems == ()


def test_the_mail_holds_the_pdf_and_a_link_that_opens_it(workspace, draft, opportunity):
    mail = send(workspace, draft)
    assert (mail.kind, mail.to, mail.state) == ("proposal", TO, MailState.QUEUED)
    assert mail.attachments.get().name == "P-0001.pdf"
    assert answering.by_token(token_in(mail)).pk == draft.pk
    assert fresh(draft).state == ProposalState.DRAFT
    leave(mail)
    leave(mail)
    proposal = fresh(draft)
    assert (proposal.state, proposal.sent_at) == (ProposalState.SENT, NOW)
    assert events("ProposalSent") == 1
    opportunity.refresh_from_db()
    assert opportunity.stage == "applied"
    assert detail.pdf_as_sent(proposal) == bytes(mail.attachments.get().content)


def test_the_same_page_sent_twice_sends_one_mail(workspace, draft):
    assert send(workspace, draft).pk == send(workspace, draft).pk
    assert OutgoingMail.objects.count() == 1
    assert ProposalFile.objects.count() == 1


def test_a_link_opened_before_the_servers_word_counts_as_sent(workspace, draft):
    mail = send(workspace, draft)
    answering.note_seen(answering.by_token(token_in(mail)), now=NOW)
    leave(mail)
    assert fresh(draft).state == ProposalState.SEEN
    assert events("ProposalSent") == events("ProposalSeen") == 1


def test_claims_without_evidence_are_not_sent_unless_the_person_says_they_are_true(workspace, draft):
    sections = [{"key": "evidence", "title": "Evidence", "text": "I have 12 years of Kubernetes."}]
    versions.save_version(workspace, draft.pk, sections=sections, seen=1, now=NOW)
    with pytest.raises(UserError, match="no evidence"):
        send(workspace, draft)
    assert OutgoingMail.objects.count() == 0
    assert send(workspace, draft, claims_confirmed=True)


@pytest.mark.parametrize("address", ["", "nobody", "a@b.example, c@d.example"])
def test_a_wrong_address_sends_nothing(workspace, draft, address):
    with pytest.raises(UserError):
        send(workspace, draft, to=address)
    assert (OutgoingMail.objects.count(), fresh(draft).sent_version) == (0, None)


def test_somebody_elses_newer_version_is_not_sent_unseen(workspace, draft):
    versions.save_version(workspace, draft.pk, sections=[{"key": "way", "title": "", "text": "I ask early."}], seen=1, now=NOW)
    with pytest.raises(UserError, match="Somebody saved"):
        send(workspace, draft, seen=1)


def test_nothing_leaves_after_the_last_day_or_from_the_demo(workspace, draft):
    with pytest.raises(UserError, match="gone by"):
        send(workspace, draft, now=NOW + timedelta(days=30))
    workspace.is_demo = True
    workspace.save()
    with pytest.raises(UserError, match="demo"):
        send(workspace, draft)


def test_a_newer_version_sent_again_is_the_one_that_counts(workspace, draft):
    first = send(workspace, draft)
    leave(first)
    versions.save_version(workspace, draft.pk, sections=[{"key": "way", "title": "Way", "text": "I ask early."}], seen=1, now=NOW)
    second = send(workspace, draft, round_seen=1)
    assert second.pk != first.pk
    assert fresh(draft).sent_version == 2
    answering.accept(token_in(first), name="Anna Linde", version_hash=hash_of(fresh(draft)), now=NOW)
    assert events("ProposalSent") == 1


def test_without_a_public_address_the_line_of_the_link_goes(workspace, draft, settings):
    settings.PUBLIC_URL = ""
    mail = send(workspace, draft)
    assert "offer" not in mail.text
    assert "{link}" not in mail.text


def test_withdrawing_keeps_a_waiting_mail_from_leaving(workspace, draft):
    mail = send(workspace, draft)
    sending.withdraw(workspace, draft.pk, now=NOW, actor="Mara")
    mail.refresh_from_db()
    assert mail.state == MailState.CANCELLED


def test_the_follow_up_is_planned_shown_and_sent_once(sent):
    assert (sent.follow_up, sent.follow_up_on) == ("planned", date(2026, 12, 9))
    assert "short reminder" in sent.follow_up_text
    assert follow_up_due(datetime(2026, 12, 8, 22, 59, tzinfo=BERLIN)) == 0
    due = datetime(2026, 12, 9, 0, 1, tzinfo=BERLIN)
    assert [follow_up_due(due), follow_up_due(due), follow_up_due(due + timedelta(days=1))] == [1, 0, 0]
    mail = OutgoingMail.objects.get(kind="proposal_follow_up")
    assert mail.automatic
    assert mail.state == MailState.WAITING_APPROVAL
    assert answering.by_token(token_in(mail)).pk == sent.pk
    leave(mail, due)
    assert fresh(sent).follow_up == "sent"


@pytest.mark.parametrize("how", ["accept", "decline", "ask", "reply", "withdraw", "by_hand"])
def test_any_answer_stops_the_follow_up(workspace, sent, how):
    mail = OutgoingMail.objects.get(kind="proposal")
    token = token_in(mail)
    reply = {"message_id": "<1@x>", "direction": "from_them", "at": NOW, "read_at": NOW}
    deeds = {
        "accept": lambda: answering.accept(token, name="Anna Linde", version_hash=hash_of(sent), now=NOW),
        "decline": lambda: answering.decline(token, now=NOW),
        "ask": lambda: answering.ask(token, text="When?", now=NOW),
        "reply": lambda: mail_replied(
            MailReplied(workspace.pk, mail.pk, IncomingReply.objects.create(workspace=workspace, mail=mail, **reply).pk)
        ),
        "withdraw": lambda: sending.withdraw(workspace, sent.pk, now=NOW),
        "by_hand": lambda: change_follow_up(workspace, sent.pk, on=None, now=NOW),
    }
    deeds[how]()
    assert fresh(sent).follow_up == "stopped"
    assert follow_up_due(NOW + timedelta(days=18)) == 0
    assert not OutgoingMail.objects.filter(kind="proposal_follow_up").exists()


def test_what_a_machine_answered_stops_nothing(workspace, sent):
    mail = OutgoingMail.objects.get(kind="proposal")
    row = IncomingReply.objects.create(
        workspace=workspace, mail=mail, message_id="<2@x>", direction="from_them", automatic=True, at=NOW, read_at=NOW
    )
    mail_replied(MailReplied(workspace.pk, mail.pk, row.pk))
    assert fresh(sent).follow_up == "planned"


def test_an_answer_after_it_was_queued_still_stops_it(workspace, sent):
    due = datetime(2026, 12, 9, 9, 0, tzinfo=BERLIN)
    follow_up_due(due)
    answering.decline(token_in(OutgoingMail.objects.get(kind="proposal")), now=due)
    assert OutgoingMail.objects.get(kind="proposal_follow_up").state == MailState.CANCELLED
    assert fresh(sent).follow_up == "stopped"


def test_the_follow_up_can_be_moved_within_bounds(workspace, sent):
    changed = change_follow_up(workspace, sent.pk, on=date(2026, 12, 1), subject="Still there", text="Hello {link}", now=NOW)
    assert (changed.follow_up_on, changed.follow_up_subject) == (date(2026, 12, 1), "Still there")
    for day in (date(2026, 11, 22), date(2026, 12, 14)):
        with pytest.raises(UserError):
            change_follow_up(workspace, sent.pk, on=day, now=NOW)


def test_it_runs_out_with_the_owners_day_and_once(sent):
    assert expire_due(datetime(2026, 12, 13, 23, 59, tzinfo=BERLIN)) == 0
    after = datetime(2026, 12, 14, 0, 1, tzinfo=BERLIN)
    assert [expire_due(after), expire_due(after)] == [1, 0]
    proposal = fresh(sent)
    assert (proposal.state, proposal.follow_up) == (ProposalState.EXPIRED, "stopped")
    assert events("ProposalExpired") == 1
    assert OutgoingMail.objects.filter(kind="proposal_note").count() == 1


def test_a_draft_never_runs_out(draft):
    assert expire_due(NOW + timedelta(days=99)) == 0
    assert Proposal.objects.get(pk=draft.pk).state == ProposalState.DRAFT
