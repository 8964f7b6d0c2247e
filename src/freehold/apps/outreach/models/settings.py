"""How a workspace approaches people: how many a day, at which hours, and the address that every such mail must name."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


def working_days() -> list[int]:
    """Return Monday to Friday, as Python counts the days of a week."""
    return [0, 1, 2, 3, 4]


class OutreachSettings(WorkspaceOwned):
    """The settings of one workspace. The caps count every mail that was handed to the server within any 24 hours.

    The window is from `window_start` to before `window_end` in full hours of the reader's own time zone, on `weekdays` (Monday is 0).
    `postal_address` stands at the end of each mail; without one nothing leaves. `first_sent_at` is when outreach began here: a new
    sender begins slowly.
    """

    daily_cap = models.PositiveSmallIntegerField(default=20)
    domain_cap = models.PositiveSmallIntegerField(default=3)
    """Mails to addresses of one domain."""
    window_start = models.PositiveSmallIntegerField(default=9)
    window_end = models.PositiveSmallIntegerField(default=17)
    weekdays = models.JSONField(default=working_days)
    follow_up_days = models.PositiveSmallIntegerField(default=6)
    postal_address = models.TextField(blank=True, default="")
    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """Who usually writes."""
    first_sent_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="outreach_one_settings")]

    def __str__(self) -> str:
        return f"{self.daily_cap} a day, {self.domain_cap} a domain"
