"""Having an event told, inside the transaction of whatever happened; and telling one again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.webhooks.models import Delivery, DeliveryState, Endpoint
from freehold.kit.webhooks.registry import PING
from freehold.kit.webhooks.services.endpoints import locked

LARGEST_PAYLOAD = 200_000


def emit(workspace_id: int, event_name: str, payload: Mapping[str, Any], *, now: datetime, event_id: UUID | None = None) -> int:
    """Have every address that asked for this event told; return how many. The same `event_id` is told once to each.

    Raises SystemFault outside a transaction, and for a payload that is no JSON or larger than 200,000 characters.
    """
    if not transaction.get_connection().in_atomic_block:
        raise SystemFault(f"The webhook {event_name} was emitted outside a transaction")
    plain = _checked(event_name, payload)
    rows = Endpoint.objects.for_workspace(workspace_id).filter(active=True).order_by("pk")
    wanting = [row for row in rows if row.wants(event_name)]
    identity = event_id or uuid4()
    known = set(Delivery.objects.filter(endpoint__in=wanting, event_id=identity).values_list("endpoint_id", flat=True))
    fresh = [row for row in wanting if row.pk not in known]
    for row in fresh:
        _start(
            Delivery.objects.create(
                endpoint=row, event_id=identity, event=event_name, payload=plain, next_at=now, created_at=now, tried_since=now
            )
        )
    return len(fresh)


@transaction.atomic
def send_test(workspace_id: int, endpoint_id: int, *, now: datetime) -> Delivery:
    """Prepare a harmless `ping` for one address, even one that is switched off; `delivering.deliver` tells it."""
    row = locked(workspace_id, endpoint_id)
    payload = {"message": "This is a test. Nothing has happened."}
    # Not due for the clock until the caller, who delivers it at once, has had the time.
    return Delivery.objects.create(endpoint=row, event=PING, payload=payload, next_at=None, created_at=now, tried_since=now)


@transaction.atomic
def resend(workspace_id: int, delivery_id: int, *, now: datetime) -> Delivery:
    """Tell an event again, under its old id. Raises UserError when it is just being told or not of this workspace."""
    mine = Endpoint.objects.for_workspace(workspace_id)
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id, endpoint__in=mine).first()
    if delivery is None:
        raise UserError(_("This entry is not there any more. Nothing was sent."))
    if delivery.state == DeliveryState.SENDING:
        raise UserError(_("This is just being sent. Wait a moment."))
    delivery.state, delivery.attempts, delivery.error, delivery.next_at = DeliveryState.WAITING, 0, "", now
    # Its day begins anew: else the first failure would be the last.
    delivery.tried_since = now
    delivery.save(update_fields=["state", "attempts", "error", "next_at", "tried_since"])
    _start(delivery)
    return delivery


def _start(delivery: Delivery) -> None:
    from freehold.kit.webhooks.tasks import deliver

    deliver.enqueue(delivery.pk)


def _checked(event_name: str, payload: Mapping[str, Any]) -> dict[str, Any]:
    try:
        text = json.dumps(dict(payload), cls=DjangoJSONEncoder, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise SystemFault(f"The webhook {event_name} cannot be sent: its payload is no JSON ({error})") from None
    if len(text) > LARGEST_PAYLOAD:
        raise SystemFault(f"The webhook {event_name} cannot be sent: its payload has {len(text)} characters")
    plain: dict[str, Any] = json.loads(text.replace("\\u0000", ""))
    return plain
