"""Small signs: each is harmless alone, two of them make a warning, and ordinary postings show none."""

from __future__ import annotations

import pytest

from freehold.domain.postings.red_flag_small import SMALL_WHYS, find_small_signs
from tests.unit.postings.reading import document, read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Typist wanted", "simple_office_work"),
        ("Bürokraft gesucht", "simple_office_work"),
        ("You work from home", "from_home"),
        ("Sie arbeiten von zu Hause aus", "from_home"),
        ("You must be 18 and have a computer", "asks_little"),
        ("Mindestens 18 Jahre, eigener PC mit Internet", "asks_little"),
        ("Complete training provided", "training_given"),
        ("Wir lernen Sie an", "training_given"),
        ("You are paid weekly", "quick_pay"),
        ("500 to 700 a month, or $300 per week", "quick_pay"),
        ("Wöchentlich ausgezahlt", "quick_pay"),
        ("Limited spots, act now!", "hurry"),
        ("Nur noch wenige Plätze", "hurry"),
        ("Sell it in your friends and family market", "friends"),
    ],
)
def test_a_small_sign_is_found_with_its_words_and_warns_of_nothing_alone(text, code):
    found = {sign.code: sign for sign in find_small_signs(document(text))}
    assert code in found
    assert found[code].quote in text
    assert found[code].why == SMALL_WHYS[code]
    if len(found) == 1:
        assert "small_signs" not in {flag.code for flag in read(text).red_flags}


@pytest.mark.parametrize(
    "text",
    [
        "Customer assistant. You need a high school diploma and we will train you.",
        "Virtual assistant, home-based. You are paid weekly.",
        "Schreibkraft für Heimarbeit. Mindestens 18 Jahre.",
    ],
)
def test_two_small_signs_warn(text):
    flags = {flag.code: flag for flag in read(text).red_flags}
    assert flags["small_signs"].quote in text


@pytest.mark.parametrize(
    "text",
    [
        "Senior engineer for our customer support platform. You may work from home two days a week.",
        "Contract developer, $600 per day, outside IR35",
        "We train models on customer data; training is provided to clients by our team.",
        "Our app brings friends and family closer. Apply by Friday.",
        "Five years of experience as a bookkeeper, high school diploma or more, 5 years",
        "Wir suchen eine Grafikerin für ein Logo, Vergütung nach Absprache.",
    ],
)
def test_ordinary_work_is_not_taken_for_a_made_up_one(text):
    assert "small_signs" not in {flag.code for flag in read(text).red_flags}


def test_each_small_sign_is_given_once_and_words_its_reason():
    signs = find_small_signs(document("Paid weekly. Really paid weekly. Apply today, apply today."))
    assert [sign.code for sign in signs] == ["quick_pay", "hurry"]
    assert all(why.endswith(".") for why in SMALL_WHYS.values())
