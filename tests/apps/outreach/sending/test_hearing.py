"""What follows when a mail left, came back, was answered, or its reader wants no more; and when clients change."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest

from freehold.apps.clients.events import ClientForgotten, ClientsMerged, ClientsUnmerged
from freehold.apps.outreach import subscribers
from freehold.apps.outreach.events import ApproachAnswered, ApproachSent, CampaignStarted
from freehold.apps.outreach.models import Approach
from freehold.apps.outreach.services import approving, campaigns, running, running_follow_ups, stopping
from freehold.kit.mailing.events import MailBounced, MailCancelled, MailComplained, MailFailed, MailReplied, MailSent, MailUnsubscribed
from freehold.kit.mailing.models import Direction, IncomingReply, MailState, OutgoingMail
from freehold.kit.mailing.services import cancel, note_bounce, note_complaint, retry, unsubscribe
from freehold.kit.mailing.services.sending import send_mail
from freehold.kit.outbox.models import Event
from tests.apps.outreach.conftest import NOW, person
from tests.apps.outreach.sending.world import approved_all, in_transaction

pytestmark = pytest.mark.django_db
SIX_DAYS = timedelta(days=6)


@pytest.fixture
def ann(workspace):
    return person(workspace)


@pytest.fixture
def mail(workspace, campaign, ann, account, server):
    """Ann's mail, which has left."""
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    approved_all(workspace, campaign, NOW)
    running.run_due(NOW)
    found = OutgoingMail.objects.get()
    send_mail(found.pk)
    found.refresh_from_db()
    in_transaction(subscribers.mail_sent, told(MailSent, found))
    return found


@pytest.fixture
def drafts(monkeypatch):
    """Follow-ups get these words."""
    from freehold.apps.outreach.services import drafting

    words = SimpleNamespace(subject="Once more", text="Only this one more time.", lines=[], problems=[])
    monkeypatch.setattr(drafting, "draft", lambda approach, *, now, use_model=False: words)


def told(kind, mail, *more):
    about = (mail.kind, mail.about_type, mail.about_id)
    return kind(mail.workspace_id, mail.pk, *(about if kind in {MailSent, MailFailed, MailBounced, MailCancelled} else ()), *more)


def first(campaign):
    return Approach.objects.get(campaign=campaign, step=0)


def reply(mail, *, automatic=False, direction=Direction.FROM_THEM, at=NOW, name="<r1@reed.example>"):
    return IncomingReply.objects.create(
        workspace_id=mail.workspace_id,
        mail=mail,
        message_id=name,
        direction=direction,
        proven=True,
        text="Hello",
        at=at,
        read_at=at,
        automatic=automatic,
    )


def events(kind):
    from freehold.kit.outbox.events import event_name

    return Event.objects.filter(name=event_name(kind)).count()


def test_a_mail_that_left_is_noted_once_with_when_silence_is_followed_up(mail, campaign):
    in_transaction(subscribers.mail_sent, told(MailSent, mail))
    row = first(campaign)
    assert (row.state, row.sent_at, row.due_at, row.ended_at) == ("sent", NOW, NOW + SIX_DAYS, None)
    assert events(ApproachSent) == 1
    assert events(CampaignStarted) == 1


def test_silence_is_followed_up_once_and_only_on_a_persons_word(mail, campaign, workspace, drafts, server, clock):
    assert running_follow_ups.plan_follow_ups(NOW + timedelta(days=5)) == 0
    later = clock.now = NOW + SIX_DAYS
    assert running.plan_follow_ups(later) == 1
    assert running.plan_follow_ups(later) == 0
    follow_up = Approach.objects.get(campaign=campaign, step=1)
    assert (follow_up.state, follow_up.subject) == ("proposed", "Once more")
    assert running.run_due(later) == 0
    approving.approve(workspace, follow_up.pk, revision=follow_up.revision, now=later)
    assert running.run_due(later) == 1
    second = OutgoingMail.objects.latest("pk")
    assert send_mail(second.pk) == MailState.SENT
    in_transaction(subscribers.mail_sent, told(MailSent, second))
    follow_up.refresh_from_db()
    assert (follow_up.state, follow_up.due_at) == ("sent", None)
    assert running.plan_follow_ups(later + SIX_DAYS) == 0
    assert len(server.taken) == 2


