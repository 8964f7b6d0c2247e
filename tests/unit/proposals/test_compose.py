"""Composing: every language, tone and length gives whole sections that quote their need and claim nothing without evidence."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from freehold.domain.errors import UserError
from freehold.domain.matching.profile import Profile
from freehold.domain.proposals.asked import requirement_table
from freehold.domain.proposals.claims import Given, unproved
from freehold.domain.proposals.compose import Brief, compose
from freehold.domain.proposals.need import needs
from freehold.domain.proposals.price import Price
from freehold.domain.proposals.pricing import Situation, build
from freehold.domain.proposals.section import KEYS, LENGTHS, TONES, whole_text
from freehold.domain.proposals.words import words_in
from tests.unit.proposals.samples import DE, EN, PROFILE, SKILLS, TODAY, read

SITUATION = Situation("EUR", "Booking page", rate=Decimal(80), hours=Decimal(60))


def brief(text=EN, profile=PROFILE, price=None, **more):
    analysis = read(text)
    given = {
        "title": "Booking page",
        "sender": "Mara Winter",
        "table": requirement_table(analysis, profile, gazetteer=SKILLS, today=TODAY),
        "needs": needs(analysis),
        "profile": profile,
        "price": build(SITUATION) if price is None else price,
        "money": lambda amount: f"{amount:,.2f} EUR",
        "valid_until": "13 December 2026",
        "deposit": "30 %",
        "days": "14",
        **more,
    }
    return Brief(**given)


@pytest.mark.parametrize(("language", "tone", "length"), list(product(("en", "de"), TONES, LENGTHS)))
def test_each_language_tone_and_length_is_whole_and_claims_nothing_without_evidence(language, tone, length):
    text = EN if language == "en" else DE
    made = brief(text)
    sections = compose(made, language=language, tone=tone, length=length)
    keys = [one.key for one in sections]
    assert keys == [key for key in KEYS if key in keys]
    assert {"opening", "work", "evidence", "answers", "way", "price", "terms", "next"} == set(keys)
    whole = whole_text(sections)
    assert "{" not in whole
    assert "None" not in whole
    words = words_in(language)
    own = [text for tones in words.texts.values() for text in tones.values()] + list(words.terms.values()) + list(words.titles.values())
    own += [greeting for pair in words.greetings.values() for greeting in pair] + list(words.odd.values())
    own += ["4,800.00 EUR", "13 December 2026", "30 %", "14 days 14 Tagen", "Mara Winter"]
    found = unproved(sections, PROFILE, Given(brief=text, own=own), gazetteer=SKILLS, today=TODAY, language=language)
    assert found == []


def test_the_opening_quotes_their_need_literally():
    sections = compose(brief(), language="en", tone="warm", length="usual")
    assert "“We need somebody who rebuilds our booking page with Django and keeps the payment by card.”" in sections[0].text


def test_a_gap_is_said_openly():
    evidence = next(one for one in compose(brief(), language="en", tone="plain", length="usual") if one.key == "evidence")
    assert "You ask for Kubernetes. I have no project to show for it" in evidence.text


def test_longer_says_more():
    lengths = [len(whole_text(compose(brief(), language="en", tone="plain", length=length))) for length in LENGTHS]
    assert lengths == sorted(lengths)
    assert lengths[0] < lengths[2]


def test_a_brief_in_another_language_is_quoted_as_it_stands():
    sections = compose(brief(DE), language="en", tone="plain", length="usual")
    assert "“Wir suchen jemanden, der unsere Buchungsseite mit Django neu baut.”" in sections[0].text


def test_without_price_evidence_or_need_nothing_is_made_up():
    empty = brief("", Profile(name=""), Price("EUR"), title="Something", sender="", needs=())
    sections = compose(empty, language="en", tone="warm", length="usual")
    whole = whole_text(sections)
    assert "gladly name a price" in whole
    assert not [one for one in sections if one.key == "evidence"]


def test_own_words_take_the_place_of_ours_and_are_filled():
    sections = compose(brief(own={"way": "I work from {valid_until|somewhere}."}), language="en", tone="warm", length="usual")
    assert next(one.text for one in sections if one.key == "way") == "I work from 13 December 2026."


def test_an_unknown_variable_names_its_line():
    with pytest.raises(UserError, match=r"line 2: there is no “\{nonsense\}”"):
        compose(brief(own={"way": "One.\nTwo {nonsense}."}), language="en", tone="warm", length="usual")


def test_braces_in_their_words_name_nothing():
    text = "We need somebody who builds the page {sender} with Django."
    sections = compose(brief(text), language="en", tone="warm", length="usual")
    assert "the page {sender} with Django" in sections[0].text


def test_without_a_page_of_ours_the_client_is_asked_to_reply():
    last = compose(brief(has_link=False), language="en", tone="plain", length="usual")[-1]
    assert "reply" in last.text
    assert "link" not in last.text
