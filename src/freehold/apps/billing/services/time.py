"""Time: a timer that the server keeps, entries by hand, changed and deleted as long as they are not billed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Project, TimeEntry
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.domain.invoicing.durations import DAY, HOUR
from freehold.kit.scoping.ref import Workspace, id_of

#: A timer that ran longer was probably forgotten; it is kept, and the person is asked to look at it.
LONG_MINUTES = 12 * HOUR
_FARTHEST = timedelta(days=366)
_KEPT = ("client_id", "project_id", "freelancer_id", "minutes", "description", "billable", "origin")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What is being done: a project (which names the client), or a client alone, or neither yet. `rate` is per hour, None as usual."""

    description: str = ""
    project_id: int | None = None
    client_id: int | None = None
    billable: bool = True
    rate: Decimal | None = None


@transaction.atomic
def start_timer(workspace: Workspace, work: Work, *, now: datetime, day: date, freelancer_id: int | None = None) -> TimeEntry:
    """Start a timer on `day`, the person's own day. One that runs already is stopped first, so that nobody works twice at once."""
    for running in _running(workspace, freelancer_id):
        _stop(running, now)
    return TimeEntry.objects.create(
        workspace_id=id_of(workspace),
        freelancer_id=freelancer_id,
        day=day,
        started_at=now,
        created_at=now,
        **_checked(workspace, work),
    )


@transaction.atomic
def stop_timer(workspace: Workspace, entry_id: int, *, now: datetime) -> TimeEntry:
    """Stop a running timer: a begun minute counts, at most 24 hours. Raises UserError when it does not run (any more)."""
    entry = locked_entry(workspace, entry_id)
    if entry.minutes is not None:
        raise UserError(_("This timer is stopped already. Its time was kept."))
    return _stop(entry, now)


@transaction.atomic
def discard_timer(workspace: Workspace, entry_id: int) -> None:
    """Throw a running timer away. Raises UserError when it does not run (any more)."""
    entry = locked_entry(workspace, entry_id)
    if entry.minutes is not None:
        raise UserError(_("This timer is stopped already. Its time was kept; delete the entry if it should go."))
    entry.delete()


@transaction.atomic
def add_entry(
    workspace: Workspace, work: Work, *, day: date, minutes: int, now: datetime, freelancer_id: int | None = None, origin: str = ""
) -> TimeEntry:
    """Book time by hand. Raises UserError for no time, more than a day, or a day far from now."""
    _check_time(day, minutes, now.date())
    return TimeEntry.objects.create(
        workspace_id=id_of(workspace),
        freelancer_id=freelancer_id,
        day=day,
        minutes=minutes,
        origin=origin,
        created_at=now,
        **_checked(workspace, work),
    )


@transaction.atomic
def change_entry(workspace: Workspace, entry_id: int, work: Work, *, day: date, minutes: int | None, now: datetime) -> TimeEntry:
    """Change an entry; `minutes` None leaves a timer running. Raises UserError when it is billed, or was stopped meanwhile."""
    entry = _unbilled(locked_entry(workspace, entry_id))
    if minutes is None and entry.minutes is not None:
        raise UserError(_("This entry needs its time. Nothing was saved. Write it like 1h30, 1:30, 1.5, 90m or 9:00-10:30."))
    if minutes is not None:
        _check_time(day, minutes, now.date())
    for name, value in _checked(workspace, work, before=entry).items():
        setattr(entry, name, value)
    entry.day, entry.minutes = day, minutes
    entry.save()
    return entry


@transaction.atomic
def delete_entry(workspace: Workspace, entry_id: int) -> dict[str, Any]:
    """Delete an entry and return what `restore_entry` needs to bring it back. Raises UserError when it is billed."""
    entry = _unbilled(locked_entry(workspace, entry_id))
    if entry.minutes is None:
        raise UserError(_("This timer still runs. Nothing was deleted. Stop it or discard it first."))
    kept: dict[str, Any] = {name: getattr(entry, name) for name in _KEPT}
    kept |= {"id": entry.pk, "day": entry.day.isoformat(), "rate": None if entry.rate is None else str(entry.rate)}
    entry.delete()
    return kept


