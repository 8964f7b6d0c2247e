"""The owner's pages of conversations."""

import pytest
from django.urls import reverse

from freehold.apps.chatbot import commands
from freehold.apps.chatbot.client_panel import conversations_panel
from freehold.apps.chatbot.models import Conversation, ConversationState, KnowledgeEntry
from freehold.apps.chatbot.selectors import conversations as reads
from freehold.apps.chatbot.services import conversations as services
from tests.apps.chatbot.conversations.conftest import NOW, PRICE, say

HTMX = {"HX-Request": "true"}


def page(browser, name, *args, **more):
    answer = browser.get(reverse(f"chatbot:{name}", args=args), more.pop("data", None), **more)
    return answer, answer.content.decode()


@pytest.fixture
def waits(site, knows):
    """A conversation that was passed on."""
    talk = services.open_conversation(site, language="en", name="Ada Winter", email="ada@x.example", now=NOW).conversation
    say(talk, "What does a logo cost?")
    say(talk, "Do you know my <b>uncle</b>?")
    return Conversation.objects.get(pk=talk.pk)


def test_each_list_says_what_it_is_when_it_is_empty(browser, workspace):
    assert "Conversations will stand here" in page(browser, "conversations")[1]


def test_those_that_need_you_come_first_and_states_have_tabs(browser, site, waits, knows):
    quiet = services.open_conversation(site, language="en", now=NOW).conversation
    say(quiet, "What is the price?")
    services.open_conversation(site, language="en", now=NOW)  # nothing was asked: it is nobody's business
    _, needs = page(browser, "conversations")
    assert "What does a logo cost?" in needs
    assert "What is the price?" not in needs
    assert "Unread:" in needs
    _, every = page(browser, "conversations", data={"tab": "all"})
    assert "What is the price?" in every
    assert reads.figures(site.workspace_id, "") == {"needs_you": 1, "bot": 1, "human": 0, "closed": 0, "all": 2}
    assert "Nothing here" in page(browser, "conversations", data={"tab": "closed"})[1]
    assert "Nothing fits these words" in page(browser, "conversations", data={"q": "zebra"})[1]
    assert "uncle" in page(browser, "conversations", data={"q": "uncle", "tab": "all"})[1]


def test_a_conversation_shows_what_was_said_with_its_source_and_escaped(browser, waits):
    answer, text = page(browser, "conversation", waits.pk)
    assert answer.status_code == 200
    assert PRICE in text
    assert "Prices" in text
    assert "my &lt;b&gt;uncle&lt;/b&gt;" in text
    assert "style=" not in text
    waits.refresh_from_db()
    assert not reads.is_unread(waits)


def test_an_answer_by_htmx_comes_back_as_the_new_messages_and_an_empty_field(browser, waits):
    url = reverse("chatbot:conversation_reply", args=[waits.pk])
    text = browser.post(url, {"text": "I do know him.", "key": "k", "after": waits.last_number}, headers=HTMX).content.decode()
    assert "I do know him." in text
    assert PRICE not in text
    assert "I do know him.</textarea>" not in text
    again = browser.post(url, {"text": "I do know him.", "key": "k", "after": waits.last_number + 1}, headers=HTMX).content.decode()
    assert "I do know him." not in again
    waits.refresh_from_db()
    assert waits.state == ConversationState.HUMAN


def test_what_could_not_be_sent_stays_in_the_field(browser, waits, django_user_model):
    bea = django_user_model.objects.create(email="bea@winter.example", is_active=True)
    services.take_over(waits, user=bea, now=NOW)
    url = reverse("chatbot:conversation_reply", args=[waits.pk])
    plain = browser.post(url, {"text": "My careful words", "key": "k"})
    assert plain.status_code == 422
    assert "My careful words</textarea>" in plain.content.decode()
    part = browser.post(url, {"text": "My careful words", "key": "k", "after": "9"}, headers=HTMX).content.decode()
    assert "My careful words</textarea>" in part
    assert "Take over and send" in part
    done = browser.post(url, {"text": "My careful words", "key": "k", "instead": "1"})
    assert done.status_code == 302
    assert waits.messages.filter(author="human", text="My careful words").count() == 1


