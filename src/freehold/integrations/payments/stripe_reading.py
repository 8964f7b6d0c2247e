"""Stripe's shapes read into ours; pure, so that a saved payload is enough to test it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from freehold.domain.payments import EventKind, Fee, PaymentState, PaymentStatus, ProviderEvent, RefundMade, StartedPayment
from freehold.integrations.payments.stripe_amounts import from_stripe

Shape = Mapping[str, Any]

#: A payment link and a checkout page are told apart by the beginning of their ids.
LINK = "plink_"


def read_started(shape: Shape) -> StartedPayment:
    """Read a checkout session or a payment link that was made."""
    return StartedPayment(id=str(shape["id"]), url=str(shape.get("url") or ""), expires=_moment(shape.get("expires_at")))


def read_status(session: Shape, *, started_id: str) -> PaymentStatus:
    """Read how a checkout session stands; its payment intent may be expanded or only named."""
    currency = _currency(session)
    return PaymentStatus(
        id=started_id,
        state=_state(session),
        reference=read_reference(session),
        payment_id=_id_of(session.get("payment_intent")),
        amount=from_stripe(int(session.get("amount_total") or 0), currency),
        currency=currency,
        at=_moment(session.get("created")),
    )


def read_fee(intent: Shape) -> Fee | None:
    """Read what Stripe kept, from a payment intent whose latest charge and balance transaction are expanded."""
    charge = intent.get("latest_charge")
    movement = charge.get("balance_transaction") if isinstance(charge, Mapping) else None
    if not isinstance(movement, Mapping):
        return None
    currency = _currency(movement)
    rate = movement.get("exchange_rate")
    return Fee(
        amount=from_stripe(int(movement["fee"]), currency),
        currency=currency,
        gross=from_stripe(int(movement["amount"]), currency),
        exchange_rate=None if rate is None else Decimal(str(rate)),
    )


def read_refund(refund: Shape) -> RefundMade:
    """Read a refund that was asked for."""
    currency = _currency(refund)
    return RefundMade(
        id=str(refund["id"]),
        amount=from_stripe(int(refund["amount"]), currency),
        currency=currency,
        settled=refund.get("status") == "succeeded",
    )


def read_notice(event: Shape) -> ProviderEvent | None:
    """Read one event; None for a kind that concerns no payment of ours, or one that changes nothing yet."""
    read = _READERS.get(str(event.get("type")))
    return read(event, event["data"]["object"]) if read else None


def _session_notice(kind: EventKind) -> Callable[[Shape, Shape], ProviderEvent | None]:
    def read(event: Shape, session: Shape) -> ProviderEvent | None:
        if session.get("mode") != "payment" or (kind == "paid" and session.get("payment_status") != "paid"):
            # A transfer that takes days is completed now and paid later, by an event of its own.
            return None
        currency = _currency(session)
        return _event(
            event,
            kind,
            amount=from_stripe(int(session.get("amount_total") or 0), currency),
            currency=currency,
            payment_id=_id_of(session.get("payment_intent")),
            started_id=_id_of(session.get("payment_link")) or str(session["id"]),
            reference=read_reference(session),
        )

    return read


def _refund_notice(event: Shape, refund: Shape) -> ProviderEvent | None:
    kinds: dict[object, EventKind] = {"succeeded": "refunded", "failed": "refund_failed", "canceled": "refund_failed"}
    kind = kinds.get(refund.get("status"))
    return _about_money(event, refund, kind, reason=str(refund.get("failure_reason") or refund.get("reason") or "")) if kind else None


def _dispute_opened(event: Shape, dispute: Shape) -> ProviderEvent:
    return _about_money(event, dispute, "disputed", reason=str(dispute.get("reason") or ""))


def _dispute_closed(event: Shape, dispute: Shape) -> ProviderEvent:
    kind: EventKind = "dispute_lost" if dispute.get("status") == "lost" else "dispute_won"
    return _about_money(event, dispute, kind, reason=str(dispute.get("reason") or ""))


def _about_money(event: Shape, shape: Shape, kind: EventKind, *, reason: str) -> ProviderEvent:
    currency = _currency(shape)
    return _event(
        event,
        kind,
        amount=from_stripe(int(shape["amount"]), currency),
        currency=currency,
        payment_id=_id_of(shape.get("payment_intent")),
        subject_id=str(shape["id"]),
        reference=read_reference(shape),
        reason=reason[:100],
    )


def _event(event: Shape, kind: EventKind, **values: Any) -> ProviderEvent:
    at = datetime.fromtimestamp(int(event["created"]), tz=UTC)
    return ProviderEvent(id=str(event["id"]), kind=kind, at=at, live=bool(event.get("livemode", True)), **values)


_READERS: dict[str, Callable[[Shape, Shape], ProviderEvent | None]] = {
    "checkout.session.completed": _session_notice("paid"),
    "checkout.session.async_payment_succeeded": _session_notice("paid"),
    "checkout.session.async_payment_failed": _session_notice("failed"),
    "checkout.session.expired": _session_notice("expired"),
    # One refund is told about several times; its own id makes the booking happen once.
    "refund.created": _refund_notice,
    "refund.updated": _refund_notice,
    "refund.failed": _refund_notice,
    "charge.refund.updated": _refund_notice,
    "charge.dispute.created": _dispute_opened,
    "charge.dispute.closed": _dispute_closed,
}
NOTICES = tuple(_READERS)


def _state(session: Shape) -> PaymentState:
    if session.get("payment_status") in {"paid", "no_payment_required"}:
        return "paid"
    if session.get("status") == "expired":
        return "expired"
    if session.get("status") != "complete":
        return "open"
    intent = session.get("payment_intent")
    failed = isinstance(intent, Mapping) and intent.get("status") in {"requires_payment_method", "canceled"}
    return "failed" if failed else "pending"


def read_reference(shape: Shape) -> str:
    """Read our own reference from whatever carries it; "" for what does not."""
    metadata = shape.get("metadata") or {}
    return str(metadata.get("reference") or shape.get("client_reference_id") or "")


def _currency(shape: Shape) -> str:
    return str(shape.get("currency") or "").upper()


def _id_of(value: object) -> str:
    """Return the id of something that Stripe names, or gives whole when asked to."""
    return str(value.get("id") or "") if isinstance(value, Mapping) else str(value or "")


def _moment(seconds: object) -> datetime | None:
    return datetime.fromtimestamp(seconds, tz=UTC) if isinstance(seconds, int) else None
