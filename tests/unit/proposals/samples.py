"""A profile, a small list of skills and postings, as the tests of proposals know them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service
from freehold.domain.matching.skill_names import SkillName
from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.posting import Posting

TODAY = date(2026, 11, 22)
SKILLS = Gazetteer([SkillName(name) for name in ("Django", "PostgreSQL", "Kubernetes", "Figma", "Python", "React", "Photography")])
PROFILE = Profile(
    name="Mara Winter",
    headline="Django developer",
    summary="I build booking systems for small hotels with Django and PostgreSQL.",
    country="DE",
    city="Köln",
    skills=(
        ProfileSkill("Django", Decimal(8), 2026, "Eight years of Django, the last three for hotels."),
        ProfileSkill("PostgreSQL", Decimal(6), 2026, ""),
    ),
    services=(Service("Booking pages with Django", "From the first sketch to the first paid booking.", "from 2,000 EUR"),),
    rates=(RateFloor("hourly", Decimal(65), "EUR"),),
    constraints=Constraints(hours_per_week=Decimal(25), languages=("de", "en"), timezone="Europe/Berlin"),
    experience=(
        Experience(
            "Developer", "Hotel Anker", "2021", "2024", "Built the booking system with Django for 14 rooms.\nMoved the payments to cards."
        ),
    ),
)
EN = (
    "We are a small hotel. We need somebody who rebuilds our booking page with Django and keeps the payment by card. "
    "You must have worked with PostgreSQL and Kubernetes. Experience with Figma is a plus. German is required, French too. "
    "The work is remote, 20 hours per week, and pays 70 to 90 EUR per hour.\n\n"
    "How many booking systems have you built with Django?\nPlease tell us when you could start. Interested? Are you looking for a new challenge?"
)
DE = (
    "Wir suchen jemanden, der unsere Buchungsseite mit Django neu baut. PostgreSQL ist Pflicht, Kubernetes zwingend erforderlich. "
    "Wie viele Buchungssysteme haben Sie schon gebaut?"
)


def read(text: str, title: str = "Booking page for a hotel") -> Analysis:
    """Return what is read from a posting of these words."""
    return analyse(Posting(id="1", title=title, description=text), gazetteer=SKILLS, today=TODAY)
