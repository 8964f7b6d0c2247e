"""A workspace as services and selectors are given it: the row, or its id where a task or an event names it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from django.db import models

Workspace: TypeAlias = models.Model | int


def id_of(workspace: Workspace) -> int:
    """Return the workspace's id."""
    key: int = workspace if isinstance(workspace, int) else workspace.pk
    return key


def storable(ids: Iterable[int]) -> set[int]:
    """Return those that a row can have: an address may hold any number, and a list with a larger one is a fault to a database."""
    return {one for one in ids if 0 < one < 2**63}
