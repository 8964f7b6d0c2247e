"""Everything about one opportunity, for its page."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.apps.opportunities.conversions import analysis_of
from freehold.apps.opportunities.models import Match, Opportunity, Sighting, StageChange
from freehold.apps.opportunities.selectors.families import FamilyView, family_of
from freehold.apps.opportunities.selectors.filters import matches_of
from freehold.domain.postings.analysis import Analysis
from freehold.kit.scoping.ref import Workspace


@dataclass(frozen=True, slots=True)
class Detail:
    """One opportunity: the row (with its texts), what was read from it, how it fits, where it was seen, what was decided.

    `match` is None before it was compared with this freelancer. `is_purged` says that the source's terms let us keep
    its words no longer: facts and score are there, quotes and text are not.
    """

    opportunity: Opportunity
    analysis: Analysis
    match: Match | None
    sightings: tuple[Sighting, ...]
    changes: tuple[StageChange, ...]
    family: FamilyView | None = None

    @property
    def is_analysed(self) -> bool:
        """Whether it was read since its words last changed."""
        return self.opportunity.analysed_at is not None

    @property
    def is_purged(self) -> bool:
        """Whether its words were blanked by the terms of its source."""
        return self.opportunity.body_purged_at is not None


def detail(workspace: Workspace, freelancer_id: int | None, opportunity_id: int) -> Detail | None:
    """Return one opportunity of this workspace in four queries, two more with a family, or None when there is none of this id."""
    opportunity = Opportunity.objects.for_workspace(workspace).select_related("body").filter(pk=opportunity_id).first()
    if opportunity is None:
        return None
    return Detail(
        opportunity=opportunity,
        analysis=analysis_of(opportunity),
        match=matches_of(workspace, freelancer_id).filter(opportunity=opportunity).first(),
        sightings=tuple(opportunity.sightings.select_related("source").order_by("first_seen_at", "pk")[:100]),
        changes=tuple(opportunity.stage_changes.order_by("-at", "-pk")[:50]),
        family=family_of(workspace, opportunity),
    )
