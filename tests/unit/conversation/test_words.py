"""What a visitor's words ask for, and what is made of them before they are stored."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.conversation.cleaning import clean, email_in, one_line
from freehold.domain.conversation.phrases import (
    asks_for_person,
    is_beginning,
    is_greeting,
    is_no,
    is_skip,
    is_stop,
    is_thanks,
    is_yes,
)


@pytest.mark.parametrize(
    "text",
    [
        "Talk to a person",
        "I want to speak with a human.",
        "can I talk to someone?",
        "Could I speak to a real person please",
        "connect me with an agent",
        "please transfer me to your support team",
        "HUMAN PLEASE!!!",
        "is there a real person here?",
        "I don’t want to talk to a bot",
        "no bots, i want a person",
        "can someone call me",
        "could somebody please get back to me",
        "I would rather talk to a person",
        "can i chat with a live agent",
        "operator",
        "This is not helping at all. I need a human.",
        "My order is wrong and nobody answers. Please let me talk to somebody!",
        "Mensch",
        "Ich möchte mit einem Menschen sprechen",
        "kann ich mit jemandem reden?",
        "bitte verbinden Sie mich mit einem Mitarbeiter",
        "ich brauche einen Ansprechpartner",
        "kann mich jemand anrufen?",
        "Rufen Sie mich bitte zurück.",
        "ich möchte nicht mit einem Bot reden",
        "ist da jemand, mit dem ich sprechen kann",
        "Ich würde gerne mit einem Menschen sprechen",
        "Das hilft mir nicht. Ich will mit einer echten Person sprechen!",
    ],
)
def test_a_wish_for_a_person_is_understood(text):
    assert asks_for_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "how much is a logo?",
        "do you have a person on staff who does logos",
        "what does human resources software cost",
        "I need a logo for three people",
        "do you design for agents in real estate",
        "I am the owner of a small cafe and need a website",
        "how many people work with you?",
        "which support do you offer?",
        "Do you speak German?",
        "do you talk at conferences",
        "wie viele Mitarbeiter haben Sie?",
        "Was kostet ein Logo für einen Berater?",
        "Ich brauche eine Website für meinen Kundendienst",
        "Ich brauche ein Logo für mein Team",
        "Ich möchte ein Porträt von einer Person",
        "Sprechen Sie auch Englisch?",
        "Who will I work with?",
        "Can you write a text for a bot?",
    ],
)
def test_a_question_is_not_taken_for_one(text):
    assert not asks_for_person(text)


def test_small_words_are_told_apart():
    assert all(is_greeting(text) for text in ("Hi", "Hello there!", "Guten Tag", "moin", "Hallo, guten Morgen"))
    assert not any(is_greeting(text) for text in ("hi, how much is it?", "good design", "tagline for a shop"))
    assert all(is_thanks(text) for text in ("thanks!", "Ok, danke", "Vielen Dank!", "Thank you so much"))
    assert not is_thanks("thanks, and how long does it take?")
    assert all(is_yes(text) for text in ("yes", "Yes, please!", "ja gerne", "Sure", "ok"))
    assert not is_yes("yes but what does it cost")
    assert all(is_no(text) for text in ("no", "No thanks", "nein danke", "not now"))
    assert all(is_skip(text) for text in ("skip", "-", "weiß nicht", "I don't know", "keine Ahnung"))
    assert all(is_stop(text) for text in ("stop", "abbrechen", "Cancel"))


def test_a_beginning_is_told_from_a_question():
    assert all(
        is_beginning(text)
        for text in ("Hi", "I have a question", "Hi, quick question", "Ich hätte da eine Frage:", "It is about a logo and")
    )
    assert not any(is_beginning(text) for text in ("what does it cost?", "logo", "Hi, what does a logo cost?", "opening hours"))


@given(st.text(max_size=3_000))
def test_what_is_cleaned_holds_no_control_characters(text):
    cleaned = clean(text)
    assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in cleaned)
    assert not set(cleaned) & set("\x00\x7f\u202e\u2066")
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


def test_half_a_character_and_the_words_around_it_survive():
    assert clean("a\ud800b") == "a?b"
    assert clean("one\r\ntwo\rthree\x00") == "one\ntwo\nthree"
    assert one_line("  a\nb\tc ") == "a b c"


@given(st.text(max_size=2_000))
def test_no_text_makes_the_readers_fail(text):
    for reader in (asks_for_person, is_beginning, is_greeting, is_thanks, is_yes, is_no, is_skip, is_stop):
        reader(text)
    email_in(text)


def test_long_hostile_texts_are_read_quickly():
    import time

    start = time.process_time()
    for text in ("hi " * 600, "a " * 1000, "i want " * 280, "mit " * 500, "a@" * 1000, "thanks " * 280, "hello,,, " * 220, "-" * 2000):
        asks_for_person(text), is_beginning(text), is_thanks(text), email_in(text)
    assert time.process_time() - start < 1


def test_an_address_is_found_in_a_sentence():
    assert email_in("You can write to Ada.Winter+work@Example.co.uk, thanks") == "ada.winter+work@example.co.uk"
    assert email_in("no address @ all") == ""
