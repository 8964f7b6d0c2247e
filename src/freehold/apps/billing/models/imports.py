"""Imports from other programs."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class AccountingImport(WorkspaceOwned):
    """One file of another program. `rows` is what was read, waiting for the person's word; what it created is named in `created`."""

    program = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default="preview")
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list, blank=True)
    created = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
