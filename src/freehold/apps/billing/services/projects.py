"""Projects: begun for a client, changed, closed and opened again."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Project
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of


@transaction.atomic
def add_project(
    workspace: Workspace,
    *,
    client_id: int,
    name: str,
    now: datetime,
    hourly_rate: Decimal | None = None,
    budget_hours: Decimal | None = None,
    status_note: str = "",
    platform: str = "",
    actor: str = "",
) -> Project:
    """Begin a project. Rates are per hour in the client's currency. Raises UserError without a name or for an unknown client."""
    _check(workspace, name, client_id)
    project = Project.objects.create(
        workspace_id=id_of(workspace),
        client_id=client_id,
        name=name.strip(),
        hourly_rate=hourly_rate,
        budget_hours=budget_hours,
        status_note=status_note.strip(),
        platform=platform.strip(),
        created_at=now,
    )
    record("project.added", workspace_id=project.workspace_id, actor=actor, target=project, at=now)
    return project


@transaction.atomic
def change_project(
    workspace: Workspace,
    project_id: int,
    *,
    client_id: int,
    name: str,
    now: datetime,
    hourly_rate: Decimal | None,
    budget_hours: Decimal | None,
    status_note: str,
    platform: str,
    actor: str = "",
) -> Project:
    """Change a project. Raises UserError when it should go to another client although time or expenses are kept under it."""
    project = locked_project(workspace, project_id)
    _check(workspace, name, client_id)
    if client_id != project.client_id and (project.entries.exists() or project.expenses.exists() or project.documents.exists()):
        raise UserError(
            _("“%(name)s” has time, expenses or papers and stays with its client. Nothing was saved. Begin a new project.")
            % {"name": project.name}
        )
    project.client_id, project.name, project.hourly_rate, project.budget_hours = client_id, name.strip(), hourly_rate, budget_hours
    project.status_note, project.platform = status_note.strip(), platform.strip()
    project.save()
    record("project.changed", workspace_id=project.workspace_id, actor=actor, target=project, at=now)
    return project


@transaction.atomic
def set_closed(workspace: Workspace, project_id: int, *, closed: bool, now: datetime, actor: str = "") -> Project:
    """Close a project, so that it is offered no more, or open it again."""
    project = locked_project(workspace, project_id)
    if (project.closed_at is not None) != closed:
        project.closed_at = now if closed else None
        project.save(update_fields=["closed_at"])
        record("project.closed" if closed else "project.reopened", workspace_id=project.workspace_id, actor=actor, target=project, at=now)
    return project


@transaction.atomic
def delete_project(workspace: Workspace, project_id: int, *, now: datetime, actor: str = "") -> None:
    """Delete a project that nothing was done for. Raises UserError when time or expenses are kept under it."""
    project = locked_project(workspace, project_id)
    name = project.name
    try:
        with transaction.atomic():
            project.delete()
    except RestrictedError:
        raise UserError(_("“%(name)s” has time or expenses. Nothing was deleted. Close it instead.") % {"name": name}) from None
    record("project.deleted", workspace_id=id_of(workspace), actor=actor, detail={"id": project_id, "name": name}, at=now)


def locked_project(workspace: Workspace, project_id: int) -> Project:
    """Return the project, held until the transaction ends. Raises UserError when it is not of this workspace."""
    project = Project.objects.for_workspace(workspace).select_for_update().filter(pk=project_id).first()
    if project is None:
        raise UserError(_("This project is not there any more. Nothing was changed."))
    return project


def _check(workspace: Workspace, name: str, client_id: int) -> None:
    if not name.strip():
        raise UserError(_("A project needs a name. Nothing was saved."))
    if clients.client(workspace, client_id) is None:
        raise UserError(_("This client is not there any more. Nothing was saved. Choose another one."))
