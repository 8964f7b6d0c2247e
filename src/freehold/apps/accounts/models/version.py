"""Earlier versions of a profile, and profiles that were read but not yet accepted."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ProfileVersion(models.Model):
    """A profile as it was before a change; `profile` is the JSON of accounts.profile_json. Reached through its freelancer."""

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    profile = models.JSONField()
    reason = models.CharField(max_length=40, blank=True)
    actor = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["freelancer", "version"], name="profile_version_once")]


class ProfileDraft(models.Model):
    """A profile read from a file or text, waiting for the person's word. Reached through its user.

    `freelancer` is empty in the first-run wizard, before there is one. `offered` are related skills to tick.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="profile_drafts")
    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, null=True, blank=True, related_name="drafts")
    source = models.CharField(max_length=200, blank=True)
    profile = models.JSONField()
    offered = models.JSONField(default=list)
    created_at = models.DateTimeField()
