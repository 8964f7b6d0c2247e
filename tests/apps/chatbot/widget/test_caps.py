"""How much one address, one conversation and one day may ask for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from freehold.apps.chatbot.models import ChatSite, Conversation, Message
from freehold.apps.chatbot.services import caps, conversations, sites
from freehold.kit.guests import address_hash
from tests.apps.billing.conftest import NOW
from tests.apps.chatbot.widget.conftest import Visitor


@pytest.fixture
def capped(site, workspace):
    def change(**values: int) -> ChatSite:
        return sites.change_site(workspace, site.pk, now=NOW, **values)

    return change


def test_one_address_opens_only_so_many_conversations(capped):
    site = capped(opening_cap=3)
    answers = [Visitor(site).open() for _ in range(1000 // 100)]
    assert [answer.status_code for answer in answers] == [201] * 3 + [429] * 7
    assert answers[-1].json()["cap"] == "opening"
    assert answers[-1].headers["Retry-After"]
    assert Conversation.objects.count() == 3
    assert Visitor(site, address="203.0.113.8").open().status_code == 201


def test_one_address_sends_only_so_many_messages_an_hour(capped):
    site = capped(visitor_cap=2)
    one, other, far = Visitor(site), Visitor(site), Visitor(site, address="203.0.113.8")
    for visitor in (one, other, far):
        visitor.open()
    assert [one.say("Hello").status_code, other.say("Hello").status_code, one.say("Hello?", key="another-1").status_code] == [200, 200, 429]
    assert far.say("Hello").status_code == 200
    assert one.say("Hello").status_code == 200  # the same key is no new message
    assert Message.objects.filter(author="visitor").count() == 3


def test_one_conversation_takes_only_so_many_messages(capped):
    visitor = Visitor(capped(conversation_cap=2))
    visitor.open()
    codes = [visitor.say("Hello", key=f"message-{number}").status_code for number in range(3)]
    assert codes == [200, 200, 429]


def test_a_day_takes_only_so_many_messages_and_what_is_refused_is_not_counted(capped):
    site = capped(daily_cap=2)
    visitors = [Visitor(site, address=f"203.0.113.{number}") for number in range(2)]
    for visitor in visitors:
        visitor.open()
    codes = [visitor.say("Hello", key=f"message-{number}").status_code for number in range(2) for visitor in visitors]
    assert codes == [200, 200, 429, 429]
    assert ChatSite.objects.get(pk=site.pk).day_messages == 2
    assert Visitor(site, address="203.0.113.9").open().status_code == 429


def test_the_next_day_counts_anew_also_when_the_clock_was_wrong(site):
    opened = conversations.open_conversation(site, language="en", now=NOW).conversation
    opened.site = site
    site.daily_cap = 1
    site.save()
    for day in (0, 1, -3):
        now = NOW + timedelta(days=day)
        caps.count_message(opened, now=now)
        with pytest.raises(caps.CapReached):
            caps.count_message(opened, now=now)


def test_an_hour_later_the_address_may_write_again(capped, monkeypatch):
    visitor = Visitor(capped(visitor_cap=1))
    visitor.open()
    assert visitor.say("Hello").status_code == 200
    assert visitor.say("Hello?", key="another-1").status_code == 429
    later = timezone.now() + timedelta(minutes=61)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert visitor.say("Hello?", key="another-1").status_code == 200


def test_the_address_itself_is_never_stored(visitor):
    visitor.open()
    stored = Conversation.objects.get().address_hash
    assert len(stored) == 64
    assert "203" not in Conversation.objects.values_list("origin", flat=True)[0]
    assert stored == address_hash("203.0.113.7", now=timezone.now())


def test_caps_cost_few_queries(visitor, django_assert_max_num_queries):
    visitor.open()
    conversation = Conversation.objects.select_related("site").get()
    with django_assert_max_num_queries(5):  # with the save point around them
        caps.count_message(conversation, now=NOW)
