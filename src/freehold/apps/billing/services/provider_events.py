"""What a payment provider tells: checked, handled once, and booked; asked for when nobody can call us."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from freehold.apps.billing.models import Document, HandledProviderEvent, Payment, PaymentAttempt, PaymentMethod, ProviderAccount
from freehold.apps.billing.selectors.checkout import attempt_named, to_poll
from freehold.apps.billing.services import payments
from freehold.apps.billing.services.owner_notes import tell_owner
from freehold.apps.billing.services.provider_accounts import connected, note_trouble
from freehold.domain.errors import UserError
from freehold.domain.money.rounding import round_money
from freehold.domain.payments import Fee, PaymentProvider, PaymentStatus, ProviderEvent, ProviderRefused
from freehold.kit.audit import record

Outcome = Literal["done", "again", "ignored"]
ZERO = Decimal(0)
#: A disputed invoice carries this reason; it has no end of its own.
DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class _Notice:
    """An event with the attempt that it speaks of, and what the provider kept of the payment."""

    event: ProviderEvent
    attempt: PaymentAttempt
    fee: Fee | None
    now: datetime


def receive(account: ProviderAccount, payload: bytes, signature: str, *, now: datetime) -> Outcome:
    """Check one notice and do what it says, once however often it comes.

    Raises SignatureRefused for a notice that cannot be believed; nothing is booked then.
    """
    provider = connected(account)
    event = provider.read_event(payload, signature, now=now)
    if event is None:
        return "ignored"
    if account.events.filter(event_id=event.id).exists():
        return "again"
    attempt = _attempt_of(provider, account, event, now)
    if attempt is None:
        return "ignored"
    # Over the network, and so before the transaction.
    fee = _fee(provider, event.payment_id) if event.kind == "paid" else None
    return _handle(account, _Notice(event, attempt, fee, now))


def poll(attempt: PaymentAttempt, *, now: datetime) -> str:
    """Ask how a started payment stands, book it if it was paid, and return its state."""
    provider = connected(attempt.account)
    status = provider.look_up(attempt.provider_id)
    fee = _fee(provider, status.payment_id) if status.state == "paid" else None
    _settle(attempt, status, fee, now)
    return status.state


def poll_running(now: datetime, *, lasting: bool) -> int:
    """Ask about every started payment; return how many were paid. A provider that cannot be reached is asked the next time."""
    paid = 0
    unreachable: set[int] = set()
    for attempt in to_poll(now, lasting=lasting):
        if attempt.account_id in unreachable:
            continue
        try:
            paid += poll(attempt, now=now) == "paid"
        except ProviderRefused as error:
            if error.transient:
                unreachable.add(attempt.account_id)
            note_trouble(attempt.account, str(error))
    return paid


def refund(payment: Payment, amount: Decimal, *, now: datetime, actor: str) -> Payment:
    """Send money back to the payer of an online payment and book it.

    Raises UserError when it was paid otherwise, is more than was paid, or the provider says no; nothing is booked then.
    """
    attempt = _attempt_of_payment(payment)
    if amount <= 0 or amount > payment.amount:
        raise UserError(_("Only up to what was paid can be sent back. Nothing was sent."))
    key = f"{attempt.account.hook[:16]}-refund-{payment.pk}-{amount}-{_refunded(payment)}"
    made = connected(attempt.account).refund(attempt.payment_id, amount=amount, currency=payment.currency, idempotency_key=key)
    with transaction.atomic():
        booked = _book(attempt, -made.amount, key=made.id, at=now, now=now, note=_("Refund"), actor=actor)
        detail = {"amount": str(made.amount), "currency": made.currency, "refund": made.id}
        record("payment.refunded", workspace_id=attempt.workspace_id, actor=actor, target=payment, detail=detail, at=now)
    return booked


@transaction.atomic
def _handle(account: ProviderAccount, notice: _Notice) -> Outcome:
    # The mark comes first: a second delivery at the same moment waits here for the first one's commit.
    _mark, is_new = HandledProviderEvent.objects.get_or_create(
        account=account, event_id=notice.event.id, defaults={"kind": notice.event.kind, "at": notice.now}
    )
    if not is_new:
        return "again"
    _DEEDS[notice.event.kind](notice)
    return "done"


def _attempt_of(provider: PaymentProvider, account: ProviderAccount, event: ProviderEvent, now: datetime) -> PaymentAttempt | None:
    """Return the attempt that an event speaks of; None for money that is none of ours.

    A refund or dispute may be told before the payment: then the payment is asked for and booked first.
    """
    found = attempt_named(account, started_id=event.started_id, payment_id=event.payment_id, reference=event.reference)
    if event.started_id:
        return found
    if found is None and event.payment_id:
        found = attempt_named(account, reference=provider.reference_of(event.payment_id))
    if found is not None and found.state in {"starting", "open", "pending"} and found.provider_id:
        poll(found, now=now)
        found.refresh_from_db()
    return found


def _paid(notice: _Notice) -> None:
    event = notice.event
    _keep(notice.attempt, state="paid", payment_id=event.payment_id)
    _book(notice.attempt, event.amount, key=event.payment_id, at=event.at, now=notice.now, fee=notice.fee)


def _failed(notice: _Notice) -> None:
    _keep(notice.attempt, state="failed", unless="paid")


def _expired(notice: _Notice) -> None:
    _keep(notice.attempt, state="expired", unless="paid")


def _refund_came(notice: _Notice) -> None:
    event = notice.event
    _book(notice.attempt, -event.amount, key=event.subject_id, at=event.at, now=notice.now, note=_("Refund"))


def _refund_failed(notice: _Notice) -> None:
    _unbook(notice.attempt, notice.event.subject_id, notice.now)


def _disputed(notice: _Notice) -> None:
    attempt = notice.attempt
    document = _locked(attempt)
    document.pause_reason, document.paused_until = DISPUTE, None
    document.pause_note = _("The payer's bank disputes the payment. Answer at %(provider)s before the deadline named there.") % {
        "provider": attempt.account.provider.capitalize()
    }
    document.save(update_fields=["pause_reason", "paused_until", "pause_note"])
    _log("payment.disputed", notice)
    subject = gettext_noop("The payment of %(number)s is disputed")
    tell_owner(
        document, f"dispute:{notice.event.subject_id}", subject, attempt.account.provider.capitalize(), document.pause_note, notice.now
    )


def _dispute_won(notice: _Notice) -> None:
    document = _locked(notice.attempt)
    if document.pause_reason == DISPUTE:
        document.pause_reason = document.pause_note = ""
        document.save(update_fields=["pause_reason", "pause_note"])
    _log("payment.dispute_won", notice)


def _dispute_lost(notice: _Notice) -> None:
    event = notice.event
    _book(notice.attempt, -event.amount, key=event.subject_id, at=event.at, now=notice.now, note=_("Taken back by the payer's bank"))
    _log("payment.dispute_lost", notice)


_DEEDS: dict[str, Callable[[_Notice], None]] = {
    "paid": _paid,
    "failed": _failed,
    "expired": _expired,
    "refunded": _refund_came,
    "refund_failed": _refund_failed,
    "disputed": _disputed,
    "dispute_won": _dispute_won,
    "dispute_lost": _dispute_lost,
}


@transaction.atomic
def _settle(attempt: PaymentAttempt, status: PaymentStatus, fee: Fee | None, now: datetime) -> None:
    if status.state == "paid":
        _keep(attempt, state="paid", payment_id=status.payment_id)
        _book(attempt, status.amount, key=status.payment_id, at=status.at or now, now=now, fee=fee)
    elif status.state != attempt.state:
        _keep(attempt, state=status.state, unless="paid", payment_id=status.payment_id)


def _keep(attempt: PaymentAttempt, *, state: str, payment_id: str = "", unless: str = "") -> None:
    rows = PaymentAttempt.objects.for_workspace(attempt.workspace_id).filter(pk=attempt.pk).exclude(state=unless)
    rows.update(state=state, **({"payment_id": payment_id} if payment_id else {}))


def _book(
    attempt: PaymentAttempt,
    amount: Decimal,
    *,
    key: str,
    at: datetime,
    now: datetime,
    fee: Fee | None = None,
    note: str = "",
    actor: str = "",
) -> Payment:
    """Record money by the provider's own id, so that notice and poll together book it once."""
    return payments.record_payment(
        attempt.workspace_id,
        document_id=attempt.document_id,
        amount=amount,
        currency=attempt.currency,
        paid_on=_day(attempt, at),
        method=PaymentMethod.CARD,
        fee=_in_currency(fee, attempt.currency),
        note=note or attempt.account.provider.capitalize(),
        key=f"{attempt.account.provider}:{key}",
        now=now,
        actor=actor or attempt.account.provider.capitalize(),
    )


