"""Adding, changing, switching and removing the addresses that are told."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.audit.services import record
from freehold.kit.webhooks.models import Delivery, DeliveryState, Endpoint
from freehold.kit.webhooks.registry import EVENT_NAMES

MOST_ENDPOINTS = 20


@transaction.atomic
def add_endpoint(workspace_id: int, *, url: str, events: Sequence[str], label: str = "", by: str, now: datetime) -> tuple[Endpoint, str]:
    """Add an address and return it with its secret, which is shown once. Raises UserError for an address that cannot be told."""
    if Endpoint.objects.for_workspace(workspace_id).count() >= MOST_ENDPOINTS:
        raise UserError(_("There are %(n)d addresses already. Nothing was added; remove one first.") % {"n": MOST_ENDPOINTS})
    secret = f"whsec_{secrets.token_urlsafe(32)}"
    row = Endpoint(workspace_id=workspace_id, secret=secret, created_at=now)
    _fill(row, url, events, label)
    _save_once(row)
    record("webhook.added", workspace_id=workspace_id, actor=by, target=row, detail={"host": _host(row.url)}, at=now)
    return row, secret


@transaction.atomic
def change_endpoint(
    workspace_id: int, endpoint_id: int, *, url: str, events: Sequence[str], label: str = "", by: str, now: datetime
) -> Endpoint:
    """Change an address. Raises UserError as `add_endpoint` does."""
    row = locked(workspace_id, endpoint_id)
    _fill(row, url, events, label)
    _save_once(row)
    record("webhook.changed", workspace_id=workspace_id, actor=by, target=row, detail={"host": _host(row.url)}, at=now)
    return row


@transaction.atomic
def switch_endpoint(workspace_id: int, endpoint_id: int, *, active: bool, by: str, now: datetime) -> Endpoint:
    """Switch an address on or off. Switched on again it is told what still waits."""
    row = locked(workspace_id, endpoint_id)
    row.active, row.failing_since, row.disabled_because, row.last_error = active, None, "", ""
    row.save(update_fields=["active", "failing_since", "disabled_because", "last_error"])
    record("webhook.switched_on" if active else "webhook.switched_off", workspace_id=workspace_id, actor=by, target=row, at=now)
    if active:
        row.deliveries.filter(state=DeliveryState.WAITING).update(next_at=now)
    return row


@transaction.atomic
def new_secret(workspace_id: int, endpoint_id: int, *, by: str, now: datetime) -> str:
    """Give an address another secret and return it; the old one is worth nothing from now on."""
    row = locked(workspace_id, endpoint_id)
    secret = f"whsec_{secrets.token_urlsafe(32)}"
    row.secret = secret
    row.save(update_fields=["secret"])
    record("webhook.secret_renewed", workspace_id=workspace_id, actor=by, target=row, at=now)
    return secret


@transaction.atomic
def remove_endpoint(workspace_id: int, endpoint_id: int, *, by: str, now: datetime) -> None:
    """Take an address away, with its log."""
    row = locked(workspace_id, endpoint_id)
    record("webhook.removed", workspace_id=workspace_id, actor=by, target=row, detail={"host": _host(row.url)}, at=now)
    Delivery.objects.filter(endpoint=row).delete()
    row.delete()


def locked(workspace_id: int, endpoint_id: int) -> Endpoint:
    """Return the address, held until the transaction ends. Raises UserError when it is not of this workspace."""
    row = Endpoint.objects.for_workspace(workspace_id).select_for_update().filter(pk=endpoint_id).first()
    if row is None:
        raise UserError(_("This address is not there any more. Nothing was changed."))
    return row


def _fill(row: Endpoint, url: str, events: Sequence[str], label: str) -> None:
    from freehold.kit.http.address import checked_address  # late: it brings the whole client, which a start does not need

    address = checked_address(url.strip())
    private = address.place in {place.strip().lower() for place in settings.PRIVATE_HOSTS}
    if address.url.scheme != "https" and not private:
        raise UserError(_("The address must begin with https://, or others could read on the way what it is told. Nothing was saved."))
    unknown = [event for event in events if event != "*" and event not in EVENT_NAMES]
    if unknown:
        raise UserError(_("There is no event “%(name)s”. Nothing was saved. Choose from the list.") % {"name": unknown[0][:100]})
    if not events:
        raise UserError(_("Choose at least one event to be told of. Nothing was saved."))
    row.url = str(address.url)
    row.events = ["*"] if "*" in events else sorted(set(events))
    row.label = " ".join(label.split())[:200]


def _save_once(row: Endpoint) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise UserError(_("This address is told already. Nothing was added.")) from None


def _host(url: str) -> str:
    # Never the whole address: it may hold a key.
    from freehold.kit.http.address import checked_address

    return checked_address(url).host
