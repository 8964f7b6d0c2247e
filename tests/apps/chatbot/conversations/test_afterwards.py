"""What time alone makes due: answers that were left, mails to who has gone, a kind word when it takes longer, tidying."""

from datetime import timedelta

import pytest

from freehold.apps.chatbot.models import Conversation, ConversationState
from freehold.apps.chatbot.services import conversations as services
from freehold.apps.chatbot.services import followup
from freehold.apps.chatbot.services.caps import CapReached
from freehold.apps.chatbot.tasks import conversations as tasks
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.chatbot.conversations.conftest import NOW, lines, say

LATER = NOW + timedelta(minutes=5)


def fresh(talk):
    return Conversation.objects.get(pk=talk.pk)


def mails(kind):
    return list(OutgoingMail.objects.filter(kind=kind).order_by("pk"))


@pytest.fixture
def reachable(site, knows):
    return services.open_conversation(site, language="en", name="Ada", email="ada@x.example", now=NOW).conversation


def test_a_message_that_a_killed_process_left_is_found_and_answered_once(talk):
    services.post_message(talk, "What does it cost?", key="1", now=NOW)
    assert followup.unanswered(NOW + timedelta(seconds=5)) == []
    assert followup.unanswered(NOW + timedelta(seconds=11)) == [talk.pk]
    assert tasks.answer.call(talk.pk) == 1
    assert tasks.answer.call(talk.pk) == 0
    assert followup.unanswered(LATER) == []


@pytest.mark.parametrize("jump", [timedelta(days=-400), timedelta(days=400)])
def test_clock_jumps_lose_no_message_and_answer_none_twice(talk, jump):
    services.post_message(talk, "What does it cost?", key="1", now=NOW)
    assert followup.unanswered(NOW + jump) == [talk.pk]
    services.answer_waiting(talk.pk, now=NOW + jump)
    services.post_message(talk, "And the price?", key="2", now=NOW + jump)
    services.answer_waiting(talk.pk, now=NOW)
    numbers = list(talk.messages.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5]
    assert [author for author, _ in lines(talk)] == ["note", "visitor", "bot", "visitor", "bot"]


def test_a_persons_answer_is_mailed_once_when_the_visitor_has_gone(reachable, owner):
    say(reachable, "Do you know my uncle?")
    services.reply(reachable, "I do, from school.", user=owner, key="1", now=NOW)
    services.reply(reachable, "He says hello.", user=owner, key="2", now=NOW)
    assert followup.due(NOW + timedelta(seconds=30))["unseen"] == []
    assert followup.due(LATER)["unseen"] == [reachable.pk]
    assert followup.mail_unseen(reachable.pk, now=LATER)
    assert not followup.mail_unseen(reachable.pk, now=LATER)
    (mail,) = mails("chat_reply")
    assert (mail.to, mail.reply_to) == ("ada@x.example", "mara@winter.example")
    assert "I do, from school.\n\nHe says hello." in mail.text
    assert "> Do you know my uncle?" in mail.text


def test_an_answer_that_the_page_has_shown_is_not_mailed(reachable, owner):
    say(reachable, "Do you know my uncle?")
    services.reply(reachable, "I do.", user=owner, key="1", now=NOW)
    row = fresh(reachable)
    services.note_seen(row, after=row.last_number - 1)
    assert fresh(reachable).unseen_since
    services.note_seen(row, after=row.last_number)
    assert followup.due(LATER)["unseen"] == []


def test_an_answer_can_be_mailed_at_once(reachable, owner):
    message = services.reply(reachable, "I do.", user=owner, key="1", now=NOW)
    assert services.mail_reply(reachable, message.number, now=NOW)
    assert services.mail_reply(reachable, message.number, now=NOW)
    assert len(mails("chat_reply")) == 1
    assert followup.due(LATER)["unseen"] == []


def test_when_nobody_answers_in_time_both_are_told_once(reachable):
    say(reachable, "Do you know my uncle?")
    row = fresh(reachable)
    assert not followup.follow_up(reachable.pk, now=NOW + timedelta(hours=1))
    late = row.expected_by + timedelta(minutes=1)
    assert followup.due(late)["late"] == [reachable.pk]
    assert followup.follow_up(reachable.pk, now=late)
    assert not followup.follow_up(reachable.pk, now=late)
    assert lines(reachable)[-1] == ("note", "late")
    assert [mail.subject for mail in mails("chat_handover")] == ["Ada waits for your answer", "Ada still waits for your answer"]
    assert len(mails("chat_reply")) == 1


def test_whoever_answered_in_time_is_reminded_of_nothing(reachable, owner):
    say(reachable, "Do you know my uncle?")
    late = fresh(reachable).expected_by + timedelta(minutes=1)
    services.take_over(reachable, user=owner, now=NOW)
    assert followup.due(late)["late"] == []
    assert not followup.follow_up(reachable.pk, now=late)


def test_the_owner_hears_of_more_words_once_unless_they_looked(reachable):
    say(reachable, "Do you know my uncle?")
    services.post_message(reachable, "It is urgent", key="2", now=NOW)
    services.post_message(reachable, "Really", key="3", now=NOW)
    assert followup.due(LATER)["news"] == [reachable.pk]
    assert followup.tell_news(reachable.pk, now=LATER)
    assert not followup.tell_news(reachable.pk, now=LATER)
    assert mails("chat_handover")[-1].subject == "Ada has written again"
    services.post_message(reachable, "Hello?", key="4", now=NOW)
    services.mark_seen(fresh(reachable), now=NOW)
    assert not followup.tell_news(reachable.pk, now=LATER)


def test_quiet_conversations_end_and_empty_ones_go(site, knows, talk):
    say(talk, "What does it cost?")
    empty = services.open_conversation(site, language="en", now=NOW).conversation
    waits = services.open_conversation(site, language="en", now=NOW).conversation
    say(waits, "Do you know my uncle?")
    much_later = NOW + timedelta(days=3)
    assert followup.due(much_later)["over"] == [talk.pk, empty.pk]
    assert all(followup.end_quiet(pk, now=much_later) for pk in (talk.pk, empty.pk))
    assert fresh(talk).state == ConversationState.CLOSED
    assert not Conversation.objects.filter(pk=empty.pk).exists()
    assert not followup.end_quiet(waits.pk, now=much_later), "who waits for a person is never closed by itself"


def test_the_sweep_starts_a_task_for_everything_that_is_due(talk, settings):
    services.post_message(talk, "What does it cost?", key="1", now=NOW)
    # The real clock is far from the one of these tests: whatever is due, the sweep must not break.
    assert tasks.sweep.call() >= 1


def test_one_address_cannot_open_a_thousand_conversations(site, knows):
    opened = 0
    with pytest.raises(CapReached):
        for _ in range(1_000):
            services.open_conversation(site, language="en", address_hash="a" * 64, now=NOW)
            opened += 1
    assert opened == site.opening_cap == Conversation.objects.count()
    assert services.open_conversation(site, language="en", address_hash="b" * 64, now=NOW)


def test_a_refused_message_leaves_no_trace(site, knows, talk):
    site.conversation_cap = 2
    site.save()
    say(talk, "What does it cost?")
    say(talk, "And the price?")
    before = fresh(talk)
    with pytest.raises(CapReached):
        services.post_message(talk, "More", key="3", now=NOW)
    assert services.post_message(talk, "What does it cost?", key="key-What does it cost?", now=NOW).number == 2
    assert vars(fresh(talk)).items() >= {"last_number": before.last_number, "visitor_number": before.visitor_number}.items()
