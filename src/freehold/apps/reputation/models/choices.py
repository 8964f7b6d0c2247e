"""What the owner chooses to show."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class ReputationSettings(WorkspaceOwned):
    """One row a workspace. Empty `holder` and `headline` mean those of the profile."""

    holder = models.CharField(max_length=200, blank=True, default="")
    headline = models.CharField(max_length=200, blank=True, default="")
    with_work = models.BooleanField(default=True)
    with_proposals = models.BooleanField(default=True)
    with_testimonials = models.BooleanField(default=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="reputation_settings_once")]

    def __str__(self) -> str:
        return self.holder


class HistoryChoice(WorkspaceOwned):
    """What the owner chose for one client: to leave it out, and in a word or two what it does, shown in place of its name."""

    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    hidden = models.BooleanField(default=False)
    trade = models.CharField(max_length=60, blank=True, default="")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "client"], name="history_choice_once")]

    def __str__(self) -> str:
        return self.trade
