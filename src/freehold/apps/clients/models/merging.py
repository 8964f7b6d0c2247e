"""Clients that were one and the same, and pairs of whom a person said that they are not."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Merge(WorkspaceOwned):
    """`gone` became part of `kept`. `before` and `after` are the fields of `kept` that changed; `moved` the rows that were given to it.

    `moved` is {"app.model.field": [ids]}: with it the merge is taken back exactly.
    """

    kept = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    gone = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    before = models.JSONField(default=dict, blank=True)
    after = models.JSONField(default=dict, blank=True)
    moved = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=200, blank=True, default="")
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=models.Q(undone_at__isnull=True), name="client_merged_once"),
        ]

    def __str__(self) -> str:
        return f"{self.gone_id} into {self.kept_id}"


class DistinctPair(WorkspaceOwned):
    """Two clients that look alike and are not the same, as a person said; `first` is the one with the lower id."""

    first = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="client_pair_once")]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"
