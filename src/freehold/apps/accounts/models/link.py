"""One-time links: to sign in, to set up a password, to join a workspace."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class OneTimeLink(models.Model):
    """A link that works once until `expires_at`. Only the SHA-256 of its token is stored.

    `user` is who comes in by it; for an invitation it is empty until somebody accepts it, and `workspace` and `role` say where to.
    """

    class Purpose(models.TextChoices):
        SIGN_IN = "sign_in"
        SET_UP = "set_up"
        INVITATION = "invitation"

    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    token_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    role = models.CharField(max_length=6, blank=True)
    label = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "purpose", "-created_at"], name="link_of_workspace")]
