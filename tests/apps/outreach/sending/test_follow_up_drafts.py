"""A follow-up that is due gets its draft from the campaign's own template, by the drafting that pages use too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from freehold.apps.outreach.models import Approach
from freehold.apps.outreach.services import campaigns, running
from tests.apps.outreach.conftest import NOW, person

pytestmark = pytest.mark.django_db


def test_the_follow_up_is_drafted_from_its_own_template(workspace, campaign, account):
    campaigns.change_campaign(workspace, campaign.pk, follow_up_subject="Once more, {name}", now=NOW)
    campaigns.start_campaign(workspace, campaign.pk, now=NOW)
    campaigns.add_people(workspace, campaign.pk, [person(workspace).pk], now=NOW)
    Approach.objects.update(state="sent", sent_at=NOW, due_at=NOW + timedelta(days=6))
    assert running.plan_follow_ups(NOW + timedelta(days=6)) == 1
    follow_up = Approach.objects.get(step=1)
    assert follow_up.subject.startswith("Once more, Ann")
    assert "only this one more time" in follow_up.text
    assert follow_up.problems == []
