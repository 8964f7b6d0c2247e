"""Takes a previewed import in: clients that are new, their projects and time. Invoices stay with the import, as history.

An invoice that another program issued must not stand among the sealed papers of this one: its number is of another series, and
issuing it again would owe its VAT twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.models import AccountingImport, Project, TimeEntry
from freehold.apps.billing.services.imports.matching import Known, folded, time_key
from freehold.apps.billing.services.imports.stored import DONE, PREVIEW, locked, records
from freehold.apps.billing.services.projects import add_project
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from freehold.integrations.accounting import ImportedClient, ImportedInvoice, ImportedTime
from freehold.kit.audit import record as audit
from freehold.kit.scoping.ref import Workspace, id_of

_FARTHEST = timedelta(days=366)
_MOST = {"line1": 200, "line2": 200, "postcode": 30, "city": 120, "region": 120, "phone": 60, "vat_id": 30, "website": 500}


@dataclass(slots=True)
class _Taking:
    workspace: Workspace
    run: AccountingImport
    known: Known
    now: datetime
    actor: str
    freelancer_id: int | None
    clients: list[int] = field(default_factory=list)
    projects: list[int] = field(default_factory=list)
    by_project: dict[tuple[int, str], int] = field(default_factory=dict)
    entries: list[TimeEntry] = field(default_factory=list)
    left_out: int = 0

    @property
    def origin(self) -> str:
        return f"import:{self.run.pk}"


@transaction.atomic
def confirm(workspace: Workspace, run_id: int, *, now: datetime, actor: str = "", freelancer_id: int | None = None) -> AccountingImport:
    """Take a previewed import in; doing it twice does no harm. Raises UserError for one that was undone."""
    run = locked(workspace, run_id)
    if run.state == DONE:
        return run
    if run.state != PREVIEW:
        raise UserError(_("This import was undone. Nothing was taken in. Choose the file again."))
    taking = _Taking(workspace, run, Known.of(workspace, run), now, actor, freelancer_id)
    for project in Project.objects.for_workspace(workspace):
        taking.by_project[project.client_id, folded(project.name)] = project.pk
    kept = []
    for record, row in zip(records(run), run.rows, strict=True):
        if isinstance(record, ImportedClient):
            _client(taking, record)
        elif isinstance(record, ImportedTime):
            _time(taking, record)
        elif _invoice(taking, record):
            kept.append(row)
    TimeEntry.objects.bulk_create(taking.entries, batch_size=500)
    run.created = {"clients": taking.clients, "projects": taking.projects, "times": len(taking.entries), "left_out": taking.left_out}
    # Only invoices are asked for again; clients and time have rows of their own now.
    run.state, run.done_at, run.rows = DONE, now, kept
    run.save(update_fields=["state", "done_at", "rows", "created"])
    detail = {"clients": len(taking.clients), "times": len(taking.entries), "invoices": len(kept)}
    audit("accounting_import.taken_in", workspace_id=run.workspace_id, actor=actor, target=run, detail=detail, at=now)
    return run


def _client(taking: _Taking, record: ImportedClient) -> int:
    known = taking.known.client(record.name, record.vat_id)
    if known is not None:
        return known
    values: dict[str, Any] = {name: getattr(record, name)[:most] for name, most in _MOST.items()}
    number = record.number[:40]
    row = clients.add_client(
        taking.workspace,
        now=taking.now,
        actor=taking.actor,
        origin=taking.origin,
        name=record.name,
        number="" if number in taking.known.numbers else number,
        country=record.country,
        currency=record.currency,
        email=record.email if _is_mail(record.email) else "",
        notes=record.notes,
        **values,
    )
    if record.contact:
        clients.add_contact(taking.workspace, row.pk, name=record.contact, email=row.email, now=taking.now)
    taking.clients.append(row.pk)
    taking.known.by_name[folded(record.name)] = row.pk
    taking.known.numbers.add(row.number)
    if row.vat_id:
        taking.known.by_vat[row.vat_id] = row.pk
    return int(row.pk)


def _client_named(taking: _Taking, name: str, currency: str = "") -> int | None:
    return _client(taking, ImportedClient(name=name, currency=currency)) if name else None


def _time(taking: _Taking, record: ImportedTime) -> None:
    if not date(2000, 1, 1) <= record.day <= taking.now.date() + _FARTHEST:
        taking.left_out += 1
        return
    client_id = _client_named(taking, record.client)
    if not taking.known.takes_time(time_key(record, client_id)):
        return
    taking.entries.append(
        TimeEntry(
            workspace_id=id_of(taking.workspace),
            freelancer_id=taking.freelancer_id,
            client_id=client_id,
            project_id=_project(taking, client_id, record.project),
            day=record.day,
            minutes=record.minutes,
            description=record.description,
            # What stands on an invoice there must not come onto one here.
            billable=record.billable and not record.billed,
            rate=record.rate,
            origin=taking.origin,
            created_at=taking.now,
        )
    )


def _project(taking: _Taking, client_id: int | None, name: str) -> int | None:
    if client_id is None or not name:
        return None
    key = (client_id, folded(name))
    if key not in taking.by_project:
        project = add_project(taking.workspace, client_id=client_id, name=name, now=taking.now, actor=taking.actor)
        taking.by_project[key] = project.pk
        taking.projects.append(project.pk)
    return taking.by_project[key]


def _invoice(taking: _Taking, record: ImportedInvoice) -> bool:
    """Make sure of the client and tell whether the invoice is new."""
    if (record.number, folded(record.client)) in taking.known.invoices:
        return False
    _client_named(taking, record.client, record.currency)
    return True


def _is_mail(text: str) -> bool:
    before, at, after = text.partition("@")
    return bool(before and at and "." in after and " " not in text)
