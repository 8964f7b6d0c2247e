"""Conversations with visitors and clients, message by message."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from freehold.kit.scoping import WorkspaceOwned


class ConversationState(models.TextChoices):
    """Who has the word. The machine that allows the steps is freehold.domain.conversation."""

    OPEN = "open", _("Nothing asked yet")
    BOT = "bot", _("The assistant answers")
    WAITING = "waiting", _("Waits for you")
    HUMAN = "human", _("You answer")
    CLOSED = "closed", _("Closed")


class Conversation(WorkspaceOwned):
    """One conversation. The visitor's browser holds a secret of which only the hash is stored.

    `client` is set only when the visitor came by a signed client link. `address_hash` is a keyed hash of the network address, for
    caps. `expected_by` is when a person usually has answered. `intake` holds what a brief asks for: what, when, budget, contact.

    What is still owed is kept as numbers of messages, which no wrong clock can move: up to `visitor_number` the visitor has spoken, up to
    `answered_number` that was answered, passed on or taken over; up to `seen_number` somebody of the workspace has read, up to
    `told_number` the owner was mailed. The two `…_since` columns are set while something is owed, so that the sweep finds it: an answer of
    the bot, and a person's answer that neither reached the visitor's page nor was mailed. `handovers` counts them: each has its own mails.
    """

    site = models.ForeignKey("chatbot.ChatSite", on_delete=models.CASCADE, related_name="conversations")
    public_id = models.CharField(max_length=32, unique=True)
    secret_sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=ConversationState.choices, default=ConversationState.OPEN)
    language = models.CharField(max_length=8, blank=True, default="")
    client = models.ForeignKey("clients.Client", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    portal_link = models.ForeignKey("billing.PortalLink", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    """The link by which the client came: while it is good their own papers may be spoken of."""
    name = models.CharField(max_length=200, blank=True, default="")
    email = models.EmailField(max_length=254, blank=True, default="")
    origin = models.CharField(max_length=300, blank=True, default="")
    address_hash = models.CharField(max_length=64, blank=True, default="")
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    asked_again = models.BooleanField(default=False)
    why = models.CharField(max_length=40, blank=True, default="")
    """Why it was handed over: "unknown", "unsure", "empty", "asked_for_person", "cap", "brief", …"""
    intake = models.JSONField(default=dict, blank=True)
    continues = models.ForeignKey("chatbot.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="continuations")
    """The closed conversation that the visitor wrote into; nothing of it is read for answering."""
    summary = models.TextField(blank=True, default="")
    visitor_number = models.PositiveIntegerField(default=0)
    answered_number = models.PositiveIntegerField(default=0)
    seen_number = models.PositiveIntegerField(default=0)
    told_number = models.PositiveIntegerField(default=0)
    unanswered_since = models.DateTimeField(null=True, blank=True)
    unseen_since = models.DateTimeField(null=True, blank=True)
    handovers = models.PositiveSmallIntegerField(default=0)
    wants_transcript = models.BooleanField(default=False)
    last_number = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)
    expected_by = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    followed_up_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    """When somebody of the workspace last looked at it."""

    class Meta:
        ordering = ["-last_at", "-id"]
        indexes = [
            models.Index(fields=["workspace", "state", "-last_at"], name="chatbot_by_state"),
            models.Index(fields=["site", "address_hash", "started_at"], name="chatbot_by_address"),
            models.Index(fields=["expected_by"], condition=models.Q(state="waiting"), name="chatbot_expected"),
            models.Index(fields=["unanswered_since"], condition=models.Q(unanswered_since__isnull=False), name="chatbot_unanswered"),
            models.Index(fields=["unseen_since"], condition=models.Q(unseen_since__isnull=False), name="chatbot_unseen"),
        ]

    def __str__(self) -> str:
        return f"{self.name or self.public_id}: {self.state}"


class Author(models.TextChoices):
    """Who said it."""

    VISITOR = "visitor", _("Visitor")
    BOT = "bot", _("Assistant")
    HUMAN = "human", _("You")
    NOTE = "note", _("Note")


class Message(models.Model):
    """One message, numbered within its conversation without gaps. `key` is given by the sender: the same key is the same message.

    `quotes` are [{"text", "source", "url", "origin"}], literally from the knowledge. `why` is the code of the decision; `near` the id
    of the entry that came closest. `answers_to` is the number of the last message of the visitor that this one answers.
    A note is said by the house: "you are being passed on", "closed"; one with the action "private" is for the owner's eyes alone.
    """

    conversation = models.ForeignKey("chatbot.Conversation", on_delete=models.CASCADE, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.CharField(max_length=8, choices=Author.choices)
    text = models.TextField()
    quotes = models.JSONField(default=list, blank=True)
    action = models.CharField(max_length=12, blank=True, default="")
    why = models.CharField(max_length=40, blank=True, default="")
    near = models.CharField(max_length=40, blank=True, default="")
    confidence = models.FloatField(null=True, blank=True)
    answers_to = models.PositiveIntegerField(null=True, blank=True)
    by_model = models.BooleanField(default=False)
    key = models.CharField(max_length=80, blank=True, default="")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["conversation_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="chatbot_number_once"),
            models.UniqueConstraint(fields=["conversation", "key"], condition=~models.Q(key=""), name="chatbot_key_once"),
        ]
        indexes = [models.Index(fields=["author", "action", "at"], name="chatbot_answers")]

    def __str__(self) -> str:
        return f"{self.number} {self.author}: {self.text[:60]}"
