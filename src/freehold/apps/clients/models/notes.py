"""What a person writes and keeps about a client: notes and files."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Note(WorkspaceOwned):
    """A dated note about a client. `before` is the text ahead of the last change, so that it can be taken back."""

    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    text = models.TextField()
    before = models.TextField(blank=True, default="")
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True, default="")
    key = models.CharField(max_length=64, blank=True, default="")
    """Given by the form: the same key is the same note, however often the button is pressed."""
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["client", "-at"], name="client_notes")]
        constraints = [models.UniqueConstraint(fields=["client", "key"], condition=~models.Q(key=""), name="client_note_once")]

    def __str__(self) -> str:
        return self.text[:60]


class ClientFile(WorkspaceOwned):
    """A file kept with a client; its content lies below MEDIA_ROOT, named by its hash."""

    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    mime = models.CharField(max_length=100)
    path = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True, default="")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["client", "-at"], name="client_files"), models.Index(fields=["path"], name="client_file_path")]

    def __str__(self) -> str:
        return self.name
