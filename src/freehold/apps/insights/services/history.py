"""What was received and spent, part by part, as far back as there is anything: the history behind forecast and late payment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q

from freehold.apps.billing.selectors.disputes import disputed_since
from freehold.apps.billing.selectors.documents import INVOICES, Filters, narrowed
from freehold.apps.billing.selectors.expenses import expenses
from freehold.apps.billing.selectors.merged import Standing, stands
from freehold.apps.billing.selectors.payments import payments
from freehold.domain.forecasting.latepay import Open, Settled
from freehold.kit.scoping.ref import Workspace

ONE = Decimal(1)
#: So many of the newest settled invoices say how clients pay; older ones say little of today.
MOST_SETTLED = 2000

Rate = Callable[[str, Decimal | None], Decimal | None]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a payment that settled an invoice, without VAT, in the base currency; negative when it was paid back.

    `known_on` is when it could be known to come: the day of its quote, else of its invoice. `plan_id` is 0 for what does not come again.
    `quoted_on` is the day of the quote it came from.
    """

    client_id: int
    amount: float
    gross: float
    known_on: date
    paid_on: date
    plan_id: int
    quoted_on: date | None


@dataclass(frozen=True, slots=True)
class Cost:
    """What was or will be spent, in the base currency, negative for money that came back. `paid` tells whether it has left."""

    id: int
    supplier: str
    net: float
    gross: float
    known_on: date
    paid_on: date
    paid: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that could not be converted, and so is in no sum."""

    kind: str
    label: str
    amount: str
    currency: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open invoice as late payment sees it, with what names it. `gross` and `net` are what is open, in its own currency."""

    id: int
    number: str
    client_id: int
    client: str
    currency: str
    open: Decimal
    net: Decimal
    issued: date
    due: date
    plan_id: int
    rate: Decimal | None
    disputed: bool = False

    @property
    def as_open(self) -> Open:
        """Return what the model takes."""
        return Open(str(self.client_id), float(self.open * (self.rate or ONE)), self.issued, self.due, self.disputed)


def received(workspace: Workspace, base: str, today: date) -> tuple[list[Part], list[LeftOut]]:
    """Return every part of a payment up to today (one query), and what has no rate."""
    rows = payments(workspace).filter(paid_on__lte=today, allocations__undone_at=None, allocations__kind="payment").prefetch_related(None)
    paper = "allocations__document__"
    columns = ("paid_on", "allocations__amount", *(paper + name for name in (*stands(), "net", "gross", "currency", "base_rate", "number")))
    more = (paper + "issue_date", paper + "quote__issue_date", paper + "plan_id")
    standing, parts, left = Standing(workspace), [], []
    for paid_on, amount, *who, net, gross, currency, rate, number, issued, quoted, plan in rows.values_list(*columns, *more):
        known = ONE if currency == base else rate
        if known is None:
            left.append(LeftOut("payment", number, f"{amount:.2f}", currency))
            continue
        client = standing(*who)
        share = net / gross if gross else ONE
        day = min(filter(None, (quoted, issued, paid_on)))
        parts.append(Part(client, float(amount * share * known), float(amount * known), day, paid_on, plan or 0, quoted))
    return parts, left


def spent(workspace: Workspace, base: str, today: date, *, deducts_vat: bool) -> tuple[list[Cost], list[LeftOut]]:
    """Return every expense (one query), and what has no rate. Who deducts no VAT bears it: then net is the whole."""
    columns = ("pk", "supplier", "net", "gross", "currency", "base_rate", "day", "due_date", "paid_on")
    costs, left = [], []
    for pk, supplier, net, gross, currency, rate, day, due, paid in expenses(workspace).order_by().values_list(*columns):
        known = ONE if currency == base else rate
        if known is None:
            left.append(LeftOut("expense", supplier, f"{gross:.2f}", currency))
            continue
        is_open = paid is None and due is not None
        left_on = due if is_open else paid or day
        own = float((net if deducts_vat else gross) * known)
        costs.append(Cost(pk, supplier, own, float(gross * known), day, left_on, not is_open and left_on <= today))
    return costs, left


def settled(workspace: Workspace) -> list[Settled]:
    """Return the newest invoices that were paid in full by money, the oldest first (two queries).

    One counts as disputed when that was known by its due date: later, being late comes first, and a dispute would tell it beforehand.
    """
    money = Q(allocations__undone_at=None, allocations__kind="payment")
    rows = narrowed(workspace, Filters()).filter(kind__in=INVOICES, state="paid", due_date__isnull=False, issue_date__isnull=False)
    rows = rows.annotate(came=Max("allocations__payment__paid_on", filter=money)).filter(came__isnull=False).order_by("-came", "-pk")
    standing, noted, found = Standing(workspace), disputed_since(workspace), []
    columns = ("payable", "base_rate", "issue_date", "due_date", "came")
    for pk, *who, amount, rate, issued, due, came in rows.values_list("pk", *stands(), *columns)[:MOST_SETTLED]:
        last = max(issued, due)
        disputed = pk in noted and noted[pk] <= last
        found.append(Settled(str(standing(*who)), float(amount * (rate or ONE)), issued, last, came, disputed))
    return found[::-1]


def waiting(workspace: Workspace, base: str, rate_of: Rate) -> list[Waiting]:
    """Return the open invoices, the first due first (two queries); `rate` None where no rate is known."""
    rows = narrowed(workspace, Filters()).filter(kind__in=INVOICES, state__in=("issued", "sent", "partly_paid"), open__gt=0)
    names = ("client__name", "currency", "open", "net", "gross", "issue_date", "due_date", "plan_id", "base_rate")
    standing, noted, found = Standing(workspace), disputed_since(workspace), []
    for pk, number, *who, name, currency, left, net, gross, issued, due, plan, rate in rows.order_by("due_date", "pk").values_list(
        "pk", "number", *stands(), *names
    ):
        if issued is None:
            continue
        part = left * net / gross if gross else left
        last = max(issued, due or issued)
        known = ONE if currency == base else rate_of(currency, rate)
        found.append(Waiting(pk, number, standing(*who), name, currency, left, part, issued, last, plan or 0, known, pk in noted))
    return found
