"""From a person's word to the mail that leaves: in the window, within the caps, once, and not at all when something changed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from freehold.apps.clients.services.contacts import set_basis
from freehold.apps.outreach.models import Approach, SendingSlot
from freehold.apps.outreach.services import approving, campaigns, running, stopping
from freehold.apps.outreach.services.settings import save_settings
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.services import suppress
from freehold.kit.mailing.services.sending import send_mail
from tests.apps.outreach.conftest import NOW, TODAY, person
from tests.apps.outreach.sending.world import approved_all, drafted

pytestmark = pytest.mark.django_db


def only(campaign):
    return Approach.objects.get(campaign=campaign)


def add(workspace, campaign, *contacts):
    return campaigns.add_people(workspace, campaign.pk, [one.pk for one in contacts], now=NOW, actor="Mara")


@pytest.fixture
def ann(workspace):
    return person(workspace)


@pytest.fixture
def waiting(workspace, campaign, ann, account):
    """Ann's mail, approved and in the outbox."""
    add(workspace, campaign, ann)
    approved_all(workspace, campaign, NOW)
    assert running.run_due(NOW) == 1
    return OutgoingMail.objects.get()


def test_an_approved_mail_leaves_once_with_the_address_and_the_way_out(waiting, server, campaign):
    assert send_mail(waiting.pk) == MailState.SENT
    assert send_mail(waiting.pk) == MailState.SENT
    assert [to for to, _id, _at in server.taken] == ["ann.reed@ann-reed.example"]
    assert "Lindenweg 4" in waiting.text
    assert "unsubscribe" in waiting.text
    assert "I have your address from: their own site." in waiting.text
    assert waiting.unsubscribe_token
    row = only(campaign)
    assert row.permission["rule"].startswith("PECR")
    assert running.run_due(NOW + timedelta(minutes=1)) == 0


def test_nothing_leaves_without_a_persons_word(workspace, campaign, ann, account):
    add(workspace, campaign, ann)
    drafted(campaign, NOW)
    assert running.run_due(NOW) == 0
    with pytest.raises(UserError, match="sample"):
        approving.approve_all(workspace, campaign.pk, now=NOW)


def test_words_that_changed_since_they_were_seen_are_not_approved(workspace, campaign, ann, account):
    add(workspace, campaign, ann)
    row = drafted(campaign, NOW)[0]
    campaigns.change_text(workspace, row.pk, "Other", "Other words", revision=row.revision, now=NOW)
    with pytest.raises(UserError, match="changed since"):
        approving.approve(workspace, row.pk, revision=row.revision, now=NOW)
    row.refresh_from_db()
    approving.approve(workspace, row.pk, revision=row.revision, now=NOW)
    approving.approve(workspace, row.pk, revision=row.revision, now=NOW)
    assert only(campaign).state == "approved"


def test_who_may_not_be_approached_is_not_added_and_told_why(workspace, campaign):
    nobody = person(workspace, "No Basis", basis="")
    trader = person(workspace, "Sole Trader", legal_form="sole_trader")
    german = person(workspace, "Kai Holm", country="DE")
    nowhere = person(workspace, "No Land", country="")
    gone = person(workspace, "Went Away")
    suppress(workspace.pk, gone.email, reason="unsubscribed", now=NOW)
    fine = person(workspace, "Fine Person")
    said = add(workspace, campaign, nobody, trader, german, nowhere, gone, fine)
    assert said.added == 1
    reasons = dict(said.refused)
    assert "Nothing says why" in reasons[nobody.pk]
    assert "Sole traders" in reasons[trader.pk]
    assert reasons[german.pk].startswith("UWG § 7")
    assert "country" in reasons[nowhere.pk]
    assert "no more mail" in reasons[gone.pk]


