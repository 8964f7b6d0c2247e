"""Who answers by mail stands in the conversation: once, as who they are, and only where it is meant."""

from __future__ import annotations

import pytest
from django.utils import timezone

from freehold.apps.chatbot.models import Author, Conversation
from freehold.apps.chatbot.selectors.conversations import visitor_view
from freehold.apps.chatbot.services import conversations
from freehold.apps.chatbot.services.mail_replies import MOST_PARTS, parts_of, take_reply
from freehold.kit.mailing.events import MailReplied
from freehold.kit.mailing.models import IncomingReply, OutgoingMail
from tests.apps.chatbot.mail.conftest import OWN, VISITOR

pytestmark = pytest.mark.django_db(transaction=True)


def said(row: Conversation, author: Author) -> list[str]:
    return list(row.messages.filter(author=author).order_by("number").values_list("text", flat=True))


def private(row: Conversation) -> list[str]:
    return list(row.messages.filter(action="private").order_by("number").values_list("text", flat=True))


def handover(post):
    post.work()
    return next(mail for mail in post.smtp.mails if mail["Reply-To"] == VISITOR)


def test_a_hand_over_is_answered_by_mail_and_the_visitor_sees_it_once(post, waiting):
    mail = handover(post)
    post.put("Sent", post.answer(mail, "Yes, maps too.\nFrom 400 euros.", sender=f"Mara <{OWN}>"))
    post.work()
    post.work()
    waiting.refresh_from_db()
    assert said(waiting, Author.HUMAN) == ["Yes, maps too.\nFrom 400 euros."]
    assert (waiting.state, waiting.unseen_since) == ("human", None)
    assert [one.text for one in visitor_view(waiting, after=0) if one.author == Author.HUMAN] == ["Yes, maps too.\nFrom 400 euros."]
    assert not any(mail["To"] == VISITOR for mail in post.smtp.mails), "the visitor has it by mail already"
    conversations.post_message(waiting, "Great!", key="two", now=timezone.now())
    assert conversations.answer_waiting(waiting.pk, now=timezone.now()) == [], "the bot is silent from then on"


def test_the_visitor_writes_on_by_mail(post, waiting):
    mail = handover(post)
    first = post.answer(mail, "Yes, maps too.", sender=OWN)
    post.put("Sent", first)
    post.put(
        "INBOX", post.answer(first, "Wonderful. How soon?", sender=f"Robin <{VISITOR.title()}>", receiver=OWN, number=2, files=["plan.pdf"])
    )
    post.work()
    waiting.refresh_from_db()
    assert said(waiting, Author.VISITOR) == ["Do you also draw maps?", "Wonderful. How soon?"]
    assert waiting.state == "human" and waiting.told_number == waiting.visitor_number
    assert "plan.pdf" in private(waiting)[0]
    assert not any("plan.pdf" in one.text for one in visitor_view(waiting, after=0))


def test_a_mail_while_the_bot_has_the_word_goes_to_a_person(post, waiting, owner):
    mail = handover(post)
    conversations.take_over(waiting, user=owner, now=timezone.now())
    conversations.hand_back(waiting, user=owner, now=timezone.now())
    post.put("INBOX", post.answer(mail, "Are you there?", sender=VISITOR, receiver=OWN))
    post.work()
    waiting.refresh_from_db()
    assert waiting.state == "waiting" and said(waiting, Author.VISITOR)[-1] == "Are you there?"


def test_another_sender_is_only_noted_for_the_owner(post, waiting):
    post.put("INBOX", post.answer(handover(post), "I am Robin, honestly.", sender="eve@else.example", receiver=OWN))
    post.work()
    assert said(waiting, Author.VISITOR) == ["Do you also draw maps?"]
    assert "eve@else.example" in private(waiting)[0] and "I am Robin, honestly." in private(waiting)[0]
    assert not any("Robin, honestly" in one.text for one in visitor_view(waiting, after=0))


def test_who_forges_the_owners_address_does_not_speak_for_the_owner(post, waiting):
    post.put("INBOX", post.answer(handover(post), "All of it is free.", sender=f"Mara <{OWN}>", receiver=VISITOR))
    post.work()
    waiting.refresh_from_db()
    assert said(waiting, Author.HUMAN) == [] and waiting.state == "waiting"
    assert "All of it is free." in private(waiting)[0]


