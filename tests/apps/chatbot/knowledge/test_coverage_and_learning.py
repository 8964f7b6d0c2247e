"""What nobody had written an answer for, and what is learned when a person answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from freehold.apps.chatbot.models import Author, ChatSite, Conversation, EntryState, KnowledgeEntry, Message
from freehold.apps.chatbot.selectors import coverage as reads
from freehold.apps.chatbot.services import coverage, knowledge
from freehold.apps.chatbot.services.learning import propose_from, without_courtesies

from .conftest import NOW


@pytest.fixture
def site(workspace):
    return ChatSite.objects.create(workspace=workspace, public_id="s1", name="Site", created_at=NOW, changed_at=NOW)


def talk(site, *said, at=NOW, language="en"):
    """Store a conversation of (author, text, action, why)."""
    count = Conversation.objects.count()
    row = Conversation.objects.create(
        workspace_id=site.workspace_id, site=site, public_id=f"c{count}", secret_sha256="x", language=language, started_at=at, last_at=at
    )
    number = asked = 0
    for author, text, *more in said:
        number += 1
        asked = number if author == Author.VISITOR else asked
        action, why = (*more, "", "")[:2]
        Message.objects.create(
            conversation=row,
            number=number,
            author=author,
            text=text,
            action=action,
            why=why,
            answers_to=asked if author == Author.BOT else None,
            at=at + timedelta(seconds=number),
        )
    return row


V, B, H = Author.VISITOR, Author.BOT, Author.HUMAN
PASSED = (B, "I will pass this on.", "handover", "unknown")


def groups(workspace):
    return reads.groups(workspace, since=NOW - timedelta(days=30))


def test_questions_of_one_meaning_are_one_group(workspace, site):
    for text in ("Do you ship to Canada?", "Can you send it to Canada?", "Is shipping to Canada possible?", "Do you give drawing lessons?"):
        talk(site, (V, text), PASSED)
    assert len(groups(workspace)) == 4
    assert coverage.has_new_questions(workspace.pk)
    assert coverage.group_questions(workspace.pk, now=NOW) == 2
    assert not coverage.has_new_questions(workspace.pk)
    found = groups(workspace)
    assert [group.count for group in found] == [3, 1]
    assert all("Canada" in text for text in found[0].wordings)


def test_what_was_answered_or_a_wish_for_a_person_is_no_gap(workspace, site):
    talk(site, (V, "When can I call?"), (B, "9 to 17", "answer", "entry"))
    talk(site, (V, "I want a human"), (B, "One moment", "handover", "asked_for_person"))
    assert groups(workspace) == []


def test_a_deleted_conversation_takes_its_questions_along(workspace, site):
    row = talk(site, (V, "Do you ship to Canada?"), PASSED)
    coverage.group_questions(workspace.pk, now=NOW)
    row.delete()
    assert groups(workspace) == []


def test_a_group_opens_the_form_with_its_wordings_and_goes_when_it_is_answered(browser, workspace, site):
    for text in ("Do you ship to Canada?", "Can you send it to Canada?"):
        talk(site, (V, text), PASSED)
    coverage.group_questions(workspace.pk, now=NOW)
    (group,) = groups(workspace)
    shown = browser.get(reverse("chatbot:knowledge_add"), {"asked": group.ids}).content.decode()
    assert "Do you ship to Canada?" in shown
    assert "Can you send it to Canada?" in shown
    browser.post(reverse("chatbot:knowledge_add"), {"question": "Do you ship?", "answer": "Yes, to Canada too.", "asked": group.ids})
    assert groups(workspace) == []


def test_a_group_can_be_set_aside_and_brought_back_but_not_by_others(browser, workspace, other_workspace, site):
    talk(site, (V, "Do you ship to Canada?"), PASSED)
    (group,) = groups(workspace)
    assert coverage.set_aside(other_workspace, [group.newest.message_id]) == 0
    browser.post(reverse("chatbot:knowledge_set_aside"), {"ids": group.ids})
    assert groups(workspace) == []
    browser.post(reverse("chatbot:knowledge_set_aside") + f"?back=1&ids={group.ids}")
    assert len(groups(workspace)) == 1


def test_weeks_are_counted(browser, workspace, site):
    from django.utils import timezone

    now = timezone.now()
    talk(site, (V, "When?"), (B, "9 to 17", "answer", "entry"), (V, "Where?"), PASSED, at=now)
    talk(site, (V, "Huh?"), (B, "Say it again?", "rephrase", "unsure"), at=now - timedelta(days=14))
    found = reads.weeks(workspace, now=now)
    assert [(week.answered, week.rephrased, week.handed_over) for week in found] == [(0, 1, 0), (1, 0, 1)]
    assert "1 of 3 questions were answered at once (33 %)." in browser.get(reverse("chatbot:knowledge_coverage")).content.decode()


def test_a_solved_conversation_becomes_a_proposal_once(workspace, site):
    row = talk(
        site,
        (V, "Hi there"),
        (V, "My project is large. Do you ship to Canada?"),
        PASSED,
        (H, "Hello Anna,\n\nyes, to Canada with DHL, within ten days.\n\nBest wishes\nMara"),
        (V, "Great, thanks"),
    )
    (entry,) = propose_from(row.pk, NOW)
    assert (entry.question, entry.answer) == ("Do you ship to Canada?", "yes, to Canada with DHL, within ten days.")
    assert (entry.state, entry.origin, entry.conversation_id, entry.language) == (EntryState.PROPOSED, "learned", row.pk, "en")
    assert propose_from(row.pk, NOW) == []
    knowledge.remove_entry(workspace, entry.pk, now=NOW)
    assert propose_from(row.pk, NOW) == []


def test_what_an_entry_asks_already_is_not_proposed(workspace, site, hours):
    row = talk(site, (V, "when can I call you"), PASSED, (H, "Any time between nine and five, as it says there."))
    assert propose_from(row.pk, NOW) == []
    assert KnowledgeEntry.objects.count() == 1


@pytest.mark.parametrize("reply", ["Sure!", "Could you tell me which country you mean?", "Hi Anna,\n\nBest\nMara"])
def test_a_reply_that_answers_nothing_is_not_proposed(site, reply):
    row = talk(site, (V, "Do you ship to Canada?"), PASSED, (H, reply))
    assert propose_from(row.pk, NOW) == []


def test_two_topics_become_two_proposals(site):
    row = talk(
        site,
        (V, "Do you ship to Canada?"),
        PASSED,
        (H, "Yes, with DHL within ten days."),
        (V, "And can I pay in three parts?"),
        (H, "Yes, three equal parts are fine with me."),
    )
    assert [entry.question for entry in propose_from(row.pk, NOW)] == ["Do you ship to Canada?", "And can I pay in three parts?"]


def test_a_conversation_that_nobody_answered_or_that_is_gone_proposes_nothing(site):
    assert propose_from(talk(site, (V, "Do you ship?"), PASSED).pk, NOW) == []
    assert propose_from(10**9, NOW) == []


def test_courtesies_are_taken_off_and_nothing_else():
    assert without_courtesies("Liebe Frau Stern,\n\nja, das geht.\nMit freundlichen Grüßen\nM. W.") == "ja, das geht."
    assert without_courtesies("Hello is what the card says in gold letters. It costs 4 euros.") == (
        "Hello is what the card says in gold letters. It costs 4 euros."
    )


def test_what_would_be_answered_by_now_is_no_gap_until_the_answer_goes(workspace, site, hours, parking):
    talk(site, (V, "Where can I park?"), PASSED)
    talk(site, (V, "Do you ship to Canada?"), PASSED)
    assert coverage.group_questions(workspace.pk, now=NOW) == 1
    assert [group.wordings for group in groups(workspace)] == [["Do you ship to Canada?"]]
    knowledge.remove_entry(workspace, parking.pk, now=NOW)
    assert coverage.has_new_questions(workspace.pk)
    coverage.group_questions(workspace.pk, now=NOW)
    assert len(groups(workspace)) == 2
