"""Sightings: an opportunity as one source showed it, and the keys by which the same job is found again."""

from __future__ import annotations

from django.db import models

from freehold.kit.scoping import WorkspaceOwned


class Sighting(WorkspaceOwned):
    """The same job on one board. `external_id` is the source's own id; `reposted` marks a new id for a known text.

    `source_kind` is the channel it came by (a name in the registry of sources), `board` the place it was advertised at:
    a mail by LinkedIn and one by Indeed come by the same channel from two boards. `canonical_url` is empty where it
    would not tell one job from another.
    """

    # Without the index of its own that a foreign key gets: those below begin with it, and a planner takes the poorer one.
    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)
    opportunity = models.ForeignKey("opportunities.Opportunity", on_delete=models.CASCADE, related_name="sightings", db_index=False)
    source = models.ForeignKey("opportunities.Source", on_delete=models.SET_NULL, null=True, blank=True, related_name="sightings")
    import_run = models.ForeignKey("opportunities.ImportRun", on_delete=models.SET_NULL, null=True, blank=True, related_name="sightings")
    source_kind = models.CharField(max_length=40)
    source_label = models.CharField(max_length=200, blank=True)
    board = models.CharField(max_length=80)
    external_id = models.CharField(max_length=300)
    url = models.CharField(max_length=2000, blank=True)
    canonical_url = models.CharField(max_length=600, blank=True)
    title = models.CharField(max_length=300)
    published_at = models.DateTimeField(null=True, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()
    times_seen = models.PositiveIntegerField(default=1)
    reposted = models.BooleanField(default=False)
    missed = models.PositiveSmallIntegerField(default=0)
    """In how many whole readings of its source in a row it was absent."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["workspace", "board", "external_id"], name="sighting_once_per_board_id"),
        ]
        indexes = [
            models.Index(fields=["opportunity", "first_seen_at"], name="sighting_of_opportunity"),
            models.Index(fields=["workspace", "source_kind", "opportunity"], name="sighting_by_kind"),
        ]


class JobKey(WorkspaceOwned):
    """One thing an opportunity is known by: a board's id, an address, or the words of a text, as a digest with its kind before it.

    An opportunity gathers keys with each sighting and loses none, so that what was seen once is found again by any of them.
    """

    workspace = models.ForeignKey("accounts.Workspace", on_delete=models.CASCADE, related_name="+", db_index=False)
    opportunity = models.ForeignKey("opportunities.Opportunity", on_delete=models.CASCADE, related_name="keys")
    value = models.CharField(max_length=50)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "value", "opportunity"], name="job_key_once")]
