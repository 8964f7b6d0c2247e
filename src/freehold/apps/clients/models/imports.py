"""Imports of clients and people from CSV files and address books."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class ClientImport(WorkspaceOwned):
    """One file. `rows` is what was read, `mapping` says which of our fields each column is, `position` how many rows are taken in.

    The position moves in the same transaction as the rows it counts, so a killed import goes on exactly where it stopped.
    `created` names what the import made and which empty fields it filled (with a digest of the value), for undoing it;
    `rows` is emptied when it is done, so that nothing personal stays in two places.
    """

    class Status(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        UNDONE = "undone", _("Undone")

    kind = models.CharField(max_length=10)
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PREVIEW)
    headings = models.JSONField(default=list, blank=True)
    mapping = models.JSONField(default=list, blank=True)
    rows = models.JSONField(default=list)
    total = models.PositiveIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    joined_count = models.PositiveIntegerField(default=0)
    known_count = models.PositiveIntegerField(default=0)
    refused_count = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    created = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"], name="client_import_recent")]

    def __str__(self) -> str:
        return f"{self.name}: {self.status}"
