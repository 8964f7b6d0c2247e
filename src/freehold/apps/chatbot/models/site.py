"""A place where visitors can ask: a widget on the owner's site, its own page, or the pages that clients open by their link."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class ChatSite(WorkspaceOwned):
    """How the chatbot behaves towards visitors. `public_id` stands in the script tag and is no secret.

    `origins` are the sites that may embed it ("https://example.com"); `languages` are ISO 639-1, the first is the default.
    `hours` maps "mon" to "sun" to [["09:00", "17:00"], …] in the workspace's time zone; empty means "always".
    `greeting` and `away_text` map a language to the owner's words; where there are none the built-in ones are used.
    `reply_hours` is how soon a person usually answers, within `hours`. The caps count messages of visitors.
    """

    public_id = models.CharField(max_length=32, unique=True)
    name = models.CharField(max_length=120)
    enabled = models.BooleanField(default=False)
    origins = models.JSONField(default=list, blank=True)
    languages = models.JSONField(default=list, blank=True)
    greeting = models.JSONField(default=dict, blank=True)
    away_text = models.JSONField(default=dict, blank=True)
    accent = models.CharField(max_length=7, blank=True, default="")
    hours = models.JSONField(default=dict, blank=True)
    reply_hours = models.PositiveSmallIntegerField(default=24)
    use_model = models.BooleanField(default=False)
    takes_briefs = models.BooleanField(default=True)
    notify = models.EmailField(max_length=254, blank=True, default="")
    """Where hand-overs are mailed to; "" means the workspace's own mail address."""
    visitor_cap = models.PositiveIntegerField(default=60)
    """Messages an hour from one address."""
    conversation_cap = models.PositiveIntegerField(default=100)
    """Messages in one conversation."""
    daily_cap = models.PositiveIntegerField(default=1_000)
    """Messages a day in all."""
    opening_cap = models.PositiveIntegerField(default=20)
    """New conversations an hour from one address."""
    model_daily_cap = models.PositiveIntegerField(default=300)
    """Questions a day that may go to the chat model; beyond it, answers are quoted."""
    model_conversation_cap = models.PositiveSmallIntegerField(default=20)
    """Questions of one conversation that may go to the chat model."""
    day = models.DateField(null=True, blank=True)
    """The day (UTC) that the two counters below count; they are only written by services/caps.py."""
    day_messages = models.PositiveIntegerField(default=0)
    day_openings = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
