"""Numbers as people and banks write them, and everything that only looks like one."""

from __future__ import annotations

import time

import pytest

from freehold.domain.reconciliation.numbers import NumberIndex
from freehold.domain.reconciliation.reading import read_mentions
from freehold.domain.reconciliation.runs import is_creditor_reference, is_iban

OURS = ("RE-2026-0041", "RE-2026-0042", "RE-10", "RE-1", "20260077", "2024-001", "4711", "FH/26/118", "17")


def named(text: str, *numbers: str, issued_year: int = 2026) -> dict[str, str]:
    index = NumberIndex()
    for number in numbers or OURS:
        index.add(number, number, issued_year)
    return {"/".join(one.keys): one.surety for one in read_mentions(text, index).named}


@pytest.mark.parametrize(
    "text",
    [
        "RE-2026-0041",
        "Rechnung RE-2026-0041 vom 03.10.2026",
        "re 2026 0041",
        "RE20260041",
        "RE/2026/0041, danke!",
        "RE–2026–0041",
        "SVWZ+RE-2026-0041",
        "EREF+RE-2026-0041 MREF+M1",
        "(RE-2026-0041)",
        "RE.2026.0041 / Kunde 12",
        "ＲＥ-２０２６-００４１",
    ],
)
def test_a_number_is_found_however_its_separators_were_treated(text):
    assert named(text) == {"RE-2026-0041": "strong"}


@pytest.mark.parametrize(
    "text", ["RE-2026-00 41 danke", "RE-20 26-0041", "Rechnung 2026-0041", "RE-2026-41", "Rg. Nr. 2026 0041", "0041/2026"]
)
def test_a_number_that_was_split_or_lost_its_prefix_or_zeros_is_found_with_less_surety(text):
    surety = named(text)["RE-2026-0041"]
    assert surety in {"medium", "weak"}


@pytest.mark.parametrize(
    "text",
    [
        "RE-100",
        "RE-101",
        "XRE-10",
        "AB-10",
        "12024-0011",
        "2024-0011",
        "12024-001",
        "147110",
        "KD4711X9",
        "AB-4711",
        "DE89 3704 0044 0532 0130 00",
        "0170/4711999",
        "4711,00 EUR",
        "120260077",
    ],
)
def test_a_number_is_never_found_inside_another(text):
    assert not {key for key, surety in named(text).items() if surety != "weak"}


def test_an_iban_is_no_invoice_number_even_when_its_groups_are():
    assert is_iban("DE89 3704 0044 0532 0130 00")
    assert named("von DE89 3704 0044 0532 0130 00", "0532", "3704") == {}


@pytest.mark.parametrize(
    "text", ["Kundennummer 4711", "Tel. 030 4711", "Kd-Nr. 4711 danke", "MREF+4711", "Zahlung am 17.10.2026", "17,00 EUR"]
)
def test_a_number_of_something_else_is_doubted(text):
    assert named(text).get("4711", "weak") == "weak"
    assert named(text).get("17", "weak") == "weak"


def test_another_years_number_is_not_ours():
    index = NumberIndex()
    index.add("a", "RE-10", 2026)
    for text in ("RE-10/2025", "RE-10 vom 12.12.2025", "Rechnung RE-10 (2025)"):
        found = read_mentions(text, index)
        assert not found.named
        assert [one.kind for one in found.foreign] == ["year"]
    assert read_mentions("RE-10/2026", index).named
    assert read_mentions("RE-10 vom 05.01.2027", index).named


def test_a_day_without_separators_is_a_number_only_after_a_word_for_invoices():
    assert named("Rechnung vom 20261022", "20261022") == {"20261022": "weak"}
    assert named("Honorar 20261205", "2026-1205") == {"2026-1205": "weak"}
    assert named("Rechnung 20261205", "2026-1205") == {"2026-1205": "strong"}
    assert named("Rg.Nr. 20261205", "20261205") == {"20261205": "strong"}
    assert named("Honorar 20269905", "20269905") == {"20269905": "strong"}


def test_a_few_bare_digits_are_a_number_only_after_a_word_for_invoices():
    assert named("Auftrag 4711") == {"4711": "weak"}
    assert named("um 4711") == {"4711": "weak"}
    assert named("Rechnung Nr. 4711") == {"4711": "strong"}
    assert named("danke für 2026", "2026") == {"2026": "weak"}
    assert named("Re: 10 Stunden") == {"RE-10": "weak"}
    assert named("Projekt RE-2026-0041") == {"RE-2026-0041": "strong"}


def test_several_numbers_are_all_found():
    assert named("RE-2026-0041, RE-2026-0042 + 4711") == {"RE-2026-0041": "strong", "RE-2026-0042": "strong", "4711": "weak"}
    assert named("Rechnungen 471100/471200", "471100", "471200") == {"471100": "strong", "471200": "strong"}


def test_two_documents_whose_numbers_differ_only_in_separators_are_twins():
    assert list(named("RE-20261", "RE-2026-1", "RE-20261")) == ["RE-2026-1/RE-20261"]


def test_a_number_like_ours_that_is_unknown_is_told():
    index = NumberIndex()
    index.add("a", "RE-2026-0041", 2026)
    assert [(one.quote, one.kind) for one in read_mentions("RE-2026-0099", index).foreign] == [("RE-2026-0099", "style")]
    assert [one.kind for one in read_mentions("Invoice 88123", index).foreign] == ["maybe"]
    assert not read_mentions("vielen dank für die arbeit", index).foreign


def test_the_check_digits_of_a_reference_count():
    assert is_creditor_reference("RF18 5390 0754 7034")
    assert not is_creditor_reference("RF19 5390 0754 7034")


def test_a_very_long_text_is_read_in_no_time():
    index = NumberIndex()
    for place in range(5000):
        index.add(str(place), f"RE-2026-{place:05}", 2026)
    started = time.process_time()
    read_mentions("RE 2026 " * 100_000, index)
    read_mentions("1 " * 100_000, index)
    assert time.process_time() - started < 1.0