def test_new_messages_are_polled_and_nothing_is_sent_when_nothing_is_new(browser, waits, knows):
    url = reverse("chatbot:conversation_news", args=[waits.pk])
    assert browser.get(url, {"after": waits.last_number, "state": "waiting"}, headers=HTMX).status_code == 204
    say(waits, "Are you there?")
    text = browser.get(url, {"after": waits.last_number, "state": "waiting"}, headers=HTMX).content.decode()
    assert "Are you there?" in text
    assert 'id="news" hx-swap-oob="true"' in text
    assert 'id="answer"' not in text, "what the person is typing must stay"


def test_the_buttons_do_what_they_say(browser, waits):
    for name, state in (("take", ConversationState.HUMAN), ("back", ConversationState.BOT), ("close", ConversationState.CLOSED)):
        assert browser.post(reverse(f"chatbot:conversation_{name}", args=[waits.pk])).status_code == 302
        waits.refresh_from_db()
        assert waits.state == state
    assert "is closed" in page(browser, "conversation", waits.pk)[1]


def test_what_a_person_answered_can_be_proposed_as_an_answer_for_others(browser, owner, waits):
    services.reply(waits, "Yes, we went to school together.", user=owner, key="1", now=NOW)
    assert "Make this an answer" in page(browser, "conversation", waits.pk)[1]
    assert browser.post(reverse("chatbot:conversation_learn", args=[waits.pk])).status_code == 302
    assert KnowledgeEntry.objects.get().state == "proposed"


@pytest.mark.parametrize("name", ["conversation", "conversation_news"])
def test_nobody_reads_the_conversations_of_others(browser, other_workspace, waits, name):
    Conversation.objects.filter(pk=waits.pk).update(workspace=other_workspace)
    assert page(browser, name, waits.pk)[0].status_code == 404
    assert "uncle" not in page(browser, "conversations", data={"tab": "all"})[1]


@pytest.mark.parametrize("name", ["take", "reply", "back", "close", "learn"])
def test_nobody_acts_in_the_conversations_of_others(browser, other_workspace, waits, name):
    Conversation.objects.filter(pk=waits.pk).update(workspace=other_workspace)
    before = waits.messages.count()
    assert browser.post(reverse(f"chatbot:conversation_{name}", args=[waits.pk]), {"text": "x", "key": "k"}).status_code == 404
    assert waits.messages.count() == before


def test_the_list_asks_no_more_the_more_there_is(browser, site, knows, django_assert_max_num_queries):
    for number in range(12):
        talk = services.open_conversation(site, language="en", now=NOW).conversation
        say(talk, f"Do you know my uncle {number}?")
    url = reverse("chatbot:conversations")
    browser.get(url)
    with django_assert_max_num_queries(9):
        browser.get(url)


def test_palette_badge_and_today_know_who_waits(rf, workspace, other_workspace, waits):
    request = rf.get("/")
    request.workspace = workspace
    assert commands.waiting_count(request) == 1
    assert [hit.hint for hit in commands.search(request, "uncle", 5)] == ["Ada Winter"]
    assert [row.pk for row in reads.needs_you(workspace)] == [waits.pk]
    request.workspace = other_workspace
    assert commands.waiting_count(request) == 0
    assert commands.search(request, "uncle", 5) == []


def test_a_clients_page_lists_their_conversations(rf, workspace, linde, waits):
    request = rf.get("/")
    request.workspace = workspace
    assert conversations_panel(request, linde) is None
    linde.contacts.create(name="Ada", email="ADA@x.example", created_at=NOW)
    assert [row.pk for row in conversations_panel(request, linde).context["conversations"]] == [waits.pk]
