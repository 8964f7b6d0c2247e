"""Two who do the same at the same moment: one mail leaves, no cap is exceeded, nobody is added twice, a stop wins."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, connections

from freehold.apps.outreach.models import Approach, SendingSlot
from freehold.apps.outreach.services import approving, campaigns, running, stopping
from freehold.apps.outreach.services.settings import save_settings
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.services.sending import send_mail
from tests.apps.outreach.conftest import NOW, person
from tests.apps.outreach.sending.world import approved_all, drafted

THREADS = 4
pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run all `acts` at the same moment and return what each gave or raised.

    SQLite lets one write at a time, and its in-memory database knows no waiting: there they take turns.
    """
    outcomes = []

    def run(act):
        try:
            outcomes.append(act())
        except UserError as error:
            outcomes.append(error)

    if connection.vendor == "sqlite":
        for act in acts:
            run(act)
        return outcomes
    barrier = threading.Barrier(len(acts))

    def run_in_thread(act):
        try:
            barrier.wait(timeout=10)
            run(act)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run_in_thread, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert len(outcomes) == len(acts), "somebody waits for ever, or fell over"
    return outcomes


@pytest.fixture
def six(workspace, campaign, account):
    """Six people whose mails are approved."""
    people = [person(workspace, f"Reader {letter}") for letter in "abcdef"]
    campaigns.add_people(workspace, campaign.pk, [one.pk for one in people], now=NOW)
    approved_all(workspace, campaign, NOW)
    return people


def test_two_clocks_put_each_approach_into_the_outbox_once(six, server):
    assert sum(at_once(*[lambda: running.run_due(NOW)] * THREADS)) <= 6
    mails = list(OutgoingMail.objects.values_list("pk", "about_id"))
    assert len({about for _pk, about in mails}) == len(mails) >= 5
    at_once(*[lambda: [send_mail(pk) for pk, _about in mails]] * THREADS)
    receivers = [to for to, _id, _at in server.taken]
    assert len(receivers) == len(set(receivers)) == 5  # the most of a first day
    assert SendingSlot.objects.count() == 5


def test_the_last_place_of_the_day_is_taken_once(workspace, six, server):
    save_settings(workspace, now=NOW, domain_cap=1, daily_cap=5)
    running.run_due(NOW)
    save_settings(workspace, now=NOW, daily_cap=1)
    ids = list(OutgoingMail.objects.values_list("pk", flat=True))
    at_once(*[lambda pk=pk: send_mail(pk) for pk in ids])
    assert len(server.taken) == 1
    assert OutgoingMail.objects.filter(state=MailState.QUEUED).count() == len(ids) - 1


def test_a_person_added_twice_at_once_is_there_once(workspace, campaign):
    ann, twin = person(workspace), person(workspace, "Twin", email="ann.reed@ann-reed.example")
    outcomes = at_once(*[lambda: campaigns.add_people(workspace, campaign.pk, [ann.pk, twin.pk], now=NOW).added] * THREADS)
    assert sum(outcomes) == 1
    assert Approach.objects.count() == 1


def test_a_stop_and_a_sending_at_once_end_in_one_of_the_two(workspace, campaign, six, server):
    running.run_due(NOW)
    ids = list(OutgoingMail.objects.values_list("pk", flat=True))
    stops = [lambda one=one: stopping.stop(workspace.pk, one.pk, why="by_hand", now=NOW) for one in six[:3]]
    at_once(*stops, *[lambda pk=pk: send_mail(pk) for pk in ids])
    at_once(*[lambda pk=pk: send_mail(pk) for pk in ids])
    for approach in Approach.objects.filter(contact__in=six[:3]):
        mail = OutgoingMail.objects.filter(pk=approach.mail_id).first()
        # It had left when the stop came, or it never leaves; there is nothing between.
        assert approach.state == "stopped"
        assert mail is None or mail.state in {MailState.CANCELLED, MailState.SENT}
    receivers = [to for to, _id, _at in server.taken]
    assert len(receivers) == len(set(receivers))


def test_taking_back_and_sending_at_once_never_sends_what_is_proposed(workspace, campaign, account, server):
    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    approved_all(workspace, campaign, NOW)
    running.run_due(NOW)
    row, mail = Approach.objects.get(), OutgoingMail.objects.get()
    at_once(lambda: send_mail(mail.pk), lambda: approving.take_back(workspace, row.pk, now=NOW))
    row.refresh_from_db()
    mail.refresh_from_db()
    assert (row.state, mail.state, len(server.taken)) in {
        ("queued", MailState.SENT, 1),
        ("proposed", MailState.CANCELLED, 0),
    }


def test_two_who_approve_at_once_approve_once(workspace, campaign, account):
    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    row = drafted(campaign, NOW)[0]
    at_once(*[lambda: approving.approve(workspace, row.pk, revision=row.revision, now=NOW).state] * THREADS)
    assert Approach.objects.get().state == "approved"
    running.run_due(NOW)
    assert OutgoingMail.objects.count() == 1
