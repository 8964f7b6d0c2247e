"""Feeds that the owner chose, and what came in them."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Feed(WorkspaceOwned):
    """One RSS or Atom feed; read only while `enabled`."""

    title = models.CharField(max_length=200)
    url = models.CharField(max_length=600)
    enabled = models.BooleanField(default=True)
    etag = models.CharField(max_length=300, blank=True, default="")
    last_modified = models.CharField(max_length=100, blank=True, default="")
    next_poll_at = models.DateTimeField(null=True, blank=True)
    last_ok_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    failures = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ["title", "id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "url"], name="learning_feed_once")]
        indexes = [models.Index(fields=["enabled", "next_poll_at"], name="learning_feed_due")]

    def __str__(self) -> str:
        return self.title


class FeedItem(WorkspaceOwned):
    """One entry. `key` is a digest of what its feed knows it by; `skill` the skill of the reader that it names, "" for none."""

    # Without an index of its own: the one below begins with it.
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)
    feed = models.ForeignKey("learning.Feed", on_delete=models.CASCADE, related_name="items", db_index=False)
    key = models.CharField(max_length=64)
    title = models.CharField(max_length=300)
    url = models.CharField(max_length=2000, blank=True, default="")
    summary = models.CharField(max_length=400, blank=True, default="")
    skill = models.CharField(max_length=120, blank=True, default="")
    published_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["feed", "key"], name="learning_item_once")]
        indexes = [models.Index(fields=["workspace", "-published_at"], name="learning_item_recent")]

    def __str__(self) -> str:
        return self.title
