"""An import: read and shown first, taken in after the person's word, resumable where it stopped."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class ImportRun(WorkspaceOwned):
    """One file or pasted text. `postings` is what was read, `position` how many of them are taken in.

    The position moves in the same transaction as the rows it counts, so a killed import goes on exactly where it stopped.
    `new_count` and `seen_count` are what a preview expects, and from the confirmation on what was really taken in.
    What it brought is found through its sightings.
    """

    class Status(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        CANCELLED = "cancelled", _("Cancelled")
        UNDONE = "undone", _("Undone")

    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PREVIEW)
    postings = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    position = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    seen_count = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-created_at"], name="import_recent")]
