"""Reads of projects and time: the running timer, a week, and what is not billed yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from freehold.apps.billing.models import Expense, Project, TimeEntry
from freehold.apps.billing.selectors.merged import Standing, standing_client, stands
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.clients import selectors as clients
from freehold.domain.invoicing.durations import HOUR, show
from freehold.kit.scoping.ref import Workspace

DAYS = 7


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a week, with its entries in the order in which they were made."""

    day: date
    entries: list[TimeEntry]

    @property
    def minutes(self) -> int:
        """The sum of the day."""
        return sum(entry.minutes or 0 for entry in self.entries)

    @property
    def clock(self) -> str:
        """The sum as "7:30"."""
        return show(self.minutes)


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on, the last first, and its sums in minutes."""

    monday: date
    days: list[Day]
    minutes: int
    billable: int
    by_project: list[tuple[str, int]] = field(default_factory=list)

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=DAYS - 1)

    @property
    def clock(self) -> str:
        """The sum as "37:30"."""
        return show(self.minutes)

    @property
    def billable_clock(self) -> str:
        """The sum of what clients pay for, as "30:00"."""
        return show(self.billable)

    @property
    def shares(self) -> list[tuple[str, str]]:
        """The time by project as it is shown."""
        return [(name, show(minutes)) for name, minutes in self.by_project]


@dataclass(frozen=True, slots=True)
class Unbilled:
    """What of a client's is not billed: time, its worth where rates are known, and expenses to pass on."""

    client_id: int
    name: str
    currency: str
    minutes: int
    worth: Decimal
    without_rate: int
    expenses: int

    @property
    def clock(self) -> str:
        """The time as "7:30"."""
        return show(self.minutes)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project with the minutes spent on it and those not billed yet."""

    project: Project
    minutes: int
    unbilled: int

    @property
    def used(self) -> int | None:
        """Per cent of the budget; None without one."""
        budget = self.project.budget_hours
        return int(self.minutes * 100 / (budget * HOUR)) if budget else None


def projects(workspace: Workspace, *, closed: bool = False) -> list[ProjectRow]:
    """Return the projects with their time, by client and name."""
    rows = Project.objects.for_workspace(workspace).filter(closed_at__isnull=not closed).select_related("client")
    todo = Q(entries__line__isnull=True, entries__billable=True)
    summed = rows.annotate(spent=Sum("entries__minutes"), todo=Sum("entries__minutes", filter=todo)).order_by("client__name", "name", "pk")
    return [ProjectRow(row, row.spent or 0, row.todo or 0) for row in summed]


def project(workspace: Workspace, project_id: int) -> Project | None:
    """Return one project, or None."""
    return Project.objects.for_workspace(workspace).select_related("client").filter(pk=project_id).first()


def project_choices(workspace: Workspace, *, also: int | None = None) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the open projects (and the one named by `also`) grouped by client, as a form offers them."""
    rows = Project.objects.for_workspace(workspace).filter(Q(closed_at__isnull=True) | Q(pk=also))
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for key, name, client in rows.order_by("client__name", "name").values_list("pk", "name", "client__name"):
        groups[client].append((key, name))
    return list(groups.items())


def entry(workspace: Workspace, entry_id: int) -> TimeEntry | None:
    """Return one entry, or None."""
    return _entries(workspace).filter(pk=entry_id).first()


def running(workspace: Workspace, freelancer_id: int | None) -> TimeEntry | None:
    """Return the timer that this person has running, or None."""
    return _entries(workspace).filter(freelancer_id=freelancer_id, minutes__isnull=True, started_at__isnull=False).order_by("-pk").first()


def week(workspace: Workspace, monday: date, *, freelancer_id: int | None = None) -> Week:
    """Return a week's finished entries, of everybody or of one person."""
    rows = _entries(workspace).filter(day__gte=monday, day__lt=monday + timedelta(days=DAYS), minutes__isnull=False)
    if freelancer_id is not None:
        rows = rows.filter(Q(freelancer_id=freelancer_id) | Q(freelancer__isnull=True))
    by_day: dict[date, list[TimeEntry]] = defaultdict(list)
    by_project: dict[str, int] = defaultdict(int)
    for row in rows.order_by("pk"):
        by_day[row.day].append(row)
        by_project[place(row)] += row.minutes or 0
    days = [Day(day, by_day[day]) for day in sorted(by_day, reverse=True)]
    billable = sum(row.minutes or 0 for day in days for row in day.entries if row.billable)
    shares = sorted(((name, minutes) for name, minutes in by_project.items() if name), key=lambda pair: (-pair[1], pair[0]))
    return Week(monday, days, sum(day.minutes for day in days), billable, shares)


