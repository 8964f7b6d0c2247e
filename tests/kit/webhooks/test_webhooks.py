"""Telling other programs: signed, once an event, again after failures, never into a private network, and not for ever."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.audit.selectors import entries_of
from freehold.kit.http.network import Network
from freehold.kit.jobs.worker import Worker
from freehold.kit.outbox.models import Event
from freehold.kit.webhooks import selectors, services
from freehold.kit.webhooks.models import Delivery, DeliveryState, Endpoint
from freehold.kit.webhooks.services.delivering import deliver, deliver_due, forget_old
from freehold.kit.webhooks.signature import HEADER, is_signed, signature
from tests.kit.webhooks.conftest import NOW, emit, new_workspace


def only() -> Delivery:
    return Delivery.objects.get()


def test_an_event_is_told_with_a_signature_that_the_receiver_can_check(workspace, endpoint, receiver):
    assert emit(workspace) == 1
    assert deliver(only().pk, now=NOW)
    [(path, headers, body)] = receiver.received
    assert path == "/hook" and headers["Content-Type"] == "application/json" and headers["Freehold-Event"] == "invoice.issued"
    assert is_signed(body, headers[HEADER], endpoint.plain_secret, NOW)
    assert not is_signed(body + b" ", headers[HEADER], endpoint.plain_secret, NOW)
    assert not is_signed(body, headers[HEADER], "whsec_other", NOW)
    assert not is_signed(body, headers[HEADER], endpoint.plain_secret, NOW + timedelta(minutes=6))
    told = receiver.bodies[0]
    assert told["data"] == {"number": "2026-7", "total": "119.00"} and told["id"] == headers["Freehold-Delivery"] == str(only().event_id)
    assert only().state == DeliveryState.DELIVERED and only().response_code == 200
    assert not deliver(only().pk, now=NOW) and len(receiver.received) == 1


@pytest.mark.parametrize(
    "header", ["", "t=,v1=", "t=x,v1=y", "v1=abc", "t=1,t=2,v1=a", "t=١٢,v1=a", "t=" + "9" * 400 + ",v1=a", "t=1764000000,v1=ä"]
)
def test_a_damaged_signature_is_just_not_one(header):
    assert not is_signed(b"{}", header, "secret", NOW)


def test_a_signature_beside_others_counts():
    good = signature(b"{}", "secret", NOW)
    assert is_signed(b"{}", good.replace("v1=", "v1=00,v0=11,v1="), "secret", NOW)


def test_only_those_who_asked_are_told_and_only_of_their_own_workspace(workspace, endpoint, receiver):
    assert emit(workspace, "invoice.paid") == 0
    assert emit(new_workspace("Another")) == 0
    services.change_endpoint(workspace.pk, endpoint.pk, url=receiver.url(), events=["*", "invoice.paid"], by="Mara", now=NOW)
    assert emit(workspace, "invoice.paid") == 1
    services.switch_endpoint(workspace.pk, endpoint.pk, active=False, by="Mara", now=NOW)
    assert emit(workspace) == 0


def test_the_same_event_is_told_once_however_often_it_is_emitted(workspace, endpoint):
    event_id = uuid4()
    assert [emit(workspace, event_id=event_id) for _count in range(2)] == [1, 0]


def test_an_event_falls_with_the_transaction_it_was_emitted_in(workspace, endpoint):
    before = DBTaskResult.objects.count()
    with pytest.raises(LookupError), transaction.atomic():
        services.emit(workspace.pk, "invoice.issued", {}, now=NOW)
        raise LookupError
    assert not Delivery.objects.exists() and DBTaskResult.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_an_event_is_only_emitted_inside_a_transaction():
    with pytest.raises(SystemFault, match="outside a transaction"):
        services.emit(1, "invoice.issued", {}, now=NOW)


def test_a_payload_that_is_no_json_or_too_large_is_our_fault(workspace, endpoint):
    for payload in ({"x": object()}, {"x": float("nan")}, {"x": "y" * 300_000}):
        with pytest.raises(SystemFault):
            emit(workspace, payload=payload)


def test_a_failing_address_is_tried_again_with_the_same_words_until_it_works(workspace, endpoint, receiver):
    receiver.answers = [500, 503]
    emit(workspace)
    assert not deliver(only().pk, now=NOW)
    first = only()
    assert first.state == DeliveryState.WAITING and first.response_code == 500 and "fault of its own" in first.error
    assert NOW + timedelta(minutes=1) <= first.next_at <= NOW + timedelta(minutes=1.2)
    assert not deliver(first.pk, now=NOW), "not before its time"
    assert deliver_due(NOW + timedelta(minutes=2)) == 1
    assert not deliver(first.pk, now=NOW + timedelta(minutes=2))
    assert Endpoint.objects.get().failing_since == NOW
    assert deliver(first.pk, now=NOW + timedelta(minutes=20))
    assert len({body for _path, _headers, body in receiver.received}) == 1 and len(receiver.received) == 3
    assert Endpoint.objects.get().failing_since is None


def test_after_a_day_it_is_given_up_and_a_person_can_send_it_again(workspace, endpoint, receiver):
    receiver.answers = [500] * 50
    emit(workspace)
    now = NOW
    while only().state == DeliveryState.WAITING:
        now = only().next_at or now
        deliver(only().pk, now=now)
    assert only().state == DeliveryState.FAILED and 7 <= only().attempts <= 10 and timedelta(hours=12) < now - NOW <= timedelta(hours=24)
    receiver.answers = []
    services.resend(workspace.pk, only().pk, now=now)
    assert deliver(only().pk, now=now) and only().state == DeliveryState.DELIVERED
    with pytest.raises(UserError, match="not there any more"):
        services.resend(new_workspace("Another").pk, only().pk, now=now)


def test_an_address_that_fails_for_days_is_switched_off_with_a_word(workspace, endpoint, receiver):
    receiver.answers = [500] * 50
    for day in range(4):
        with transaction.atomic():
            services.emit(workspace.pk, "invoice.issued", {"day": day}, now=NOW + timedelta(days=day))
        deliver(Delivery.objects.latest("pk").pk, now=NOW + timedelta(days=day))
    row = Endpoint.objects.get()
    assert not row.active and "3 days" in row.disabled_because
    assert Event.objects.get(name="WebhookDisabled").payload["endpoint_id"] == row.pk
    assert entries_of(workspace.pk, action="webhook.disabled").count() == 1
    services.switch_endpoint(workspace.pk, row.pk, active=True, by="Mara", now=NOW + timedelta(days=5))
    assert deliver_due(NOW + timedelta(days=5)) == Delivery.objects.filter(state="waiting").count() > 0


def test_an_address_that_says_it_is_gone_is_believed(workspace, endpoint, receiver):
    receiver.answers = [410]
    emit(workspace)
    deliver(only().pk, now=NOW)
    row = Endpoint.objects.get()
    assert not row.active and "410" in row.disabled_because and only().state == DeliveryState.FAILED


def test_a_redirect_is_not_taken_for_an_arrival(workspace, endpoint, receiver):
    receiver.answers, receiver.location = [302], receiver.url("/elsewhere")
    emit(workspace)
    assert not deliver(only().pk, now=NOW)
    assert "sends on to another" in only().error


def test_a_dead_process_holds_a_delivery_up_only_for_the_lease(workspace, endpoint, receiver):
    emit(workspace)
    Delivery.objects.update(state=DeliveryState.SENDING, claimed_at=NOW)
    assert not deliver(only().pk, now=NOW + timedelta(seconds=30)) and deliver_due(NOW + timedelta(seconds=30)) == 0
    assert deliver_due(NOW + timedelta(minutes=3)) == 1 and deliver(only().pk, now=NOW + timedelta(minutes=3))


@pytest.mark.parametrize(
    "url", ["http://hooks.example.com/x", "ftp://hooks.example.com", "hooks", "https://user:pw@hooks.example.com/", ""]
)
def test_an_address_that_cannot_be_told_safely_is_refused(workspace, url):
    with pytest.raises(UserError):
        services.add_endpoint(workspace.pk, url=url, events=["*"], by="Mara", now=NOW)
    assert not Endpoint.objects.exists()


def test_nobody_is_added_twice_without_events_or_for_unknown_ones(workspace, endpoint, receiver):
    for url, events, words in (
        (receiver.url(), ["*"], "already"),
        ("https://hooks.example.com/", [], "at least one"),
        ("https://hooks.example.com/", ["invoice.exploded"], "no event"),
    ):
        with pytest.raises(UserError, match=words):
            services.add_endpoint(workspace.pk, url=url, events=events, by="Mara", now=NOW)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.1.2.3", "169.254.169.254", "::1"])
def test_a_name_that_points_into_a_private_network_is_never_told(workspace, address):
    services.add_endpoint(workspace.pk, url="https://hooks.example.com/", events=["*"], by="Mara", now=NOW)
    emit(workspace)
    assert not deliver(only().pk, now=NOW, network=Network(resolve=lambda host, port: [address]))
    assert "private address" in only().error


def test_a_test_is_sent_at_once_and_tried_once_even_when_switched_off(workspace, endpoint, receiver):
    services.switch_endpoint(workspace.pk, endpoint.pk, active=False, by="Mara", now=NOW)
    assert deliver(services.send_test(workspace.pk, endpoint.pk, now=NOW).pk, now=NOW)
    assert receiver.bodies[0]["event"] == "ping"
    receiver.answers = [500]
    second = services.send_test(workspace.pk, endpoint.pk, now=NOW)
    assert not deliver(second.pk, now=NOW)
    second.refresh_from_db()
    assert second.state == DeliveryState.FAILED and Endpoint.objects.get().failing_since is None


def test_a_new_secret_makes_the_old_one_worthless(workspace, endpoint, receiver):
    secret = services.new_secret(workspace.pk, endpoint.pk, by="Mara", now=NOW)
    emit(workspace)
    deliver(only().pk, now=NOW)
    [(_path, headers, body)] = receiver.received
    assert is_signed(body, headers[HEADER], secret, NOW) and not is_signed(body, headers[HEADER], endpoint.plain_secret, NOW)
    assert secret not in str(list(entries_of(workspace.pk).values()))


def test_others_can_touch_nothing(workspace, endpoint):
    other = new_workspace("Another")
    for act in (
        lambda: services.switch_endpoint(other.pk, endpoint.pk, active=False, by="K", now=NOW),
        lambda: services.remove_endpoint(other.pk, endpoint.pk, by="K", now=NOW),
        lambda: services.new_secret(other.pk, endpoint.pk, by="K", now=NOW),
        lambda: services.send_test(other.pk, endpoint.pk, now=NOW),
    ):
        with pytest.raises(UserError, match="not there any more"):
            act()
    assert selectors.endpoint_of(other.pk, endpoint.pk) is None and list(selectors.endpoints(other.pk)) == []


def test_a_removed_address_takes_its_log_along_and_old_entries_are_forgotten(workspace, endpoint):
    emit(workspace)
    deliver(only().pk, now=NOW)
    assert forget_old(NOW + timedelta(days=31)) == 1
    emit(workspace)
    services.remove_endpoint(workspace.pk, endpoint.pk, by="Mara", now=NOW)
    assert not Delivery.objects.exists() and not Endpoint.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_tells_what_was_emitted(workspace, endpoint, receiver):
    with transaction.atomic():
        services.emit(workspace.pk, "invoice.issued", {"number": 1}, now=NOW)
    Worker("one").run_until_idle(max_seconds=20)
    assert receiver.bodies[0]["data"] == {"number": 1}


def test_a_fault_in_the_program_leaves_nothing_claimed(workspace, endpoint, caplog):
    emit(workspace)

    def broken(host, port):
        raise KeyError(host)

    assert not deliver(only().pk, now=NOW, network=Network(resolve=broken))
    assert only().state == DeliveryState.WAITING and "fault in the program" in only().error