def _unbook(attempt: PaymentAttempt, key: str, now: datetime) -> None:
    rows = Payment.objects.for_workspace(attempt.workspace_id).filter(key=f"{attempt.account.provider}:{key}", undone_at=None)
    for row in rows:
        payments.undo_payment(attempt.workspace_id, row.pk, now=now, actor=attempt.account.provider.capitalize())


def _in_currency(fee: Fee | None, currency: str) -> Decimal:
    """Return the fee in the currency that was paid in; the provider may settle in another one."""
    if fee is None:
        return ZERO
    if fee.currency == currency:
        return fee.amount
    return round_money(fee.amount / fee.exchange_rate, currency) if fee.exchange_rate else ZERO


def _fee(provider: PaymentProvider, payment_id: str) -> Fee | None:
    try:
        return provider.fee(payment_id) if payment_id else None
    except ProviderRefused:
        # The money counts more than what it cost: it is booked without the fee.
        return None


def _attempt_of_payment(payment: Payment) -> PaymentAttempt:
    provider, _colon, payment_id = payment.key.partition(":")
    rows = PaymentAttempt.objects.for_workspace(payment.workspace_id).filter(account__provider=provider, state="paid")
    attempt = rows.exclude(payment_id="").filter(payment_id=payment_id).select_related("account", "document").first()
    if attempt is None:
        raise UserError(_("This was not paid online, so it cannot be sent back from here. Transfer it, and record that."))
    return attempt


def _refunded(payment: Payment) -> int:
    rows = Payment.objects.for_workspace(payment.workspace_id).filter(client_id=payment.client_id, amount__lt=0)
    return rows.count()


def _locked(attempt: PaymentAttempt) -> Document:
    return Document.objects.for_workspace(attempt.workspace_id).select_for_update(of=("self",)).get(pk=attempt.document_id)


def _day(attempt: PaymentAttempt, at: datetime) -> date:
    try:
        zone = zoneinfo.ZoneInfo(attempt.account.workspace.time_zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return at.date()
    return at.astimezone(zone).date()


def _log(action: str, notice: _Notice) -> None:
    event, attempt = notice.event, notice.attempt
    detail = {"amount": str(event.amount), "currency": event.currency, "reason": event.reason, "id": event.subject_id}
    actor = attempt.account.provider.capitalize()
    record(action, workspace_id=attempt.workspace_id, actor=actor, target=attempt.document, detail=detail, at=notice.now)
