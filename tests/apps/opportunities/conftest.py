"""What the tests of the inbox start from: a workspace with one freelancer, postings written on the spot, a worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.opportunities.services import engine
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import Ingested, ingest
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Constraints, Profile, ProfileSkill, RateFloor
from freehold.domain.matching.skill_names import SkillName
from freehold.domain.postings.posting import Posting

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
BODY = (
    "We look for somebody who keeps our booking system alive and makes it better week by week. You write Python and Django, "
    "you know PostgreSQL, and you talk to the people at the reception before you change what they use all day. "
    "The work is remote, about twenty hours a week, and pays 75 EUR per hour."
)


def posting(number: int | str = 1, **fields: object) -> Posting:
    """Return a posting; its text differs from that of every other number."""
    words = f"{BODY} The reference of this job is {number}."
    given = {
        "id": f"posting-number-{number}",
        "title": f"Django developer {number}",
        "description": words,
        "url": f"https://board.example/jobs/{number}-django",
        "company": "Hotel Linde GmbH",
        **fields,
    }
    return Posting(**given)  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _small_engine(monkeypatch, settings):
    """Matching with a dozen skills in place of 30,000, and without the model."""
    settings.EMBEDDINGS = False
    names = ["Python", "Django", "PostgreSQL", "Photography", "Lightroom", "Bookkeeping"]
    small = Gazetteer([SkillName(name) for name in names])
    monkeypatch.setattr(engine, "gazetteer", lambda: small)
    engine._matcher.cache_clear()
    yield
    engine._matcher.cache_clear()


def profile(name: str = "Mara Winter", **constraints: object) -> Profile:
    return Profile(
        name=name,
        headline="Django developer",
        skills=(
            ProfileSkill("Python", Decimal(8), 2026, "Eight years of Python."),
            ProfileSkill("Django", Decimal(6), 2026, "Six years of Django."),
            ProfileSkill("PostgreSQL", Decimal(5), 2026, "PostgreSQL in each project."),
        ),
        rates=(RateFloor("hourly", Decimal(60), "EUR"),),
        constraints=Constraints(**constraints),  # type: ignore[arg-type]
        text="Eight years of Python. Six years of Django. PostgreSQL in each project.",
    )


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", now=NOW)


@pytest.fixture
def freelancer(workspace):
    return people.add_freelancer(workspace, profile(), now=NOW)


@pytest.fixture
def other_workspace(owner):
    return people.create_workspace(owner, name="Another", now=NOW)


@pytest.fixture
def take_in(workspace, freelancer) -> Callable[..., Ingested]:
    """Take postings in, read and match them."""

    def run(*postings: Posting, kind: str = "rss", into=workspace, source=None, now: datetime = NOW) -> Ingested:
        found = ingest(into, postings, source=source, source_kind=kind, now=now)
        ids = [*found.new_ids, *found.seen_ids]
        analyse_opportunities(into, ids, now=now)
        match_opportunities(into, ids, now=now)
        return found

    return run
