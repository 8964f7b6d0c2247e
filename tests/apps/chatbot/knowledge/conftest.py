"""What the tests of knowledge start from: a workspace, a freelancer with services, a browser, and a folder of their own."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.chatbot.services import answerer, knowledge
from freehold.domain.matching.profile import Constraints, Profile, ProfileSkill, RateFloor, Service

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
PROFILE = Profile(
    name="Mara Winter",
    headline="Illustrator",
    country="DE",
    city="Köln",
    skills=(ProfileSkill("Illustration"), ProfileSkill("Brand design")),
    services=(
        Service("Logo design", "Three drafts, two rounds of changes", "€900"),
        Service("Book cover", "Front, back and spine", "from €650"),
        Service("Portrait", "Ink on paper"),
    ),
    rates=(RateFloor("hourly", Decimal(70), "EUR"), RateFloor("daily", Decimal(500), "EUR")),
    constraints=Constraints(hours_per_week=Decimal(25), available_from=date(2026, 12, 1), languages=("de", "en")),
)


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    answerer.forget()
    yield
    answerer.forget()


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
def freelancer(workspace):
    return people.add_freelancer(workspace, PROFILE, now=NOW)


@pytest.fixture
def browser(owner, workspace, freelancer):
    """A signed-in browser in the workspace."""
    made = Browser()
    made.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = made.session
    session["workspace"] = workspace.pk
    session.save()
    return made


@pytest.fixture
def hours(workspace):
    """An approved entry."""
    return knowledge.save_entry(
        workspace,
        question="When can I call you?",
        phrasings=["What are your office hours?", "At what time do you answer the phone?", "When are you reachable?"],
        answer="On weekdays from 9 to 17 o'clock.",
        language="en",
        now=NOW,
    )


@pytest.fixture
def parking(workspace):
    """Another approved entry."""
    return knowledge.save_entry(
        workspace,
        question="Where can I park?",
        phrasings=["Is there a parking space?", "Parking at your studio", "Can I leave my car somewhere?"],
        answer="Behind the house are two places for guests.",
        language="en",
        now=NOW,
    )
