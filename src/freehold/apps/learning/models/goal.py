"""A skill in somebody's plan, from the wish to the evidence."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class GoalState(models.TextChoices):
    """How far it is."""

    PLANNED = "planned", _("Planned")
    LEARNING = "learning", _("Learning")
    DONE = "done", _("Done")


class LearningGoal(WorkspaceOwned):
    """A skill that a freelancer plans to learn. `evidence` is the sentence that shows it, once it is done.

    `fit_before` is how many opportunities fitted well when it was finished; what fits since is counted anew each time.
    A removed goal is kept, so that removing can be undone; adding the skill again brings it back.
    """

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="+")
    skill = models.CharField(max_length=120)
    state = models.CharField(max_length=8, choices=GoalState.choices, default=GoalState.PLANNED)
    hours_planned = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    hours_spent = models.DecimalField(max_digits=6, decimal_places=1, default=Decimal(0))
    resource_title = models.CharField(max_length=200, blank=True, default="")
    resource_url = models.CharField(max_length=600, blank=True, default="")
    note = models.TextField(blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    done_on = models.DateField(null=True, blank=True)
    fit_before = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["freelancer_id", "created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["freelancer", "skill"], name="learning_goal_once")]

    def __str__(self) -> str:
        return self.skill
