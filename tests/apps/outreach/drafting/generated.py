"""Workspaces made up by a seed: clients with contacts, postings, projects, invoices, offers and answers, in English and German."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from freehold.apps.billing.models import Document, Project, QuoteAnswer
from freehold.apps.clients.models import Client, Contact
from freehold.apps.opportunities.models import Body, Match, Opportunity
from freehold.apps.outreach.models import Approach, Campaign
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service
from freehold.domain.personal.defaults import PURPOSES, TONES, default_texts
from freehold.domain.postings.identity import company_key

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = NOW.date()
SKILLS = ("Python", "Django", "PostgreSQL", "React", "Redis", "Kubernetes", "Photography", "Lightroom", "Figma", "Bookkeeping")
FIRST = ("Anna", "Jonas", "Priya", "Marek", "Chloé", "Sven", "Aylin", "Tom", "Ingrid", "Nuno", "Olga", "Ben", "Lucía", "Hans-Peter", "May")
LAST = ("Weber", "O'Neill", "Kowalski", "Müller-Lüdenscheidt", "Sharma", "de Vries", "Schäfer", "Costa", "Lind", "Bauer", "March", "Nguyen")
COMPANIES = (
    "Hotel Linde GmbH", "Nordlicht Studios", "B&O Werkzeug KG", "3 Pines Ltd", "café.io", "Q4 Analytics Inc.", "Sankt-Anna-Klinik", "Weber & Söhne",
    "Blue Heron Press", "Tulip Logistics B.V.", "Agentur Morgenrot", "Alpha 21 AG", "May & March LLP", "Kiosk.de", "Haus am See", "Øresund Optik",
)  # fmt: skip
TITLES = (
    "Django developer for our booking system", "Sr. Dev. needed! (m/w/d)", "Produktfotos: 120 Artikel in 3 Wochen", "Redesign of shop.example (phase 2)",
    "Buchhaltung, ca. 10 Std./Woche", "React & Redis engineer, €80/h", "API v2.1 migration", "<b>Data</b> cleanup {urgent}", "“Quick” fix, not more",
    "Wartung der Website ab 1. März", "Kubernetes: 24/7 on-call?",
)  # fmt: skip
PROJECTS = ("Shop relaunch", "Buchungssystem 2.0", "Jahresbericht 2025", "Fotos der Zimmer 1–40", "Migration to PostgreSQL 16", "Intranet")
TOLD = (
    "Not this quarter. Please ask us again next year, our budget of €5,000 is used up.",
    "Leider nein, im nächsten Jahr vielleicht.",
    "We decided for another offer. In six months we will look again.",
    "Zu teuer.",
)
ROLES = ("Head of IT", "Geschäftsführerin", "Owner", "", "CTO", "Einkauf")


def profile(name: str = "Mara Winter", language: str = "en") -> Profile:
    """A freelancer's profile."""
    german = language == "de"
    proof = "Sechs Jahre Django für Hotels, zuletzt 40 Häuser." if german else "Six years of Django for hotels, most lately 40 of them."
    return Profile(
        name=name,
        headline="Django-Entwicklerin" if german else "Django developer",
        country="DE",
        city="Köln",
        skills=(
            ProfileSkill("Python", Decimal(8), 2026, "Acht Jahre Python." if german else "Eight years of Python."),
            ProfileSkill("Django", Decimal(6), 2026, proof),
            ProfileSkill("PostgreSQL", Decimal(5), 2026, ""),
            ProfileSkill("Redis", None, 2025, ""),
        ),
        services=(Service("Web applications" if not german else "Webanwendungen", "", "from €90 an hour"),),
        rates=(RateFloor("hourly", Decimal(60), "EUR"),),
        constraints=Constraints(languages=("en", "de"), available_from=date(2027, 1, 11)),
        experience=(Experience("Developer", "Hotel Krone", "2019", "2023", "Built the booking system."),),
        text=f"Mara Winter. {proof}",
    )


@dataclass(frozen=True)
class Made:
    """A generated client with its contact."""

    client: Client
    contact: Contact


def people_of(workspace: Any, freelancer: Any, seed: int, count: int) -> list[Made]:
    """Make clients of which now this, now that is known."""
    draw = random.Random(seed)
    return [_one(workspace, freelancer, draw, f"{seed}-{number}") for number in range(count)]


