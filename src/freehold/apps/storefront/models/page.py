"""The public profile of one freelancer: what of it may be read by anybody."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class Part(models.TextChoices):
    """A part of the profile that can be shown or left out."""

    PLACE = "place", _("Where you live (town and country)")
    SUMMARY = "summary", _("What you say about yourself")
    SERVICES = "services", _("Services and their prices")
    SKILLS = "skills", _("Skills, with the sentence that shows each")
    EXPERIENCE = "experience", _("Jobs and projects")
    AVAILABILITY = "availability", _("When you are free, and how you work")
    RATES = "rates", _("The least you work for")


class PublicPage(WorkspaceOwned):
    """A page at /p/<handle> that its freelancer has switched on; `parts` are the parts shown.

    A brief is answered within `reply_days` working days, as visitors are told. The counter belongs to `day` (UTC) and is only
    written by services/briefs.py.
    """

    freelancer = models.OneToOneField("accounts.Freelancer", on_delete=models.CASCADE, related_name="+")
    handle = models.SlugField(max_length=60, unique=True)
    enabled = models.BooleanField(default=False)
    language = models.CharField(max_length=8, default="en")
    greeting = models.TextField(blank=True)
    parts = models.JSONField(default=list, blank=True)
    takes_briefs = models.BooleanField(default=True)
    reply_days = models.PositiveSmallIntegerField(default=2)
    daily_cap = models.PositiveIntegerField(default=40)
    day = models.DateField(null=True, blank=True)
    day_briefs = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.handle