def test_an_answer_stops_the_follow_up_even_when_it_is_in_the_outbox(mail, campaign, workspace, drafts, server, clock):
    later = clock.now = NOW + SIX_DAYS
    running.plan_follow_ups(later)
    follow_up = Approach.objects.get(campaign=campaign, step=1)
    approving.approve(workspace, follow_up.pk, revision=follow_up.revision, now=later)
    running.run_due(later)
    answer = reply(mail, at=later)
    in_transaction(subscribers.mail_replied, MailReplied(mail.workspace_id, mail.pk, answer.pk))
    in_transaction(subscribers.mail_replied, MailReplied(mail.workspace_id, mail.pk, answer.pk))
    assert first(campaign).state == "replied"
    follow_up.refresh_from_db()
    assert follow_up.state == "stopped"
    assert send_mail(OutgoingMail.objects.latest("pk").pk) == MailState.CANCELLED
    assert len(server.taken) == 1
    assert events(ApproachAnswered) == 1


def test_an_answer_before_the_news_that_it_left_stops_all_the_same(workspace, campaign, ann, account, server, drafts):
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    approved_all(workspace, campaign, NOW)
    running.run_due(NOW)
    mail = OutgoingMail.objects.get()
    send_mail(mail.pk)
    answer = reply(mail)
    in_transaction(subscribers.mail_replied, MailReplied(mail.workspace_id, mail.pk, answer.pk))
    in_transaction(subscribers.mail_sent, told(MailSent, mail))
    row = first(campaign)
    assert (row.state, row.sent_at) == ("replied", NOW)
    assert running.plan_follow_ups(NOW + SIX_DAYS * 2) == 0


def test_a_holiday_reply_puts_the_follow_up_off_and_is_no_answer(mail, campaign, drafts):
    away = NOW + timedelta(days=2)
    answer = reply(mail, automatic=True, at=away)
    in_transaction(subscribers.mail_replied, MailReplied(mail.workspace_id, mail.pk, answer.pk))
    row = first(campaign)
    assert (row.state, row.due_at) == ("sent", away + timedelta(days=7))
    assert running.plan_follow_ups(NOW + SIX_DAYS) == 0
    assert running.plan_follow_ups(away + timedelta(days=7)) == 1


def test_what_the_owner_writes_themselves_is_no_answer(mail, campaign):
    answer = reply(mail, direction=Direction.FROM_US)
    in_transaction(subscribers.mail_replied, MailReplied(mail.workspace_id, mail.pk, answer.pk))
    assert first(campaign).state == "sent"


def test_a_bounce_ends_it_and_the_address_is_written_to_no_more(mail, campaign, workspace):
    note_bounce(mail.message_id, permanent=True, reason="no such user", now=NOW)
    in_transaction(subscribers.mail_bounced, told(MailBounced, mail, "no such user"))
    assert first(campaign).state == "bounced"
    again = campaigns.create_campaign(workspace, name="Another", now=NOW)
    assert campaigns.add_people(workspace, again.pk, [first(campaign).contact_id], now=NOW).added == 0


@pytest.mark.parametrize("how", ["opted_out", "complained"])
def test_who_wants_no_more_is_left_alone_in_every_campaign(mail, campaign, workspace, how):
    twin = person(workspace, "Ann Twin", email="other@twin.example")
    Approach.objects.filter(campaign=campaign).update(created_at=NOW - timedelta(days=200), sent_at=NOW - timedelta(days=200))
    second = campaigns.create_campaign(workspace, name="Second", subject="a", body="b", now=NOW)
    said = campaigns.add_people(workspace, second.pk, [first(campaign).contact_id, twin.pk], now=NOW)
    assert said.added == 2
    if how == "opted_out":
        unsubscribe(mail.unsubscribe_token, how="page", now=NOW)
        in_transaction(subscribers.mail_unsubscribed, MailUnsubscribed(mail.workspace_id, mail.pk, "page"))
    else:
        note_complaint(mail.workspace_id, mail.message_id, now=NOW)
        in_transaction(subscribers.mail_complained, MailComplained(mail.workspace_id, mail.pk))
    assert first(campaign).state == how
    assert {row.contact_id: row.state for row in Approach.objects.filter(campaign=second)} == {
        first(campaign).contact_id: "stopped",
        twin.pk: "proposed",
    }


def test_a_mail_that_failed_can_be_tried_again_from_the_outbox(workspace, campaign, ann, account, server):
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    approved_all(workspace, campaign, NOW)
    running.run_due(NOW)
    mail = OutgoingMail.objects.get()
    server.plan = lambda: "refuse"
    assert send_mail(mail.pk) == MailState.FAILED
    in_transaction(subscribers.mail_failed, told(MailFailed, mail, "no such mailbox"))
    assert first(campaign).state == "failed"
    server.plan = lambda: ""
    retry(workspace.pk, mail.pk, by="Mara", now=NOW)
    assert send_mail(mail.pk) == MailState.SENT
    in_transaction(subscribers.mail_sent, told(MailSent, mail))
    assert first(campaign).state == "sent"


