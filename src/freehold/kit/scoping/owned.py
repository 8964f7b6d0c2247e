"""The abstract model of every row that belongs to a workspace, and its one way of being read."""

from __future__ import annotations

from typing import Any, Self, TypeVar

from django.db import models

Row_co = TypeVar("Row_co", bound=models.Model, covariant=True)


class WorkspaceQuerySet(models.QuerySet[Row_co]):
    """A queryset that knows whose rows it holds.

    Pages, selectors and the API begin with `for_workspace`; background tasks and migrations, which work for
    everybody, may use the rest as it is. A child of an owned row (a skill of a freelancer) is reached through its parent.
    """

    def for_workspace(self, workspace: models.Model | int) -> Self:
        """Keep the rows of `workspace`, given as the row or its id. A workspace that is not stored has no rows."""
        key: Any = workspace.pk if isinstance(workspace, models.Model) else workspace
        return self.none() if key is None else self.filter(workspace_id=key)


class WorkspaceOwned(models.Model):
    """A row that belongs to one workspace and disappears with it."""

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+")

    objects = WorkspaceQuerySet.as_manager()

    class Meta:
        abstract = True
