"""What reconciliation is told: bank lines, invoices, what earlier matches have taught, and bookings that may be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from freehold.apps.billing.models import Alias, BankTransaction, Document, DocumentKind, Payment, PaymentAttempt, Refusal
from freehold.apps.billing.selectors.credit import notes_left
from freehold.apps.billing.selectors.ledger import INVOICES
from freehold.apps.billing.selectors.merged import Standing, standing_client, stands
from freehold.domain.money.rounding import percent_of, round_money
from freehold.domain.reconciliation.learning import refusal_strength
from freehold.domain.reconciliation.ledger import Booking, Experience, OpenInvoice, Transaction
from freehold.kit.scoping.ref import Workspace

# Documents older than this that are settled are known by their number only, and bookings older than this are not taken back.
SETTLED_DAYS = 3 * 365
BOOKED_DAYS = 400
ZERO = Decimal(0)
_COLUMNS = (
    *("pk", *stands(), "client__name", "client__legal_name", "client__merged_into__name", "client__merged_into__legal_name"),
    *("number", "kind", "open", "payable", "currency"),
    *("issue_date", "due_date", "reference", "early_percent", "early_days"),
)


def transaction_of(line: BankTransaction) -> Transaction:
    """Return a bank line as the domain knows it; its id is the row's."""
    return Transaction(
        id=str(line.pk),
        booked_on=line.booked_on,
        value_on=line.value_on,
        amount=line.amount,
        currency=line.currency,
        payer_name=line.payer_name,
        payer_account=line.payer_account,
        text=line.text,
        references=tuple(map(str, line.references)),
        end_to_end=line.end_to_end,
        bank_reference=line.bank_reference,
        original_amount=line.original_amount,
        original_currency=line.original_currency,
        fee=line.fee,
        is_return=line.is_return,
    )


def invoices(workspace: Workspace, today: date) -> list[OpenInvoice]:
    """Return every invoice and credit note that a line may speak of; settled ones have nothing open."""
    left = notes_left(workspace)
    rows = Document.objects.for_workspace(workspace).filter(kind__in=(*INVOICES, DocumentKind.CREDIT_NOTE)).exclude(number="")
    recent = rows.filter(Q(open__gt=0) | Q(pk__in=list(left)) | Q(issue_date__gte=today - timedelta(days=SETTLED_DAYS)))
    started: dict[int, list[str]] = defaultdict(list)
    attempts = PaymentAttempt.objects.for_workspace(workspace).values_list("document_id", "provider_id", "payment_id")
    for document_id, *ids in attempts:
        started[document_id].extend(one for one in ids if one)
    found = []
    standing = Standing(workspace)
    for row in recent.values_list(*_COLUMNS):
        (pk, *rest), (number, kind, open_amount, payable, currency, issued, due, reference, percent, days) = row[:-10], row[-10:]
        who, names = rest[:3], rest[3:]
        is_note = kind == DocumentKind.CREDIT_NOTE
        discount = round_money(percent_of(payable, percent), currency) if percent and days and not is_note else None
        found.append(
            OpenInvoice(
                id=str(pk),
                number=number,
                customer=str(standing(*who)),
                customer_names=tuple(dict.fromkeys(filter(None, names))),
                open_amount=-left.get(pk, ZERO) if is_note else max(open_amount, ZERO),
                total=payable,
                currency=currency,
                issued_on=issued,
                due_on=due,
                reference=reference,
                provider_ids=tuple(started.get(pk, ())),
                discount_amount=discount,
                discount_until=issued + timedelta(days=days) if discount and days else None,
            )
        )
    return found


def experience(workspace: Workspace, today: date) -> Experience:
    """Return what was learned; an account or name that was confirmed for several clients tells nothing."""
    known: dict[str, dict[str, set[str]]] = {"account": defaultdict(set), "name": defaultdict(set)}
    standing = Standing(workspace)
    for kind, value, *who in Alias.objects.for_workspace(workspace).filter(confirmed__gt=0).values_list("kind", "value", *stands()):
        known[kind][value].add(str(standing(*who)))
    sure = {kind: {value: next(iter(clients)) for value, clients in values.items() if len(clients) == 1} for kind, values in known.items()}
    refusals: dict[tuple[str, str], float] = {}
    for payer, document, at in Refusal.objects.for_workspace(workspace).values_list("payer", "document_id", "at"):
        key = (payer, str(document))
        refusals[key] = max(refusals.get(key, 0.0), refusal_strength(at.date(), today))
    old = (
        Document.objects.for_workspace(workspace)
        .exclude(number="")
        .filter(issue_date__lt=today - timedelta(days=SETTLED_DAYS), open__lte=0)
    )
    quotes = Document.objects.for_workspace(workspace).filter(kind=DocumentKind.QUOTE).exclude(number="")
    others = frozenset([*old.values_list("number", flat=True), *quotes.values_list("number", flat=True)])
    return Experience(accounts=sure["account"], names=sure["name"], refusals=refusals, other_numbers=others)


def bookings(workspace: Workspace, today: date) -> list[Booking]:
    """Return payments with what they settled, for returns and chargebacks."""
    rows = Payment.objects.for_workspace(workspace).filter(undone_at=None, amount__gt=0, paid_on__gte=today - timedelta(days=BOOKED_DAYS))
    found = []
    for row in rows.select_related("transaction", "client__merged_into").prefetch_related("allocations"):
        shares = _shares((one.document_id, one.amount) for one in row.allocations.all() if one.undone_at is None and one.payment_amount)
        if shares:
            found.append(
                Booking(
                    id=str(row.pk),
                    booked_on=row.paid_on,
                    amount=row.amount,
                    currency=row.currency,
                    allocations=shares,
                    customer=str(standing_client(row).pk) if row.client_id else "",
                    payer_name=row.transaction.payer_name if row.transaction else "",
                    payer_account=row.transaction.payer_account if row.transaction else "",
                )
            )
    return found


def _shares(parts: Iterable[tuple[int, Decimal]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((str(document), amount) for document, amount in parts)