def test_a_forwarded_hand_over_stays_between_the_owner_and_a_third(post, waiting):
    post.put("Sent", post.answer(handover(post), "Can you take this one? He is difficult.", sender=OWN, receiver="colleague@else.example"))
    post.work()
    assert said(waiting, Author.HUMAN) == private(waiting) == []


def test_without_an_address_of_the_visitor_an_answer_to_oneself_is_meant_for_them(post, waiting):
    Conversation.objects.update(email="")
    waiting.refresh_from_db()
    OutgoingMail.objects.update(reply_to="")
    post.work()
    mail = post.smtp.mails[0]
    post.put("Sent", post.answer(mail, "Yes, maps too.", sender=OWN, receiver=OWN))
    post.work()
    assert said(waiting, Author.HUMAN) == ["Yes, maps too."]


def test_a_mail_into_a_closed_conversation_begins_one_that_continues_it(post, waiting, owner):
    mail = handover(post)
    conversations.close(waiting, user=owner, now=timezone.now())
    post.put("INBOX", post.answer(mail, "One more thing.", sender=VISITOR, receiver=OWN))
    post.work()
    following = waiting.continuations.get()
    assert said(following, Author.VISITOR) == ["One more thing."] and following.state == "waiting"
    post.put("Sent", post.answer(mail, "Which one?", sender=OWN, number=2))
    post.work()
    assert said(following, Author.HUMAN) == ["Which one?"]


def test_the_owners_mail_after_the_end_is_noted(post, waiting, owner):
    mail = handover(post)
    conversations.close(waiting, user=owner, now=timezone.now())
    post.put("Sent", post.answer(mail, "I had forgotten this.", sender=OWN))
    post.work()
    assert said(waiting, Author.HUMAN) == [] and "I had forgotten this." in private(waiting)[0]


def test_caps_and_empty_mails_lose_nothing(post, waiting):
    mail = handover(post)
    site = waiting.site
    type(site).objects.update(conversation_cap=1)
    post.put("INBOX", post.answer(mail, "A message too many.", sender=VISITOR, receiver=OWN))
    post.put("INBOX", post.answer(mail, "", sender=VISITOR, receiver=OWN, number=2))
    post.work()
    notes = private(waiting)
    assert len(notes) == 2 and "A message too many." in notes[0] and "could not be told" in notes[1]


def test_the_same_reply_told_of_twice_or_about_something_else_does_nothing(post, waiting):
    post.put("INBOX", post.answer(handover(post), "Once.", sender=VISITOR, receiver=OWN))
    post.work()
    found = IncomingReply.objects.get()
    take_reply(MailReplied(found.workspace_id, found.mail_id, found.pk))
    assert said(waiting, Author.VISITOR).count("Once.") == 1
    count = waiting.messages.count()
    take_reply(MailReplied(found.workspace_id + 1, found.mail_id, found.pk))
    for about_type, about_id in (("document", str(waiting.pk)), ("conversation", "x"), ("conversation", "999999")):
        OutgoingMail.objects.update(about_type=about_type, about_id=about_id)
        take_reply(MailReplied(found.workspace_id, found.mail_id, found.pk))
    assert waiting.messages.count() == count


def test_a_long_mail_becomes_several_messages_and_the_rest_stays_in_the_mailbox(post, waiting):
    text = "\n\n".join(f"Paragraph {number} " + "word " * 150 for number in range(20))
    post.put("INBOX", post.answer(handover(post), text, sender=VISITOR, receiver=OWN))
    post.work()
    mine = said(waiting, Author.VISITOR)[1:]
    assert len(mine) == MOST_PARTS and all(part.startswith("Paragraph") for part in mine)
    assert "rest in your mailbox" in private(waiting)[0]


def test_parts_keep_every_word_and_fit():
    text = " ".join(f"word{number}" for number in range(1_000))
    parts, cut = parts_of(text)
    assert " ".join(parts) == text and not cut and max(map(len, parts)) <= 2_000
    assert parts_of("x" * 4_500) == (["x" * 2_000, "x" * 2_000, "x" * 500], False)
    assert parts_of("") == ([], False) and parts_of("a" * 100_000)[1]