def test_a_mail_cancelled_in_the_outbox_stops_its_approach(workspace, campaign, ann, account, server):
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    approved_all(workspace, campaign, NOW)
    running.run_due(NOW)
    mail = OutgoingMail.objects.get()
    cancel(workspace.pk, mail.pk, by="Mara", now=NOW)
    in_transaction(subscribers.mail_cancelled, told(MailCancelled, mail, ""))
    row = first(campaign)
    assert row.state == "stopped"
    assert "outbox" in row.reason
    # A mail that a person digs out again there does not leave behind the back of the stop.
    retry(workspace.pk, mail.pk, by="Mara", now=NOW)
    assert send_mail(mail.pk) == MailState.CANCELLED
    assert server.taken == []


def test_a_win_is_laid_to_the_last_mail_and_ends_everything(mail, campaign, workspace, drafts):
    running.plan_follow_ups(NOW + SIX_DAYS)
    client_id = first(campaign).client_id
    assert stopping.note_won(workspace.pk, client_id, now=NOW + timedelta(days=30)) == 1
    assert stopping.note_won(workspace.pk, client_id, now=NOW + timedelta(days=31)) == 0
    states = dict(Approach.objects.filter(campaign=campaign).values_list("step", "state"))
    assert states == {0: "won", 1: "stopped"}
    assert stopping.note_won(workspace.pk, 999_999, now=NOW) == 0


def test_stopping_by_hand_keeps_what_was_sent_and_ends_it(mail, campaign, workspace, drafts):
    row = first(campaign)
    assert stopping.stop_approach(workspace, row.pk, now=NOW) == 1
    assert stopping.stop_approach(workspace, row.pk, now=NOW) == 0
    row.refresh_from_db()
    assert (row.state, row.ended_at) == ("sent", NOW)
    assert running.plan_follow_ups(NOW + SIX_DAYS) == 0


def test_merging_clients_takes_the_approaches_along_and_back(mail, campaign, workspace):
    row = first(campaign)
    other = person(workspace, "Kept Client").client
    in_transaction(subscribers.clients_merged, ClientsMerged(workspace.pk, other.pk, row.client_id))
    assert first(campaign).client_id == other.pk
    in_transaction(subscribers.clients_unmerged, ClientsUnmerged(workspace.pk, other.pk, row.client_id))
    assert first(campaign).client_id == row.client_id


def test_a_forgotten_client_leaves_nothing_written(mail, campaign, workspace):
    in_transaction(subscribers.client_forgotten, ClientForgotten(workspace.pk, first(campaign).client_id))
    assert Approach.objects.count() == 0


def test_mails_of_other_kinds_are_none_of_its_business(mail, campaign):
    OutgoingMail.objects.filter(pk=mail.pk).update(about_type="billing.document", about_id="x")
    for handler, event in (
        (subscribers.mail_bounced, told(MailBounced, mail, "")),
        (subscribers.mail_failed, told(MailFailed, mail, "")),
        (subscribers.mail_unsubscribed, MailUnsubscribed(mail.workspace_id, mail.pk, "page")),
    ):
        in_transaction(handler, event)
    assert first(campaign).state == "sent"


def test_a_won_opportunity_counts_at_the_client_of_that_name(mail, campaign, workspace):
    person(workspace, "Other Person")
    subscribers.opportunity_won(SimpleNamespace(workspace_id=workspace.pk, company="ANN REED ltd."))
    assert first(campaign).state == "won"
    subscribers.opportunity_won(SimpleNamespace(workspace_id=workspace.pk, company=""))


def test_a_first_invoice_is_a_win(mail, campaign, workspace, monkeypatch):
    from freehold.apps.billing.events import InvoiceIssued
    from freehold.apps.billing.selectors import documents

    paper = SimpleNamespace(client_id=first(campaign).client_id)
    monkeypatch.setattr(documents, "document", lambda workspace_id, document_id: paper)
    subscribers.invoice_issued(InvoiceIssued(workspace.pk, 1, "quote"))
    assert first(campaign).state == "sent"
    subscribers.invoice_issued(InvoiceIssued(workspace.pk, 1, "invoice"))
    assert first(campaign).state == "won"
