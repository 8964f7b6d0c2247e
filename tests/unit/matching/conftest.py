"""A small gazetteer and profile for the matching tests."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.domain.matching.gazetteer import Gazetteer
from freehold.domain.matching.matcher import Matcher
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service
from freehold.domain.matching.skill_names import SkillName
from freehold.domain.money.exchange import ExchangeRates

TODAY = date(2030, 5, 6)


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    names = [
        SkillName("Python", trade="web", related=("Django",)),
        SkillName("Django", trade="web", related=("Flask",), broader=("Python",)),
        SkillName("Flask", trade="web", broader=("Python",)),
        SkillName("PostgreSQL", ("Postgres",), "databases"),
        SkillName("Kubernetes", ("k8s",), "ops"),
        SkillName("Go", ("~Go", "Golang"), "web"),
        SkillName("Microsoft Excel", ("=Excel",), "admin"),
        SkillName("Product photography", ("product photos", "Produktfotografie", "Produktfotograf"), "photo", broader=("Photography",)),
        SkillName("Photography", ("photographer", "Fotograf"), "photo"),
        SkillName("Adobe Illustrator", ("~Illustrator",), "design"),
        SkillName("Illustration", ("illustrator",), "design"),
        SkillName("Teamwork", ("team player",), "soft"),
        SkillName("payment", listed=False),
        SkillName("terraform", listed=False),
        SkillName("data lake design", listed=False),
    ]
    return Gazetteer(names, ordinary=("payment",))


@pytest.fixture(scope="session")
def profile() -> Profile:
    return Profile(
        name="Ada Quill",
        headline="Django developer",
        country="DE",
        city="Kiel",
        skills=(
            ProfileSkill("Django", Decimal(8), 2030, "Rebuilt the booking system of a ferry line in Django."),
            ProfileSkill("Postgres", Decimal(6), 2029, "Cut a slow Postgres report from a minute to a second."),
        ),
        services=(Service("Django maintenance", "Upgrades and small features for an existing Django site.", "from €80 an hour"),),
        rates=(RateFloor("hourly", Decimal(70), "EUR"), RateFloor("daily", Decimal(560), "EUR")),
        constraints=Constraints(
            remote="only",
            timezone="Europe/Berlin",
            timezone_overlap=Decimal(4),
            hours_per_week=Decimal(30),
            available_from=date(2030, 6, 1),
            languages=("en", "de"),
            avoid=("gambling", "tobacco and vaping"),
        ),
        experience=(Experience("Backend developer", "Ferry Line", "2022", "", "Rebuilt the booking system of a ferry line in Django."),),
    )


@pytest.fixture(scope="session")
def rates() -> ExchangeRates:
    return ExchangeRates(date(2030, 5, 2), {"USD": Decimal("1.25"), "GBP": Decimal("0.80")})


@pytest.fixture
def matcher(profile: Profile, gazetteer: Gazetteer, rates: ExchangeRates) -> Matcher:
    return Matcher(profile, gazetteer=gazetteer, rates=rates, today=TODAY)
