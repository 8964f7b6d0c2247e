"""Prices per word or piece, negotiable pay, IR35, questions to answer, and Spanish and French wordings."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.postings.as_json import from_json, to_json
from tests.unit.postings.reading import read


@pytest.mark.parametrize(
    ("text", "kind", "amount", "currency"),
    [
        ("We pay 0.08 EUR per word for translations.", "per_word", "0.08", "EUR"),
        ("Rate: $0.05/word", "per_word", "0.05", "USD"),
        ("Bezahlung: 0,09 € pro Wort", "per_word", "0.09", "EUR"),
        ("Tarifa: 0,06 € por palabra", "per_word", "0.06", "EUR"),
        ("Tarif : 0,07 € par mot", "per_word", "0.07", "EUR"),
        ("Pay: $5 per article", "per_piece", "5", "USD"),
        ("$40 per video, twice a week", "per_piece", "40", "USD"),
        ("Honorar 1,20 € pro Normzeile", "per_piece", "1.20", "EUR"),
    ],
)
def test_the_price_of_a_word_or_piece_is_kept_with_its_quote(text, kind, amount, currency):
    (other,) = read(text).other_pay
    assert (other.kind, other.min, other.max, other.currency) == (kind, Decimal(amount), Decimal(amount), currency)
    assert other.quote in text


def test_the_prices_of_the_clients_own_product_are_not_pay():
    assert read("Our customers are charged $2 per page.").other_pay == ()


def test_pay_in_a_second_currency_is_kept_beside_the_first():
    analysis = read("Rate: $60-$80 per hour, or 55-70 € per hour in Europe.")
    assert analysis.pay is not None and analysis.pay.currency == "USD"
    assert [(other.currency, other.min, other.max) for other in analysis.other_pay] == [("EUR", 55, 70)]


@pytest.mark.parametrize(
    "text",
    [
        "Salary: DOE",
        "$80k-$100k, depending on experience",
        "The budget is negotiable",
        "Stundensatz nach Vereinbarung",
        "Vergütung verhandelbar",
        "Tarifa a negociar",
        "Salaire selon profil",
    ],
)
def test_negotiable_pay_is_told_with_its_words(text):
    analysis = read(text)
    assert analysis.pay_negotiable
    assert analysis.quotes["pay_negotiable"] in text


@pytest.mark.parametrize("text", ["We negotiate with suppliers.", "Doe-eyed hero for our game", "Treffen nach Vereinbarung im Büro"])
def test_other_agreements_say_nothing_of_pay(text):
    assert not read(text).pay_negotiable


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("80-95 €/Std", "hourly", 80, 95),
        ("Tagessatz 640 €", "daily", 640, 640),
        ("45 €/h", "hourly", 45, 45),
        ("TJM 450 €", "daily", 450, 450),
        ("TJM : 450-550 €", "daily", 450, 550),
        ("30 € por hora", "hourly", 30, 30),
        ("400 € par jour", "daily", 400, 400),
        ("2.500 € al mes", "monthly", 2500, 2500),
        ("45 000 € par an", "yearly", 45_000, 45_000),
    ],
)
def test_pay_is_read_in_german_spanish_and_french(text, kind, low, high):
    pay = read(text).pay
    assert pay is not None
    assert (pay.kind, pay.min, pay.max, pay.currency) == (kind, low, high, "EUR")
    assert pay.quote in text


@pytest.mark.parametrize(
    ("text", "side"),
    [
        ("£500 a day, outside IR35", "outside"),
        ("Inside IR35 via umbrella", "inside"),
        ("Inside or outside IR35", None),
        ("inside IR35 for some, outside IR35 for others", None),
        ("A contract role", None),
    ],
)
def test_ir35_is_read_where_it_is_settled(text, side):
    assert read(text).ir35 == side


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Einsatz in Arbeitnehmerüberlassung", "employee_leasing"),
        ("Mission en portage salarial", "freelance"),
        ("Buscamos autónomo, proyecto de 3 meses", "freelance"),
        ("Poste en CDI à Lyon", "permanent"),
        ("CDD de 6 mois", "temporary"),
        ("Contrato indefinido", "permanent"),
    ],
)
def test_forms_of_contract_of_four_countries(text, form):
    assert read(text).contract == form


def test_start_duration_and_workload_in_spanish_and_french():
    spanish = read("Inicio: inmediato. Duración: 6 meses. 20 horas por semana.")
    assert spanish.start is not None and spanish.start.date is None
    assert spanish.duration is not None and (spanish.duration.min, spanish.duration.unit) == (6, "months")
    assert spanish.hours_per_week is not None and spanish.hours_per_week.min == 20
    french = read("Démarrage : dès que possible. Durée : 3 mois. 3 jours par semaine.")
    assert french.start is not None
    assert french.duration is not None and (french.duration.min, french.duration.unit) == (3, "months")
    assert french.hours_per_week is not None and french.hours_per_week.min == 24


def test_questions_to_answer_are_kept_literally():
    text = "We need a logo.\nPlease answer these questions:\n1. Which tools do you use?\n2) Link to your portfolio\n- When can you start?\n\nBye"
    assert read(text).screening_questions == ("Which tools do you use?", "Link to your portfolio", "When can you start?")


def test_german_questions_are_found_and_other_questions_are_not():
    assert read("Bitte beantworte: Wie viele Jahre Erfahrung hast du?").screening_questions == ("Wie viele Jahre Erfahrung hast du?",)
    assert read("Sounds good?\nAre you the one?\nApply now.").screening_questions == ()


def test_what_was_read_survives_being_stored():
    analysis = read("Please answer:\n1. Why you?\n$0.05 per word, negotiable rate, inside IR35, $50 per hour, or 45 € per hour")
    assert analysis.screening_questions and analysis.other_pay and analysis.ir35
    assert from_json(to_json(analysis)) == analysis


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet="$€0123456789.,?:\n -)abDOEInsideorpwIR35", max_size=120),
    st.sampled_from(["per word", "inside IR35", "please answer"]),
)
def test_odd_text_neither_breaks_the_reading_nor_its_quotes(text, cue):
    whole = f"{text} {cue} {text}"
    analysis = read(whole)
    quotes = [*analysis.screening_questions, *(other.quote for other in analysis.other_pay)]
    assert all(quote in analysis.text for quote in quotes)
