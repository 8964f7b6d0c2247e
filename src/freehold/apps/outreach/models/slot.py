"""The places of a day: one row for each mail of outreach that was handed to the server, so that caps hold under any number of workers."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class SendingSlot(WorkspaceOwned):
    """One place taken. It outlives the approach and the contact, so that deleting somebody makes no room.

    `domain_digest` is a keyed digest of the domain written to; no address and no name is kept.
    """

    mail_id = models.BigIntegerField()
    domain_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "mail_id"], name="outreach_slot_once")]
        indexes = [models.Index(fields=["workspace", "at"], name="outreach_slots")]

    def __str__(self) -> str:
        return f"mail {self.mail_id} at {self.at:%Y-%m-%d %H:%M}"