def _one(workspace: Any, freelancer: Any, draw: random.Random, mark: str) -> Made:
    name = f"{draw.choice(COMPANIES)} {draw.choice(('', 'Nord', 'Süd', 'West'))}".strip()
    client = Client.objects.create(
        workspace=workspace, name=name, country=draw.choice(("DE", "GB", "US", "")), city=draw.choice(("Köln", "Leeds", "")),
        language=draw.choice(("de", "en", "")), currency="EUR", tags=draw.sample(["hotel", "saas", "print"], draw.randint(0, 2)),
        created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    person = f"{draw.choice(FIRST)} {draw.choice(LAST)}" if draw.random() < 0.9 else draw.choice(FIRST)
    contact = Contact.objects.create(
        client=client, name=person, role=draw.choice(ROLES), email=f"p{mark}@{company_key(name).replace(' ', '')[:20] or 'x'}.example",
        legal_form="company", basis="customer", basis_source="invoice", basis_on=date(2026, 3, 1), created_at=NOW,
    )  # fmt: skip
    if draw.random() < 0.6:
        posting(workspace, freelancer, draw, name)
    if draw.random() < 0.6:
        _business(client, draw, mark)
    if draw.random() < 0.5:
        _offer(client, draw, mark)
    return Made(client, contact)


def posting(workspace: Any, freelancer: Any, draw: random.Random, company: str, *, days: int | None = None, **fields: Any) -> Opportunity:
    """Store a posting as it stands after it was read and matched."""
    age = draw.randint(0, 150) if days is None else days
    at = NOW - timedelta(days=age)
    asked = draw.sample(SKILLS, draw.randint(0, 4))
    title = draw.choice(TITLES)
    row = Opportunity.objects.create(
        workspace=workspace, company=company, company_key=company_key(company)[:200], first_seen_at=at, last_seen_at=at, published_at=at,
        analysed_at=at, **{"title": title, "url": f"https://board.example/{draw.randint(1, 10**9)}", **fields},
    )  # fmt: skip
    skills = [{"name": skill, "kind": draw.choice(("must", "nice", "mentioned")), "quote": skill} for skill in asked]
    Body.objects.create(opportunity=row, description="", text="", analysis={"skills": skills})
    Match.objects.create(opportunity=row, freelancer=freelancer, state="scored", score=50, order=50, profile_version=1, matched_at=at)
    return row


def _business(client: Client, draw: random.Random, mark: str) -> None:
    for number in range(draw.randint(1, 4)):
        day = TODAY - timedelta(days=draw.randint(5, 1200))
        project = Project.objects.create(
            workspace_id=client.workspace_id, client=client, name=draw.choice(PROJECTS), created_at=NOW,
            closed_at=NOW - timedelta(days=draw.randint(1, 600)) if draw.random() < 0.6 else None,
        )  # fmt: skip
        Document.objects.create(
            workspace_id=client.workspace_id, client=client, project=project, kind="invoice", state="paid", number=f"R-{mark}-{number}",
            issue_date=day, due_date=day + timedelta(days=14), currency="EUR", net=Decimal(draw.randint(100, 9000)),
            paid_at=datetime.combine(day + timedelta(days=draw.randint(2, 60)), NOW.timetz()), created_at=NOW, changed_at=NOW,
        )  # fmt: skip


def _offer(client: Client, draw: random.Random, mark: str) -> None:
    day = TODAY - timedelta(days=draw.randint(20, 500))
    state = draw.choice(("declined", "declined", "expired", "accepted", "sent"))
    quote = Document.objects.create(
        workspace_id=client.workspace_id, client=client, kind="quote", state=state, number=f"A-{mark}", title=draw.choice(PROJECTS),
        issue_date=day, currency="EUR", net=Decimal(1000), created_at=NOW, changed_at=NOW,
    )  # fmt: skip
    if state == "declined":
        at = datetime.combine(day + timedelta(days=3), NOW.timetz())
        QuoteAnswer.objects.create(document=quote, accepted=False, name="x", reason=draw.choice(TOLD), sha256="0" * 64, at=at)


def approaches_of(workspace: Any, freelancer: Any, made: list[Made], seed: int, language: str) -> list[Approach]:
    """Make campaigns from the default templates and an approach for each person, spread over purposes and tones."""
    kinds = [(purpose, tone) for purpose in PURPOSES for tone in TONES]
    campaigns = [_campaign(workspace, freelancer, purpose, tone, seed, language) for purpose, tone in kinds]
    return [_approach(workspace, campaigns[(seed + number) % len(campaigns)], one) for number, one in enumerate(made)]


def _campaign(workspace: Any, freelancer: Any, purpose: Any, tone: Any, seed: int, language: str) -> Campaign:
    texts = default_texts(purpose, tone, language)
    return Campaign.objects.create(
        workspace=workspace,
        name=f"{purpose} {tone} {seed}",
        freelancer=freelancer,
        language=language,
        tone=tone,
        subject=texts.subject,
        body=texts.body,
        follow_up_subject=texts.follow_up_subject,
        follow_up_body=texts.follow_up_body,
        created_at=NOW,
        changed_at=NOW,
    )


def _approach(workspace: Any, campaign: Campaign, one: Made) -> Approach:
    return Approach.objects.create(
        workspace=workspace, campaign=campaign, client=one.client, contact=one.contact, step=0, created_at=NOW, changed_at=NOW
    )
