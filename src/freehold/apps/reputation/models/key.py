"""The keys that work histories are signed with."""

from __future__ import annotations

from django.db import models

from freehold.kit.crypto import EncryptedTextField
from freehold.kit.scoping import WorkspaceOwned


class SigningKey(WorkspaceOwned):
    """An Ed25519 key. `public` is base64 of 32 bytes, `fingerprint` their SHA-256; `private` (base64) is encrypted at rest.

    One at a time signs. A retired key keeps its public half, so that files of then are known again; its private half is gone.
    """

    public = models.CharField(max_length=44)
    fingerprint = models.CharField(max_length=64)
    private = EncryptedTextField(blank=True, default="")
    created_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["workspace"], condition=models.Q(retired_at=None), name="signing_key_one_at_a_time"),
            models.UniqueConstraint(fields=["workspace", "fingerprint"], name="signing_key_once"),
        ]

    def __str__(self) -> str:
        return self.fingerprint[:16]