def test_two_people_with_one_address_are_one_reader(workspace, campaign, ann):
    twin = person(workspace, "Ann Again", email=ann.email.upper())
    said = add(workspace, campaign, ann, twin)
    assert (said.added, [one for one, _why in said.refused]) == (1, [twin.pk])
    assert add(workspace, campaign, ann).added == 0


def test_an_objection_between_the_outbox_and_the_server_keeps_the_mail_here(workspace, waiting, server):
    suppress(workspace.pk, waiting.to, reason="objected", now=NOW)
    assert send_mail(waiting.pk) == MailState.CANCELLED
    assert server.taken == []


def test_a_basis_that_was_taken_back_keeps_the_mail_here(workspace, waiting, server, campaign, ann):
    set_basis(workspace, ann.pk, basis="", source="", on=None, now=NOW)
    assert send_mail(waiting.pk) == MailState.CANCELLED
    assert server.taken == []
    row = only(campaign)
    assert row.state == "skipped"
    assert "Nothing says why" in row.reason


def test_a_stopped_approach_never_passes_the_gate(workspace, waiting, server, campaign, ann):
    stopping.stop(workspace.pk, ann.pk, why="by_hand", now=NOW)
    assert send_mail(waiting.pk) == MailState.CANCELLED
    assert server.taken == []
    assert only(campaign).state == "stopped"


def test_a_paused_campaign_lets_the_mail_wait(workspace, waiting, server, campaign, clock):
    campaigns.pause_campaign(workspace, campaign.pk, now=NOW)
    assert send_mail(waiting.pk) == MailState.QUEUED
    campaigns.start_campaign(workspace, campaign.pk, now=NOW)
    clock.now += timedelta(hours=1)
    assert send_mail(waiting.pk) == MailState.SENT


def test_a_mail_taken_back_can_be_approved_and_leaves_once(workspace, waiting, server, campaign, clock):
    row = only(campaign)
    approving.take_back(workspace, row.pk, now=NOW)
    assert send_mail(waiting.pk) == MailState.CANCELLED
    row.refresh_from_db()
    approving.approve(workspace, row.pk, revision=row.revision, now=NOW)
    assert running.run_due(NOW) == 1
    for mail in OutgoingMail.objects.all():
        send_mail(mail.pk)
    assert len(server.taken) == 1


def test_a_mail_waits_for_the_readers_morning(workspace, campaign, account):
    add(workspace, campaign, person(workspace, "Joe Hall", country="US"))
    approved_all(workspace, campaign, NOW)
    assert running.run_due(NOW) == 0
    row = only(campaign)
    assert row.due_at == datetime(2026, 11, 24, 15, 0, tzinfo=UTC)  # 9 o'clock in Chicago
    assert running.run_due(row.due_at) == 1


def test_a_new_sender_begins_with_five_a_day_and_three_to_one_domain(workspace, campaign, account, server, clock):
    people = [person(workspace, f"Person {letter}", email=f"{letter}@one.example") for letter in "abcd"]
    people += [person(workspace, f"Person {letter}") for letter in "efgh"]
    add(workspace, campaign, *people)
    approved_all(workspace, campaign, NOW)
    running.run_due(NOW)
    for mail in OutgoingMail.objects.all():
        send_mail(mail.pk)
    assert len(server.taken) == 5
    assert sum(to.endswith("@one.example") for to, _id, _at in server.taken) == 3
    assert SendingSlot.objects.count() == 5
    late = Approach.objects.filter(campaign=campaign, state="approved").order_by("due_at").first()
    assert late.due_at >= NOW + timedelta(hours=24)


def test_a_mail_in_the_outbox_above_the_cap_waits_there(workspace, campaign, account, server, clock):
    save_settings(workspace, now=NOW, daily_cap=1, domain_cap=1)
    add(workspace, campaign, person(workspace, "Person A"), person(workspace, "Person B"))
    approved_all(workspace, campaign, NOW)
    save_settings(workspace, now=NOW, daily_cap=2)
    assert running.run_due(NOW) == 2
    save_settings(workspace, now=NOW, daily_cap=1)
    states = [send_mail(mail.pk) for mail in OutgoingMail.objects.order_by("pk")]
    assert states == [MailState.SENT, MailState.QUEUED]
    assert OutgoingMail.objects.order_by("pk").last().not_before >= NOW + timedelta(hours=24)


