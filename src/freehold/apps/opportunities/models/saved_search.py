"""Searches that a person keeps, and what each has found."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class Telling(models.TextChoices):
    """How the person is told of what a search finds; the pages tell in any case."""

    PAGES = "pages", _("Here only")
    ONCE = "once", _("A mail as soon as possible")
    DAILY = "daily", _("One mail a day")


class SavedSearch(WorkspaceOwned):
    """Filters that a person keeps, and how they are told of what comes in.

    `filters` are those of the list (selectors.filters.Filters) without stage and order; `without` are words that must not stand in
    title, client, skills and tags. Between the hours `quiet_from` and `quiet_to` (of the installation's clock) no mail leaves; equal
    hours mean that there is no such time. `seen_at` is when the person last looked, `mailed_on` the day of the last daily mail.
    """

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=120)
    filters = models.JSONField(default=dict)
    without = models.CharField(max_length=300, blank=True)
    telling = models.CharField(max_length=8, choices=Telling.choices, default=Telling.PAGES)
    hour = models.PositiveSmallIntegerField(default=7)
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_to = models.PositiveSmallIntegerField(default=7)
    enabled = models.BooleanField(default=True)
    created_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_on = models.DateField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "freelancer"], name="saved_search_of")]

    def __str__(self) -> str:
        return self.name


class SearchHit(models.Model):
    """An opportunity that a search has found; each once. `mailed_at` is when a mail with it was put into the outbox."""

    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, related_name="hits", db_index=False)
    opportunity = models.ForeignKey("opportunities.Opportunity", on_delete=models.CASCADE, related_name="+")
    found_at = models.DateTimeField()
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "opportunity"], name="search_hit_once")]
        indexes = [models.Index(fields=["search", "-found_at"], name="search_hit_recent")]