@transaction.atomic
def restore_entry(workspace: Workspace, kept: Mapping[str, Any], *, now: datetime) -> TimeEntry:
    """Bring a deleted entry back; twice does no harm. Raises UserError when its client or project is gone meanwhile."""
    rate = None if kept["rate"] is None else Decimal(kept["rate"])
    work = Work(
        description=kept["description"], project_id=kept["project_id"], client_id=kept["client_id"], billable=kept["billable"], rate=rate
    )
    day = date.fromisoformat(kept["day"])
    values = _checked(workspace, work, must_be_open=False)
    values |= {"freelancer_id": kept["freelancer_id"], "day": day, "minutes": kept["minutes"], "origin": kept["origin"], "created_at": now}
    # Under the id that it had: a second click on Undo finds it there.
    entry, _new = TimeEntry.objects.for_workspace(workspace).get_or_create(
        pk=kept.get("id"), workspace_id=id_of(workspace), defaults=values
    )
    return entry


def locked_entry(workspace: Workspace, entry_id: int) -> TimeEntry:
    """Return the entry, held until the transaction ends. Raises UserError when it is not of this workspace."""
    entry = TimeEntry.objects.for_workspace(workspace).select_for_update().filter(pk=entry_id).first()
    if entry is None:
        raise UserError(_("This entry is not there any more. Nothing was changed."))
    return entry


def _running(workspace: Workspace, freelancer_id: int | None) -> list[TimeEntry]:
    rows = TimeEntry.objects.for_workspace(workspace).select_for_update()
    return list(rows.filter(freelancer_id=freelancer_id, minutes__isnull=True, started_at__isnull=False))


def _stop(entry: TimeEntry, now: datetime) -> TimeEntry:
    started = entry.started_at or now
    entry.minutes = min(max(-int((started - now).total_seconds() // 60), 1), DAY)
    entry.save(update_fields=["minutes"])
    return entry


def _unbilled(entry: TimeEntry) -> TimeEntry:
    if entry.line_id is not None:
        raise UserError(
            _("This time stands on a bill, so it is kept as it is. Take it off the draft, or correct the invoice, and try again.")
        )
    return entry


def _checked(workspace: Workspace, work: Work, *, before: TimeEntry | None = None, must_be_open: bool = True) -> dict[str, Any]:
    """Return the columns of the work. A project names the client; a closed one takes no new time."""
    client_id = work.client_id
    if work.project_id is not None:
        project = Project.objects.for_workspace(workspace).filter(pk=work.project_id).first()
        if project is None:
            raise UserError(_("This project is not there any more. Nothing was saved. Choose another one."))
        same = before is not None and before.project_id == project.pk
        if project.closed_at is not None and must_be_open and not same:
            raise UserError(
                _("“%(name)s” is closed. Nothing was saved. Open the project again, or choose another.") % {"name": project.name}
            )
        client_id = project.client_id
    elif client_id is not None and clients.client(workspace, client_id) is None:
        raise UserError(_("This client is not there any more. Nothing was saved. Choose another one."))
    if work.rate is not None and (not work.rate.is_finite() or work.rate < 0):
        raise UserError(_("A rate per hour is not negative. Nothing was saved."))
    description = " ".join(work.description.replace("\x00", "").split())[:500]
    return {"description": description, "project_id": work.project_id, "client_id": client_id, "billable": work.billable, "rate": work.rate}


def _check_time(day: date, minutes: int, today: date) -> None:
    if not 1 <= minutes <= DAY:
        raise UserError(_("One entry holds one minute to 24 hours. Nothing was saved. Split longer work by day."))
    if day > today + _FARTHEST or day.year < 2000:
        raise UserError(_("This day lies too far away. Nothing was saved. Check the year."))
