"""Where a chat model's reading of a posting says something else than the rules'."""

from __future__ import annotations

from dataclasses import dataclass

from freehold.apps.opportunities.models import Opportunity, SecondReading
from freehold.apps.opportunities.selectors.facts import facts
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.second_reading import checked


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact: what the rules read ("" for nothing), what the model read, and the posting's words for the latter."""

    name: str
    by_rules: str
    by_model: str
    quote: str


def differences(opportunity: Opportunity, analysis: Analysis) -> list[Difference]:
    """Return the facts that a chat model read differently or found besides; nothing where none has read the posting."""
    if not opportunity.body_hash or opportunity.body_purged_at is not None:
        return []
    row = SecondReading.objects.for_workspace(opportunity.workspace_id).filter(body_hash=opportunity.body_hash).first()
    if row is None or not isinstance(row.answer, dict):
        return []
    second = checked(row.answer, id=analysis.id, title=opportunity.title, text=opportunity.text)
    ours = {fact.name: fact.value for fact in facts(analysis)}
    return [
        Difference(fact.name, ours.get(fact.name, ""), fact.value, next(iter(fact.quotes), ""))
        for fact in facts(second)
        if ours.get(fact.name) != fact.value
    ]
