"""The hours behind the papers that were not billed from tracked time, so that what an hour brings is not too good to be true."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from freehold.apps.billing.selectors.documents import Filters, narrowed
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.billing.selectors.time import rate_of
from freehold.apps.demo.deciding.reading import DecidingFile
from freehold.apps.demo.money.basics import ORIGIN
from freehold.apps.demo.money.books import SATURDAY, Books
from freehold.apps.demo.winning.outreach import freelancer_of

MINUTES = 60
DAY_HOURS = 8
LONGEST = DAY_HOURS * MINUTES
#: Every invoice has some work behind it, and none more than this.
FEWEST, MOST = 30, 120 * MINUTES
KINDS = ("invoice", "deposit", "final")
ONE_DAY = timedelta(days=1)


def write_hours(_content: DecidingFile, books: Books, _at: datetime) -> None:
    """Write the hours of papers without tracked time, on the working days before, tied to the lines: nothing is billed twice."""
    rows = narrowed(books.workspace, Filters()).filter(kind__in=KINDS, issue_date__isnull=False).exclude(lines__entries__isnull=False)
    papers = rows.select_related("client", "project").prefetch_related("lines").order_by("issue_date", "pk")
    usual, person = billing_settings(books.workspace).hourly_rate, freelancer_of(books)
    found, busy = [], None
    for paper in papers:
        for line in paper.lines.all():
            model: Any = line.entries.model
            if busy is None:
                busy = _busy(model, books)
            entry = model(client=paper.client, project=paper.project)
            wanted = _minutes(line, rate_of(entry, usual))
            for day, minutes in _spread(wanted, paper.service_to or paper.issue_date, busy):
                found.append(
                    model(
                        workspace_id=books.workspace.pk,
                        client=paper.client,
                        project=paper.project,
                        freelancer_id=person,
                        line=line,
                        day=day,
                        minutes=minutes,
                        description=line.name,
                        origin=ORIGIN,
                        created_at=books.calendar.noon(day),
                    )
                )
    if found:
        type(found[0]).objects.bulk_create(found, batch_size=500)


def _busy(model: Any, books: Books) -> Counter[date]:
    busy: Counter[date] = Counter()
    for day, minutes in model.objects.for_workspace(books.workspace).order_by().values_list("day", "minutes"):
        busy[day] += minutes or 0
    return busy


def _minutes(line: Any, rate: Decimal | None) -> int:
    """Return how long a line took, in quarters of an hour: as it says itself, else what it brought by the usual rate."""
    if line.unit in {"HUR", "DAY"}:
        hours = line.quantity * (DAY_HOURS if line.unit == "DAY" else 1)
    elif rate:
        hours = line.quantity * line.price / rate
    else:
        return 0
    quarters = math.ceil(max(hours, Decimal(0)) * 4) * 15
    return min(max(quarters, FEWEST), MOST) if hours > 0 else 0


def _spread(minutes: int, last: date, busy: Counter[date]) -> list[tuple[date, int]]:
    """Return the days, the newest first, on which there was room for so much work, and how much of it."""
    found = []
    day = last
    while minutes > 0:
        room = LONGEST - busy[day] if day.weekday() < SATURDAY else 0
        # A day that is nearly full is left as it is.
        if room >= FEWEST:
            part = min(minutes, room)
            busy[day] += part
            minutes -= part
            found.append((day, part))
        day -= ONE_DAY
    return found
