"""A workspace as services and selectors are given it: the row, or its id where a task or an event names it."""

from __future__ import annotations

from typing import TypeAlias

from django.db import models

Workspace: TypeAlias = models.Model | int


def id_of(workspace: Workspace) -> int:
    """Return the workspace's id."""
    key: int = workspace if isinstance(workspace, int) else workspace.pk
    return key
