"""A brief that somebody left on a public profile."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class PublicBrief(WorkspaceOwned):
    """What a visitor wants done, in their words, and what became of it.

    `key` is made by the form: sent twice, it is the same brief. `answer_by` is the time the visitor was told.
    """

    page = models.ForeignKey("storefront.PublicPage", on_delete=models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    email = models.EmailField(max_length=254)
    company = models.CharField(max_length=200, blank=True)
    what = models.TextField()
    when = models.CharField(max_length=200, blank=True)
    budget = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True)
    address_hash = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    client_id = models.BigIntegerField(null=True, blank=True)
    opportunity_id = models.BigIntegerField(null=True, blank=True)
    """Ids, not references: a client or posting that is removed takes nothing of the brief with it."""

    class Meta:
        ordering = ["-received_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["workspace", "key"], name="storefront_brief_once")]
        indexes = [models.Index(fields=["address_hash", "received_at"], name="storefront_brief_from")]

    def __str__(self) -> str:
        return f"{self.name}: {self.what[:60]}"
