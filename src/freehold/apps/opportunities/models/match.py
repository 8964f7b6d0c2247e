"""How an opportunity fits a freelancer, and the cached vectors that the meaning part needs."""

from __future__ import annotations

from django.db import models

from freehold.apps.opportunities.models.opportunity import Stage


class Match(models.Model):
    """The stored outcome of domain.matching for one opportunity and one freelancer.

    `score` is None when unscored (nothing to judge by); `order` sorts a list in one index walk:
    the score when scored, -1 when unscored, -2 when blocked (`score` then says how it would fit otherwise).
    Reached through its opportunity or freelancer.
    """

    # Without indexes of their own: the ones below begin with them.
    opportunity = models.ForeignKey("opportunities.Opportunity", on_delete=models.CASCADE, related_name="matches", db_index=False)
    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="+", db_index=False)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.FOUND)
    """That of the opportunity, repeated here so that tabs are counted and lists sorted within one index."""
    state = models.CharField(max_length=8)
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    order = models.SmallIntegerField(default=-1)
    blocked_on = models.CharField(max_length=40, blank=True)
    """The first constraint in `blocked_by`, to count by."""
    reasons = models.JSONField(default=list)
    blocked_by = models.JSONField(default=list)
    profile_version = models.PositiveIntegerField(default=0)
    with_meaning = models.BooleanField(default=False)
    matched_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opportunity", "freelancer"], name="match_once")]
        indexes = [models.Index(fields=["freelancer", "stage", "-order", "-opportunity"], name="match_in_order")]


class Embedding(models.Model):
    """The vector of a text, cached by the hash of the text: little-endian float16, `dimensions` values."""

    text_hash = models.CharField(max_length=64)
    model = models.CharField(max_length=60)
    dimensions = models.PositiveSmallIntegerField()
    vector = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text_hash", "model"], name="embedding_once")]
