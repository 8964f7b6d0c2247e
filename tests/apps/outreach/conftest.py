"""What the tests of outreach start from: a workspace that may approach people, people under different laws, a campaign."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client as Browser

from freehold.apps.accounts.services import people
from freehold.apps.clients import services as clients
from freehold.apps.clients.services.contacts import set_basis
from freehold.apps.outreach.services import campaigns
from freehold.apps.outreach.services.settings import save_settings
from freehold.domain.matching.profile import Profile

#: A Tuesday: 10 o'clock in Berlin, 9 in London, 3 in the morning in Chicago.
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)


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
    return people.add_freelancer(workspace, Profile(name="Mara Winter", headline="Django developer", country="DE"), now=NOW)


@pytest.fixture
def outreach_settings(workspace):
    return save_settings(workspace, now=NOW, postal_address="Mara Winter\nLindenweg 4\n50667 Köln")


@pytest.fixture
def campaign(workspace, freelancer, outreach_settings):
    """A campaign with a first mail and a follow-up, in English."""
    return campaigns.create_campaign(
        workspace,
        name="Shops with old Django",
        freelancer_id=freelancer.pk,
        language="en",
        subject="A word about {company}",
        body="Hello {name},\n\nI update old Django sites.",
        follow_up_subject="Once more",
        follow_up_body="Hello {name},\n\nonly this one more time.",
        now=NOW,
    )


@pytest.fixture
def browser(owner, workspace, freelancer):
    """A signed-in browser in the workspace."""
    client = Browser()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


def person(workspace, name="Ann Reed", *, country="GB", legal_form="company", basis="interest", on=TODAY, email="", kind="company", **more):
    """Return a contact at a client of their own; an empty `basis` leaves out why they may be written to."""
    mail = email or f"{name.lower().replace(' ', '.')}@{name.lower().replace(' ', '-')}.example"
    client = clients.add_client(workspace, now=NOW, name=f"{name} Ltd", kind=kind, country=country, **more)
    found = clients.add_contact(workspace, client.pk, name=name, email=mail, country=country, legal_form=legal_form, now=NOW)
    if basis:
        note = "They run an old Django site." if basis == "interest" else ""
        found = set_basis(workspace, found.pk, basis=basis, source="their own site", on=on, note=note, now=NOW, actor="Mara")
    return found
