"""Families: opportunities that advertise the same job in other words or anew, and what they are found by."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Family(WorkspaceOwned):
    """Opportunities of the same job. It stands above them and never merges them: each keeps its words, sightings and decision."""


class Sketch(WorkspaceOwned):
    """What an opportunity's text is compared by: sorted little-endian 32-bit hashes of its runs of five words, not the words."""

    opportunity = models.OneToOneField("opportunities.Opportunity", on_delete=models.CASCADE, primary_key=True, related_name="sketch")
    shingles = models.BinaryField()
    name = models.CharField(max_length=90)
    """The digest of text, title and company, under which equal ones are one."""


class NearKey(WorkspaceOwned):
    """A number that two near opportunities probably have in common."""

    # Without an index of its own: the one below begins with it.
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)
    opportunity = models.ForeignKey("opportunities.Opportunity", on_delete=models.CASCADE, related_name="near_keys")
    value = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "value", "opportunity"], name="near_key_once")]
