"""How a workspace proposes: days, deposit, its own words and templates."""

from __future__ import annotations

from decimal import Decimal

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class ProposalSettings(WorkspaceOwned):
    """One row a workspace. `way` and `terms` map a language to the owner's own words for how they work and on what terms.

    `follow_up_days` is how many days before the last day the one follow-up is planned; 0 plans none.
    """

    valid_days = models.PositiveSmallIntegerField(default=21)
    deposit_percent = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(30))
    follow_up_days = models.PositiveSmallIntegerField(default=4)
    way = models.JSONField(default=dict, blank=True)
    terms = models.JSONField(default=dict, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="proposal_settings_once")]

    def __str__(self) -> str:
        return f"valid {self.valid_days} days"


class ProposalTemplate(WorkspaceOwned):
    """The owner's own template. `sections` are [{"key", "title", "text"}]; `text` may hold the variables of domain/proposals.

    Sections that it leaves out are written by the built-in template of the language, tone and length.
    """

    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, default="en")
    sections = models.JSONField(default=list)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "name", "language"], name="proposal_template_once")]

    def __str__(self) -> str:
        return self.name
