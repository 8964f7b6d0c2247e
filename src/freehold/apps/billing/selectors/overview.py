"""What is owed, what is coming, what belongs to the tax office, and who the money came from."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import models

from freehold.apps.billing.models import AllocationKind, BillingSettings, Document, DocumentKind, DocumentState, Expense, Payment, TimeEntry
from freehold.apps.billing.selectors.ledger import INVOICES, OPEN_STATES, ledger
from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.domain.invoicing.ageing import Bucket, ageing, days_late
from freehold.domain.money.rounding import percent_of, round_money
from freehold.kit.scoping.ref import Workspace

ZERO = Decimal(0)
MINUTES = Decimal(60)


@dataclass(frozen=True, slots=True)
class Owed:
    """What clients owe in one currency, by age."""

    currency: str
    total: Decimal
    late: Decimal
    count: int
    buckets: tuple[Bucket, ...]


@dataclass(frozen=True, slots=True)
class Coming:
    """An amount that is due on a day to come."""

    document_id: int
    number: str
    client: str
    due: date
    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class TaxAside:
    """What should lie aside, in the workspace's currency.

    `collected` is VAT on what was invoiced in the quarter, `spent` VAT on expenses, `vat` their difference; `income_tax` is the owner's
    own per cent of what was paid this year, without VAT. `without_rate` counts papers that could not be converted.
    """

    quarter_start: date
    collected: Decimal
    spent: Decimal
    vat: Decimal
    income_tax: Decimal
    percent: Decimal
    without_rate: int


@dataclass(frozen=True, slots=True)
class ClientProfit:
    """A client's year in the workspace's currency. `hourly` is profit by hour of all time spent, None without time."""

    client_id: int
    name: str
    net: Decimal
    expenses: Decimal
    fees: Decimal
    hours: Decimal
    share: Decimal

    @property
    def profit(self) -> Decimal:
        """Net minus expenses and fees."""
        return self.net - self.expenses - self.fees

    @property
    def hourly(self) -> Decimal | None:
        """Profit by hour."""
        return (self.profit / self.hours).quantize(Decimal("0.01")) if self.hours > 0 else None


def owed(workspace: Workspace, today: date) -> list[Owed]:
    """Return what is owed in each currency, the largest first; drafts and cancelled papers do not count."""
    by_currency: dict[str, list[tuple[date | None, Decimal]]] = defaultdict(list)
    rows = Document.objects.for_workspace(workspace).filter(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0)
    for currency, due, amount in rows.values_list("currency", "due_date", "open"):
        by_currency[currency].append((due, amount))
    found = []
    for currency, items in by_currency.items():
        late = sum((amount for due, amount in items if days_late(due, today) > 0), ZERO)
        found.append(Owed(currency, sum((amount for _, amount in items), ZERO), late, len(items), ageing(items, today)))
    return sorted(found, key=lambda row: (-row.total, row.currency))


def coming(workspace: Workspace, today: date, *, days: int = 60, limit: int = 12) -> list[Coming]:
    """Return the open invoices that fall due within `days`, the next first."""
    rows = Document.objects.for_workspace(workspace).filter(
        kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0, due_date__gte=today, due_date__lte=today + timedelta(days=days)
    )
    columns = ("pk", "number", "client__name", "due_date", "open", "currency")
    return [Coming(*row) for row in rows.order_by("due_date", "pk").values_list(*columns)[:limit]]


def tax_aside(workspace: Workspace, base: str, today: date) -> TaxAside:
    """Return what should lie aside for VAT of this quarter and income tax of this year."""
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    missing = 0
    collected = ZERO
    for row in ledger(workspace, base, start=quarter, end=today):
        value = row.in_base(row.tax)
        missing += value is None
        collected += value or ZERO
    spent = ZERO
    for currency, tax, rate in (
        Expense.objects.for_workspace(workspace).filter(day__gte=quarter, day__lte=today).values_list("currency", "tax", "base_rate")
    ):
        known = Decimal(1) if currency == base else rate
        missing += known is None
        spent += tax * (known or ZERO)
    percent = BillingSettings.objects.for_workspace(workspace).values_list("set_aside_percent", flat=True).first() or ZERO
    income = round_money(percent_of(_paid_net(workspace, base, date(today.year, 1, 1), today), percent), base)
    collected, spent = round_money(collected, base), round_money(spent, base)
    return TaxAside(quarter, collected, spent, collected - spent, max(income, ZERO), percent, missing)


def profit_by_client(workspace: Workspace, base: str, start: date, end: date, names: dict[int, str]) -> list[ClientProfit]:
    """Return what each client brought between two days, both included, the most profitable first."""
    net: dict[int, Decimal] = defaultdict(Decimal)
    for row in ledger(workspace, base, start=start, end=end):
        net[row.client_id] += row.in_base(row.net) or ZERO
    standing = Standing(workspace)
    spent: dict[int, Decimal] = defaultdict(Decimal)
    expenses = Expense.objects.for_workspace(workspace).filter(day__gte=start, day__lte=end, client__isnull=False)
    for own, into, further, amount, currency, rate in expenses.values_list(*stands(), "net", "currency", "base_rate"):
        spent[standing(own, into, further)] += amount * (Decimal(1) if currency == base else rate or ZERO)
    fees: dict[int, Decimal] = defaultdict(Decimal)
    payments = Payment.objects.for_workspace(workspace).filter(
        paid_on__gte=start, paid_on__lte=end, undone_at=None, client__isnull=False, currency=base
    )
    for own, into, further, fee in payments.exclude(fee=0).values_list(*stands(), "fee"):
        fees[standing(own, into, further)] += fee
    minutes: dict[int, int] = defaultdict(int)
    entries = TimeEntry.objects.for_workspace(workspace).filter(day__gte=start, day__lte=end, client__isnull=False, minutes__isnull=False)
    for own, into, further, count in entries.values_list(*stands(), "minutes"):
        minutes[standing(own, into, further)] += count
    total = sum(net.values(), ZERO)
    clients = set(net) | set(spent) | set(fees) | set(minutes)
    rows = [
        ClientProfit(
            key,
            names.get(key, ""),
            round_money(net[key], base),
            round_money(spent[key], base),
            round_money(fees[key], base),
            Decimal(minutes[key]) / MINUTES,
            net[key] / total if total > 0 else ZERO,
        )
        for key in clients
    ]
    return sorted(rows, key=lambda row: (-row.profit, row.name))


def needs(workspace: Workspace, today: date) -> dict[str, int]:
    """Return how many drafts wait ("drafts"), quotes are open ("quotes") and invoices are late ("late"), in one query."""
    waiting = models.Q(kind=DocumentKind.QUOTE, state__in=(DocumentState.ISSUED, DocumentState.SENT))
    late = models.Q(kind__in=INVOICES, state__in=OPEN_STATES, open__gt=0, due_date__lt=today)
    counted: dict[str, int] = Document.objects.for_workspace(workspace).aggregate(
        drafts=models.Count("pk", filter=models.Q(state=DocumentState.DRAFT)),
        quotes=models.Count("pk", filter=waiting),
        late=models.Count("pk", filter=late),
    )
    return counted


def _paid_net(workspace: Workspace, base: str, start: date, end: date) -> Decimal:
    """What was paid between two days without the VAT in it, in the base currency: each part by its own invoice's share of net."""
    total = ZERO
    rows = Payment.objects.for_workspace(workspace).filter(paid_on__gte=start, paid_on__lte=end, undone_at=None)
    columns = ("allocations__amount", "allocations__document__net", "allocations__document__gross", "allocations__document__currency")
    for amount, net, gross, currency, rate in rows.filter(
        allocations__undone_at=None, allocations__kind=AllocationKind.PAYMENT
    ).values_list(*columns, "allocations__document__base_rate"):
        known = Decimal(1) if currency == base else rate
        if gross and known is not None:
            total += amount * net / gross * known
    return total
