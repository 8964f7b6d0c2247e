"""The files that were issued, by their hashes: their contents are the owner's to keep."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class IssuedFile(WorkspaceOwned):
    """A file that was made. `kind` is "html", "pdf" or "json"; `sha256` is of the whole file, `fingerprint` names the key."""

    kind = models.CharField(max_length=4)
    sha256 = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)
    entries = models.PositiveIntegerField(default=0)
    testimonials = models.PositiveIntegerField(default=0)
    actor = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["workspace", "-at"], name="issued_file_by_time")]

    def __str__(self) -> str:
        return f"{self.kind} {self.sha256[:16]}"
