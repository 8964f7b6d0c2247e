"""What a chat model read from the words of a posting."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class SecondReading(WorkspaceOwned):
    """The answer of a chat model for one text, kept by its hash so that the same words are never asked about twice.

    `answer` is as it came; what of it holds is checked each time it is shown. Empty when the model failed.
    """

    body_hash = models.CharField(max_length=64)
    model = models.CharField(max_length=200)
    answer = models.JSONField(default=dict)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "body_hash"], name="second_reading_once")]
        indexes = [models.Index(fields=["workspace", "read_at"], name="second_reading_day")]
