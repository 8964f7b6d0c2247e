"""A channel that postings come from, with its state between two polls."""

from __future__ import annotations

from django.db import models

from freehold.kit.crypto import EncryptedTextField
from freehold.kit.scoping import WorkspaceOwned


class Source(WorkspaceOwned):
    """One feed, board, mailbox or thread that the person added.

    `kind` is the name in the registry of sources; `address` what it is read from; `options` its further settings
    (IMAP host, folder, sender filter); `secret` a password, encrypted. `cursor`, `etag` and `last_modified`
    make a poll read only what is new. A source is polled when `enabled` and `next_poll_at` has come; `interval_minutes`
    adapts to how often it brings something new. A removed source is kept for a day so that removing can be undone.
    """

    kind = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    address = models.CharField(max_length=2000, blank=True)
    options = models.JSONField(default=dict, blank=True)
    secret = EncryptedTextField(blank=True, default="")
    enabled = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    is_demo = models.BooleanField(default=False)

    etag = models.CharField(max_length=300, blank=True)
    last_modified = models.CharField(max_length=100, blank=True)
    cursor = models.JSONField(default=dict, blank=True)
    last_polled_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    next_poll_at = models.DateTimeField(null=True, blank=True)
    interval_minutes = models.PositiveIntegerField(default=60)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    last_problems = models.JSONField(default=list, blank=True)
    last_new = models.PositiveIntegerField(default=0)
    total_new = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["workspace", "kind", "address"], condition=models.Q(removed_at__isnull=True), name="source_once"
            ),
        ]
        indexes = [models.Index(fields=["enabled", "next_poll_at"], name="source_due")]

    def __str__(self) -> str:
        return self.label
