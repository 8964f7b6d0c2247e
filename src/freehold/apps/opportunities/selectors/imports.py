"""Imports for their page."""

from __future__ import annotations

from freehold.apps.opportunities.models import ImportRun
from freehold.kit.scoping.ref import Workspace


def import_run(workspace: Workspace, run_id: int) -> ImportRun | None:
    """Return one import of this workspace with everything that was read, or None when there is none of this id."""
    return ImportRun.objects.for_workspace(workspace).filter(pk=run_id).first()


def recent_imports(workspace: Workspace, limit: int = 10) -> list[ImportRun]:
    """Return the last imports, the newest first, without the postings they read."""
    return list(ImportRun.objects.for_workspace(workspace).defer("postings").order_by("-created_at", "-pk")[:limit])
