"""A freelancer with a profile whose page is switched on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.storefront.models import Part
from freehold.apps.storefront.services.pages import change_page, page_for
from freehold.domain.matching.profile import Constraints, Experience, Profile, ProfileSkill, RateFloor, Service
from tests.apps.billing.conftest import NOW, browser, other_workspace, owner, workspace

__all__ = ["browser", "other_workspace", "owner", "workspace"]
PROFILE = Profile(
    name="Mara Winter",
    headline="Django developer",
    summary="I build calm web applications.",
    country="DE",
    city="Köln",
    skills=(ProfileSkill("Django", Decimal(9), 2026, "Nine years of Django for hotels."), ProfileSkill("htmx")),
    services=(Service("Booking system", "From the first sketch to the last test.", "from €4,800"),),
    rates=(RateFloor("hourly", Decimal("95.00"), "EUR"),),
    constraints=Constraints(remote="preferred", available_from=date(2026, 12, 1), languages=("de", "en"), avoid=("gambling",)),
    experience=(Experience("Developer", "Hotel Linde", "2019", "2024", "Rebuilt the booking system."),),
    text="The whole CV, with the telephone number +49 221 555 0100.",
)


@pytest.fixture
def freelancer(workspace):
    return people.add_freelancer(workspace, PROFILE, now=NOW)


@pytest.fixture
def page(workspace, freelancer):
    row = page_for(workspace, freelancer.pk, now=NOW)
    return switched(workspace, row)


def switched(workspace, row, **values):
    """Change the page: on, everything shown unless said otherwise."""
    wanted = {
        "handle": "mara",
        "enabled": True,
        "language": "en",
        "greeting": "",
        "parts": Part.values,
        "takes_briefs": True,
        "reply_days": 2,
    }
    return change_page(workspace, row.pk, now=NOW, **{**wanted, **values})
