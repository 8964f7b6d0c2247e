"""What the chatbot may answer from: approved questions and answers, and pages and files that are quoted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class EntryState(models.TextChoices):
    """Whether an entry is answered from."""

    APPROVED = "approved", _("Answers clients")
    PROPOSED = "proposed", _("Waits for your word")
    OFF = "off", _("Off")


class KnowledgeEntry(WorkspaceOwned):
    """A question with its other phrasings and the approved answer, valid from and until (both days included)."""

    question = models.CharField(max_length=500)
    phrasings = models.JSONField(default=list, blank=True)
    answer = models.TextField()
    language = models.CharField(max_length=8, blank=True, default="")
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=EntryState.choices, default=EntryState.APPROVED)
    origin = models.CharField(max_length=100, blank=True, default="")
    """Where it came from: "" by hand, "learned", "import", "demo"."""
    conversation = models.ForeignKey("chatbot.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The conversation it was learned from."""
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    """When it was deleted: it answers nothing any more, can be brought back for a day, then it is forgotten."""

    class Meta:
        ordering = ["question", "id"]
        indexes = [models.Index(fields=["workspace", "state"], name="chatbot_entry_state")]

    def __str__(self) -> str:
        return self.question


class SourceState(models.TextChoices):
    """Where the reading of a source stands."""

    WAITING = "waiting", _("Waits to be read")
    READY = "ready", _("Read")
    FAILED = "failed", _("Could not be read")


class KnowledgeSource(WorkspaceOwned):
    """A page or file whose sentences may be quoted. `every_days` None means that it is read once."""

    title = models.CharField(max_length=300)
    url = models.URLField(max_length=1_000, blank=True, default="")
    file_name = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    every_days = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=8, choices=SourceState.choices, default=SourceState.WAITING)
    enabled = models.BooleanField(default=True)
    sha256 = models.CharField(max_length=64, blank=True, default="")
    read_at = models.DateTimeField(null=True, blank=True)
    next_read_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True, default="")
    failures = models.PositiveSmallIntegerField(default=0)
    warnings = models.JSONField(default=list, blank=True)
    """What the owner should know of it: [{"kind": "ai" | "hidden" | "cut", "quote"}]."""
    removed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        indexes = [models.Index(fields=["next_read_at"], name="chatbot_source_due")]

    def __str__(self) -> str:
        return self.title


class KnowledgePassage(models.Model):
    """A paragraph of a source, as it stands there."""

    source = models.ForeignKey("chatbot.KnowledgeSource", on_delete=models.CASCADE, related_name="passages")
    position = models.PositiveIntegerField()
    heading = models.CharField(max_length=300, blank=True, default="")
    text = models.TextField()
    quotable = models.BooleanField(default=True)
    """False for a paragraph that speaks to a machine, until the owner says otherwise."""

    class Meta:
        ordering = ["source_id", "position"]
        constraints = [models.UniqueConstraint(fields=["source", "position"], name="chatbot_passage_once")]

    def __str__(self) -> str:
        return self.text[:80]


class KnowledgeState(WorkspaceOwned):
    """Counts the changes of what is known, so that every process notices; and what the last measuring found.

    `measured` holds the threshold with its shares (see freehold.domain.retrieval.Threshold) and the revision it belongs to.
    `facts` are the kinds of facts of the workspace that clients may be told ("service", "terms", …). `coverage` groups the questions
    that nobody had written an answer for, by the ids of their messages.
    """

    revision = models.PositiveBigIntegerField(default=1)
    facts = models.JSONField(default=list, blank=True)
    coverage = models.JSONField(default=dict, blank=True)
    measured = models.JSONField(default=dict, blank=True)
    measured_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace"], name="chatbot_one_state")]

    def __str__(self) -> str:
        return f"revision {self.revision}"
