"""How a workspace writes: its dialect, its own words, the rules it has switched off, and its voice."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class Dialect(models.TextChoices):
    """The English that is checked for."""

    GB = "en-GB", _("British English")
    US = "en-US", _("American English")
    AU = "en-AU", _("Australian English")
    CA = "en-CA", _("Canadian English")
    IN = "en-IN", _("Indian English")


class WritingSettings(WorkspaceOwned):
    """One row a workspace. `dictionary` are words that are never misspelt, `off_rules` rules that say nothing any more.

    `favourites` are phrases that a rewriting must keep, `banned` words that it must not bring in and that a check points out.
    """

    dialect = models.CharField(max_length=5, choices=Dialect.choices, default=Dialect.GB)
    dictionary = models.JSONField(default=list, blank=True)
    off_rules = models.JSONField(default=list, blank=True)
    favourites = models.JSONField(default=list, blank=True)
    banned = models.JSONField(default=list, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="assistant_one_writing")]

    def __str__(self) -> str:
        return self.dialect
