"""What goes back and forth with the client: the links by which they read, and what they ask."""

from __future__ import annotations

from django.db import models


class ProposalLink(models.Model):
    """A link to the client's page. Only the hash of its token is stored; the mail and the follow-up each have their own."""

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="links")
    token_sha256 = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"link of {self.proposal_id}"


class ProposalQuestion(models.Model):
    """A question that the client asked on their page, and the answer."""

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="questions")
    name = models.CharField(max_length=200, blank=True, default="")
    text = models.TextField()
    at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=200, blank=True, default="")

    class Meta:
        ordering = ["proposal_id", "at", "id"]

    def __str__(self) -> str:
        return self.text[:80]
