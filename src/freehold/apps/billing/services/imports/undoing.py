"""Takes an import back, as far as nothing came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from freehold.apps.billing.models import AccountingImport, Document, Project, TimeEntry
from freehold.apps.billing.services.imports.stored import DONE, UNDONE, locked
from freehold.apps.clients import selectors
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from freehold.kit.audit import record as audit
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Undone:
    """How much was taken out again, and how much stays because it was worked on or billed."""

    removed: int
    stays: int


@transaction.atomic
def undo(workspace: Workspace, run_id: int, *, now: datetime, actor: str = "") -> Undone:
    """Remove what an import brought; what is billed, was changed or has got company stays. Raises UserError for one that waits."""
    run = locked(workspace, run_id)
    if run.state == UNDONE:
        return Undone(0, 0)
    if run.state != DONE:
        raise UserError(_("This import has not taken anything in yet. There is nothing to undo. Drop it instead."))
    removed, stays = _times(workspace, run)
    invoices = len(run.rows)
    for remove, ids in ((_project, run.created.get("projects", [])), (_client, run.created.get("clients", []))):
        for pk in ids:
            gone = remove(workspace, pk, now, actor)
            removed, stays = (removed + 1, stays) if gone else (removed, stays + 1)
    run.state, run.undone_at, run.rows = UNDONE, now, []
    run.save(update_fields=["state", "undone_at", "rows"])
    audit("accounting_import.undone", workspace_id=run.workspace_id, actor=actor, target=run, detail={"removed": removed}, at=now)
    return Undone(removed + invoices, stays)


def _times(workspace: Workspace, run: AccountingImport) -> tuple[int, int]:
    mine = TimeEntry.objects.for_workspace(workspace).filter(origin=f"import:{run.pk}")
    stays = mine.filter(line__isnull=False).count()
    removed, _by_kind = mine.filter(line__isnull=True).delete()
    return removed, stays


def _project(workspace: Workspace, pk: int, _now: datetime, _actor: str) -> bool:
    project = Project.objects.for_workspace(workspace).filter(pk=pk).first()
    if project is None:
        return True
    if Document.objects.for_workspace(workspace).filter(project=project).exists():
        return False
    try:
        with transaction.atomic():
            project.delete()
    except RestrictedError:
        return False
    return True


def _client(workspace: Workspace, pk: int, now: datetime, actor: str) -> bool:
    client = selectors.client(workspace, pk)
    if client is None:
        return True
    if client.changed_at > client.created_at:
        return False
    try:
        clients.delete_client(workspace, pk, now=now, actor=actor)
    except UserError:
        return False
    return True
