"""A text that was prepared and waits for the person."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class DraftKind(models.TextChoices):
    """What the text is for, and so where "use it" leads."""

    MAIL = "mail", _("Mail")
    PROPOSAL = "proposal", _("Proposal")
    REMINDER = "reminder", _("Reminder")
    FAQ = "faq", _("Question and answer")
    NOTE = "note", _("Note")


class DraftState(models.TextChoices):
    """Whether it still waits."""

    DRAFT = "draft", _("Waits for you")
    USED = "used", _("Used")
    DISCARDED = "discarded", _("Put away")


class AssistantDraft(WorkspaceOwned):
    """A prepared text. Nothing of it has left; it leaves only by the page that the person uses it on.

    `title` is the subject, or the question of a FAQ. `about_type` ("client", "document", "opportunity", "") and `about_id` say what it
    is about. `evidence` is a list of {"sentence", "fact", "source", "url"}: which stored words each sentence rests on.
    `used_as` names what became of it ("mail:12", "entry:3").
    """

    kind = models.CharField(max_length=10, choices=DraftKind.choices)
    title = models.CharField(max_length=500)
    text = models.TextField()
    to = models.CharField(max_length=320, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    about_type = models.CharField(max_length=20, blank=True, default="")
    about_id = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=DraftState.choices, default=DraftState.DRAFT)
    evidence = models.JSONField(default=list, blank=True)
    by_model = models.BooleanField(default=False)
    used_as = models.CharField(max_length=60, blank=True, default="")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["-changed_at", "-id"]
        indexes = [models.Index(fields=["workspace", "state", "-changed_at"], name="assistant_drafts")]

    def __str__(self) -> str:
        return self.title
