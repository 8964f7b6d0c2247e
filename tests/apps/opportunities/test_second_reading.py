"""The owner's chat model reads the best postings a second time, within a number a day, and overrules nothing."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from freehold.apps.opportunities.models import Match, Opportunity, SecondReading
from freehold.apps.opportunities.selectors.detail import detail
from freehold.apps.opportunities.selectors.second_reading import differences
from freehold.apps.opportunities.services import second_reading
from freehold.domain.postings.second_reading import SCHEMA
from freehold.kit.ai import services as ai
from tests.apps.opportunities.conftest import NOW, posting
from tests.chat_server import MODEL, hostile_chat_server

__all__ = ["hostile_chat_server"]
pytestmark = pytest.mark.django_db(transaction=True)
QUOTE = "about twenty hours a week"
PAY = "pays 75 EUR per hour"


def _with_model(workspace, server, purposes=("extraction",)):
    facts = {"kind": "openai", "url": server.url, "model": MODEL, "purposes": list(purposes)}
    ai.save_model(workspace.pk, ai.ModelFacts(**facts), by="Mara", now=NOW)


def _answering(server, **answer):
    server.asked = []

    def behave(call):
        server.asked.append(call.body["messages"][-1]["content"])
        call.say(json.dumps(dict.fromkeys(SCHEMA["properties"]) | answer))

    server.behave = behave


def _read(workspace, **answer):
    row = Opportunity.objects.for_workspace(workspace).latest("pk")
    found = detail(workspace, None, row.pk)
    return differences(found.opportunity, found.analysis)


HOURS = {"hours_per_week": {"min": 30, "max": None, "quote": QUOTE}}
PAID = {"pay": {"kind": "daily", "min": 75, "max": 75, "currency": "EUR", "quote": PAY}}


def test_a_differing_value_is_shown_beside_ours_with_its_words(workspace, freelancer, take_in, hostile_chat_server):
    take_in(posting())
    Match.objects.update(score=90, order=90, state="scored")
    _with_model(workspace, hostile_chat_server)
    _answering(hostile_chat_server, **PAID, **HOURS)
    assert second_reading.read_again(workspace, now=NOW) == 1
    (one,) = _read(workspace)
    assert (one.by_rules, one.by_model, one.quote) == ("€75 an hour", "€75 a day", PAY)  # thirty hours stand nowhere
    assert Opportunity.objects.get().pay_kind == "hourly"
    assert Match.objects.get().score == 90


def test_the_same_words_are_never_asked_about_twice(workspace, freelancer, take_in, hostile_chat_server):
    take_in(posting())
    Match.objects.update(score=90, order=90, state="scored")
    _with_model(workspace, hostile_chat_server)
    _answering(hostile_chat_server, **PAID)
    second_reading.read_again(workspace, now=NOW)
    assert second_reading.read_again(workspace, now=NOW) == 0
    assert len(hostile_chat_server.asked) == 1


def test_only_the_best_are_read_and_no_more_than_the_number_of_a_day(workspace, freelancer, take_in, hostile_chat_server, monkeypatch):
    take_in(*[posting(number) for number in range(6)])
    Match.objects.update(score=90, order=90, state="scored")
    Match.objects.filter(opportunity__title__endswith="5").update(score=10, order=10)
    monkeypatch.setattr(second_reading, "A_DAY", 4)
    _with_model(workspace, hostile_chat_server)
    _answering(hostile_chat_server, **PAID)
    assert second_reading.read_again(workspace, now=NOW) == 4
    assert second_reading.read_again(workspace, now=NOW + timedelta(hours=1)) == 0
    assert second_reading.read_again(workspace, now=NOW + timedelta(days=2)) == 1  # the weak one stays unread
    assert second_reading.read_again(workspace, now=NOW + timedelta(days=4)) == 0


def test_nothing_is_sent_without_the_owners_word(workspace, freelancer, take_in, hostile_chat_server):
    take_in(posting())
    Match.objects.update(score=90, order=90, state="scored")
    _answering(hostile_chat_server, **PAID)
    assert second_reading.read_again(workspace, now=NOW) == 0
    _with_model(workspace, hostile_chat_server, purposes=("writing",))
    assert second_reading.read_again(workspace, now=NOW) == 0
    assert hostile_chat_server.asked == []


def test_a_server_that_talks_nonsense_is_not_asked_again_about_the_same_words(workspace, freelancer, take_in, hostile_chat_server):
    take_in(posting())
    Match.objects.update(score=90, order=90, state="scored")
    _with_model(workspace, hostile_chat_server)
    hostile_chat_server.behave = lambda call: call.say("I would rather not")
    assert second_reading.read_again(workspace, now=NOW) == 0
    assert SecondReading.objects.get().answer == {}
    assert _read(workspace) == []


def test_the_page_shows_both(owner, workspace, freelancer, take_in):
    take_in(posting())
    row = Opportunity.objects.get()
    SecondReading.objects.create(workspace=workspace, body_hash=row.body_hash, model=MODEL, answer=PAID, read_at=NOW)
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    page = client.get(reverse("opportunities:detail", args=[row.pk])).content.decode()
    assert "Your chat model reads it differently" in page
    assert "Freehold read: €75 an hour" in page
