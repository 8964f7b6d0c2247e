"""A campaign: one purpose, one template, and the people it is for."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class CampaignState(models.TextChoices):
    """Whether mails of a campaign may leave."""

    DRAFT = "draft", _("Draft")
    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    ENDED = "ended", _("Ended")


class Campaign(WorkspaceOwned):
    """The words and the people of one campaign.

    `subject` to `follow_up_body` are templates (see freehold.domain.personal.template); an empty `follow_up_body` means that nobody is
    written to twice. `segment` is the filter the people were found with. `revision` grows with each change of the templates.
    `sample_revision` is the revision of which a person has read a sample: only then may all drafts be approved at once.
    """

    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True, default="")
    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, blank=True, default="")
    tone = models.CharField(max_length=20, blank=True, default="")
    subject = models.CharField(max_length=500, blank=True, default="")
    body = models.TextField(blank=True, default="")
    follow_up_subject = models.CharField(max_length=500, blank=True, default="")
    follow_up_body = models.TextField(blank=True, default="")
    segment = models.JSONField(default=dict, blank=True)
    state = models.CharField(max_length=8, choices=CampaignState.choices, default=CampaignState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    sample_revision = models.PositiveIntegerField(default=0)
    sample_read_at = models.DateTimeField(null=True, blank=True)
    sample_read_by = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [models.Index(fields=["workspace", "state", "-created_at"], name="outreach_campaigns")]

    def __str__(self) -> str:
        return f"{self.name}: {self.state}"

    @property
    def follows_up(self) -> bool:
        """Whether who does not answer is written to once more."""
        return bool(self.follow_up_body.strip())

    @property
    def sample_is_read(self) -> bool:
        """Whether a person has read a sample of what the templates make now."""
        return self.sample_revision == self.revision
