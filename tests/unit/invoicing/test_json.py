"""Invoice JSON: what is written is read back, what is left out is computed, and every fault names its place."""

from __future__ import annotations

import copy
import json
from decimal import Decimal
from typing import Any

import pytest

from evals.invoices import invoices
from freehold.domain.errors import Problem, UserError
from freehold.domain.invoicing.as_json import from_json, from_tree, to_json

SMALL: dict[str, Any] = {
    "number": "2026-7",
    "issue_date": "2026-03-02",
    "currency": "EUR",
    "seller": {"name": "Ines Falk", "vat_id": "DE123456788", "address": {"country": "DE"}},
    "buyer": {"name": "Nordlicht GmbH", "address": {"country": "DE"}},
    "lines": [
        {"id": "1", "name": "Text", "quantity": "12.5", "unit": "HUR", "price": "80", "vat_category": "S", "vat_rate": "19"},
        {"id": "2", "name": "Review", "quantity": 3, "unit": "HUR", "price": "60.333", "vat_category": "S", "vat_rate": "7"},
    ],
}


def changed(**values: Any) -> dict[str, Any]:
    return copy.deepcopy(SMALL) | values


def line(**values: Any) -> dict[str, Any]:
    return changed(lines=[SMALL["lines"][0] | values])


def test_what_is_written_is_read_back_for_every_kind_of_invoice():
    for invoice in invoices(90, seed=3):
        assert from_json(json.loads(json.dumps(to_json(invoice)))) == invoice


def test_sums_that_are_left_out_are_computed():
    invoice = from_json(SMALL)
    assert [row.net for row in invoice.lines] == [Decimal("1000.00"), Decimal("181.00")]
    assert invoice.totals.due == Decimal("1383.67")
    assert {(row.category, row.rate): row.tax for row in invoice.vat} == {
        ("S", Decimal(19)): Decimal("190.00"),
        ("S", Decimal(7)): Decimal("12.67"),
    }


def test_what_was_paid_already_comes_off():
    assert from_json(changed(totals={"paid": "83.67"})).totals.due == Decimal("1300.00")


def test_a_reason_for_no_vat_is_kept_while_its_amounts_are_computed():
    data = line(vat_category="E", vat_rate="0") | {"vat": [{"category": "E", "rate": "0", "exemption_reason": "Small business"}]}
    assert [(row.exemption_reason, row.taxable) for row in from_json(data).vat] == [("Small business", Decimal("1000.00"))]


def test_the_vat_in_the_vat_currency_may_be_given():
    data = changed(currency="USD", vat_currency="EUR", totals={"tax_in_vat_currency": "185.18"})
    assert from_json(data).totals.tax_in_vat_currency == Decimal("185.18")


@pytest.mark.parametrize(
    ("data", "path", "told"),
    [
        (line(price="eighty"), "lines[0].price", "12.50"),
        (line(price=80.1), "lines[0].price", "quotes"),
        (line(price="NaN"), "lines[0].price", "number"),
        (line(price="1E400"), "lines[0].price", "number"),
        (line(prise="80"), "lines[0].prise", "Did you mean price?"),
        (line(name=None), "lines[0].name", "missing"),
        (line(quantity=True), "lines[0].quantity", "number"),
        (line(net="999.00"), "lines[0].net", "1000.00"),
        (changed(issue_date="2.3.2026"), "issue_date", "2026-01-31"),
        (changed(seller="Ines"), "seller", "object"),
        (changed(lines={"id": "1"}), "lines", "list"),
        (changed(totals={"due": "1.00"}), "totals.due", "1383.67"),
        (changed(totals="1383.67"), "totals", "object"),
        (changed(documents=[{"reference": "A", "content": "%%%"}]), "documents[0].content", "base64"),
        ({key: value for key, value in SMALL.items() if key != "buyer"}, "buyer", "missing"),
    ],
)
def test_a_fault_names_its_place_and_what_to_do(data: dict[str, Any], path: str, told: str):
    with pytest.raises(UserError) as caught:
        from_json(data)
    assert str(caught.value).startswith(f"{path}:")
    assert told in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "invoice", 3])
def test_what_is_no_object_is_refused(data: Any):
    with pytest.raises(UserError, match="JSON object"):
        from_json(data)


def test_out_of_a_document_the_rest_is_kept_when_one_value_is_unreadable():
    problems: list[Problem] = []
    totals = {"line_net": "1", "tax_exclusive": "1", "tax_inclusive": "1", "due": "one euro"}
    invoice = from_tree(changed(due_date="soon", totals=totals, lines=[], vat=[]), problems)
    assert invoice.due_date is None
    assert invoice.totals.due == 0
    assert [problem.where for problem in problems] == ["totals.due", "due_date"]


def test_out_of_a_document_a_day_of_issue_is_needed():
    with pytest.raises(UserError, match="issue_date"):
        from_tree(changed(issue_date=""), [])
