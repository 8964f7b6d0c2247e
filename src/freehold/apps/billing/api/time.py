"""Time that was spent, and the timer."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from freehold.apps.billing.api.common import Money
from freehold.apps.billing.models import TimeEntry
from freehold.apps.billing.selectors import for_api
from freehold.apps.billing.services import time
from freehold.kit.api.auth import needs, workspace_of
from freehold.kit.api.pages import Page, Paged, page_of

router = Router()
READ, WRITE = "time:read", "time:write"


class WorkIn(Schema):
    """What is being done: a project (which names the client), or a client alone, or neither yet."""

    description: Annotated[str, Field(max_length=500)] = ""
    project_id: int | None = None
    client_id: int | None = None
    billable: bool = True
    rate: Annotated[Money | None, Field(description="An hour; null as project, client or settings say")] = None

    def as_work(self) -> time.Work:
        """Return it as the services take it."""
        return time.Work(**self.model_dump(include=set(WorkIn.model_fields)))


class EntryIn(WorkIn):
    """Time booked by hand."""

    day: date
    minutes: Annotated[int, Field(ge=1, le=1440)]


class EntryOut(Schema):
    """Time spent; `minutes` is null while the timer runs."""

    id: int
    day: date
    minutes: int | None
    started_at: datetime | None
    description: str
    project_id: int | None
    client_id: int | None
    billable: bool
    billed: bool
    rate: Decimal | None


class EntryFilter(Schema):
    """Which time is wanted."""

    since: date | None = None
    client_id: Annotated[int, Field(ge=0)] = 0
    unbilled: bool = False


@router.get("", auth=needs(READ), response=Page[EntryOut], summary="List time")
def list_time(request: HttpRequest, page: Paged, filters: Query[EntryFilter]) -> Any:
    """Newest first."""
    return page_of(for_api.time_entries(workspace_of(request), **filters.model_dump()), page, _shown)


@router.post("", auth=needs(WRITE), response={201: EntryOut}, summary="Book time")
def add_time(request: HttpRequest, body: EntryIn) -> Any:
    """For a day."""
    space = workspace_of(request)
    return 201, _shown(time.add_entry(space, body.as_work(), day=body.day, minutes=body.minutes, now=timezone.now(), origin="api"))


@router.post("/start", auth=needs(WRITE), response={201: EntryOut}, summary="Start the timer")
def start_timer(request: HttpRequest, body: WorkIn) -> Any:
    """One that runs is stopped first."""
    now = timezone.now()
    return 201, _shown(time.start_timer(workspace_of(request), body.as_work(), now=now, day=timezone.localdate(now)))


@router.post("/{int:entry_id}/stop", auth=needs(WRITE), response=EntryOut, summary="Stop the timer")
def stop_timer(request: HttpRequest, entry_id: int) -> Any:
    """A begun minute counts."""
    _row(request, entry_id)
    return _shown(time.stop_timer(workspace_of(request), entry_id, now=timezone.now()))


@router.delete("/{int:entry_id}", auth=needs(WRITE), response={204: None}, summary="Delete an entry")
def delete_time(request: HttpRequest, entry_id: int) -> Any:
    """One that is billed is kept."""
    _row(request, entry_id)
    time.delete_entry(workspace_of(request), entry_id)
    return 204, None


def _row(request: HttpRequest, entry_id: int) -> TimeEntry:
    row = for_api.time_entries(workspace_of(request)).filter(pk=entry_id).first()
    if row is None:
        raise Http404
    return row


def _shown(row: TimeEntry) -> dict[str, Any]:
    plain = ["id", "day", "minutes", "started_at", "description", "project_id", "client_id", "billable", "rate"]
    return {**{name: getattr(row, name) for name in plain}, "billed": row.line_id is not None}
