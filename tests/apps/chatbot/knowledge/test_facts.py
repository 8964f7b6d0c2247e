"""What the workspace itself says: literal, in English and German, only what was switched on and stored."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from freehold.apps.accounts.services import people
from freehold.apps.billing.services.settings import save_settings
from freehold.apps.chatbot.services import knowledge
from freehold.apps.chatbot.services.answerer import answerer_of
from freehold.apps.chatbot.services.knowledge_facts import HARMLESS, KINDS, facts_of
from freehold.domain.matching.profile import Profile, Service

from .conftest import NOW, PROFILE, TODAY


def told(workspace, kinds=KINDS, day=TODAY):
    return {entry.id: entry for entry in facts_of(workspace.pk, kinds, day)}


def test_nothing_is_told_before_it_is_switched_on(workspace, freelancer):
    assert answerer_of(workspace.pk, now=NOW).entries == []
    knowledge.set_facts(workspace, ["service"], now=NOW)
    assert {entry.id.split(":")[0] for entry in answerer_of(workspace.pk, now=NOW).entries} == {"services", "service", "prices"}
    knowledge.set_facts(workspace, [], now=NOW)
    assert answerer_of(workspace.pk, now=NOW).entries == []


def test_every_fact_has_five_phrasings_in_both_languages(workspace, freelancer):
    found = told(workspace)
    assert {entry.language for entry in found.values()} == {"en", "de"}
    assert all(len(entry.wordings) >= 5 for entry in found.values())
    assert not any("{" in text for entry in found.values() for text in (*entry.wordings, entry.answer))


def test_a_price_is_told_exactly_as_it_was_entered(workspace, freelancer):
    found = told(workspace, ["service"])
    assert found["service:0:en"].answer == "Logo design: Three drafts, two rounds of changes\nPrice: €900"
    assert found["service:1:de"].answer == "Book cover: Front, back and spine\nPreis: from €650"
    assert found["prices:0:en"].answer == "Logo design: €900\nBook cover: from €650"
    assert "What does Logo design cost?" in found["service:0:en"].wordings
    assert not any("cost" in text for text in found["service:2:en"].wordings)


def test_braces_in_a_name_are_text(workspace):
    people.add_freelancer(workspace, Profile(name="A", services=(Service("{answer} {0}", "", "{x}"),)), now=NOW)
    found = told(workspace, ["service"])["service:0:en"]
    assert found.answer == "{answer} {0}\nPrice: {x}"
    assert "How much is {answer} {0}?" in found.wordings


def test_languages_place_and_hours_stand_in_the_readers_language(workspace, freelancer):
    found = told(workspace)
    assert found["language:0:de"].answer == "Sprachen: Deutsch, Englisch"
    assert found["place:0:en"].answer == "Based in: Köln, Germany"
    assert found["availability:0:en"].answer == "Available from: December 1, 2026\nHours a week: 25"


def test_a_day_that_has_passed_is_not_told(workspace, freelancer):
    assert told(workspace, day=date(2026, 12, 2))["availability:0:en"].answer == "Hours a week: 25"


def test_several_freelancers_are_told_by_name(workspace, freelancer):
    people.add_freelancer(workspace, Profile(name="Jo Stern", services=(Service("Logo design", "", "€700"),), city="Bonn"), now=NOW)
    found = told(workspace)
    assert found["service:0:en"].answer.split("\n") == [
        "Logo design (Mara Winter): Three drafts, two rounds of changes",
        "Price: €900",
        "Logo design (Jo Stern)",
        "Price: €700",
    ]
    assert found["place:0:en"].answer == "Mara Winter: Based in: Köln, Germany\nJo Stern: Based in: Bonn"


def test_payment_terms_are_told_only_when_they_were_stored(workspace, freelancer):
    assert not any(key.startswith("terms") for key in told(workspace))
    save_settings(workspace, payment_days=21, discount_percent=Decimal("2.5"), discount_days=7, hourly_rate=Decimal(85), now=NOW)
    found = told(workspace)
    assert found["terms:payment:en"].answer == "Payment: within 21 days of the invoice"
    assert found["terms:discount:de"].answer == "Skonto: 2,5 % bei Zahlung innerhalb von 7 Tagen"
    assert found["rate:0:en"].answer == "Hourly rate: €85"
    assert found["rate:1:en"].answer == "From €70 an hour"


def test_what_costs_and_floors_are_not_taken_with_the_profile():
    assert {"rate", "floor"}.isdisjoint(HARMLESS)


@pytest.mark.parametrize("change", ["profile", "billing"])
def test_an_answer_follows_the_profile_and_the_settings(workspace, freelancer, change):
    from dataclasses import replace

    from freehold.apps.accounts.services.profile import save_profile

    save_settings(workspace, payment_days=21, now=NOW)
    knowledge.set_facts(workspace, HARMLESS, now=NOW)
    before = answerer_of(workspace.pk, now=NOW)
    if change == "billing":
        save_settings(workspace, payment_days=30, now=NOW.replace(hour=10))
        wanted = "Payment: within 30 days of the invoice"
    else:
        save_profile(freelancer, replace(PROFILE, city="Bonn"), now=NOW)
        wanted = "Based in: Bonn, Germany"
    after = answerer_of(workspace.pk, now=NOW)
    assert after is not before
    assert wanted in {entry.answer for entry in after.entries}
