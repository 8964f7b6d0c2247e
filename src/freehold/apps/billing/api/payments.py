"""Money that came in or went back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Header, Router, Schema

from freehold.apps.billing.api.common import Currency, Money, Short, shown
from freehold.apps.billing.models import Payment
from freehold.apps.billing.selectors import for_api
from freehold.apps.billing.services import payments
from freehold.kit.api.auth import actor_of, needs, token_of, workspace_of
from freehold.kit.api.pages import Page, Paged, page_of

router = Router()
READ, WRITE = "payments:read", "payments:write"


class PaymentIn(Schema):
    """A payment for an invoice or, without one, to a client's credit. A negative amount went back."""

    document_id: int | None = None
    client_id: int | None = None
    amount: Money
    currency: Currency
    paid_on: date
    method: Literal["transfer", "cash", "card", "other"] = "transfer"
    fee: Money = Decimal(0)
    note: Short = ""


class PartOut(Schema):
    """What of the payment settled which paper."""

    document_id: int
    amount: Decimal


class PaymentOut(Schema):
    """A payment."""

    id: int
    client_id: int | None
    amount: Decimal
    currency: str
    paid_on: date
    method: str
    fee: Decimal
    note: str
    parts: list[PartOut]


@router.get("", auth=needs(READ), response=Page[PaymentOut], summary="List payments")
def list_payments(request: HttpRequest, page: Paged, client_id: int = 0) -> Any:
    """Newest first; those that were taken back are left out."""
    return page_of(for_api.payments(workspace_of(request), client_id=client_id), page, _shown)


@router.post("", auth=needs(WRITE), response={201: PaymentOut}, summary="Record a payment")
def record_payment(
    request: HttpRequest,
    body: PaymentIn,
    idempotency_key: Annotated[
        str, Header(alias="Idempotency-Key", max_length=100, description="The same key again returns the payment that is there")
    ] = "",
) -> Any:
    """It settles the invoice as far as that is open; the rest is the client's credit."""
    key = f"api:{token_of(request).pk}:{idempotency_key}" if idempotency_key else ""
    made = payments.record_payment(workspace_of(request), **body.model_dump(), key=key, now=timezone.now(), actor=actor_of(request))
    return 201, _answer(request, made.pk)


@router.get("/{int:payment_id}", auth=needs(READ), response=PaymentOut, summary="Read one payment")
def get_payment(request: HttpRequest, payment_id: int) -> Any:
    """With what it settled."""
    return _answer(request, payment_id)


@router.post("/{int:payment_id}/undo", auth=needs(WRITE), response={204: None}, summary="Take a payment back")
def undo_payment(request: HttpRequest, payment_id: int) -> Any:
    """Its invoices are open again; it stays in the log."""
    _answer(request, payment_id)
    payments.undo_payment(workspace_of(request), payment_id, now=timezone.now(), actor=actor_of(request))
    return 204, None


def _answer(request: HttpRequest, payment_id: int) -> dict[str, Any]:
    row = for_api.payments(workspace_of(request)).filter(pk=payment_id).first()
    if row is None:
        raise Http404
    return _shown(row)


def _shown(row: Payment) -> dict[str, Any]:
    plain = ["id", "client_id", "currency", "paid_on", "method", "note"]
    parts = [part for part in row.allocations.all() if part.undone_at is None]
    return {
        **{name: getattr(row, name) for name in plain},
        "amount": shown(row.amount, row.currency),
        "fee": shown(row.fee, row.currency),
        "parts": [{"document_id": part.document_id, "amount": shown(part.amount, row.currency)} for part in parts],
    }
