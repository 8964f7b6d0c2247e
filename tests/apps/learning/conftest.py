"""What the tests of learning start from: a Django developer, and postings whose skills are known."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.opportunities.models import Body, Opportunity, Stage
from freehold.domain.matching.profile import Profile, ProfileSkill

NOW = datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def other_workspace(owner):
    return people.create_workspace(owner, name="Another", country="DE", currency="EUR", now=NOW)


@pytest.fixture
def freelancer(owner, workspace):
    skills = (ProfileSkill("Python"), ProfileSkill("Django"), ProfileSkill("PostgreSQL"))
    return people.add_freelancer(workspace, Profile(name="Mara Winter", headline="Django developer", skills=skills), user=owner, now=NOW)


@pytest.fixture
def browser(owner, workspace, freelancer):
    """A signed-in browser in the workspace."""
    client = Browser()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


@pytest.fixture
def postings(workspace) -> Callable[..., list[Opportunity]]:
    """Store postings that name these skills: `postings(20, "Django", "React", days=10)`."""

    def store(count: int, *skills: str, days: int = 10, into=None, stage: str = Stage.FOUND, pay: str = "", currency: str = "EUR"):
        made = []
        for number in range(count):
            seen = NOW - timedelta(days=days, minutes=number)
            row = Opportunity.objects.create(
                workspace=into or workspace,
                title=f"{skills[-1]} job {number}",
                company="Hotel Linde GmbH",
                analysed_at=NOW,
                first_seen_at=seen,
                last_seen_at=seen,
                stage=stage,
                pay_kind="hourly" if pay else "",
                pay_min=Decimal(pay) if pay else None,
                pay_max=Decimal(pay) if pay else None,
                pay_currency=currency if pay else "",
            )
            mentions = [{"name": name, "kind": "mentioned", "quote": name, "uri": None} for name in skills]
            Body.objects.create(opportunity=row, analysis={"skills": mentions})
            made.append(row)
        return made

    return store