def test_without_a_postal_address_nothing_is_approved(workspace, campaign, ann, account):
    add(workspace, campaign, ann)
    row = drafted(campaign, NOW)[0]
    save_settings(workspace, now=NOW, postal_address="")
    with pytest.raises(UserError, match="postal address"):
        approving.approve(workspace, row.pk, revision=row.revision, now=NOW)


def test_a_new_address_of_the_person_is_not_written_to_by_the_old_mail(workspace, waiting, server, ann, campaign):
    type(ann).objects.filter(pk=ann.pk).update(email="new@ann-reed.example")
    assert send_mail(waiting.pk) == MailState.CANCELLED
    row = only(campaign)
    assert row.state == "skipped"
    again = campaigns.propose_again(workspace, row.pk, now=NOW)
    approving.approve(workspace, again.pk, revision=again.revision, now=NOW)
    assert running.run_due(NOW) == 1
    assert OutgoingMail.objects.latest("pk").to == "new@ann-reed.example"


def test_ending_a_campaign_stops_what_has_not_left(workspace, waiting, server, campaign):
    campaigns.end_campaign(workspace, campaign.pk, now=NOW)
    assert send_mail(waiting.pk) == MailState.CANCELLED
    assert only(campaign).state == "stopped"
    with pytest.raises(UserError, match="ended"):
        add(workspace, campaign, person(workspace, "Late Comer"))


def test_another_workspace_sees_and_changes_nothing(other_workspace, campaign, ann, workspace):
    add(workspace, campaign, ann)
    row = drafted(campaign, NOW)[0]
    for act in (
        lambda: approving.approve(other_workspace, row.pk, revision=row.revision, now=NOW),
        lambda: campaigns.change_text(other_workspace, row.pk, "a", "b", revision=row.revision, now=NOW),
        lambda: campaigns.pause_campaign(other_workspace, campaign.pk, now=NOW),
        lambda: campaigns.leave_out(other_workspace, row.pk, now=NOW),
        lambda: campaigns.propose_again(other_workspace, row.pk, now=NOW),
        lambda: stopping.stop_approach(other_workspace, row.pk, now=NOW),
    ):
        with pytest.raises(UserError, match="not"):
            act()
    assert stopping.stop(other_workspace.pk, ann.pk, why="by_hand", now=NOW) == 0
    assert TODAY


def test_two_people_who_came_to_share_an_address_are_written_to_once(workspace, campaign, account, server):
    ann, ben = person(workspace, "Ann Reed"), person(workspace, "Ben Reed")
    add(workspace, campaign, ann, ben)
    approved_all(workspace, campaign, NOW)
    type(ann).objects.filter(pk=ben.pk).update(email=ann.email)
    running.run_due(NOW)
    for mail in OutgoingMail.objects.all():
        send_mail(mail.pk)
    assert [to for to, _id, _at in server.taken] == [ann.email]
    assert sorted(Approach.objects.values_list("state", flat=True)) == ["queued", "skipped"]


def test_who_waits_in_one_campaign_is_not_proposed_again_in_another(workspace, campaign, ann):
    add(workspace, campaign, ann)
    row = campaigns.leave_out(workspace, only(campaign).pk, now=NOW)
    other = campaigns.create_campaign(workspace, name="Other", now=NOW)
    assert add(workspace, other, ann).added == 1
    with pytest.raises(UserError, match="already"):
        campaigns.propose_again(workspace, row.pk, now=NOW)
    campaigns.leave_out(workspace, only(other).pk, now=NOW)
    assert campaigns.propose_again(workspace, row.pk, now=NOW).state == "proposed"
