"""One opportunity: the job behind one or many sightings, and what the person did with it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class Stage(models.TextChoices):
    """Where an opportunity stands with the person."""

    FOUND = "found", _("Found")
    SHORTLISTED = "shortlisted", _("Shortlisted")
    APPLIED = "applied", _("Applied")
    TALKING = "talking", _("Talking")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")
    DISMISSED = "dismissed", _("Dismissed")


class StageReason(models.TextChoices):
    """Why an opportunity was dismissed or lost; what the learning part reads."""

    NONE = "", _("No reason")
    PAY = "pay", _("The pay")
    SKILLS = "skills", _("The skills")
    PLACE = "place", _("The place")
    CLIENT = "client", _("The client")
    TIME = "time", _("The time")
    OTHER = "other", _("Something else")


class Opportunity(WorkspaceOwned):
    """A job that was advertised: what a list shows and sorts by. The long texts stand in `body`.

    The row stays narrow on purpose: a list of 20,000 is filtered by walking it. What finds the same job again
    (ids, addresses, text hashes) are its keys; `body_hash` here is that of the description which was kept.
    """

    # Without the index of its own that a foreign key gets: those below begin with it, and a planner takes the poorer one.
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)
    title = models.CharField(max_length=300)
    company = models.CharField(max_length=200, blank=True)
    company_key = models.CharField(max_length=200, blank=True)
    location = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=2000, blank=True)
    tags = models.JSONField(default=list, blank=True)
    body_hash = models.CharField(max_length=64, blank=True)
    word_count = models.PositiveIntegerField(default=0)
    body_expires_at = models.DateTimeField(null=True, blank=True)
    body_purged_at = models.DateTimeField(null=True, blank=True)

    revision = models.PositiveIntegerField(default=1)
    """Counts the changes of what was read, so that an analysis of older words never overwrites a newer one."""
    analysed_at = models.DateTimeField(null=True, blank=True)
    search_text = models.CharField(max_length=2000, blank=True)
    text_language = models.CharField(max_length=8, blank=True)
    mode = models.CharField(max_length=8, blank=True)
    pay_kind = models.CharField(max_length=8, blank=True)
    pay_currency = models.CharField(max_length=3, blank=True)
    pay_min = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    pay_max = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    red_flag_count = models.PositiveSmallIntegerField(default=0)

    published_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    """When it was noticed that its board lists it no longer, or that somebody was found."""
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    sighting_count = models.PositiveIntegerField(default=1)
    source_count = models.PositiveIntegerField(default=1)
    repost_count = models.PositiveIntegerField(default=0)
    # Without an index over all: most rows are of no family.
    family = models.ForeignKey(
        "opportunities.Family", on_delete=models.SET_NULL, null=True, blank=True, related_name="members", db_index=False
    )
    is_repeat = models.BooleanField(default=False)
    """Whether another member of its family stands for it in the list of what was found."""

    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.FOUND)
    stage_changed_at = models.DateTimeField(null=True, blank=True)
    stage_reason = models.CharField(max_length=12, choices=StageReason.choices, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    note = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["workspace", "stage", "-first_seen_at"], name="opp_stage_seen"),
            models.Index(fields=["workspace", "text_language"], name="opp_language"),
            models.Index(fields=["workspace", "follow_up_on"], name="opp_follow_up"),
            models.Index(fields=["workspace", "-first_seen_at"], name="opp_seen"),
            models.Index(fields=["workspace", "last_seen_at"], name="opp_waiting", condition=models.Q(analysed_at__isnull=True)),
            models.Index(fields=["family"], name="opp_family", condition=models.Q(family__isnull=False)),
            models.Index(fields=["workspace"], name="opp_repeats", condition=models.Q(is_repeat=True)),
            models.Index(fields=["workspace"], name="opp_closed", condition=models.Q(closed_at__isnull=False)),
            models.Index(fields=["body_expires_at"], name="opp_body_expires", condition=models.Q(body_expires_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def description(self) -> str:
        """The fullest text seen, as it came; may be HTML."""
        return self.body.description

    @property
    def text(self) -> str:
        """The readable form of the description, to which quotes refer."""
        return self.body.text

    @property
    def structured(self) -> dict[str, Any]:
        """What sources stated as data."""
        stated: dict[str, Any] = self.body.structured
        return stated

    @property
    def analysis(self) -> dict[str, Any] | None:
        """The JSON of domain.postings, or None before it was analysed."""
        return self.body.analysis


class Body(models.Model):
    """The long texts of one opportunity, apart so that lists never read past them. Reached through its opportunity."""

    opportunity = models.OneToOneField(Opportunity, on_delete=models.CASCADE, primary_key=True, related_name="body")
    description = models.TextField(blank=True)
    text = models.TextField(blank=True)
    structured = models.JSONField(default=dict, blank=True)
    analysis = models.JSONField(null=True, blank=True)


class StageChange(models.Model):
    """One move of an opportunity from stage to stage; kept so that it can be undone and learned from."""

    opportunity = models.ForeignKey(Opportunity, on_delete=models.CASCADE, related_name="stage_changes", db_index=False)
    before = models.CharField(max_length=12, choices=Stage.choices)
    after = models.CharField(max_length=12, choices=Stage.choices)
    reason = models.CharField(max_length=12, choices=StageReason.choices, blank=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["opportunity", "-at"], name="stagechange_recent")]
