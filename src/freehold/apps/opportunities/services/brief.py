"""A client's brief compared with everybody in the workspace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from freehold.apps.accounts import selectors as accounts
from freehold.apps.opportunities.services import engine
from freehold.domain.matching.brief import match_brief
from freehold.domain.matching.profile import Profile
from freehold.domain.matching.result import Match
from freehold.kit.scoping.ref import Workspace, id_of


@dataclass(frozen=True, slots=True)
class Fit:
    """How one freelancer of the workspace fits a brief."""

    freelancer_id: int
    profile: Profile
    match: Match


def people_for(workspace: Workspace, brief: str, *, now: datetime) -> list[Fit]:
    """Return everybody in the workspace, who fits best first. Words decide: the model for meaning would take seconds a person."""
    profiles = dict(accounts.profiles_of(id_of(workspace)))
    today = now.date()
    people = [(str(pk), profile) for pk, profile in profiles.items()]
    found = match_brief(brief, people, gazetteer=engine.gazetteer(), rates=engine.rates(today), today=today)
    return [Fit(int(match.id), profiles[int(match.id)], match) for match in found]
