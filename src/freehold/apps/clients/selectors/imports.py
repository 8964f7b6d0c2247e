"""Reads of imports."""

from __future__ import annotations

from django.db.models import QuerySet

from freehold.apps.clients.models import ClientImport
from freehold.kit.scoping.ref import Workspace


def runs(workspace: Workspace) -> QuerySet[ClientImport]:
    """Return the imports of a workspace without their rows, the newest first."""
    return ClientImport.objects.for_workspace(workspace).defer("rows", "created", "problems").order_by("-created_at", "-pk")


def run(workspace: Workspace, run_id: int) -> ClientImport | None:
    """Return one import of this workspace, None when there is none."""
    return ClientImport.objects.for_workspace(workspace).filter(pk=run_id).first()
