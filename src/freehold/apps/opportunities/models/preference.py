"""What was learned from a freelancer's choices, line by line."""

from __future__ import annotations

from django.db import models


class Learning(models.Model):
    """Whether Freehold learns for a freelancer, and since when. Reached through its freelancer.

    Choices before `since` are forgotten; `since_before` is what a taken-back forgetting returns to.
    `asked_at` is set while a run is waiting, so that many choices in a row make one run.
    """

    freelancer = models.OneToOneField("accounts.Freelancer", on_delete=models.CASCADE, primary_key=True, related_name="+")
    enabled = models.BooleanField(default=True)
    since = models.DateTimeField(null=True, blank=True)
    since_before = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    learned_at = models.DateTimeField(null=True, blank=True)


class Preference(models.Model):
    """One learned line (domain.matching.preferences.Learned). A removed one counts for nothing, also when it is learned again."""

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="+", db_index=False)
    feature = models.CharField(max_length=200)
    points = models.FloatField(default=0.0)
    sure = models.FloatField(default=0.0)
    taken = models.PositiveIntegerField(default=0)
    shown = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["freelancer", "feature"], name="preference_once")]
