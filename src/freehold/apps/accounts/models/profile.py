"""The parts of a profile: skills, services, rates and experience. Each is reached through its freelancer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RateKind(models.TextChoices):
    """What a rate is paid for, in the words of domain.matching."""

    HOURLY = "hourly", _("an hour")
    DAILY = "daily", _("a day")
    WEEKLY = "weekly", _("a week")
    MONTHLY = "monthly", _("a month")
    YEARLY = "yearly", _("a year")
    FIXED = "fixed", _("a project")


class ProfilePart(models.Model):
    """A line of a profile at its place."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["position", "id"]


class FreelancerSkill(ProfilePart):
    """A skill with its evidence: a sentence of the profile that shows it."""

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="skills")
    name = models.CharField(max_length=120)
    years = models.DecimalField(max_digits=4, decimal_places=1, null=True, blank=True)
    last_used = models.PositiveSmallIntegerField(null=True, blank=True)
    evidence = models.TextField(blank=True)

    class Meta(ProfilePart.Meta):
        constraints = [models.UniqueConstraint(fields=["freelancer", "name"], name="skill_once")]


class FreelancerService(ProfilePart):
    """Something the freelancer sells; `price` is free text ("from €35 per image")."""

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="services")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    price = models.CharField(max_length=200, blank=True)


class FreelancerRate(ProfilePart):
    """The least the freelancer works for, per unit of `kind`, in `currency` (ISO 4217)."""

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="rates")
    kind = models.CharField(max_length=12, choices=RateKind.choices)
    min_amount = models.DecimalField(max_digits=14, decimal_places=4)
    currency = models.CharField(max_length=3)


class FreelancerExperience(ProfilePart):
    """A job, project or degree; `start` and `end` as the person wrote them ("2019-03", "2019", "today")."""

    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.CASCADE, related_name="experience")
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200, blank=True)
    start = models.CharField(max_length=40, blank=True)
    end = models.CharField(max_length=40, blank=True)
    text = models.TextField(blank=True)
