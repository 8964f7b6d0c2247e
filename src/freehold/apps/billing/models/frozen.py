"""What was issued, as it was issued: unchangeable, and chained by hashes."""

from __future__ import annotations

from typing import Any

from django.db import connections, models
from django.db.models.signals import pre_delete

from freehold.apps.billing import guards
from freehold.kit.scoping import WorkspaceOwned


class FrozenDocument(WorkspaceOwned):
    """The issued document in every form that left. The database refuses to change or delete a row (of a workspace that is no demo).

    `position` counts from 1 in each workspace without a gap; `hash` is over `previous_hash` and the hashes of the parts.
    `keep_until` is how long the law asks to keep it.
    """

    document = models.OneToOneField("billing.Document", on_delete=models.RESTRICT, related_name="frozen")
    position = models.PositiveIntegerField()
    canonical = models.TextField()
    canonical_sha256 = models.CharField(max_length=64)
    xml = models.BinaryField(null=True, blank=True)
    xml_format = models.CharField(max_length=20, blank=True)
    xml_sha256 = models.CharField(max_length=64, blank=True)
    pdf = models.BinaryField()
    pdf_sha256 = models.CharField(max_length=64)
    rules = models.JSONField(default=dict, blank=True)
    """Which rules it was checked by, and what they said."""
    previous_hash = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    frozen_at = models.DateTimeField()
    keep_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["workspace", "position"], name="frozen_position_once")]


def _workspace_goes(*, instance: models.Model, using: str, **_more: Any) -> None:
    """Let the papers of a workspace go with it: Django asks before it deletes anything, in the transaction that deletes all.

    The mark stays: no other workspace ever gets the same id, and a restored backup begins without marks.
    """
    if instance.pk:
        guards.unlock(connections[using], instance.pk)


pre_delete.connect(_workspace_goes, sender="accounts.Workspace", dispatch_uid="billing.workspace_goes")
