"""Telling one address one event: claimed, signed, sent through the guarded client, and tried again for a day."""

from __future__ import annotations

import json
import logging
import random
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.audit.services import record
from freehold.kit.http.client import FetchRequest, fetch
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Network
from freehold.kit.outbox.publish import publish
from freehold.kit.webhooks.events import WebhookDisabled
from freehold.kit.webhooks.models import Delivery, DeliveryState, Endpoint
from freehold.kit.webhooks.registry import PING
from freehold.kit.webhooks.signature import HEADER, signature

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=2)
"""Longer than one telling may take; after it whoever claimed it is taken for dead and it is told again."""
WAITS = (1, 5, 15, 30, 60, 120, 240, 480, 480)
"""Minutes between tries; they end after a day."""
GIVE_UP_AFTER = timedelta(hours=24)
DISABLE_AFTER = timedelta(days=3)
GONE = 410
BATCH = 200
KEEP = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one try went."""

    status: int | None
    error: str = ""
    gone: bool = False


def deliver(delivery_id: int, *, now: datetime | None = None, network: Network | None = None, rng: random.Random | None = None) -> bool:
    """Tell one event if it is its turn; return whether it arrived. Not to be called inside a transaction: it waits for a stranger.

    A receiver may be told twice when a process dies in between, and then finds the same id.
    """
    moment = now or timezone.now()
    dice = rng or random.Random()  # noqa: S311 - spreads tries, hides nothing
    delivery = _claimed(delivery_id, moment)
    if delivery is None:
        return False
    try:
        outcome = _told(delivery, moment, dice, network)
    except Exception:  # whatever it is, the entry must not stay claimed
        logger.exception("Webhook %s could not be sent", delivery_id)
        outcome = Outcome(None, _("A fault in the program kept this from being sent."))
    _settle(delivery, outcome, moment, dice)
    return not outcome.error


def deliver_due(now: datetime) -> int:
    """Enqueue what is due, and what a dead process left; return how many. Twice does no harm."""
    from freehold.kit.webhooks.tasks import deliver as task

    stale = Q(state=DeliveryState.SENDING, claimed_at__lt=now - LEASE)
    due = Q(state=DeliveryState.WAITING, next_at__lte=now)
    ids = list(Delivery.objects.filter(stale | due, endpoint__active=True).order_by("next_at", "pk").values_list("pk", flat=True)[:BATCH])
    for pk in ids:
        task.enqueue(pk)
    return len(ids)


def forget_old(now: datetime, *, keep: timedelta = KEEP) -> int:
    """Forget what was told, or given up, long ago; return how many."""
    done = (DeliveryState.DELIVERED, DeliveryState.FAILED)
    deleted, _models = Delivery.objects.filter(state__in=done, created_at__lt=now - keep).delete()
    return deleted


def body_of(delivery: Delivery) -> bytes:
    """Return what is sent, the same bytes at every try."""
    told = {"id": str(delivery.event_id), "event": delivery.event, "created": delivery.created_at.isoformat(), "data": delivery.payload}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _claimed(delivery_id: int, now: datetime) -> Delivery | None:
    with transaction.atomic():
        delivery = Delivery.objects.select_for_update(of=("self",)).select_related("endpoint").filter(pk=delivery_id).first()
        if delivery is None:
            return None
        is_test = delivery.event == PING
        stale = delivery.state == DeliveryState.SENDING and delivery.claimed_at is not None and delivery.claimed_at < now - LEASE
        due = delivery.state == DeliveryState.WAITING and (delivery.next_at is None or delivery.next_at <= now)
        if not (stale or due) or not (delivery.endpoint.active or is_test):
            return None
        delivery.state, delivery.claimed_at = DeliveryState.SENDING, now
        delivery.attempts += 1
        delivery.save(update_fields=["state", "claimed_at", "attempts"])
        return delivery


def _told(delivery: Delivery, now: datetime, rng: random.Random, network: Network | None) -> Outcome:
    endpoint, body = delivery.endpoint, body_of(delivery)
    try:
        headers = {
            "Content-Type": "application/json",
            HEADER: signature(body, endpoint.secret.reveal(), now),
            "Freehold-Event": delivery.event,
            "Freehold-Delivery": str(delivery.event_id),
        }
        request = FetchRequest(
            endpoint.url,
            method="POST",
            headers=headers,
            content=body,
            private_hosts=tuple(settings.PRIVATE_HOSTS),
            connect_seconds=5.0,
            read_seconds=10.0,
            total_seconds=20.0,
            max_raw_bytes=65_536,
            max_bytes=65_536,
        )
        fetched = fetch(request, now=now, rng=rng, clock=time.monotonic, network=network)
    except FetchFailed as error:
        if error.status is not None and 200 <= error.status < 300:
            return Outcome(error.status)  # it was taken; that the answer is long or odd is no concern of ours
        return Outcome(error.status, str(error), gone=error.status == GONE)
    except UserError as error:
        return Outcome(None, str(error))
    if fetched.url != endpoint.url:
        return Outcome(fetched.status, _("The address sends on to another one, which is not followed. Enter the other one."))
    return Outcome(fetched.status)


def _settle(delivery: Delivery, outcome: Outcome, now: datetime, rng: random.Random) -> None:
    with transaction.atomic():
        row = Delivery.objects.select_for_update(of=("self",)).filter(pk=delivery.pk, state=DeliveryState.SENDING, claimed_at=now).first()
        endpoint = Endpoint.objects.select_for_update().filter(pk=delivery.endpoint_id).first()
        if row is None or endpoint is None:
            return
        row.response_code, row.error = outcome.status, outcome.error
        if not outcome.error:
            row.state, row.delivered_at, row.next_at = DeliveryState.DELIVERED, now, None
            if row.event != PING or endpoint.active:
                endpoint.failing_since, endpoint.last_error = None, ""
        else:
            _plan(row, endpoint, outcome, now, rng)
        row.save(update_fields=["response_code", "error", "state", "delivered_at", "next_at"])
        endpoint.save(update_fields=["failing_since", "last_error", "active", "disabled_because"])


def _plan(row: Delivery, endpoint: Endpoint, outcome: Outcome, now: datetime, rng: random.Random) -> None:
    """Say when it is tried again, or that it is not; and whether the address is told anything more at all."""
    wait = timedelta(minutes=WAITS[min(row.attempts, len(WAITS)) - 1] * rng.uniform(1.0, 1.2))
    over = row.event == PING or outcome.gone or now + wait > row.tried_since + GIVE_UP_AFTER
    row.state = DeliveryState.FAILED if over else DeliveryState.WAITING
    row.next_at = None if over else now + wait
    endpoint.last_error = outcome.error
    if row.event == PING or not endpoint.active:
        return
    endpoint.failing_since = endpoint.failing_since or now
    if outcome.gone:
        _disable(endpoint, _("It answered that it is gone for good (410), so it was switched off."), now)
    elif now - endpoint.failing_since >= DISABLE_AFTER:
        words = _("It could not be reached for %(days)d days, so it was switched off. Switch it on again when it works.")
        _disable(endpoint, words % {"days": DISABLE_AFTER.days}, now)


def _disable(endpoint: Endpoint, reason: str, now: datetime) -> None:
    endpoint.active, endpoint.disabled_because = False, reason
    record("webhook.disabled", workspace_id=endpoint.workspace_id, actor="", target=endpoint, detail={"why": endpoint.last_error}, at=now)
    publish(WebhookDisabled(endpoint.workspace_id, endpoint.pk, f"{reason} {endpoint.last_error}"), now)
