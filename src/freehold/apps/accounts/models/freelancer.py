"""A freelancer of a workspace: who they are and what they will not bend on."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class RemoteWish(models.TextChoices):
    """How a freelancer wants to work, in the words of domain.matching."""

    ANY = "any", _("Anywhere is fine")
    PREFERRED = "preferred", _("Remote if possible")
    ONLY = "only", _("Only remote")
    ONSITE = "onsite", _("Only on site")


class Freelancer(WorkspaceOwned):
    """One freelancer. Skills, services, rates and experience are its children; `version` grows with each change.

    `profile_text` is the CV or page as the person gave it. `countries` and `languages` hold ISO codes, `avoid` topics.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="freelancers")
    name = models.CharField(max_length=120)
    handle = models.SlugField(max_length=60)
    headline = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    country = models.CharField(max_length=2, blank=True)
    city = models.CharField(max_length=120, blank=True)
    profile_text = models.TextField(blank=True)

    remote = models.CharField(max_length=9, choices=RemoteWish.choices, default=RemoteWish.ANY)
    countries = models.JSONField(default=list, blank=True)
    timezone = models.CharField(max_length=64, blank=True)
    timezone_overlap = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    hours_per_week = models.DecimalField(max_digits=5, decimal_places=1, null=True, blank=True)
    available_from = models.DateField(null=True, blank=True)
    languages = models.JSONField(default=list, blank=True)
    avoid = models.JSONField(default=list, blank=True)

    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "handle"], name="freelancer_handle_once")]

    def __str__(self) -> str:
        return self.name
