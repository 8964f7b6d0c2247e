"""What was issued, as it was issued: unchangeable, and chained by hashes."""

from __future__ import annotations

from django.db import models

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
