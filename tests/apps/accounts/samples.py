"""A moment and a full profile for the tests of the accounts app."""

from datetime import UTC, date, datetime
from decimal import Decimal

from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

MARA = Profile(
    name="Mara Lind",
    headline="Django developer for booking systems",
    summary="I build what people book with.",
    country="DE",
    skills=(
        ProfileSkill("Django", Decimal(6), 2026, "Rebuilt the booking of three ferries in Django."),
        ProfileSkill("PostgreSQL", Decimal("4.5")),
        ProfileSkill("Python"),
    ),
    services=(Service("Upgrade", "From an old Django to a new one.", "from €640 a day"),),
    rates=(RateFloor("hourly", Decimal("72.50"), "EUR"),),
    constraints=Constraints(
        remote="only",
        countries=("DE", "AT"),
        timezone="Europe/Berlin",
        timezone_overlap=Decimal(4),
        hours_per_week=Decimal(30),
        available_from=date(2026, 12, 1),
        languages=("de", "en"),
        avoid=("gambling",),
    ),
    experience=(Experience("Developer", "Ferry office", "2019", "2024", "Rebuilt the booking of three ferries in Django."),),
    text="Mara Lind\nRebuilt the booking of three ferries in Django.",
)
