"""Figures behind charts: how many postings came each day and how they fit, and what they pay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.selectors.filters import STRONG, matches_of
from freehold.kit.scoping.ref import Workspace

PARTIAL = 45
MOST = 2000
LONGEST_DAYS = 366


@dataclass(frozen=True, slots=True)
class DayCount:
    """The postings that came on one day, by fit; `rest` are weak, unscored and blocked ones."""

    day: date
    strong: int
    partial: int
    rest: int


@dataclass(frozen=True, slots=True)
class PayRange:
    """What one posting offers, as it says it."""

    min: Decimal | None
    max: Decimal | None
    currency: str


def postings_by_day(workspace: Workspace, freelancer_id: int, *, since: datetime, zone: tzinfo) -> list[DayCount]:
    """Return the days since `since` on which postings came, the oldest first, in the reader's time zone; two queries."""
    last = Opportunity.objects.for_workspace(workspace).aggregate(last=Max("first_seen_at"))["last"]
    if last is None or last < since:
        return []
    days = _days(since.astimezone(zone).date(), last.astimezone(zone).date())
    # Midnights are worked out here: a database that has to do so for each row takes ten times as long.
    cases = [
        When(opportunity__first_seen_at__gte=_midnight(day, zone), then=Value(number)) for number, day in reversed(list(enumerate(days)))
    ]
    rows = matches_of(workspace, freelancer_id).filter(opportunity__first_seen_at__gte=since)
    by_day = rows.annotate(day=Case(*cases, output_field=IntegerField())).order_by("day").values_list("day")
    strong, partial = Q(order__gte=STRONG), Q(order__gte=PARTIAL, order__lt=STRONG)
    counted = by_day.annotate(total=Count("pk"), strong=Count("pk", filter=strong), partial=Count("pk", filter=partial))
    return [DayCount(days[number], good, fair, total - good - fair) for number, total, good, fair in counted]


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range(min((last - first).days, LONGEST_DAYS) + 1)]


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def pay_ranges(workspace: Workspace, kind: str, *, since: datetime) -> list[PayRange]:
    """Return what the newest 2,000 postings since `since` offer for one kind of pay ("hourly", "daily" …), each in its own currency."""
    rows = Opportunity.objects.for_workspace(workspace).filter(pay_kind=kind, first_seen_at__gte=since).exclude(pay_currency="")
    stated = rows.exclude(pay_min=None, pay_max=None).order_by("-first_seen_at")
    return [PayRange(*values) for values in stated.values_list("pay_min", "pay_max", "pay_currency")[:MOST]]
