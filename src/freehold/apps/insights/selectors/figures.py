"""Your numbers: every figure of a period, in one currency, from rows that are read once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from freehold.apps.accounts import selectors as accounts
from freehold.apps.billing.selectors import insights as billing
from freehold.apps.insights.selectors.concentration import Concentration, Share, concentration, divided
from freehold.apps.insights.selectors.facts import HOUR, ZERO, Days, Facts, Reader, Span
from freehold.apps.insights.selectors.months import Month, Season, by_month, seasons
from freehold.apps.insights.selectors.winning import WinRate, midnight, whole
from freehold.apps.insights.selectors.worth import Worth, by_channel, by_client, pairs
from freehold.apps.opportunities.selectors.insights import found_count
from freehold.domain.invoicing.ageing import Bucket, ageing
from freehold.kit.scoping.ref import Workspace

WEEK = Decimal(7)


@dataclass(frozen=True, slots=True)
class Sum:
    """An amount in the base currency, not rounded, and how many rows it is of."""

    amount: Decimal
    n: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What a period's numbers say. Amounts are in `base`, not rounded; a quotient is None where there is nothing to divide by.

    `start` and `end` are the days that are counted: not before anything happened, not after today. `capacity` is hours that the profile
    says can be worked in them. `win` is of all proposals together; `has_way` tells that a posting, a proposal or a quote is there.
    `left_out` counts rows without a rate, by currency: they are in no sum.
    """

    base: str
    home: str
    start: date
    end: date
    invoiced: Sum
    received: Sum
    costs: Sum
    fees: Sum
    bids: Sum
    exchange: Decimal
    minutes: int
    billable: int
    capacity: Decimal | None
    owed: Sum
    late: Decimal
    clients: tuple[Worth, ...]
    channels: tuple[Worth, ...]
    channel_shares: tuple[Share, ...]
    concentration: Concentration | None
    months: tuple[Month, ...]
    seasons: tuple[Season, ...]
    ageing: tuple[Bucket, ...]
    win: WinRate
    has_way: bool
    left_out: dict[str, int]

    @property
    def spent(self) -> Decimal:
        """Costs, fees and bids together."""
        return self.costs.amount + self.fees.amount + self.bids.amount

    @property
    def profit(self) -> Decimal:
        """What was received less what was spent."""
        return self.received.amount - self.spent

    @property
    def utilisation(self) -> Decimal | None:
        """The share of all hours that clients pay for."""
        return Decimal(self.billable) / Decimal(self.minutes) if self.minutes else None

    @property
    def of_capacity(self) -> Decimal | None:
        """The share of the hours you could work that clients pay for."""
        return Decimal(self.billable) / HOUR / self.capacity if self.capacity else None

    @property
    def hourly(self) -> Decimal | None:
        """What is left of what was received by hour of all hours, paid or not."""
        return self.profit / (Decimal(self.minutes) / HOUR) if self.minutes else None

    @property
    def has_any(self) -> bool:
        """Whether there is anything to show."""
        return self.has_way or any((self.invoiced.n, self.received.n, self.costs.n, self.fees.n, self.minutes, self.owed.n))


def figures(workspace: Workspace, period: Span, base: str, today: date) -> Figures:
    """Return every figure of a period in a currency (ISO 4217 code)."""
    span = Days(period.start, min(period.end, today))
    reader = Reader(workspace, base)
    facts = reader.facts(span, with_income=False)
    earned = facts.earned
    win = whole(workspace, span)
    papers = owed(reader, workspace)
    months = by_month(facts, span)
    together = pairs(facts)
    return Figures(
        base=base,
        home=facts.terms.currency,
        start=max(span.start, months[0].first) if months else span.start,
        end=span.end,
        invoiced=Sum(sum((row.value for row in facts.invoiced), ZERO), sum(row.n for row in facts.invoiced)),
        received=Sum(earned.received, earned.n),
        costs=_spent(facts, "cost"),
        fees=_spent(facts, "fee"),
        bids=_spent(facts, "bid"),
        exchange=earned.exchange,
        minutes=sum(row.minutes for row in facts.work),
        billable=sum(row.minutes for row in facts.work if row.billable),
        capacity=_capacity(workspace, span, facts),
        owed=Sum(sum((amount for _, amount in papers), ZERO), len(papers)),
        late=sum((amount for due, amount in papers if due is not None and due < today), ZERO),
        clients=tuple(by_client(facts, together)),
        channels=tuple(by_channel(facts, together)),
        channel_shares=divided(earned.by_channel(), str),
        concentration=concentration(facts),
        months=months,
        seasons=seasons(earned.by_month_always(), span.end),
        ageing=ageing(papers, today),
        win=win,
        has_way=win.sent > 0 or _has_way(workspace, span),
        left_out=dict(facts.exchange.left_out),
    )


def owed(reader: Reader, workspace: Workspace) -> list[tuple[date | None, Decimal]]:
    """Return (due date, open amount in the base currency) of what is owed now."""
    found = []
    for row in billing.open_papers(workspace):
        rate = reader.exchange.kept(row.currency, row.rate, row.issued)
        if rate is None:
            reader.exchange.missing(row.currency)
        else:
            found.append((row.due, row.amount * rate))
    return found


def week_hours(workspace: Workspace) -> Decimal | None:
    """Return the hours a week that the profiles of a workspace can work together, None when none says so."""
    hours = [row.hours_per_week for row in accounts.freelancers(workspace) if row.hours_per_week]
    return sum(hours, ZERO) if hours else None


def _capacity(workspace: Workspace, span: Span, facts: Facts) -> Decimal | None:
    """The hours that could be worked, from the first day that anything is known of."""
    weekly = week_hours(workspace)
    if weekly is None:
        return None
    start = max(span.start, began(workspace, facts.earned.first) or span.end)
    return weekly * Decimal((span.end - start).days + 1) / WEEK


def began(workspace: Workspace, first_paid: date | None) -> date | None:
    """Return the first day of a paper or a payment; None before any."""
    days = [day for day in (billing.first_day(workspace), first_paid) if day is not None]
    return min(days) if days else None


def _spent(facts: Facts, kind: str) -> Sum:
    values = [row.value for row in facts.costs if row.kind == kind]
    return Sum(sum(values, ZERO), len(values))


def _has_way(workspace: Workspace, span: Span) -> bool:
    since, until = midnight(span.start), midnight(span.end + timedelta(days=1))
    return found_count(workspace, since, until) > 0 or bool(billing.quotes(workspace, span.start, span.end))
