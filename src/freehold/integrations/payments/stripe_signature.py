"""Whether a notice is Stripe's own and fresh."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from freehold.domain.payments import SignatureRefused

#: How far the signature's time may be from ours, either way.
TOLERANCE = timedelta(minutes=5)
MAX_NOTICE_BYTES = 1_000_000
_LONGEST_HEADER = 2_000


def checked_notice(payload: bytes, signature: str, secret: str, *, now: datetime) -> dict[str, Any]:
    """Return the event that `payload` holds. Raises SignatureRefused, and nothing of it may be believed then."""
    import stripe

    if len(payload) > MAX_NOTICE_BYTES or len(signature) > _LONGEST_HEADER:
        raise SignatureRefused(_("This notice is too large to be one of Stripe's. Nothing was booked."))
    try:
        stripe.WebhookSignature.verify_header(payload, signature, secret)
        sent = _sent_at(signature)
    except (stripe.SignatureVerificationError, UnicodeDecodeError, ValueError, OverflowError):
        raise SignatureRefused(
            _("The notice does not carry Stripe's signature for this account, so nothing was booked. Check the signing secret.")
        ) from None
    if abs(now.timestamp() - sent) > TOLERANCE.total_seconds():
        raise SignatureRefused(
            _("The notice was not signed just now, so nothing was booked. If it is Stripe's, the clock of this machine is wrong.")
        )
    return _event(payload)


def _sent_at(signature: str) -> int:
    return next(int(value) for name, _equals, value in (part.partition("=") for part in signature.split(",")) if name == "t")


def _event(payload: bytes) -> dict[str, Any]:
    """Parse the event; a signed text of another shape is refused like a forged one."""
    try:
        event = json.loads(payload)
    except (ValueError, RecursionError):
        event = None
    thing = event.get("data") if isinstance(event, dict) and event.get("object") == "event" else None
    if not isinstance(event, dict) or not isinstance(thing, dict) or not isinstance(thing.get("object"), dict) or "id" not in event:
        raise SignatureRefused(_("The notice is not an event of Stripe's. Nothing was booked."))
    return event
