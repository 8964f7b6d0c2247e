"""Reads an export and keeps it for the person's word; nothing is taken in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.models import AccountingImport
from freehold.apps.billing.services.imports.stored import PREVIEW, locked, to_rows
from freehold.domain.errors import UserError
from freehold.integrations.accounting import read_export
from freehold.kit.scoping.ref import Workspace, id_of

_MOST_PROBLEMS = 500


def preview(workspace: Workspace, name: str, payload: bytes, *, now: datetime) -> AccountingImport:
    """Keep what an export holds as an import that waits. Raises UserError for a file of no known program, or without a whole row."""
    reading = read_export(payload, name=name)
    rows = to_rows(reading)
    if not rows:
        first = f" {reading.problems[0]}" if reading.problems else ""
        raise UserError(_("No row of “%(name)s” can be read. Nothing was kept.") % {"name": name} + first)
    return AccountingImport.objects.create(
        workspace_id=id_of(workspace),
        program=reading.program,
        name=name[:200],
        state=PREVIEW,
        rows=rows,
        problems=[{"where": row.where, "what": row.what, "todo": row.todo} for row in reading.problems[:_MOST_PROBLEMS]],
        created_at=now,
    )


@transaction.atomic
def drop(workspace: Workspace, run_id: int) -> None:
    """Forget an import that waits. Raises UserError for one that was taken in: that is undone instead."""
    run = locked(workspace, run_id)
    if run.state != PREVIEW:
        raise UserError(_("This import was taken in already. Nothing was changed. Undo it instead."))
    run.delete()
