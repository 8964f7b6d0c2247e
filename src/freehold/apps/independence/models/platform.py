"""The platforms that the owner is on, how many reviews lie there, and what was saved from them."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Platform(WorkspaceOwned):
    """A platform. `key` is how it is recognised (domain/risk), `reviews` how many reviews lie there, None when nobody has counted."""

    name = models.CharField(max_length=100)
    key = models.CharField(max_length=100)
    reviews = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="platform_once")]

    def __str__(self) -> str:
        return self.name


class SavedItem(models.Model):
    """A thing on the checklist of a platform that was saved, and when. Reached through its platform."""

    platform = models.ForeignKey("independence.Platform", on_delete=models.CASCADE, related_name="saved")
    item = models.CharField(max_length=20)
    saved_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["platform", "item"], name="saved_item_once")]

    def __str__(self) -> str:
        return self.item
