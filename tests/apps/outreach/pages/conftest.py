"""A campaign of two hundred mails in every state, for the pages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from freehold.apps.outreach.models import Approach, ApproachState
from freehold.apps.outreach.services import campaigns as services
from tests.apps.outreach import conftest as outreach
from tests.apps.outreach.conftest import NOW

FACT = {
    "kind": "posting",
    "text": "They posted “Django 2 to 5” on 2026-11-20.",
    "source": "postings",
    "on": "2026-11-20",
    "url": "/opportunities/7/",
}
MANY = 200
#: Pages go by the real clock, so what is known of people must lie before it.
LONG_AGO = date(2025, 1, 7)


def person(workspace, name, **more):
    """Return a contact whose basis is known for long."""
    return outreach.person(workspace, name, **{"on": LONG_AGO, **more})


@pytest.fixture
def ann(workspace):
    """Somebody who may be written to."""
    return person(workspace, "Ann Reed")


def draft(workspace, campaign, contact, **more) -> Approach:
    """Return a written draft for a person of the campaign."""
    services.add_people(workspace, campaign.pk, [contact.pk], now=NOW)
    row = Approach.objects.get(campaign=campaign, contact=contact)
    row.subject = f"A word about {contact.client.name}"
    row.text = f"Hello {contact.name},\n\nI saw that you posted “Django 2 to 5”.\n\nMara Winter"
    row.lines = [{"text": "I saw that you posted “Django 2 to 5”.", "facts": [FACT]}]
    row.template_revision = campaign.revision
    for name, value in more.items():
        setattr(row, name, value)
    row.save()
    return row


@pytest.fixture
def drafted(workspace, campaign, ann):
    """One draft that waits for the owner's word."""
    return draft(workspace, campaign, ann)


@pytest.fixture
def many(workspace, campaign):
    """Two hundred people in every state an approach can be in."""
    people = [person(workspace, f"Person Number{number}") for number in range(MANY)]
    states = list(ApproachState.values)
    rows = []
    for number, contact in enumerate(people):
        state = states[number % len(states)]
        left = state in {"sent", "replied", "bounced", "opted_out", "complained", "won"}
        rows.append(
            Approach(
                workspace=workspace,
                campaign=campaign,
                client=contact.client,
                contact=contact,
                state=state,
                subject=f"A word about {contact.client.name}",
                text="Hello",
                lines=[{"text": "Hello", "facts": [FACT]}],
                template_revision=campaign.revision,
                address_digest=f"{number:064}",
                due_at=NOW + timedelta(hours=number) if state in {"approved", "sent"} else None,
                sent_at=NOW - timedelta(hours=number) if left else None,
                ended_at=NOW if left and state != "sent" else None,
                reason="It leaves in the reader's working hours." if state == "approved" else "",
                created_at=NOW,
                changed_at=NOW,
            )
        )
    Approach.objects.bulk_create(rows)
    return campaign
