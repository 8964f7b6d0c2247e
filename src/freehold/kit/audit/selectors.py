"""Reading the audit log."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from freehold.kit.audit.models import AuditEntry


def entries_of(workspace_id: int, *, action: str = "") -> QuerySet[AuditEntry]:
    """Return the entries of one workspace, newest first.

    `action` keeps one code and those below it: "source" finds source.added and source.removed.
    """
    return _matching(AuditEntry.objects.filter(workspace_id=workspace_id), action)


def entries_of_installation(*, action: str = "") -> QuerySet[AuditEntry]:
    """Return the entries that belong to no workspace (sign-ins, key rotations), newest first."""
    return _matching(AuditEntry.objects.filter(workspace_id=None), action)


def entries_about(workspace_id: int, target_type: str, target_id: object) -> QuerySet[AuditEntry]:
    """Return what was done to one thing, newest first."""
    return AuditEntry.objects.filter(workspace_id=workspace_id, target_type=target_type, target_id=str(target_id))


def _matching(entries: QuerySet[AuditEntry], action: str) -> QuerySet[AuditEntry]:
    return entries.filter(Q(action=action) | Q(action__startswith=f"{action}.")) if action else entries
