"""One field at a time: place, time, languages, level, contract, client, competition."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.postings.reading import document, read


@pytest.mark.parametrize(
    ("text", "mode", "remote"),
    [
        ("Acme | Designer | REMOTE or ONSITE | Berlin", "remote", True),
        ("Acme | Designer | Remote (US only)", "remote", True),
        ("100% remote", "remote", True),
        ("Hybrid 2 days in the office", "hybrid", False),
        ("3 Tage pro Woche im Büro, hybrid", "hybrid", False),
        ("Hybrid or remote, as you like", "remote", True),
        ("vor Ort in Köln", "onsite", False),
        ("Acme | Designer | Munich", "onsite", False),
        ("No remote, on-site in Paris", "onsite", False),
        ("We build remote sensing for hybrid cloud apps", None, None),
        ("A logo for my bakery", None, None),
    ],
)
def test_the_mode_of_work(text, mode, remote):
    result = read(text)
    assert (result.mode, result.remote_possible) == (mode, remote)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Acme | Remote (US only)", {("US", "only")}),
        ("Acme | Remote (US/Canada)", {("US", "only"), ("CA", "only")}),
        ("Acme | Designer | Berlin, Germany", {("DE", "place")}),
        ("Acme | REMOTE (EU)", {("EU", "only")}),
        ("Help us with a logo", set()),
        ("Applicants must be based in the UK.\nMore", {("GB", "only")}),
    ],
)
def test_countries(text, expected):
    assert {(country.code, country.kind) for country in read(text).countries} == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Duration: 3-6 months", 3, 6, "months"),
        ("Laufzeit: 12 Monate mit Option", 12, 12, "months"),
        ("Duration: 6+ months", 6, None, "months"),
        ("a 10-12 week contract", 10, 12, "weeks"),
        ("We need a freelancer for three months", 3, 3, "months"),
        ("More than 6 months", 6, None, "months"),
        ("Less than 1 month", None, 1, "months"),
    ],
)
def test_durations(text, low, high, unit):
    span = read(text).duration
    assert span is not None
    assert (span.min, span.max, span.unit) == (low, high, unit)


@pytest.mark.parametrize(
    "text", ["5 years of experience", "for the last 3 years we grew", "notice period 3 months", "within +/- 3 hours of CET"]
)
def test_other_spans_are_not_durations(text):
    assert read(text).duration is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("10-15 hours per week", 10, 15),
        ("30+ hrs/week", 30, None),
        ("less than 30 hrs/week", None, 30),
        ("Auslastung: 80 %", 32, 32),
        ("20 Stunden pro Woche", 20, 20),
        ("2-3 days per week", 16, 24),
        ("remote, 45 hours per week", 45, 45),
        ("20 hours/week, on-site", 20, 20),
        ("100% remote 40h/week", 40, 40),
        ("4 hours of overlap with CET, 30 hours per week", 30, 30),
    ],
)
def test_hours_a_week(text, low, high):
    hours = read(text).hours_per_week
    assert hours is not None
    assert (hours.min, hours.max) == (low, high)


@pytest.mark.parametrize(
    "text",
    [
        "Hybrid, 3 days per week in the office",
        "2 days a week remote",
        "8 hours per week in the office",
        "4 hours per week overlap with EST",
    ],
)
def test_where_and_when_the_hours_are_is_not_the_workload(text):
    assert read(text).hours_per_week is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Start: 01.04.2026", date(2026, 4, 1)),
        ("Start date: 15 April", date(2026, 4, 15)),
        ("Beginn: Januar", date(2027, 1, 1)),
        ("Projektstart zum 2026-05-04", date(2026, 5, 4)),
        ("Start: Q3 2026", date(2026, 7, 1)),
        ("ab sofort", None),
        ("Start: ASAP", None),
        ("Start: 31.02.2026 or so, start ASAP", None),
    ],
)
def test_the_start(text, day):
    start = read(text).start
    assert start is not None
    assert start.date == day
    assert start.quote in text


def test_a_deadline_is_read_and_no_start_is_made_of_it():
    result = read("Bewerbungsfrist: 30.03.2026")
    assert result.deadline is not None
    assert result.deadline.date == date(2026, 3, 30)
    assert read("We start every day with coffee").start is None


@pytest.mark.parametrize(
    ("text", "west", "east", "overlap"),
    [
        ("CET +/- 2", -1, 3, None),
        ("UTC-3 to UTC+3", -3, 3, None),
        ("US time zones only", -8, -5, None),
        ("at least 4 hours overlap with EST", None, None, 4),
        ("9am to 5pm PST", -8, -8, None),
    ],
)
def test_time_zones(text, west, east, overlap):
    zone = read(text).timezone
    assert zone is not None
    assert (zone.utc_min, zone.utc_max, zone.overlap_hours) == (west, east, overlap)


@pytest.mark.parametrize(
    ("text", "code", "kind", "level"),
    [
        ("Fluent English required", "en", "must", "fluent"),
        ("Deutschkenntnisse auf C1", "de", "must", "C1"),
        ("English: Native or Fluent", "en", "must", "native"),
        ("Spanish language skills are a plus", "es", "nice", ""),
        ("verhandlungssicheres Deutsch", "de", "must", "fluent"),
    ],
)
def test_languages(text, code, kind, level):
    needs = {need.code: need for need in read(text).languages}
    assert (needs[code].kind, needs[code].level) == (kind, level)


@pytest.mark.parametrize(
    "text",
    [
        "Deutsch ist nicht nötig",
        "no German needed",
        "German not required",
        "You need not speak German",
        "You don't need to speak German",
        "Keine Deutschkenntnisse nötig",
        "German language skills are not necessary",
        "ohne Deutschkenntnisse",
    ],
)
def test_a_language_that_is_not_needed_is_not_asked_for(text):
    assert [need.code for need in read(text).languages] == []


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("German is a plus", {"de": "nice"}),
        ("Deutsch wäre ein Plus", {"de": "nice"}),
        ("German skills welcome but not required", {"de": "nice"}),
        ("English required, no German needed", {"en": "must"}),
        ("Fluent English, German is a plus", {"en": "must", "de": "nice"}),
        ("Languages: English (must), German (plus)", {"en": "must", "de": "nice"}),
        ("Nice to have: German, French", {"de": "nice", "fr": "nice"}),
        ("Do not apply without German skills", {"de": "must"}),
        ("Please don't apply if you don't speak German", {"de": "must"}),
        ("Not only English but also German required", {"en": "must", "de": "must"}),
    ],
)
def test_each_language_has_its_own_weight(text, needs):
    assert {need.code: need.kind for need in read(text).languages} == needs


def test_a_nationality_is_not_a_language():
    assert read("A German company with French customers, in plain English").languages == ()


@pytest.mark.parametrize(
    ("title", "text", "level"),
    [
        ("Senior Designer", "", "senior"),
        ("Designer", "7+ years of experience", "senior"),
        ("Junior translator", "report to the senior editor", "junior"),
        ("Designer", "our team has a combined 50 years of experience", None),
    ],
)
def test_seniority(title, text, level):
    assert read(text, title).seniority == level


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Outside IR35, 6 month contract", "ir35_outside"),
        ("Freelance designer wanted", "freelance"),
        ("in Arbeitnehmerüberlassung", "employee_leasing"),
        ("Acme | Dev | Full-time", "permanent"),
        ("C2C or W2", "c2c"),
        ("We write smart contracts", None),
    ],
)
def test_the_form_of_contract(text, form):
    assert read(text).contract == form


def test_what_a_pasted_marketplace_page_says_of_the_client():
    result = read("Payment method verified\n$10K+ spent\n12 hires\n4.9 of 5\nProposals: 5 to 10")
    assert result.client is not None
    assert (result.client.verified, result.client.spent, result.client.hires, result.client.rating) == (
        True,
        Decimal(10_000),
        12,
        Decimal("4.9"),
    )
    assert result.competition is not None
    assert (result.competition.min, result.competition.max) == (5, 10)


def test_the_company_is_taken_from_its_field_or_from_a_header():
    assert read("text", company="Muster GmbH").client.name == "Muster GmbH"
    assert read("Acme Works (https://acme.example) | Designer | Remote\nWe make things").client.name == "Acme Works"
    assert read("We make things").client is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Less than 5 proposals", 0, 4),
        ("over 100 applicants", 100, None),
        ("Be among the first 25 applicants", 0, 25),
        ("Over 2,000 applicants", 2000, None),
        ("more than 1.500 Bewerbungen", 1500, None),
        ("1 200 applicants", 1200, 1200),
        ("1,000 to 2,500 proposals", 1000, 2500),
        ("Bewerbungen: 12.000+", 12000, None),
        ("12500 applicants", 12500, 12500),
        ("2.5k+ applicants", 2500, None),
        ("Be among the first 1,000 applicants", 0, 1000),
    ],
)
def test_competition(text, low, high):
    found = read(text).competition
    assert found is not None
    assert (found.min, found.max) == (low, high)


def test_words_of_the_title_are_not_joined_with_those_of_the_description():
    assert read("CET", title="+/- 2").timezone is None


@pytest.mark.parametrize(
    "text",
    [
        "REMOTE, any timezone with 4h overlap with Lisbon",
        "Remote (at least 3 hours of overlap with New York or Toronto)",
        "Remote, overlap with our team in Berlin",
        "Remote, overlap with London business hours",
        "Remote, time zone: Lisbon",
        "Remote in the same time zone as Vienna",
        "Remote, ±3 hours from Lisbon",
        "Remote, 9 to 5 Lisbon time",
        "Remote, London (GMT) hours",
    ],
)
def test_a_city_that_tells_the_clock_is_no_place_of_work(text):
    assert read("We make maps.", title=text).countries == ()
    assert read(text).remote_possible is True


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Remote, based in Lisbon, 4h overlap with New York", ["PT"]),
        ("Remote, 4h overlap with CET, based in Lisbon", ["PT"]),
        ("Remote in Portugal or Spain (any time zone)", ["PT", "ES"]),
        ("Berlin, full time", ["DE"]),
    ],
)
def test_a_place_of_work_beside_a_time_zone_is_kept(text, codes):
    assert [country.code for country in read("We make maps.", title=text).countries] == codes


@pytest.mark.parametrize("rate", ["â‚¬40â€“50 per hour", "â\x82¬40â\x80\x9350 per hour", "40Â â€“ 50Â â‚¬ per hour"])
@pytest.mark.parametrize("hours", ["25Â h/week", "25Â\u00a0h/week"])
def test_values_in_the_wrong_encoding_are_read_and_quoted_from_the_readable_text(rate, hours):
    text = f"Rate: {rate}, {hours}"
    result = read(text)
    assert result.pay is not None
    assert (result.pay.min, result.pay.max, result.pay.currency) == (40, 50, "EUR")
    assert result.hours_per_week is not None
    assert result.hours_per_week.min == 25
    shown = document(text).shown
    assert result.pay.quote in shown
    assert result.hours_per_week.quote in shown
