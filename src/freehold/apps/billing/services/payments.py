"""Payments: recorded once, spread over invoices, taken back; every step is audited and can be undone."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from freehold.apps.billing.events import PaymentReceived
from freehold.apps.billing.models import (
    Allocation,
    AllocationKind,
    BankTransaction,
    Document,
    DocumentKind,
    Payment,
    PaymentMethod,
    TransactionState,
)
from freehold.apps.billing.selectors.credit import client_credit, credit_balance
from freehold.apps.billing.selectors.merged import family
from freehold.apps.billing.services.rates import rates_on
from freehold.apps.billing.services.settling import ZERO, Share, credit_left, locked_documents, put, take_back
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.money.rounding import round_money
from freehold.domain.reconciliation.weights import EXCHANGE_SHARE
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

_LARGEST = Decimal(10) ** 11


@transaction.atomic
def record_payment(
    workspace: Workspace,
    *,
    amount: Decimal,
    currency: str,
    paid_on: date,
    now: datetime,
    document_id: int | None = None,
    client_id: int | None = None,
    method: str = PaymentMethod.TRANSFER,
    fee: Decimal = ZERO,
    note: str = "",
    key: str = "",
    allocations: Sequence[Share] | None = None,
    line: BankTransaction | None = None,
    actor: str = "",
) -> Payment:
    """Record money that came in (or, negative, went back) and let it settle invoices; return the payment.

    Without `allocations` it settles `document_id` as far as that is open; the rest is the client's credit. `key` makes it happen
    once: the same key again returns the payment that is there. `fee` is what a provider kept of `amount`.
    Raises UserError, with nothing booked, for an amount that cannot be, an invoice that is not there, or more than is open.
    """
    if key and (known := _known(workspace, key)) is not None:
        return known
    amount, fee, currency = Decimal(amount), Decimal(fee), currency.strip().upper()
    _check(amount, fee, currency, paid_on, method, now)
    wanted = [share.document_id for share in allocations or ()] or [one for one in (document_id,) if one]
    documents = locked_documents(workspace, wanted)
    payer = _client_of(workspace, client_id, list(documents.values()))
    try:
        with transaction.atomic():
            payment = Payment.objects.create(
                workspace_id=id_of(workspace),
                client_id=payer,
                amount=amount,
                currency=currency,
                paid_on=paid_on,
                method=method,
                fee=fee,
                note=note.replace("\x00", "").strip()[:500],
                key=key or f"hand:{uuid.uuid4().hex}",
                transaction=line,
                created_at=now,
            )
    except IntegrityError:
        known = _known(workspace, key)
        if known is None:
            raise
        return known
    if allocations is None:
        allocations = _usual(payment, documents.get(document_id or 0))
    _spread(payment, allocations, documents, now)
    detail = {"amount": str(amount), "currency": currency, "for": [row.number for row in documents.values()]}
    record("payment.recorded", workspace_id=payment.workspace_id, actor=actor, target=payment, detail=detail, at=now)
    if amount > 0:
        publish(PaymentReceived(payment.workspace_id, payment.pk), now)
    return payment


@transaction.atomic
def allocate(workspace: Workspace, payment_id: int, shares: Sequence[Share], *, now: datetime, actor: str = "") -> Payment:
    """Let what is left of a payment settle invoices. Raises UserError when it is less than the shares use."""
    payment = _held(workspace, payment_id)
    if payment.undone_at is not None:
        raise UserError(_("This payment was taken back. Nothing was booked."))
    documents = locked_documents(workspace, [share.document_id for share in shares])
    _client_of(workspace, payment.client_id, list(documents.values()))
    _spread(payment, shares, documents, now)
    numbers = [row.number for row in documents.values()]
    record("payment.allocated", workspace_id=payment.workspace_id, actor=actor, target=payment, detail={"for": numbers}, at=now)
    return payment


@transaction.atomic
def undo_payment(workspace: Workspace, payment_id: int, *, now: datetime, actor: str = "") -> Payment:
    """Take a payment back: its invoices are open again and its bank line waits to be checked. Twice does no harm."""
    payment = _held(workspace, payment_id)
    if payment.undone_at is not None:
        return payment
    take_back(list(payment.allocations.filter(undone_at=None)), now=now)
    if payment.transaction_id is not None:
        lines = BankTransaction.objects.for_workspace(workspace).filter(pk=payment.transaction_id)
        lines.update(state=TransactionState.NEW, category="")
    payment.undone_at, payment.transaction = now, None
    payment.save(update_fields=["undone_at", "transaction"])
    detail = {"amount": str(payment.amount), "currency": payment.currency}
    record("payment.undone", workspace_id=payment.workspace_id, actor=actor, target=payment, detail=detail, at=now)
    return payment


@transaction.atomic
def write_off(
    workspace: Workspace,
    document_id: int,
    *,
    now: datetime,
    amount: Decimal | None = None,
    kind: str = AllocationKind.WRITE_OFF,
    actor: str = "",
) -> Allocation:
    """Let go of what is open on an invoice, or of `amount` of it, as a fee, a discount or a loss (a kind of AllocationKind)."""
    if kind in {AllocationKind.PAYMENT, AllocationKind.CREDIT_NOTE} or kind not in AllocationKind.values:
        raise UserError(_("Choose why the rest is let go. Nothing was booked."))
    document = locked_documents(workspace, [document_id])[document_id]
    allocation = put(document, Share(document_id, document.open if amount is None else amount, kind=kind), now=now)
    detail = {"amount": str(allocation.amount), "kind": kind}
    record("invoice.written_off", workspace_id=document.workspace_id, actor=actor, target=document, detail=detail, at=now)
    return allocation


@transaction.atomic
def undo_allocation(workspace: Workspace, allocation_id: int, *, now: datetime, actor: str = "") -> Allocation:
    """Take one part back (credit that was used, what was written off); the invoice is open again by as much."""
    rows = Allocation.objects.for_workspace(workspace).select_for_update().filter(pk=allocation_id)
    allocation = rows.first()
    if allocation is None:
        raise UserError(_("This booking is not there any more. Nothing was changed."))
    if allocation.kind == AllocationKind.CREDIT_NOTE and allocation.document_id == getattr(allocation.credit_note, "corrects_id", None):
        raise UserError(_("This is what the credit note itself did; it cannot be taken back. Nothing was changed."))
    if allocation.undone_at is None:
        take_back([allocation], now=now)
        record("payment.part_undone", workspace_id=allocation.workspace_id, actor=actor, target=allocation, at=now)
    return allocation


@transaction.atomic
def use_credit(workspace: Workspace, document_id: int, *, now: datetime, actor: str = "") -> Decimal:
    """Let the client's credit settle an invoice as far as it reaches, the oldest money first; return how much was used.

    Raises UserError when there is no credit in the invoice's currency.
    """
    document = locked_documents(workspace, [document_id])[document_id]
    wanted = min(document.open, client_credit(workspace, document.client_id).get(document.currency, ZERO))
    if wanted <= 0:
        raise UserError(_("This client has no credit in %(currency)s. Nothing was booked.") % {"currency": document.currency})
    rest = wanted
    mine = {"client_id__in": family(workspace, document.client_id), "currency": document.currency}
    for payment in (
        Payment.objects.for_workspace(workspace).select_for_update().filter(**mine, undone_at=None, amount__gt=0).order_by("paid_on", "pk")
    ):
        part = min(rest, unused(payment))
        if part > 0:
            put(document, Share(document_id, part), now=now, payment=payment)
            rest -= part
    notes = Document.objects.for_workspace(workspace).select_for_update().filter(**mine, kind=DocumentKind.CREDIT_NOTE)
    for note in notes.exclude(number="").order_by("issue_date", "pk"):
        part = min(rest, credit_left(note))
        if part > 0:
            put(document, Share(document_id, part, kind=AllocationKind.CREDIT_NOTE), now=now, credit_note=note)
            rest -= part
    used = wanted - rest
    record("invoice.credit_used", workspace_id=document.workspace_id, actor=actor, target=document, detail={"amount": str(used)}, at=now)
    return used


def unused(payment: Payment) -> Decimal:
    """Return what of a payment no invoice has used yet (negative of a refund)."""
    used = payment.allocations.filter(undone_at=None).aggregate(sum=Sum("payment_amount"))["sum"] or ZERO
    return payment.amount - used


def _known(workspace: Workspace, key: str) -> Payment | None:
    return Payment.objects.for_workspace(workspace).filter(key=key, undone_at=None).first()


def _held(workspace: Workspace, payment_id: int) -> Payment:
    payment = Payment.objects.for_workspace(workspace).select_for_update().filter(pk=payment_id).first()
    if payment is None:
        raise UserError(_("This payment is not there any more. Nothing was changed."))
    return payment


def _check(amount: Decimal, fee: Decimal, currency: str, paid_on: date, method: str, now: datetime) -> None:
    if not amount.is_finite() or not amount or abs(amount) >= _LARGEST:
        raise UserError(_("A payment needs an amount other than zero. Nothing was booked."))
    if len(currency) != 3 or not currency.isalpha():
        raise UserError(_("“%(currency)s” is no currency. Nothing was booked. Write three letters such as EUR.") % {"currency": currency})
    if any(round_money(one, currency) != one for one in (amount, fee)):
        raise UserError(
            _("%(amount)s has more decimals than %(currency)s has. Nothing was booked.") % {"amount": amount, "currency": currency}
        )
    if not 0 <= fee <= abs(amount):
        raise UserError(_("A fee is part of what was paid: it cannot be more. Nothing was booked."))
    if paid_on > now.date() + timedelta(days=3):
        raise UserError(_("The day of the payment is in the future. Nothing was booked. Record it when the money is there."))
    if paid_on.year < 2000:
        raise UserError(_("The day of the payment lies too far back. Nothing was booked. Check the year."))
    if method not in PaymentMethod.values:
        raise UserError(_("There is no way to pay “%(method)s”. Nothing was booked. Choose one from the list.") % {"method": method})


def _client_of(workspace: Workspace, client_id: int | None, documents: Sequence[Document]) -> int | None:
    owners = {row.client_id for row in documents} | ({client_id} if client_id else set())
    # Papers of a client that was merged keep its id: one client may have several.
    one = family(workspace, min(owners)) if len(owners) > 1 else list(owners)
    if not owners <= set(one):
        raise UserError(_("These invoices belong to different clients. Nothing was booked. Record one payment for each client."))
    if client_id and clients.client(workspace, client_id) is None:
        raise UserError(_("This client is not there any more. Nothing was booked."))
    named = {row.client_id for row in documents} or owners
    return named.pop() if len(named) == 1 else next(iter(one), None)


def _spread(payment: Payment, shares: Sequence[Share], documents: dict[int, Document], now: datetime) -> None:
    """Let shares use a payment, never more than is left of it."""
    for share in shares:
        document = documents[share.document_id]
        if share.kind == AllocationKind.PAYMENT and share.payment_amount is None and document.currency != payment.currency:
            raise UserError(
                _("The payment is in %(currency)s, %(number)s in %(other)s: say how much of the payment it uses. Nothing was booked.")
                % {"currency": payment.currency, "number": document.number, "other": document.currency}
            )
        put(document, share, now=now, payment=payment)
    rest = unused(payment)
    if rest and (rest > 0) != (payment.amount > 0):
        raise UserError(
            _("The payment of %(amount)s %(currency)s is less than what it should settle. Nothing was booked. Write smaller parts.")
            % {"amount": f"{payment.amount:.2f}", "currency": payment.currency}
        )


def _usual(payment: Payment, document: Document | None) -> list[Share]:
    """Return how a payment for one invoice is spread when nobody says otherwise."""
    if document is None:
        return []
    if payment.amount < 0:
        return _of_refund(payment, document)
    if document.open <= 0:
        return []
    if document.currency == payment.currency:
        return [Share(document.pk, min(payment.amount, document.open))]
    return [Share(document.pk, _converted(payment, document), payment.amount)]


def _converted(payment: Payment, document: Document) -> Decimal:
    """Return what a payment in another currency settles at the day's rate; all of it when that is within three per cent."""
    rates = rates_on(payment.paid_on)
    worth = round_money(rates.convert(payment.amount, payment.currency, document.currency), document.currency)
    return document.open if abs(worth - document.open) <= document.open * EXCHANGE_SHARE else min(worth, document.open)


def _of_refund(payment: Payment, document: Document) -> list[Share]:
    """Return what money that went back takes: credit notes of the invoice, then the client's other credit, then the invoice opens again."""
    rest = -payment.amount
    shares: list[Share] = []
    notes = Document.objects.for_workspace(document.workspace_id).select_for_update().filter(corrects=document, currency=payment.currency)
    for note in notes.filter(kind=DocumentKind.CREDIT_NOTE).exclude(number="").order_by("pk"):
        part = min(rest, credit_left(note))
        if part > 0:
            put(note, Share(note.pk, part, -part), now=payment.created_at, payment=payment)
            rest -= part
    # The refund itself is stored already and has lowered the credit by what is not yet spread.
    free = credit_balance(document.workspace_id, document.client_id, payment.currency) + rest
    rest -= max(min(rest, free), ZERO)
    back = min(rest, document.paid)
    if back > 0 and document.currency == payment.currency:
        shares.append(Share(document.pk, -back))
    return shares
