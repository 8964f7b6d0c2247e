"""The tokens by which programs work in a workspace."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class ApiToken(WorkspaceOwned):
    """What a program shows to be let in. Only the SHA-256 of the token is stored; `prefix` is its beginning, to recognise it by.

    `scopes` are the codes of what it may do. `window_at` and `window_calls` count the calls of the running minute.
    """

    name = models.CharField(max_length=120)
    prefix = models.CharField(max_length=16)
    sha256 = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_by = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    window_at = models.DateTimeField(null=True, blank=True)
    window_calls = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.name
