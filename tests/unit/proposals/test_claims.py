"""The check of claims: what stands in no evidence is found, what the profile says is left alone."""

from __future__ import annotations

import pytest

from freehold.domain.proposals.claims import Given, unproved
from freehold.domain.proposals.section import Section
from tests.unit.proposals.samples import EN, PROFILE, SKILLS, TODAY

GIVEN = Given(past=["Shop for Tulip Studio"], brief=EN, own=["Mara Winter", "4,800.00 EUR", "30 %", "13 December 2026"])


def found(text, language="en", given=GIVEN):
    return {
        (one.kind, one.claim)
        for one in unproved([Section("evidence", "", text)], PROFILE, given, gazetteer=SKILLS, today=TODAY, language=language)
    }


@pytest.mark.parametrize(
    ("text", "kind", "claim"),
    [
        ("I work with Kubernetes every day.", "skill", "Kubernetes"),
        ("Ich arbeite täglich mit Kubernetes.", "skill", "Kubernetes"),
        ("I have 12 years of Django.", "years", "12"),
        ("I have twelve years of experience with Django.", "years", "12"),
        ("Ich habe 15 Jahre Erfahrung mit PostgreSQL.", "years", "15"),
        ("I have delivered 40 booking systems.", "figure", "40"),
        ("Meine Kunden sparten 35 % der Kosten.", "figure", "35"),
        ("Delivered 7 shops.", "figure", "7"),
        ("It costs 5,000 EUR in all.", "figure", "5,000"),
        ("Your pages will be 40 % faster.", "figure", "40"),
        ("I worked for Google and Siemens.", "name", "Google"),
        ("Ich habe Projekte für Siemens umgesetzt.", "name", "Siemens"),
        ("My last client was Acme Rocket Company.", "name", "Acme Rocket Company"),
        ("I have been doing this since 2009.", "date", "2009"),
        ("I can start on 3 January 2027.", "date", "3 January 2027"),
        ("I am a certified PostgreSQL professional.", "certificate", "certified"),
        ("Ich bin zertifiziert.", "certificate", "zertifiziert"),
        ("I hold a degree in computer science.", "certificate", "degree"),
        ("My award-winning work speaks for itself.", "certificate", "award"),
        ("See my work at https://elsewhere.example/mara.", "contact", "elsewhere.example/mara"),
    ],
)
def test_a_claim_without_evidence_is_found(text, kind, claim):
    hits = found(text, "de" if any(word in text for word in ("Ich ", "Meine")) else "en")
    assert (kind, claim) in hits or any(one == kind and claim in words for one, words in hits), hits


@pytest.mark.parametrize(
    "text",
    [
        "Eight years of Django, the last three for hotels.",
        "I have 8 years of Django.",
        "I have 5 years of Django.",
        "I have 6 years of PostgreSQL.",
        "Built the booking system with Django for 14 rooms.",
        "Developer · Hotel Anker · 2021–2024",
        "I worked for Hotel Anker.",
        "It costs 4,800.00 EUR, 30 % in advance.",
        "It can be accepted until 13 December 2026.",
        "You write: “You must have worked with PostgreSQL and Kubernetes.”",
        "You ask for Kubernetes. I have no project to show for it.",
        "Sie fragen nach Kubernetes. Dafür kann ich kein Projekt vorweisen.",
        "You pay 70 to 90 EUR per hour.",
        "Kind regards",
        "You see what is done before it is billed.",
        "I am not certified.",
        "I will rebuild the page in two steps.",
        "We talk every Monday for half an hour.",
        "The first version is ready after 2 weeks.",
        "Ich baue die Seite in zwei Schritten neu.",
        "Shop for Tulip Studio",
    ],
)
def test_what_is_shown_or_said_openly_is_left_alone(text):
    assert found(text, "de" if text.startswith(("Sie ", "Ich ")) else "en") == set()


def test_years_of_the_brief_are_no_years_of_mine():
    brief = "You have 10 years of experience with Django."
    assert ("years", "10") in found("I have 10 years of experience with Django.", given=Given(brief=brief))


def test_a_made_up_quotation_is_no_hiding_place():
    assert ("skill", "Kubernetes") in found("My clients say “he runs Kubernetes like nobody else”.")


def test_the_number_of_findings_is_bounded_and_a_long_text_is_read_in_time():
    from time import perf_counter

    began = perf_counter()
    text = "\n".join(f"I have delivered {number} systems for hotels." for number in range(1000, 1400))
    assert len(found(text)) <= 60
    assert perf_counter() - began < 5
