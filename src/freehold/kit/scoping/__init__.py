"""Who may see a row: everything that belongs to a workspace is read through `for_workspace`."""

from __future__ import annotations

from freehold.kit.scoping.access import open_to_everyone, workspace_not_required
from freehold.kit.scoping.owned import WorkspaceOwned, WorkspaceQuerySet

__all__ = ["WorkspaceOwned", "WorkspaceQuerySet", "open_to_everyone", "workspace_not_required"]
