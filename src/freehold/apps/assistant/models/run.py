"""What was confirmed and done, once, with what takes it back."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class AssistantRun(WorkspaceOwned):
    """One confirmed change. `nonce` comes with the preview: confirming the same preview twice does it once.

    `result` is what the person was told ({"title", "text", "url"}), `undo` what the action needs to take it back.
    """

    nonce = models.CharField(max_length=40, unique=True)
    action = models.CharField(max_length=60)
    values = models.JSONField(default=dict, blank=True)
    result = models.JSONField(default=dict, blank=True)
    undo = models.JSONField(default=dict, blank=True)
    user_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["workspace", "-created_at"], name="assistant_runs")]

    def __str__(self) -> str:
        return f"{self.action} {self.created_at:%Y-%m-%d %H:%M}"
