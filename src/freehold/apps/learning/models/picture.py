"""What the postings say about what to learn, worked out in the background and kept with its day."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class LearningPicture(WorkspaceOwned):
    """The last result for one freelancer: `advice`, `trends` and `months` are the JSON of domain/learning.

    `profile_version` tells with which skills it was made; `left_out` counts postings by a currency that has no rate.
    """

    freelancer = models.OneToOneField("accounts.Freelancer", on_delete=models.CASCADE, related_name="+")
    advice = models.JSONField(default=dict)
    trends = models.JSONField(default=dict)
    months = models.JSONField(default=dict)
    left_out = models.JSONField(default=dict)
    currency = models.CharField(max_length=3, default="EUR")
    profile_version = models.PositiveIntegerField(default=0)
    as_of = models.DateTimeField()

    def __str__(self) -> str:
        return f"learning as of {self.as_of:%Y-%m-%d}"
