"""What the tests of the pages of proposals start from: a freelancer, a posting that was read, a draft, browsers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import BillingSettings
from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.services import engine
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.opportunities.services.match import match_opportunities
from freehold.apps.proposals.services import drafting
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Constraints, Profile, ProfileSkill, RateFloor
from freehold.domain.matching.skill_names import SkillName
from freehold.domain.postings.posting import Posting
from tests.apps.billing.conftest import NOW

TITLE = "Django developer for a booking system"
BODY = (
    "We run a small hotel and look for somebody who keeps our booking system alive. You must know Python and Django, and you know "
    "PostgreSQL. Experience with Kubernetes is a plus. The work is remote and pays 90 EUR per hour. Duration: 3 months, 20 hours per week."
)


@pytest.fixture(autouse=True)
def _at_the_time(monkeypatch, settings):
    """Pages speak of the day of the tests; matching knows a handful of skills; nobody has asked too often yet."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.EMBEDDINGS = False
    small = Gazetteer([SkillName(name) for name in ("Python", "Django", "PostgreSQL", "Kubernetes")])
    monkeypatch.setattr(engine, "gazetteer", lambda: small)
    engine._matcher.cache_clear()
    cache.clear()
    yield
    engine._matcher.cache_clear()


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", time_zone="Europe/Berlin", now=NOW)


@pytest.fixture
def freelancer(workspace):
    profile = Profile(
        name="Mara Winter",
        headline="Django developer",
        country="DE",
        city="Köln",
        skills=(
            ProfileSkill("Python", Decimal(8), 2026, "Eight years of Python."),
            ProfileSkill("Django", Decimal(6), 2026, "Six years of Django for hotels and a museum."),
            ProfileSkill("PostgreSQL", Decimal(5), 2026, "PostgreSQL in each project."),
        ),
        rates=(RateFloor("hourly", Decimal(80), "EUR"),),
        constraints=Constraints(languages=("de", "en"), hours_per_week=Decimal(25)),
        text="Eight years of Python. Six years of Django for hotels and a museum. PostgreSQL in each project.",
    )
    return people.add_freelancer(workspace, profile, now=NOW)


@pytest.fixture
def seller(workspace):
    """Who sends the proposals."""
    return BillingSettings.objects.create(
        workspace=workspace, name="Mara Winter", line1="Lindenweg 4", postcode="50667", city="Köln", country="DE",
        email="mara@winter.example", vat_id="DE136695976", tax_number="215/5555/0815", account_holder="Mara Winter",
        iban="DE89370400440532013000", colour="#7a3cff",
    )  # fmt: skip


@pytest.fixture
def opportunity(workspace, freelancer):
    posting = Posting(id="p-1", title=TITLE, description=BODY, url="https://board.example/jobs/1", company="Hotel Linde GmbH")
    found = ingest(workspace, [posting], source=None, source_kind="rss", now=NOW)
    ids = list(found.new_ids)
    analyse_opportunities(workspace, ids, now=NOW)
    match_opportunities(workspace, ids, now=NOW)
    return Opportunity.objects.get(pk=ids[0])


@pytest.fixture
def draft(workspace, freelancer, seller, opportunity):
    return drafting.draft_from_opportunity(workspace, freelancer.pk, opportunity.pk, now=NOW, actor="Mara")


@pytest.fixture
def other_workspace(owner):
    return people.create_workspace(owner, name="Another", country="DE", currency="EUR", now=NOW)


def browser_in(owner, workspace) -> Browser:
    client = Browser()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


@pytest.fixture
def browser(owner, workspace, freelancer):
    """A signed-in browser in the workspace."""
    return browser_in(owner, workspace)


@pytest.fixture
def visitor():
    """A browser without any cookie; forms are checked as for everybody."""
    return Browser(enforce_csrf_checks=True)
