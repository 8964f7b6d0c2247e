"""Takes an import back, as far as nothing came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from freehold.apps.clients.models import Client, ClientImport, Contact
from freehold.apps.clients.services.imports.taking import digest, locked
from freehold.apps.clients.services.references import used
from freehold.apps.clients.words import words_of
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

_PART = 500
Status = ClientImport.Status


@dataclass(frozen=True, slots=True)
class Undone:
    """How many clients and people were taken out again, and how many stay because they were used or changed since."""

    removed: int
    stays: int


@transaction.atomic
def undo(workspace: Workspace, run_id: int, *, now: datetime, actor: str = "") -> Undone:
    """Remove what an import brought: clients and people that nothing names and nobody changed, and values that it filled.

    Raises UserError for one that waits or is still being taken in. Twice does no harm.
    """
    run = locked(workspace, run_id)
    if run.status == Status.UNDONE:
        return Undone(0, 0)
    if run.status == Status.PREVIEW:
        raise UserError(_("This import has not taken anything in yet. There is nothing to undo. Drop it instead."))
    if run.status == Status.RUNNING:
        raise UserError(_("This import is still being taken in. Nothing was undone. Stop it first."))
    people = _people(workspace, run.created.get("people", []))
    clients = _clients(workspace, run.created.get("clients", []))
    _empty_again(workspace, run.created.get("filled", []), now)
    run.status, run.rows, run.created = Status.UNDONE, [], {}
    run.save(update_fields=["status", "rows", "created"])
    done = Undone(people.removed + clients.removed, people.stays + clients.stays)
    record("client_import.undone", workspace_id=run.workspace_id, actor=actor, target=run, detail={"removed": done.removed}, at=now)
    return done


def _people(workspace: Workspace, ids: list[int]) -> Undone:
    there = {
        pk
        for part in _parts(ids)
        for pk in Contact.objects.filter(client__workspace_id=id_of(workspace), pk__in=part).values_list("pk", flat=True)
    }
    touched = {
        pk
        for part in _parts(sorted(there))
        for pk in Contact.objects.filter(pk__in=part).filter(Q(changed_at__isnull=False) | ~Q(basis="")).values_list("pk", flat=True)
    }
    stays = touched | used(Contact, sorted(there - touched))
    gone = sorted(there - stays)
    for part in _parts(gone):
        Contact.objects.filter(pk__in=part).delete()
    return Undone(len(gone), len(stays))


def _clients(workspace: Workspace, ids: list[int]) -> Undone:
    mine = Client.objects.for_workspace(workspace)
    there = {pk for part in _parts(ids) for pk in mine.filter(pk__in=part).values_list("pk", flat=True)}
    changed = Q(changed_at__gt=F("created_at")) | Q(archived_at__isnull=False)
    touched = {pk for part in _parts(sorted(there)) for pk in mine.filter(changed, pk__in=part).values_list("pk", flat=True)}
    # The people of the import are gone by now: whoever is left there was added, changed or used.
    stays = touched | used(Client, sorted(there - touched))
    gone = sorted(there - stays)
    for part in _parts(gone):
        mine.filter(pk__in=part).delete()
    return Undone(len(gone), len(stays))


def _empty_again(workspace: Workspace, filled: list[list[object]], now: datetime) -> None:
    by_client: dict[int, list[tuple[str, str]]] = {}
    for client_id, name, mark in filled:
        by_client.setdefault(int(str(client_id)), []).append((str(name), str(mark)))
    for client_id, values in by_client.items():
        row = Client.objects.for_workspace(workspace).select_for_update().filter(pk=client_id).first()
        if row is None:
            continue
        for name, mark in values:
            if name.startswith("field:"):
                if digest(row.fields.get(name[6:], "")) == mark:
                    row.fields = {key: value for key, value in row.fields.items() if key != name[6:]}
            elif digest(getattr(row, name)) == mark:
                setattr(row, name, None if isinstance(getattr(row, name), int | Decimal) else "")
        row.changed_at, row.words = now, words_of(row.tags, row.fields)
        row.save()


def _parts(ids: list[int]) -> list[list[int]]:
    return [ids[start : start + _PART] for start in range(0, len(ids), _PART)]
