"""The corpus that reconciling is measured on: the same for a seed, true to its own gold, judged without mercy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from stdnum import iban, iso11649

from evals.reconcile import Tally, judge, lower_bound, make_cases
from evals.reconcile_corpus import STYLES, TODAY, Case, World, build_world, real_texts
from evals.reconcile_lines import HELD_OUT, KINDS
from tests.integrations.banking.messages import MT940

TEXTS = ("VIELEN DANK FUER IHREN AUFTRAG", "Zahlung per Bank 17.09 Kd 88123", "Payment services rendered", "GIRO ONLINE")


def made(style: str, seed: int = 3) -> tuple[World, list[Case]]:
    world = build_world(style, seed, TEXTS, invoices=400)
    return world, make_cases(world, 400)


def test_the_same_seed_gives_the_same_lines_and_another_seed_others():
    first, again, other = made("RE-7")[1], made("RE-7")[1], made("RE-7", 4)[1]
    assert first == again
    assert first != other


@pytest.mark.parametrize("style", list(STYLES))
def test_what_must_be_booked_exists_and_adds_up(style: str):
    world, cases = made(style)
    by_id = {invoice.id: invoice for invoice in world.invoices}
    assert len(by_id) == len(world.invoices)
    for case in cases:
        for allocations in filter(None, (case.auto, case.allowed)):
            assert all(0 < amount <= by_id[key].open_amount or amount == by_id[key].open_amount < 0 for key, amount in allocations)
            assert len({by_id[key].customer for key, _amount in allocations}) == 1
        if case.auto:
            assert sum(amount for _key, amount in case.auto) == case.transaction.amount
            assert {by_id[key].currency for key, _amount in case.auto} == {case.transaction.currency}
            assert all(by_id[key].issued_on <= case.transaction.booked_on <= TODAY for key, _amount in case.auto)
        assert all(key in by_id for ids in case.suggest for key in ids)


@pytest.mark.parametrize("style", list(STYLES))
def test_no_invoice_must_be_booked_beyond_what_is_open(style: str):
    world, cases = made(style)
    booked: Counter[str] = Counter()
    for case in cases:
        booked.update(dict(case.auto))
    assert all(booked[invoice.id] <= max(invoice.open_amount, 0) for invoice in world.invoices)


def test_accounts_and_references_are_valid():
    world, _cases = made("INV00007")
    assert all(iban.is_valid(customer.iban) for customer in world.customers)
    assert all(iso11649.is_valid(invoice.reference) for invoice in world.invoices)


def test_about_half_of_the_kinds_are_held_out_and_every_kind_is_met():
    met = {case.kind for style in STYLES for seed in range(4) for case in made(style, seed)[1]}
    assert set(KINDS) <= met
    assert len(KINDS) * 0.4 <= len(HELD_OUT) <= len(KINDS) * 0.6


def test_texts_are_taken_from_statements_and_returns_are_kept_apart(tmp_path: Path):
    (tmp_path / "a.sta").write_text(MT940, encoding="utf-8")
    plain, others = real_texts(tmp_path)
    assert plain == ("Rechnung RE-2026-014 vom 12.01.2026 Danke",)
    assert others == ("Ruecklastschrift RE-9",)


def test_a_folder_without_statements_is_told(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        real_texts(tmp_path)


@dataclass
class Decision:
    decision: str
    allocations: tuple = ()
    suggestions: tuple = ()


def a_case(**more: object) -> Case:
    world, _cases = made("RE-7")
    return Case("kind", world.pay(None, Decimal(10), "x"), **more)  # type: ignore[arg-type]


def test_booking_what_must_not_be_booked_counts_against_precision():
    tally = Tally()
    judge(a_case(), Decision("auto", (("i1", Decimal(10)),)), tally)
    assert (tally.auto, tally.right, len(tally.wrong)) == (1, 0, 1)


def test_the_right_invoice_with_a_wrong_amount_is_wrong():
    tally = Tally()
    judge(a_case(auto=(("i1", Decimal(10)),)), Decision("auto", (("i1", Decimal(9)),)), tally)
    assert (tally.right, tally.wanted_right) == (0, 0)


def test_a_suggestion_counts_among_the_first_three_only():
    wrong, right = ((("i2", Decimal(10)),),), ((("i1", Decimal(10)),),)
    for place, counted in ((2, 1), (3, 0)):
        tally = Tally()
        judge(a_case(suggest=(frozenset({"i1"}),)), Decision("suggest", (), (*[wrong] * place, right)), tally)
        assert (tally.suggestible, tally.in_top3) == (1, counted)


def test_the_lower_bound_is_that_of_clopper_and_pearson():
    assert lower_bound(3000, 3000) == pytest.approx(0.05 ** (1 / 3000), abs=1e-9)
    assert lower_bound(0, 10) == 0
    assert lower_bound(95, 100) == pytest.approx(0.8977, abs=1e-3)
