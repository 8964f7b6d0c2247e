"""One proposal: to whom, for what, where it stands, and what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class ProposalState(models.TextChoices):
    """Where a proposal stands. Sent and seen are open; the last four are the end, and the first end stands."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")
    SEEN = "seen", _("Seen")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    EXPIRED = "expired", _("Expired")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class FollowUp(models.TextChoices):
    """What became of the one follow-up before the end."""

    NONE = "", _("None")
    PLANNED = "planned", _("Planned")
    QUEUED = "queued", _("In the outbox")
    SENT = "sent", _("Sent")
    STOPPED = "stopped", _("Stopped")


class Proposal(WorkspaceOwned):
    """A proposal for an opportunity or a brief. `number` counts within the workspace.

    `brief` is what they wrote, as text; `analysis` what was read from it (the JSON of domain/postings `Analysis`), kept so that a
    posting that disappears takes nothing with it. `source` is where the work came from (a board, "brief", "chat", "page").
    `current` is the number of the newest version, `sent_version` of the one that was sent: only that can be accepted.
    `valid_until` is the last day on which it can be accepted, in the workspace's time zone. `changed_at` moves with each change.
    """

    number = models.PositiveIntegerField()
    freelancer = models.ForeignKey("accounts.Freelancer", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    client = models.ForeignKey("clients.Client", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    contact = models.ForeignKey("clients.Contact", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    opportunity = models.ForeignKey("opportunities.Opportunity", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200)
    company = models.CharField(max_length=200, blank=True, default="")
    brief = models.TextField(blank=True, default="")
    analysis = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=80, blank=True, default="")
    template = models.ForeignKey("proposals.ProposalTemplate", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    template_name = models.CharField(max_length=120, blank=True, default="")

    language = models.CharField(max_length=8, default="en")
    tone = models.CharField(max_length=8, default="warm")
    length = models.CharField(max_length=8, default="usual")
    profile_version = models.PositiveIntegerField(default=0)
    """The version of the profile that the newest draft was made from; the page says so when the profile has changed since."""

    state = models.CharField(max_length=10, choices=ProposalState.choices, default=ProposalState.DRAFT)
    current = models.PositiveIntegerField(default=0)
    sent_version = models.PositiveIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3)
    total = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    """The price of the first option offered, or of the one that was accepted; None without a price."""
    valid_until = models.DateField(null=True, blank=True)

    sent_to = models.EmailField(max_length=254, blank=True, default="")
    sent_to_name = models.CharField(max_length=200, blank=True, default="")
    mail_id = models.BigIntegerField(null=True, blank=True)
    follow_up = models.CharField(max_length=8, choices=FollowUp.choices, blank=True, default=FollowUp.NONE)
    follow_up_on = models.DateField(null=True, blank=True)
    follow_up_subject = models.CharField(max_length=300, blank=True, default="")
    follow_up_text = models.TextField(blank=True, default="")
    follow_up_reason = models.CharField(max_length=40, blank=True, default="")
    """Why it was stopped: "seen_answer", "accepted", "declined", "expired", "withdrawn", "question", "by_hand", "replied"."""

    accepted_name = models.CharField(max_length=200, blank=True, default="")
    accepted_hash = models.CharField(max_length=64, blank=True, default="")
    accepted_option = models.CharField(max_length=20, blank=True, default="")
    accepted_address = models.CharField(max_length=64, blank=True, default="")
    declined_name = models.CharField(max_length=200, blank=True, default="")
    decline_reason = models.TextField(blank=True, default="")

    project = models.ForeignKey("billing.Project", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    quote = models.ForeignKey("billing.Document", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The paper on which the accepted price stands; the rest of the invoices follow from it."""
    invoice = models.ForeignKey("billing.Document", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The draft of the deposit invoice."""
    papers_note = models.TextField(blank=True, default="")
    """What is still missing before the quote can be issued, in the owner's language; "" when nothing is."""

    created_by = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    declined_at = models.DateTimeField(null=True, blank=True)
    expired_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-changed_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "number"], name="proposal_number_once")]
        indexes = [
            models.Index(fields=["workspace", "state", "-changed_at"], name="proposal_by_state"),
            models.Index(fields=["valid_until"], condition=models.Q(state__in=["sent", "seen"]), name="proposal_running"),
            models.Index(fields=["follow_up_on"], condition=models.Q(follow_up="planned"), name="proposal_follow_up"),
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.title}"

    @property
    def label(self) -> str:
        """How it is called: "P-0012"."""
        return f"P-{self.number:04}"

    @property
    def is_open(self) -> bool:
        """Whether the client can still answer, as far as the state says (the last day is looked at separately)."""
        return self.state in {ProposalState.SENT, ProposalState.SEEN}
