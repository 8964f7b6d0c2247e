"""Visitors who want to hire: offered, asked one thing at a time, handed over, made a client and a brief."""

from django.urls import reverse

from freehold.apps.chatbot.events import BriefTaken
from freehold.apps.chatbot.models import Conversation, ConversationState
from freehold.apps.chatbot.services import conversations as services
from freehold.apps.chatbot.services.intake_brief import make_brief, take_brief
from freehold.apps.clients.models import Client
from freehold.apps.opportunities.models import Opportunity
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.outbox.models import Event
from tests.apps.chatbot.conversations.conftest import NOW, PRICE, lines, say

ANSWERS = (
    "yes please",
    "A logo for my café, with a cup in it",
    "by the end of March",
    "about 1.200,50 € at most",
    "Ada Winter, ada@x.example",
)


def walk(talk, *answers):
    return [message for turn, text in enumerate(answers) for message in say(talk, text, key=f"{turn} {text}")]


def fresh(talk):
    return Conversation.objects.get(pk=talk.pk)


def test_a_request_is_taken_down_and_handed_over_word_for_word(talk, workspace):
    said = walk(talk, "I need a logo for my café", *ANSWERS)
    assert [one.action for one in said] == ["offer", "ask", "ask", "ask", "ask", "handover"]
    over, row = said[-1], fresh(talk)
    for words in ("I need a logo for my café", "with a cup in it", "by the end of March", "about 1.200,50 € at most"):
        assert words in over.text
    assert (row.state, row.why, row.email, row.name) == (ConversationState.WAITING, "brief", "ada@x.example", "Ada Winter")
    assert Event.objects.filter(name="BriefTaken").count() == 1
    mail = OutgoingMail.objects.get()
    assert mail.subject == "Ada Winter sends you a request"
    assert mail.reply_to == "ada@x.example"


def test_it_becomes_one_client_and_one_brief_that_waits_to_be_matched(talk, workspace):
    walk(talk, "I need a logo for my café", *ANSWERS)
    event = BriefTaken(workspace.pk, talk.pk)
    take_brief(event)
    take_brief(event)
    client, opportunity = Client.objects.get(), Opportunity.objects.get()
    assert (client.name, client.email, client.origin) == ("Ada Winter", "ada@x.example", "chat")
    assert opportunity.title == "I need a logo for my café"
    assert "1.200,50 €" in opportunity.description
    assert opportunity.sightings.get().source_kind == "brief"
    assert Event.objects.filter(name="PostingsSighted").count() == 1
    row = fresh(talk)
    assert row.client_id is None, "a typed address opens nobody's papers"
    assert row.intake["opportunity_id"] == opportunity.pk


def test_its_pages_show_it(browser, talk, workspace):
    walk(talk, "I need a logo for my café", *ANSWERS)
    make_brief(workspace.pk, talk.pk, now=NOW)
    text = browser.get(reverse("chatbot:conversation", args=[talk.pk])).content.decode()
    assert "about 1.200,50 € at most" in text
    assert reverse("opportunities:detail", args=[Opportunity.objects.get().pk]) in text
    for name in ("list", "detail"):
        args = [Opportunity.objects.get().pk] if name == "detail" else []
        assert browser.get(reverse(f"opportunities:{name}", args=args)).status_code == 200


def test_a_known_address_is_the_known_client(talk, workspace, linde):
    linde.contacts.create(name="Ada", email="Ada@x.example", created_at=NOW)
    walk(talk, "I need a logo for my café", *ANSWERS)
    make_brief(workspace.pk, talk.pk, now=NOW)
    assert Client.objects.get() == linde
    assert fresh(talk).intake["client_id"] == linde.pk


def test_without_an_address_there_is_a_brief_and_no_client(talk, workspace):
    walk(talk, "I need a logo for my café", "yes", "skip", "skip", "skip", "skip")
    assert make_brief(workspace.pk, talk.pk, now=NOW)
    assert not Client.objects.exists()


def test_no_is_no_and_it_is_not_offered_again(talk):
    said = walk(talk, "I need a logo", "no thanks", "I need a logo")
    assert [one.action for one in said] == ["offer", "say", "handover"]
    assert said[-1].why == "unknown"


def test_a_question_in_between_is_answered_and_the_open_one_asked_again(talk):
    said = walk(talk, "I need a logo", "yes", "What does a logo cost?", "A small one", "soon")
    assert [one.action for one in said][2:4] == ["answer", ""]
    assert said[2].text == PRICE
    assert said[3].text.startswith("What is it about?")
    assert fresh(talk).intake["what"] == "A small one"


def test_a_wish_that_is_also_a_question_is_answered_first(talk):
    said = walk(talk, "What is the price? I need a logo")
    assert [(one.author, one.action) for one in said] == [("bot", "answer"), ("note", "")]
    assert said[0].text == PRICE


def test_a_person_can_be_asked_for_in_the_middle(talk):
    said = walk(talk, "I need a logo", "yes", "let me talk to a human")
    assert (said[-1].action, said[-1].why) == ("handover", "asked_for_person")


def test_a_site_that_takes_no_requests_offers_nothing(site, talk):
    site.takes_briefs = False
    site.save()
    assert [one.action for one in walk(talk, "I need a logo")] == ["handover"]


def test_in_german(site, knows):
    talk = services.open_conversation(site, language="de", now=NOW).conversation
    said = walk(talk, "Ich brauche ein neues Logo", "ja gerne", "Für ein Café", "weiter", "weiß nicht", "Ada Winter, ada@x.example")
    assert said[1].text.startswith("Worum geht es?")
    assert "Wann: (ausgelassen)" in said[-1].text
    assert lines(talk)[-1] == ("bot", "handover")