def recent(workspace: Workspace, freelancer_id: int | None, *, limit: int = 5) -> list[TimeEntry]:
    """Return the latest different pieces of work, to go on with one of them."""
    rows = (
        _entries(workspace).filter(freelancer_id=freelancer_id, minutes__isnull=False).filter(Q(project=None) | Q(project__closed_at=None))
    )
    found: dict[tuple[Any, ...], TimeEntry] = {}
    for row in rows.order_by("-day", "-pk")[:60]:
        if row.description or row.project_id:
            found.setdefault((row.description, row.project_id, row.client_id), row)
    return list(found.values())[:limit]


def unbilled(workspace: Workspace, client_id: int | None = None) -> list[Unbilled]:
    """Return what can be billed by client, the most worth first."""
    settings = billing_settings(workspace)
    base = settings.workspace.currency
    time: dict[int, list[TimeEntry]] = defaultdict(list)
    names: dict[int, tuple[str, str]] = {}
    ids = None if client_id is None else clients.ids_for(workspace, client_id)
    for row in _open_entries(workspace, ids):
        if row.client is not None:
            client = standing_client(row)
            time[client.pk].append(row)
            names[client.pk] = (client.name, client.currency or base)
    costs = Expense.objects.for_workspace(workspace).filter(billable=True, line__isnull=True, client__isnull=False)
    if ids is not None:
        costs = costs.filter(client_id__in=ids)
    expenses: dict[int, int] = defaultdict(int)
    standing = Standing(workspace)
    counted = costs.order_by().values_list("client__name", "client__currency", *stands()).annotate(n=Count("pk"))
    for name, currency, own, into, further, count in counted:
        key = standing(own, into, further)
        expenses[key] += count
        if key == own or key not in names:
            names[key] = (name, currency or base)
    found = []
    for key, (name, currency) in names.items():
        worths = [worth(row, settings.hourly_rate) for row in time[key]]
        minutes = sum(row.minutes or 0 for row in time[key])
        known = sum((value for value in worths if value is not None), Decimal(0))
        found.append(Unbilled(key, name, currency, minutes, known, worths.count(None), expenses.get(key, 0)))
    return sorted(found, key=lambda row: (-row.worth, row.name))


def unbilled_entries(workspace: Workspace, client_id: int) -> list[tuple[TimeEntry, Decimal | None]]:
    """Return a client's entries that can be billed, the oldest first, each with its worth (None without a rate)."""
    usual = billing_settings(workspace).hourly_rate
    return [(row, worth(row, usual)) for row in _open_entries(workspace, clients.ids_for(workspace, client_id))]


def rate_of(row: TimeEntry, usual: Decimal | None) -> Decimal | None:
    """Return the rate per hour: the entry's own, the project's, the client's, the `usual` one of the settings; None without any."""
    rates = (row.rate, row.project.hourly_rate if row.project else None, row.client.hourly_rate if row.client else None, usual)
    return next((rate for rate in rates if rate is not None), None)


def worth(row: TimeEntry, usual: Decimal | None) -> Decimal | None:
    """Return what an entry is worth by its exact time, in the client's currency; None without a rate."""
    rate = rate_of(row, usual)
    return None if rate is None else (rate * (row.minutes or 0) / HOUR).quantize(Decimal("0.01"))


def place(row: TimeEntry) -> str:
    """Return where the time went: "Client · Project"."""
    return " · ".join(str(part) for part in (row.client, row.project) if part is not None)


def _entries(workspace: Workspace) -> QuerySet[TimeEntry]:
    return TimeEntry.objects.for_workspace(workspace).select_related("project", "client", "freelancer", "line__document")


def _open_entries(workspace: Workspace, client_ids: list[int] | None) -> QuerySet[TimeEntry]:
    rows = _entries(workspace).filter(billable=True, line__isnull=True, minutes__isnull=False, client__isnull=False)
    rows = rows.select_related("project", "client__merged_into", "freelancer", "line__document")
    return (rows if client_ids is None else rows.filter(client_id__in=client_ids)).order_by("day", "pk")
