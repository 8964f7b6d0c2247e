"""What a client may see and say by a signed link."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class PortalLink(WorkspaceOwned):
    """A link that lets a client see their papers. Only the token's hash is stored; `document` narrows it to one paper."""

    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, null=True, blank=True, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)


class QuoteAnswer(models.Model):
    """What a client said to a quote; the first answer stands."""

    document = models.OneToOneField("billing.Document", on_delete=models.CASCADE, related_name="answer")
    accepted = models.BooleanField()
    name = models.CharField(max_length=200)
    reason = models.TextField(blank=True)
    sha256 = models.CharField(max_length=64)
    """Of the frozen PDF that was answered."""
    address = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()


class ClientQuestion(WorkspaceOwned):
    """A question that a client asked beside a paper."""

    document = models.ForeignKey("billing.Document", on_delete=models.CASCADE, related_name="questions")
    name = models.CharField(max_length=200, blank=True)
    text = models.TextField()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
