"""A conversation from the first word to the last: answers, hand-over, a person, the end."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from freehold.apps.chatbot.models import Conversation, ConversationState, Message
from freehold.apps.chatbot.selectors import conversations as reads
from freehold.apps.chatbot.services import bot
from freehold.apps.chatbot.services import conversations as services
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import OutgoingMail
from freehold.kit.outbox.models import Event
from tests.apps.chatbot.conversations.conftest import NOW, PRICE, lines, say


def fresh(talk: Conversation) -> Conversation:
    return Conversation.objects.get(pk=talk.pk)


def test_it_begins_with_the_note_that_a_machine_answers(site, knows):
    for language, word in (
        ("en", "automatic assistant (AI)"),
        ("de-AT", "automatischen Assistenten (KI)"),
        ("fr", "automatic assistant (AI)"),
    ):
        first = services.open_conversation(site, language=language, now=NOW).conversation.messages.get()
        assert word in first.text
        assert (first.number, first.author) == (1, "note")
    site.greeting = {"en": "Welcome to my studio!"}
    site.save()
    own = services.open_conversation(site, language="en", now=NOW).conversation.messages.get()
    assert own.text.startswith("Welcome to my studio!")
    assert "automatic assistant (AI)" in own.text


def test_an_answer_is_the_literal_quote_with_its_source(talk):
    (answer,) = say(talk, "What does a logo cost?")
    assert (answer.author, answer.action, answer.text, answer.answers_to) == ("bot", "answer", PRICE, 2)
    assert answer.quotes[0]["source"] == "Prices"
    assert fresh(talk).state == ConversationState.BOT


def test_the_secret_opens_only_its_own_conversation(site, knows):
    one = services.open_conversation(site, language="en", now=NOW)
    other = services.open_conversation(site, language="en", now=NOW)
    assert reads.by_secret(site, one.conversation.public_id, one.secret) == one.conversation
    assert reads.by_secret(site, one.conversation.public_id, other.secret) is None
    assert reads.by_secret(site, "nothing", one.secret) is None
    assert one.secret not in str(vars(one.conversation))


def test_it_asks_to_rephrase_once_and_then_passes_on(talk):
    (again,) = say(talk, "maybe something?")
    assert again.action == "rephrase"
    (over,) = say(talk, "maybe another thing?")
    assert (over.action, over.author) == ("handover", "bot")
    assert fresh(talk).state == ConversationState.WAITING


def test_the_hand_over_is_visible_and_says_when_and_asks_how_to_reach_the_visitor(talk):
    (over,) = say(talk, "Do you know my uncle?")
    assert "passed your question on to a person" in over.text
    assert "by Monday, 23 November, 14:00 (Berlin)" in over.text
    assert "leave your name and e-mail" in over.text
    row = fresh(talk)
    assert row.expected_by == NOW + timedelta(hours=4)
    assert Event.objects.filter(name="ConversationHandedOver").count() == 1


def test_out_of_hours_it_says_so_in_the_owners_words_or_ours(site, knows):
    sunday = NOW - timedelta(days=1)
    talk = services.open_conversation(site, language="de", now=sunday).conversation
    (over,) = say(talk, "Kennen Sie meinen Onkel?", now=sunday)
    assert "Gerade ist niemand da." in over.text
    assert "Montag, 23. November, 13:00 (Berlin)" in over.text
    site.away_text = {"de": "Sonntags wandere ich."}
    site.save()
    other = services.open_conversation(site, language="de", now=sunday).conversation
    (over,) = say(other, "Kennen Sie meinen Onkel?", now=sunday)
    assert "Sonntags wandere ich." in over.text


def test_a_person_can_be_asked_for_at_any_time_in_words_or_by_the_button(site, knows, talk):
    (over,) = say(talk, "Can I talk to a human please?")
    assert (over.why, over.action) == ("asked_for_person", "handover")
    assert knows.asked == []
    other = services.open_conversation(site, language="en", now=NOW).conversation
    services.ask_for_person(other, now=NOW)
    services.ask_for_person(other, now=NOW)
    assert lines(other) == [("note", "greeting"), ("note", "handover")]
    assert fresh(other).handovers == 1


def test_the_bot_is_silent_after_the_hand_over(talk):
    say(talk, "Do you know my uncle?")
    assert say(talk, "What does a logo cost?") == []
    assert fresh(talk).state == ConversationState.WAITING


def test_the_same_key_is_the_same_message(talk):
    one = services.post_message(talk, "What does it cost?", key="abc", now=NOW)
    two = services.post_message(talk, "What does it cost?", key="abc", now=NOW)
    assert one == two
    assert fresh(talk).visitor_number == one.number
    # Nobody can take the place of a message of somebody else by guessing its key.
    services.post_message(talk, "And now?", key="b:2", now=NOW)
    assert len(services.answer_waiting(talk.pk, now=NOW)) == 1


def test_messages_in_a_burst_are_answered_once(talk, knows):
    for text in ("Hi", "I have a question", "what does a logo cost?"):
        services.post_message(talk, text, key=text, now=NOW)
    (answer,) = services.answer_waiting(talk.pk, now=NOW)
    assert knows.asked == ["Hi\nI have a question\nwhat does a logo cost?"]
    assert answer.answers_to == 4
    assert services.answer_waiting(talk.pk, now=NOW) == []


def test_a_lone_beginning_waits_a_moment_for_what_follows(talk):
    assert say(talk, "Hi") == []
    assert fresh(talk).unanswered_since == NOW
    assert DBTaskResult.objects.filter(task_path__endswith="conversations.answer", run_after__gt=timezone.now()).count() == 1
    (hello,) = services.answer_waiting(talk.pk, now=NOW + timedelta(seconds=4))
    assert hello.action == "say"


def test_a_clock_that_was_set_back_does_not_make_it_wait(talk):
    services.post_message(talk, "Hi", key="1", now=NOW)
    assert services.answer_waiting(talk.pk, now=NOW - timedelta(days=1))


def test_nothing_the_bot_worked_out_is_said_when_a_person_took_over_meanwhile(talk, owner, knows, monkeypatch):
    services.post_message(talk, "What does it cost?", key="1", now=NOW)

    def slow(row, texts, **more):
        services.take_over(talk, user=owner, now=NOW)
        return bot.Decision(action="answer", text="too late")

    monkeypatch.setattr("freehold.apps.chatbot.services.bot_turn.decide", slow)
    assert services.answer_waiting(talk.pk, now=NOW) == []
    assert "bot" not in {author for author, _ in lines(talk)}


def test_what_is_written_while_the_bot_thinks_is_answered_with_it_once(talk, knows, monkeypatch):
    services.post_message(talk, "What does it", key="1", now=NOW)
    seen = []

    def slow(row, texts, **more):
        seen.append(texts)
        if len(seen) == 1:
            services.post_message(talk, "cost?", key="2", now=NOW)
        return bot.Decision(action="answer", text="here")

    monkeypatch.setattr("freehold.apps.chatbot.services.bot_turn.decide", slow)
    (answer,) = services.answer_waiting(talk.pk, now=NOW)
    assert seen == [("What does it",), ("What does it", "cost?")]
    assert answer.answers_to == 3


def test_whatever_breaks_the_visitor_gets_a_person(talk, monkeypatch):
    def broken(*_args, **_more):
        raise ZeroDivisionError

    monkeypatch.setattr(bot, "answerer_of", broken)
    (over,) = say(talk, "What does it cost?")
    assert (over.action, over.why) == ("handover", "fault")


@pytest.mark.parametrize(
    ("text", "says"), [("x" * 2_001, "2,000"), ("y" * 1_000_000, "2,000"), ("", "nothing"), ("\x00\x07 \n", "nothing")]
)
def test_what_cannot_be_a_message_is_refused_kindly_and_stores_nothing(talk, text, says):
    with pytest.raises(UserError, match=says):
        services.post_message(talk, text, key="1", now=NOW)
    assert Message.objects.filter(conversation=talk).count() == 1


def test_control_characters_are_taken_out(talk):
    assert services.post_message(talk, "what\x00 does\u202e it\x1b[31m cost", key="1", now=NOW).text == "what does it[31m cost"


def test_a_person_answers_and_everything_is_numbered_without_gaps(talk, owner):
    say(talk, "Do you know my uncle?")
    message = services.reply(talk, "I do!", user=owner, key="k1", now=NOW)
    assert services.reply(talk, "I do!", user=owner, key="k1", now=NOW) == message
    assert say(talk, "What does a logo cost?") == []
    row = fresh(talk)
    assert (row.state, row.taken_by) == (ConversationState.HUMAN, owner)
    assert [one.number for one in talk.messages.order_by("number")] == list(range(1, row.last_number + 1))
    assert Event.objects.filter(name="PersonReplied").count() == 1


def test_a_second_person_is_told_who_has_it(talk, owner, django_user_model):
    bea = django_user_model.objects.create(email="bea@winter.example", is_active=True)
    services.reply(talk, "Hello, this is Mara.", user=owner, key="1", now=NOW)
    with pytest.raises(services.TakenBySomebody, match="kept"):
        services.reply(talk, "Hello, this is Bea.", user=bea, key="1", now=NOW)
    with pytest.raises(services.TakenBySomebody):
        services.take_over(talk, user=bea, now=NOW)
    services.take_over(talk, user=bea, now=NOW, instead=True)
    assert services.reply(talk, "Hello, this is Bea.", user=bea, key="1", now=NOW).text == "Hello, this is Bea."
    with pytest.raises(services.TakenBySomebody):
        services.reply(talk, "And me again", user=owner, key="2", now=NOW)


def test_handed_back_the_bot_answers_the_next_message_and_none_before(talk, owner, knows):
    say(talk, "Do you know my uncle?")
    say(talk, "And what does it cost?")
    services.take_over(talk, user=owner, now=NOW)
    services.hand_back(talk, user=owner, now=NOW)
    assert services.answer_waiting(talk.pk, now=NOW) == []
    (answer,) = say(talk, "What is the price?")
    assert answer.text == PRICE
    with pytest.raises(UserError, match="already"):
        services.hand_back(talk, user=owner, now=NOW)


def test_nothing_is_said_after_the_end(talk, owner):
    say(talk, "Do you know my uncle?")
    services.close(talk, user=owner, now=NOW)
    services.close(talk, user=owner, now=NOW)
    services.ask_for_person(talk, now=NOW)
    services.give_contact(talk, name="Ada", email="", now=NOW)
    with pytest.raises(services.ConversationOver, match="kept"):
        services.reply(talk, "One more thing", user=owner, key="1", now=NOW)
    assert services.answer_waiting(talk.pk, now=NOW) == []
    assert lines(talk)[-1] == ("note", "closed")
    assert Event.objects.filter(name="ConversationClosed").count() == 1


def test_writing_into_a_closed_conversation_begins_a_new_one_that_reads_nothing_old(site, owner, knows):
    opened = services.open_conversation(site, language="en", email="ada@x.example", now=NOW)
    old = opened.conversation
    say(old, "Do you know my uncle?")
    services.close(old, user=owner, now=NOW)
    knows.asked.clear()
    before = fresh(old).last_number
    message = services.post_message(fresh(old), "What does a logo cost?", key="new", now=NOW)
    assert services.post_message(fresh(old), "What does a logo cost?", key="new", now=NOW) == message
    new = message.conversation
    assert (new.continues, new.email, new.state) == (old, "ada@x.example", ConversationState.BOT)
    assert message.number == before + 2
    services.answer_waiting(new.pk, now=NOW)
    assert knows.asked == ["What does a logo cost?"]
    assert fresh(old).last_number == before
    # The visitor's page goes on by the address and the secret it has.
    assert reads.by_secret(site, old.public_id, opened.secret) == new
    assert [one.text for one in reads.visitor_view(new, after=before)][1:] == ["What does a logo cost?", PRICE]


def test_an_address_typed_while_a_person_is_waited_for_is_kept(talk):
    say(talk, "Do you know my uncle?")
    say(talk, "sure: Ada@X.example")
    assert fresh(talk).email == "ada@x.example"
    with pytest.raises(UserError, match="no e-mail"):
        services.give_contact(talk, name="", email="nobody", now=NOW)
    services.give_contact(talk, name="Ada\nWinter", email="ada@y.example", now=NOW)
    assert (fresh(talk).name, fresh(talk).email) == ("Ada Winter", "ada@y.example")


def test_the_owner_gets_one_mail_a_hand_over_with_who_what_and_the_transcript(talk, owner):
    services.give_contact(talk, name="Ada Winter", email="ada@x.example", now=NOW)
    say(talk, "What does a logo cost?")
    say(talk, "Do you know my uncle?")
    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to, mail.reply_to) == ("chat_handover", "mara@winter.example", "ada@x.example")
    assert mail.subject == "Ada Winter waits for your answer"
    for words in ("Do you know my uncle?", PRICE, "Reach them: ada@x.example", "Reply to this mail"):
        assert words in mail.text
    assert (mail.about_type, mail.about_id) == ("conversation", str(talk.pk))
    services.take_over(talk, user=owner, now=NOW)
    services.hand_back(talk, user=owner, now=NOW)
    say(talk, "And my aunt?")
    assert OutgoingMail.objects.count() == 2


def test_a_wrong_address_of_the_owner_does_not_stop_the_visitor(site, talk):
    site.notify = "not an address"
    site.save()
    (over,) = say(talk, "Do you know my uncle?")
    assert over.action == "handover"
    assert not OutgoingMail.objects.exists()


def test_no_words_are_mailed_to_an_address_before_a_person_has_looked(talk):
    services.give_contact(talk, name="", email="victim@x.example", now=NOW)
    say(talk, "Buy my pills, what does it cost?")
    services.close_by_visitor(talk, now=NOW, transcript=True)
    assert not OutgoingMail.objects.exists()


def test_a_transcript_is_mailed_when_it_was_asked_for(talk, owner):
    services.give_contact(talk, name="", email="ada@x.example", now=NOW)
    say(talk, "What does a logo cost?")
    services.reply(talk, "As it says.", user=owner, key="1", now=NOW)
    services.close_by_visitor(talk, now=NOW, transcript=True)
    services.close_by_visitor(talk, now=NOW, transcript=True)
    mail = OutgoingMail.objects.get(kind="chat_transcript")
    assert PRICE in mail.text
    assert mail.to == "ada@x.example"


def test_notes_for_the_owner_alone_are_never_shown_to_the_visitor(talk):
    from freehold.apps.chatbot.services.conversations_hold import PRIVATE, hold

    with hold(talk.pk) as held:
        held.note("mail from another address", now=NOW, why="other_address", action=PRIVATE)
    assert len(reads.visitor_view(talk, after=0)) == 1
    assert len(reads.messages(talk)) == 2
