"""The settings of outreach, campaigns as they are changed, and words that a person changes."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from freehold.apps.outreach.models import Approach, OutreachSettings
from freehold.apps.outreach.selectors.campaigns import settings_of
from freehold.apps.outreach.services import approving, campaigns, running
from freehold.apps.outreach.services.running_words import preview_text
from freehold.apps.outreach.services.settings import save_settings, window_of
from freehold.domain.errors import SystemFault, UserError
from freehold.domain.outreach.windows import Window
from freehold.kit.audit.models import AuditEntry
from freehold.kit.mailing import gates
from tests.apps.outreach.conftest import NOW, person
from tests.apps.outreach.sending.world import drafted

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "wrong",
    [
        {"daily_cap": 0},
        {"daily_cap": 201},
        {"domain_cap": 21},
        {"window_start": 17, "window_end": 9},
        {"window_end": 25},
        {"weekdays": []},
        {"weekdays": [7]},
        {"follow_up_days": 0},
        {"postal_address": "x" * 501},
        {"freelancer_id": 999_999},
        {"colour": "red"},
    ],
)
def test_settings_that_cannot_be_are_refused_and_nothing_is_saved(workspace, wrong):
    with pytest.raises(UserError, match="Nothing was saved"):
        save_settings(workspace, now=NOW, **wrong)
    assert settings_of(workspace).daily_cap == 20


def test_settings_are_saved_once_and_noted_in_the_log(workspace, freelancer):
    row = save_settings(
        workspace, now=NOW, actor="Mara", postal_address=" 1 Quay\r\n\r\n Cork ", weekdays=[4, 0, 0], freelancer_id=freelancer.pk
    )
    assert (row.postal_address, row.weekdays, row.freelancer_id) == ("1 Quay\nCork", [0, 4], freelancer.pk)
    save_settings(workspace, now=NOW, postal_address="1 Quay\nCork")
    assert OutreachSettings.objects.count() == 1
    assert AuditEntry.objects.filter(action="outreach.settings_changed").count() == 1
    assert window_of(row) == Window(9, 17, frozenset({0, 4}))


def test_settings_that_were_damaged_fall_back_to_the_usual_hours(workspace):
    assert window_of(OutreachSettings(workspace=workspace, weekdays=["x"])) == Window()
    assert window_of(OutreachSettings(workspace=workspace, window_start=20, window_end=4)) == Window()


def test_another_workspaces_freelancer_cannot_write_here(other_workspace, freelancer):
    with pytest.raises(UserError, match="freelancer"):
        save_settings(other_workspace, now=NOW, freelancer_id=freelancer.pk)
    with pytest.raises(UserError, match="freelancer"):
        campaigns.create_campaign(other_workspace, name="Theirs", freelancer_id=freelancer.pk, now=NOW)


@pytest.mark.parametrize("wrong", [{"name": " "}, {"name": "x" * 201}, {"name": "a", "body": "x" * 20_001}, {"name": "a", "colour": "red"}])
def test_a_campaign_that_cannot_be_is_refused(workspace, wrong):
    with pytest.raises(UserError, match="Nothing was saved"):
        campaigns.create_campaign(workspace, now=NOW, **wrong)


def test_new_templates_need_a_new_sample_and_what_was_approved_keeps_its_words(workspace, campaign, account):
    ann, ben = person(workspace, "Ann Reed"), person(workspace, "Ben Bell")
    campaigns.add_people(workspace, campaign.pk, [ann.pk, ben.pk], now=NOW)
    first, _second = drafted(campaign, NOW)
    approving.approve(workspace, first.pk, revision=first.revision, now=NOW)
    approving.read_sample(workspace, campaign.pk, now=NOW)
    changed = campaigns.change_campaign(workspace, campaign.pk, body="Other words", now=NOW)
    assert not changed.sample_is_read
    with pytest.raises(UserError, match="sample"):
        approving.approve_all(workspace, campaign.pk, now=NOW)
    approving.read_sample(workspace, campaign.pk, now=NOW)
    said = approving.approve_all(workspace, campaign.pk, now=NOW)
    assert (said.count, len(said.refused)) == (0, 1)
    assert "older template" in said.refused[0][1]
    assert Approach.objects.get(pk=first.pk).text == first.text
    assert campaigns.change_campaign(workspace, campaign.pk, purpose="Only a note", now=NOW).sample_is_read


def test_a_draft_does_not_overwrite_a_persons_words(workspace, campaign, account):
    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    row = drafted(campaign, NOW)[0]
    row = campaigns.change_text(workspace, row.pk, "My own", "My own words", revision=row.revision, now=NOW)
    assert not campaigns.store_draft(row.pk, SimpleNamespace(subject="a", text="b", lines=[], problems=[]), now=NOW)
    assert Approach.objects.get().text == "My own words"


def test_lines_that_a_person_deleted_lose_their_facts(workspace, campaign):
    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    lines = [{"text": "You seek Django.", "facts": [{"kind": "posting"}]}, {"text": "I know Django.", "facts": []}]
    row = Approach.objects.get()
    campaigns.store_draft(row.pk, SimpleNamespace(subject="a", text="You seek Django. I know Django.", lines=lines, problems=[]), now=NOW)
    row.refresh_from_db()
    row = campaigns.change_text(workspace, row.pk, "a", "I know Django.", revision=row.revision, now=NOW)
    assert [line["text"] for line in row.lines] == ["I know Django."]


def test_changing_what_is_approved_asks_for_the_word_again(workspace, campaign, account):
    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    row = drafted(campaign, NOW)[0]
    approving.approve(workspace, row.pk, revision=row.revision, now=NOW)
    row = campaigns.change_text(workspace, row.pk, "New", "New words", revision=row.revision, now=NOW)
    assert row.state == "proposed"
    assert running.run_due(NOW) == 0
    for subject, text in (("", "x"), ("x", ""), ("x" * 501, "x"), ("x", "x" * 20_001)):
        with pytest.raises(UserError, match="Nothing was saved"):
            campaigns.change_text(workspace, row.pk, subject, text, revision=row.revision, now=NOW)


def test_a_draft_with_a_problem_is_not_approved(workspace, campaign, account):
    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    row = Approach.objects.get()
    words = SimpleNamespace(subject="a", text="b", lines=[], problems=["Line 2: nothing stands for {compny}."])
    campaigns.store_draft(row.pk, words, now=NOW)
    row.refresh_from_db()
    with pytest.raises(UserError, match="compny"):
        approving.approve(workspace, row.pk, revision=row.revision, now=NOW)


def test_the_demo_sends_nothing(workspace, campaign, account):
    campaigns.add_people(workspace, campaign.pk, [person(workspace).pk], now=NOW)
    row = drafted(campaign, NOW)[0]
    workspace.is_demo = True
    workspace.save()
    with pytest.raises(UserError, match="demo"):
        approving.approve(workspace, row.pk, revision=row.revision, now=NOW)
    with pytest.raises(UserError, match="demo"):
        approving.approve_all(workspace, campaign.pk, now=NOW)


def test_nothing_is_queued_while_the_gate_is_not_wired(monkeypatch, workspace):
    monkeypatch.setattr(gates, "gates", [])
    with pytest.raises(SystemFault, match="wiring"):
        running.run_due(NOW)


def test_the_preview_shows_what_the_reader_gets_in_their_language(workspace, campaign):
    from freehold.apps.outreach.services.gate_permission import permission_for

    ann = person(workspace)
    campaigns.add_people(workspace, campaign.pk, [ann.pk], now=NOW)
    row = drafted(campaign, NOW)[0]
    words = preview_text(row, ann, permission_for(ann, suppressed=False, today=NOW.date()), settings_of(workspace))
    assert words.startswith(row.text)
    assert "Lindenweg 4" in words
    assert "{unsubscribe}" not in words
