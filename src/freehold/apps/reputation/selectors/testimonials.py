"""Testimonials: the list, one of them, and what was taken back since the last file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q, QuerySet

from freehold.apps.reputation.models import IssuedFile, Testimonial, TestimonialState
from freehold.kit.scoping.ref import Workspace

TABS = ("all", *TestimonialState.values)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are on each tab, and when somebody last took something back."""

    tabs: dict[str, int]
    reduced_at: datetime | None


def listed(workspace: Workspace, tab: str) -> QuerySet[Testimonial]:
    """Return the testimonials of a tab with their clients, the last changed first."""
    rows = Testimonial.objects.for_workspace(workspace).select_related("client").order_by("-changed_at", "-pk")
    return rows.filter(state=tab) if tab in TestimonialState.values else rows


def counts(workspace: Workspace) -> Counts:
    """Return the counts of all tabs in one query."""
    sums = {state: Count("pk", filter=Q(state=state)) for state in TestimonialState.values}
    row = Testimonial.objects.for_workspace(workspace).aggregate(all=Count("pk"), reduced=Max("reduced_at"), **sums)
    return Counts({tab: row[tab] for tab in TABS}, row["reduced"])


def one(workspace: Workspace, testimonial_id: int) -> Testimonial | None:
    """Return one testimonial of this workspace, or None."""
    if not 0 < testimonial_id < 2**63:
        return None
    return Testimonial.objects.for_workspace(workspace).select_related("client", "workspace").filter(pk=testimonial_id).first()


def issued_files(workspace: Workspace) -> QuerySet[IssuedFile]:
    """Return the files that were made, the newest first."""
    return IssuedFile.objects.for_workspace(workspace).order_by("-at", "-pk")
