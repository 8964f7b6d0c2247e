"""Taking a brief: recognised, asked one thing at a time, kept word for word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.conversation.brief import DECLINED, DONE, QUESTIONS, Brief, advance, brief_of, name_in, takes_as_answer, wants_to_hire


@pytest.mark.parametrize(
    "text",
    [
        "I need a logo",
        "can you translate my website into German?",
        "I'm looking for a developer for a small booking app",
        "We would like to hire you",
        "Could you build us a small online shop?",
        "I'd like to get a quote for a redesign",
        "I have a project for you",
        "Hi! I need help with my WordPress site.",
        "Ich brauche ein neues Logo für mein Café",
        "Können Sie meine Website übersetzen?",
        "Wir suchen einen Entwickler",
        "Könnten Sie mir bitte ein Angebot machen?",
        "Haben Sie Zeit für ein neues Projekt?",
    ],
)
def test_a_wish_to_hire_is_recognised(text):
    assert wants_to_hire(text)


@pytest.mark.parametrize(
    "text",
    [
        "How much is a logo?",
        "Do you design logos?",
        "When can you start?",
        "What do I need for a website?",
        "is my invoice paid?",
        "can you send me the invoice",
        "I need the invoice again",
        "How do I get a quote?",
        "can you help me?",
        "Was kostet ein Logo?",
        "Machen Sie auch Übersetzungen?",
        "Ich brauche die Rechnung nochmal",
    ],
)
def test_a_question_is_not_taken_for_an_order(text):
    assert not wants_to_hire(text)


def test_the_questions_come_one_at_a_time_and_the_words_are_kept():
    brief = Brief(first="I need a logo")
    asked = []
    for answer in (
        "yes",
        "A logo for my café, two colours",
        "by the end of March",
        "about 1.200,50 € – no more",
        "Ada Winter, ada@winter.example",
    ):
        brief = advance(brief, answer, has_email=False)
        asked.append(brief.step)
    assert asked == [*QUESTIONS, DONE]
    assert brief.budget == "about 1.200,50 € – no more"
    assert brief.when == "by the end of March"
    assert name_in(brief.contact) == "Ada Winter"
    assert brief_of(brief.to_json()) == brief


def test_any_question_may_be_left_out():
    brief = Brief(first="I need a logo")
    for answer in ("yes", "skip", "weiß nicht", "-", "skip"):
        brief = advance(brief, answer, has_email=False)
    assert brief == Brief(step=DONE, first="I need a logo")


def test_an_address_that_is_known_is_not_asked_for():
    brief = Brief(step="budget", first="I need a logo")
    assert advance(brief, "500", has_email=True).step == DONE
    assert advance(Brief(step="budget", first="Logo, write to a@b.example"), "500", has_email=False).step == DONE


def test_no_ends_it_and_stop_ends_it_at_any_time():
    assert advance(Brief(), "No thanks", has_email=False).step == DECLINED
    assert advance(Brief(step="budget"), "stop", has_email=False).step == DECLINED


def test_a_new_question_leaves_the_offer_alone():
    assert not takes_as_answer(Brief(), "how long does it take?")
    assert takes_as_answer(Brief(), "yes please")
    assert takes_as_answer(Brief(), "It is a small café in Cologne and we open in May")


@given(st.lists(st.text(min_size=1, max_size=300), max_size=12), st.booleans())
def test_whatever_is_said_it_ends_and_invents_nothing(answers, known):
    brief = Brief(first="I need a logo")
    for answer in answers:
        if not brief.is_open:
            break
        brief = advance(brief, answer, has_email=known)
        assert {brief.what, brief.when, brief.budget, brief.contact} <= {"", *answers}
    if len(answers) >= 6:
        assert not brief.is_open


def test_a_long_wish_gets_a_title_of_one_line():
    title = Brief(first="I need a website\n" + "with many pages " * 20).title
    assert len(title) <= 90
    assert "\n" not in title
    assert title.endswith("…")
