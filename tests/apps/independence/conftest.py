"""What the tests of independence start from: a freelancer with services, clients of two channels, paid invoices, postings."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.cache import cache
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.billing.models import Allocation, BillingSettings, Document, DocumentKind, DocumentState, Payment
from freehold.apps.clients.models import Client
from freehold.apps.opportunities.models import Body, Opportunity, Sighting
from freehold.domain.matching.profile import Profile, ProfileSkill, RateFloor, Service

NOW = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_the_time(monkeypatch, settings):
    """Pages speak of the day of the tests."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    settings.EMBEDDINGS = False
    cache.clear()


@pytest.fixture
def owner(db):
    return people.create_owner(now=NOW, name="Mara")


@pytest.fixture
def workspace(owner):
    made = people.create_workspace(owner, name="Mara's work", country="DE", currency="EUR", time_zone="Europe/Berlin", now=NOW)
    BillingSettings.objects.create(workspace=made, name="Mara Winter", country="DE")
    return made


@pytest.fixture
def freelancer(workspace):
    profile = Profile(
        name="Mara Winter",
        headline="Illustrator",
        skills=(ProfileSkill("Illustration"), ProfileSkill("Figma")),
        services=(
            Service("Editorial illustration", "Sketch ideas for an article. Draw the final picture in colour."),
            Service("Logo design", ""),
        ),
        rates=(RateFloor("hourly", Decimal(60), "EUR"),),
    )
    return people.add_freelancer(workspace, profile, now=NOW)


@pytest.fixture
def browser(owner, workspace):
    made = Browser()
    made.force_login(owner)
    return made


@pytest.fixture
def make_client(workspace):
    """Return a maker of clients of a channel, with or without an address of their own."""

    def make(name: str, channel: str = "", email: str = "", created: datetime = NOW) -> Client:
        return Client.objects.create(workspace=workspace, name=name, channel=channel, email=email, created_at=created, changed_at=created)

    return make


@pytest.fixture
def pay(workspace):
    """Return a maker of paid invoices: one payment for each, so many days ago."""

    def made(client: Client, net: int, days_ago: int, currency: str = "EUR", rate: Decimal | None = Decimal(1)) -> Document:
        day = date(2026, 11, 20) - timedelta(days=days_ago)
        count = Document.objects.count() + 1
        document = Document.objects.create(
            workspace=workspace, client=client, kind=DocumentKind.INVOICE, state=DocumentState.PAID, number=f"R-{count}", issue_date=day,
            due_date=day, currency=currency, net=net, tax=0, gross=net, payable=net, open=0, base_rate=rate, created_at=NOW, changed_at=NOW,
        )  # fmt: skip
        payment = Payment.objects.create(
            workspace=workspace, client=client, amount=net, currency=currency, paid_on=day, key=f"k{count}", created_at=NOW
        )
        Allocation.objects.create(workspace=workspace, document=document, payment=payment, amount=net, payment_amount=net, created_at=NOW)
        return document

    return made


@pytest.fixture
def year(make_client, pay):
    """A year of two thirds through one platform: 12 invoices, three clients."""
    upwork = make_client("Lumen", "Upwork"), make_client("Orbit", "upwork", email="orbit@upwork.com")
    direct = make_client("Kranich", email="hallo@kranich.example")
    for month in range(12):
        pay(upwork[0] if month % 2 else upwork[1], 2000, 20 + month * 28)
        pay(direct, 1000, 25 + month * 28)
    return {"lumen": upwork[0], "orbit": upwork[1], "kranich": direct}


@pytest.fixture
def posting(workspace):
    """Return a maker of postings that were read."""

    def made(words: str, rate: int | None = None, days_ago: int = 5, board: str = "upwork.com", currency: str = "EUR", stage: str = "found",
             rivals: dict[str, int] | None = None) -> Opportunity:  # fmt: skip
        seen = NOW - timedelta(days=days_ago)
        row = Opportunity.objects.create(
            workspace=workspace, title=words[:100], search_text=words.lower(), analysed_at=seen, first_seen_at=seen, last_seen_at=seen,
            pay_kind="hourly" if rate else "", pay_currency=currency if rate else "", pay_min=rate, pay_max=rate, stage=stage,
            stage_changed_at=seen if stage != "found" else None,
        )  # fmt: skip
        Body.objects.create(opportunity=row, analysis={"competition": rivals} if rivals else {})
        Sighting.objects.create(
            workspace=workspace, opportunity=row, source_kind="rss", board=board, external_id=str(row.pk), title=row.title,
            first_seen_at=seen, last_seen_at=seen,
        )  # fmt: skip
        return row

    return made
