"""One draft: templates and facts, the chat model's wording, and what is said where something is missing."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

from freehold.apps.clients import services as clients
from freehold.apps.outreach.models import Approach, Campaign
from freehold.apps.outreach.services.campaigns_drafts import store_draft
from freehold.apps.outreach.services.drafting import draft, preview, problems_of, template_problems
from freehold.apps.outreach.services.facts import facts_of
from freehold.domain.personal import traces
from freehold.kit.ai import services as ai
from tests.apps.outreach.drafting.generated import NOW, posting
from tests.apps.outreach.drafting.test_prospects import DRAW, client, contact
from tests.chat_server import MODEL, hostile_chat_server

__all__ = ["hostile_chat_server"]
BODY = "Hello {name|there},\n\nI read your posting “{posting_title}” of {posting_on}.\nI am free from {available_from}.\n\n{my_name}\n"


def approach(workspace, freelancer, **fields) -> Approach:
    row = client(workspace)
    person = contact(row)
    posting(workspace, freelancer, DRAW, "Hotel Linde", days=10, title="Django job (m/w/d)")
    given = {
        "subject": "Your posting “{posting_title}”",
        "body": BODY,
        "language": "en",
        "follow_up_body": "Hello {name}, once more.",
        **fields,
    }
    campaign = Campaign.objects.create(workspace=workspace, name="C", freelancer=freelancer, created_at=NOW, changed_at=NOW, **given)
    return Approach.objects.create(workspace=workspace, campaign=campaign, client=row, contact=person, created_at=NOW, changed_at=NOW)


def test_a_draft_is_made_of_template_and_facts_and_can_be_stored(workspace, freelancer):
    row = approach(workspace, freelancer)
    made = draft(row, now=NOW)
    assert made.subject == "Your posting “Django job (m/w/d)”"
    assert "I read your posting “Django job (m/w/d)” of November 12, 2026." in made.text
    assert made.problems == []
    assert store_draft(row.pk, made, now=NOW)
    row.refresh_from_db()
    assert row.lines[2]["facts"][0]["kind"] == "posting"
    assert row.lines[2]["facts"][0]["on"] == "2026-11-12"
    assert row.lines[2]["facts"][0]["url"].startswith("/")
    json.dumps(row.lines)


def test_a_follow_up_answers_the_first_subject(workspace, freelancer):
    row = approach(workspace, freelancer)
    row.step = 1
    made = draft(row, now=NOW)
    assert made.subject == "Re: Your posting “Django job (m/w/d)”"
    assert made.text == "Hello Anna Weber, once more."


def test_an_unknown_variable_is_one_clear_sentence_with_its_line(workspace, freelancer):
    row = approach(workspace, freelancer, body="Hello,\n\n{nmae}")
    made = draft(row, now=NOW)
    assert made.problems == ["Message, line 3: there is no variable {nmae}. Did you mean “name”?"]
    assert problems_of("<b>x") == ["Line 1: HTML is not sent. Write plain text instead of “<b>”."]
    assert [(one.line, words) for one, words in template_problems("a\n{")] == [
        (2, "Line 2: a single “{” stands there. Write it twice where you mean the sign itself.")
    ]


def test_what_is_not_known_is_left_out_and_noted_and_an_empty_subject_blocks(workspace, freelancer):
    row = approach(workspace, freelancer, subject="After {project}", body="Hello {name}.\nWe finished {project}.")
    made = draft(row, now=NOW)
    assert made.text == "Hello Anna Weber."
    assert made.problems[0] == "The subject is empty."
    assert "Nothing is known for {project}" in made.problems[1]


def test_a_campaign_without_anybody_to_write_it_says_so(workspace, freelancer, other_workspace):
    row = client(other_workspace)
    campaign = Campaign(workspace=other_workspace, name="C", subject="s", body="b", created_at=NOW, changed_at=NOW)
    made = preview(campaign, contact(row), now=NOW)
    assert made.text == ""
    assert "no freelancer" in made.problems[-1]


def test_facts_of_somebody_in_another_workspace_are_never_told(workspace, freelancer, other_workspace):
    person = contact(client(other_workspace))
    assert facts_of(workspace, person.pk, freelancer.pk, now=NOW) == []
    assert facts_of(other_workspace, person.pk, freelancer.pk, now=NOW) == []


def test_facts_are_dated_have_a_source_and_speak_the_readers_language(workspace, freelancer):
    row = approach(workspace, freelancer)
    found = facts_of(workspace, row.contact_id, freelancer.pk, now=NOW, language="de")
    by_kind = {fact.kind: fact for fact in found}
    assert by_kind["posting"].on == date(2026, 11, 12)
    assert "vor 10 Tagen" in by_kind["posting"].text
    assert by_kind["available"].values["available_from"] == "11. Januar 2027"
    assert all(fact.source for fact in found)
    assert facts_of(workspace, row.contact_id, freelancer.pk, now=NOW + timedelta(days=400), language="de")[1].kind != "posting"


def test_words_of_others_cannot_break_out_of_a_draft(workspace, freelancer):
    row = approach(workspace, freelancer)
    clients.change_client(workspace, row.client_id, now=NOW, name="Linde <script>{my_name}\u202e\nBcc: x@y.example")
    row.campaign.body = "{company} [[if company]]!{company}[[end]]"
    made = draft(row, now=NOW)
    assert "<" not in made.text
    assert "Mara" not in made.text
    assert "\n" not in made.text


def _with_model(workspace, server) -> None:
    facts = {"kind": "openai", "url": server.url, "model": MODEL, "purposes": ["writing"]}
    ai.save_model(workspace.pk, ai.ModelFacts(**facts), by="Mara", now=NOW)


def _replying(lines):
    """A server that answers each sentence as `lines` says: what it holds → what to make of it."""

    def behave(call):
        asked = json.loads(call.body["messages"][-1]["content"])
        said = []
        for one in asked["sentences"]:
            words = next((new for old, new in lines.items() if old in one["sentence"]), one["sentence"])
            said.append({"n": one["n"], "text": words})
        call.say(json.dumps({"lines": said}))

    return behave


@pytest.mark.django_db(transaction=True)
def test_an_honest_wording_of_the_model_is_taken(workspace, freelancer, hostile_chat_server):
    row = approach(workspace, freelancer)
    _with_model(workspace, hostile_chat_server)
    hostile_chat_server.behave = _replying({"I read": "I saw your posting “Django job (m/w/d)” of November 12, 2026."})
    made = draft(row, now=NOW, use_model=True)
    assert made.by_model
    assert "I saw your posting “Django job (m/w/d)” of November 12, 2026." in made.text
    assert all(traces(line.text, line.facts, own=line.own) for line in made.letter.lines)


@pytest.mark.django_db(transaction=True)
def test_a_made_up_sentence_of_the_model_is_not_taken_and_the_template_stays(workspace, freelancer, hostile_chat_server):
    row = approach(workspace, freelancer)
    plain = draft(row, now=NOW)
    _with_model(workspace, hostile_chat_server)
    lies = {
        "I read": "I loved your posting “Django job (m/w/d)” of November 13, 2026.",
        "I am free": "I am free from January 11, 2027 for €40.",
    }
    hostile_chat_server.behave = _replying(lies)
    made = draft(row, now=NOW, use_model=True)
    assert made.text == plain.text
    assert not made.by_model
    assert len(made.notes) == 2
    assert made.problems == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "said", ["", "nonsense", '{"lines": 7}', '{"lines": [{"n": "x", "text": 5}, {"n": 99, "text": "hi"}]}', "[" * 50000]
)
def test_whatever_the_model_answers_the_draft_is_there(workspace, freelancer, hostile_chat_server, said):
    row = approach(workspace, freelancer)
    plain = draft(row, now=NOW)
    _with_model(workspace, hostile_chat_server)
    hostile_chat_server.behave = lambda call: call.say(said)
    made = draft(row, now=NOW, use_model=True)
    assert made.text == plain.text
    assert made.problems == []


@pytest.mark.django_db(transaction=True)
def test_the_model_gets_facts_as_data_and_no_address(workspace, freelancer, hostile_chat_server):
    row = approach(workspace, freelancer)
    _with_model(workspace, hostile_chat_server)
    hostile_chat_server.behave = _replying({})
    draft(row, now=NOW, use_model=True)
    sent = json.dumps(hostile_chat_server.calls[0].body)
    assert "Django job" in sent
    assert "anna@linde.example" not in sent
    assert "Anna" not in sent
