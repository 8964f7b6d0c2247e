"""Lists of free courses that the owner brought: read and shown first, then taken in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class ResourceImport(WorkspaceOwned):
    """One file. `rows` are what was read; they are emptied once they are taken in or dropped."""

    class State(models.TextChoices):
        PREVIEW = "preview", _("Preview")
        DONE = "done", _("Taken in")
        CANCELLED = "cancelled", _("Cancelled")

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEW)
    rows = models.JSONField(default=list)
    problems = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    new_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ImportedResource(WorkspaceOwned):
    """A course or book of such a list. `skill` is the skill that its heading or title names, "" where none is."""

    # Without an index of its own: the ones below begin with it.
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=600)
    licence = models.CharField(max_length=80, blank=True, default="")
    section = models.CharField(max_length=200, blank=True, default="")
    skill = models.CharField(max_length=120, blank=True, default="")
    source = models.CharField(max_length=12)
    hours_low = models.PositiveIntegerField(null=True, blank=True)
    hours_high = models.PositiveIntegerField(null=True, blank=True)
    prerequisites = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["section", "title", "id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "url"], name="learning_resource_once")]
        indexes = [models.Index(fields=["workspace", "skill"], name="learning_resource_skill")]

    def __str__(self) -> str:
        return self.title
