"""An approach: one mail to one person within a campaign, the first or the one that follows it up."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class ApproachState(models.TextChoices):
    """Where an approach stands. The machine that allows the steps is freehold.domain.outreach.cadence."""

    PROPOSED = "proposed", _("Waits for your word")
    APPROVED = "approved", _("Will be sent")
    QUEUED = "queued", _("In the outbox")
    SENT = "sent", _("Sent")
    REPLIED = "replied", _("Answered")
    BOUNCED = "bounced", _("Came back")
    OPTED_OUT = "opted_out", _("Wants no more mail")
    COMPLAINED = "complained", _("Complained")
    WON = "won", _("Won")
    STOPPED = "stopped", _("Stopped")
    SKIPPED = "skipped", _("Left out")
    FAILED = "failed", _("Could not be sent")


LIVE = (ApproachState.PROPOSED, ApproachState.APPROVED, ApproachState.QUEUED)
"""Nothing has left yet."""
WRITTEN = (
    ApproachState.SENT,
    ApproachState.REPLIED,
    ApproachState.BOUNCED,
    ApproachState.OPTED_OUT,
    ApproachState.COMPLAINED,
    ApproachState.WON,
)
"""The mail has left; what came of it."""
ENDED = (ApproachState.STOPPED, ApproachState.SKIPPED, ApproachState.FAILED)
"""It did not leave and will not by itself."""


class Approach(WorkspaceOwned):
    """One mail to one contact: step 0, or 1 for the follow-up.

    `lines` are [{"text", "facts": [{"kind", "text", "source", "on", "url"}]}]: each personal sentence with the stored facts it rests on.
    `revision` grows with each change of the words, so that nobody approves what they have not seen. `address_digest` is the keyed digest
    of the address that the approach is for: two contacts with one address are one reader. `permission` keeps the rule that allowed it
    when it was put into the outbox. `reason` says why it waits, or why it ended. `due_at` is when it may leave; of one that was sent, when
    silence is followed up. While `ended_at` is empty it goes on.
    """

    campaign = models.ForeignKey("outreach.Campaign", on_delete=models.CASCADE, related_name="approaches")
    client = models.ForeignKey("clients.Client", on_delete=models.CASCADE, related_name="+")
    contact = models.ForeignKey("clients.Contact", on_delete=models.CASCADE, related_name="+")
    step = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=12, choices=ApproachState.choices, default=ApproachState.PROPOSED)
    subject = models.CharField(max_length=500, blank=True, default="")
    text = models.TextField(blank=True, default="")
    lines = models.JSONField(default=list, blank=True)
    problems = models.JSONField(default=list, blank=True)
    """What keeps the draft from being sent as it is, in plain words."""
    edited = models.BooleanField(default=False)
    """A person has changed the words: no new draft may overwrite them."""
    by_model = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    template_revision = models.PositiveIntegerField(default=0)
    """The revision of the campaign's templates it was drafted from; 0 when it has no draft yet."""
    address_digest = models.CharField(max_length=64, blank=True, default="")
    permission = models.JSONField(default=dict, blank=True)
    mail_key = models.CharField(max_length=200, blank=True, default="")
    mail_id = models.BigIntegerField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.CharField(max_length=200, blank=True, default="")
    queued_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["campaign_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "contact", "step"], name="outreach_contact_once"),
            models.UniqueConstraint(
                fields=["campaign", "address_digest", "step"], condition=~models.Q(address_digest=""), name="outreach_address_once"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(state="approved"), name="outreach_due"),
            models.Index(fields=["due_at"], condition=models.Q(state="sent", step=0), name="outreach_silent"),
            models.Index(fields=["workspace", "state"], name="outreach_by_state"),
            models.Index(fields=["workspace", "address_digest"], name="outreach_by_address"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.contact_id} step {self.step}: {self.state}"

    @property
    def is_follow_up(self) -> bool:
        """Whether it is the second mail."""
        return self.step > 0
