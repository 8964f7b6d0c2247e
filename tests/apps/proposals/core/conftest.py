"""What the tests of proposals start from: a freelancer with evidence, a posting that was read, papers that may be issued."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import BillingSettings
from freehold.apps.opportunities.models import Opportunity
from freehold.apps.opportunities.services import engine
from freehold.apps.opportunities.services.analyse import analyse_opportunities
from freehold.apps.opportunities.services.ingest import ingest
from freehold.apps.proposals.models import Proposal, ProposalVersion
from freehold.apps.proposals.services import drafting, sending
from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service
from freehold.domain.matching.skill_names import SkillName
from freehold.domain.postings.posting import Posting
from freehold.kit.outbox.models import Event

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TEXT = (
    "We are a small hotel in Munich. We need somebody who rebuilds our booking page with Django and keeps the payment by card. "
    "You must have worked with PostgreSQL and Kubernetes. Experience with Figma is a plus. "
    "The work is remote, about 20 hours per week. Duration: 4 weeks. It pays 70 to 90 EUR per hour.\n\n"
    "How many booking systems have you built with Django?\n"
    "Please tell us when you could start."
)
PROFILE = Profile(
    name="Mara Winter",
    headline="Django developer",
    summary="I build booking systems for small hotels with Django and PostgreSQL.",
    country="DE",
    city="Köln",
    skills=(
        ProfileSkill("Django", Decimal(8), 2026, "Eight years of Django, the last three for hotels."),
        ProfileSkill("PostgreSQL", Decimal(6), 2026, ""),
        ProfileSkill("Docker", Decimal(3), 2026, ""),
    ),
    services=(Service("Booking pages with Django", "From the first sketch to the first paid booking.", "from 2,000 EUR"),),
    rates=(RateFloor("hourly", Decimal(65), "EUR"),),
    constraints=Constraints(remote="preferred", hours_per_week=Decimal(25), languages=("de", "en"), timezone="Europe/Berlin"),
    experience=(
        Experience(
            "Developer",
            "Hotel Anker",
            "2021",
            "2024",
            "Built the booking system with Django and PostgreSQL for 14 rooms.\nMoved the payments to cards.",
        ),
    ),
)


@pytest.fixture(autouse=True)
def _at_home(settings, monkeypatch):
    """Clients reach this installation; reading knows a handful of skills."""
    settings.PUBLIC_URL = "https://mara.example"
    settings.EMBEDDINGS = False
    small = Gazetteer([SkillName(name) for name in ("Django", "PostgreSQL", "Kubernetes", "Figma", "Docker", "React")])
    monkeypatch.setattr(engine, "gazetteer", lambda: small)


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    return people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", time_zone="Europe/Berlin", now=NOW)


@pytest.fixture
def freelancer(workspace):
    return people.add_freelancer(workspace, PROFILE, now=NOW)


@pytest.fixture
def seller(workspace):
    return BillingSettings.objects.create(
        workspace=workspace,
        name="Mara Winter",
        line1="Lindenweg 4",
        postcode="50667",
        city="Köln",
        country="DE",
        email="mara@winter.example",
        vat_id="DE136695976",
        account_holder="Mara Winter",
        iban="DE89370400440532013000",
        bic="COBADEFFXXX",
        payment_days=14,
        hourly_rate=Decimal(80),
    )


@pytest.fixture
def opportunity(workspace):
    """A posting that was taken in and read."""
    posting = Posting(id="p1", title="Booking page for a hotel", description=TEXT, company="Hotel Linde GmbH")
    found = ingest(workspace, [posting], source=None, source_kind="rss", now=NOW)
    analyse_opportunities(workspace, found.new_ids, now=NOW)
    return Opportunity.objects.for_workspace(workspace).get()


@pytest.fixture
def draft(workspace, freelancer, seller, opportunity):
    """A proposal for the opportunity, just begun."""
    return drafting.draft_from_opportunity(workspace, freelancer.pk, opportunity.pk, now=NOW, actor="Mara")


@pytest.fixture
def token(workspace, draft):
    """The token of a link that was handed to the client; the proposal counts as sent."""
    path = sending.hand_over(workspace, draft.pk, claims_confirmed=True, now=NOW, actor="Mara")
    return path.rstrip("/").rpartition("/")[2]


def hash_of(proposal):
    """Return the hash of the version that the client reads."""
    return ProposalVersion.objects.get(proposal=proposal, number=proposal.sent_version).text_hash


def fresh(proposal):
    """Return the row as it is stored now."""
    return Proposal.objects.get(pk=proposal.pk)


def events(name):
    """Return how often an event was published."""
    return Event.objects.filter(name__endswith=name).count()
