"""What the chat model was asked in conversations, and what became of its words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ModelTurnOutcome(models.TextChoices):
    """How asking the model ended; what it said itself stands in the log of model calls."""

    UNDER_WAY = "under_way", _("Under way")
    CAPPED = "capped", _("Not asked: a limit was reached")
    FAILED = "failed", _("Gave nothing usable")
    ANSWERED = "answered", _("Answered")
    NOTHING_LEFT = "nothing_left", _("Said nothing that your texts say")
    HANDOVER = "handover", _("Passed on")
    REPHRASE = "rephrase", _("Asked back")


class ModelTurn(models.Model):
    """One question that went, or was to go, to the chat model. It is written before the model is asked, so that limits hold.

    `kept` sentences were said; `dropped` are [{"text", "why"}] that were not (codes: freehold.domain.grounding.Guard.check).
    """

    site = models.ForeignKey("chatbot.ChatSite", on_delete=models.CASCADE, related_name="+")
    conversation = models.ForeignKey("chatbot.Conversation", on_delete=models.CASCADE, related_name="model_turns")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=12, choices=ModelTurnOutcome.choices, default=ModelTurnOutcome.UNDER_WAY)
    failure = models.CharField(max_length=12, blank=True, default="")
    """What kind of trouble it was (freehold.kit.ai.port.Failure), "" when none."""
    kept = models.PositiveSmallIntegerField(default=0)
    dropped = models.JSONField(default=list, blank=True)

    class Meta:
        ordering = ["conversation_id", "id"]
        indexes = [models.Index(fields=["site", "at"], name="chatbot_model_day")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}: {self.outcome}"
