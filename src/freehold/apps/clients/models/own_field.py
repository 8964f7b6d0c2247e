"""The fields that a workspace adds to its clients."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class FieldKind(models.TextChoices):
    """What an own field holds."""

    TEXT = "text", _("Text")
    NUMBER = "number", _("Number")
    DATE = "date", _("Date")
    CHOICE = "choice", _("One of a list")


class FieldDefinition(WorkspaceOwned):
    """A field of the workspace's own. `choices` are the words of a choice. Removed ones keep their values until they come back."""

    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=8, choices=FieldKind.choices, default=FieldKind.TEXT)
    choices = models.JSONField(default=list, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace", "name"], condition=models.Q(removed_at__isnull=True), name="client_field_once")
        ]

    def __str__(self) -> str:
        return self.name
