"""The versions of a proposal: each is written once and never changed."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MadeBy(models.TextChoices):
    """Who wrote a version."""

    TEMPLATE = "template", _("Template")
    PERSON = "person", _("You")
    MODEL = "model", _("Chat model, checked")


class ProposalVersion(models.Model):
    """What a proposal says, numbered within it without gaps.

    `sections` are [{"key", "title", "text"}] in the order of reading; keys are those of domain/proposals. `price` is the JSON of
    domain/proposals `Price`. `text_hash` is the SHA-256 of all of it: what a client accepts. `problems` are the claims that stood in no
    evidence when it was saved: [{"section", "claim", "kind", "todo"}].
    """

    proposal = models.ForeignKey("proposals.Proposal", on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sections = models.JSONField(default=list)
    price = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    language = models.CharField(max_length=8, default="en")
    tone = models.CharField(max_length=8, default="warm")
    length = models.CharField(max_length=8, default="usual")
    text_hash = models.CharField(max_length=64)
    made_by = models.CharField(max_length=8, choices=MadeBy.choices, default=MadeBy.PERSON)
    actor = models.CharField(max_length=200, blank=True, default="")
    problems = models.JSONField(default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["proposal_id", "number"]
        constraints = [models.UniqueConstraint(fields=["proposal", "number"], name="proposal_version_once")]

    def __str__(self) -> str:
        return f"version {self.number}"


class ProposalFile(models.Model):
    """The PDF of a version as it was sent."""

    version = models.OneToOneField("proposals.ProposalVersion", on_delete=models.CASCADE, related_name="file")
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256
