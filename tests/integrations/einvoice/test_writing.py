"""Invoices over all tax cases are written as CII and UBL, valid by the official schemas and rules, and read back the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from evals.invoices import invoices, profile_for
from freehold.domain.invoicing.as_json import to_json
from freehold.domain.invoicing.invoice import CREDIT_NOTE, Note
from freehold.domain.invoicing.profiles import PEPPOL_PROCESS, SPECIFICATIONS, profile_of
from freehold.integrations.einvoice import read, validate, write
from freehold.integrations.einvoice.orders import CII, UBL
from freehold.integrations.einvoice.paths import parse_paths
from freehold.integrations.einvoice.terms import INVOICE, Group, Table

SOME = list(invoices(45, seed=11))


@pytest.mark.parametrize("syntax", ["cii", "ubl"])
def test_generated_invoices_are_valid_by_schema_and_official_rules(syntax: str):
    for number, invoice in enumerate(SOME[:40]):
        found = validate(write(invoice, syntax=syntax, profile=profile_for(number, invoice)))
        assert found.valid, (invoice.number, found.errors)


@pytest.mark.parametrize("syntax", ["cii", "ubl"])
def test_what_is_written_is_read_back_term_by_term(syntax: str):
    for invoice in SOME:
        again = read(write(invoice, syntax=syntax))
        assert not again.problems
        expected, found = to_json(invoice), to_json(again.invoice)
        expected["specification"] = SPECIFICATIONS["en16931"]
        assert found == expected


def test_the_same_invoice_makes_the_same_bytes():
    assert write(SOME[3], syntax="ubl", profile="peppol") == write(SOME[3], syntax="ubl", profile="peppol")


def test_a_profile_names_its_specification_and_process():
    for profile in ("en16931", "xrechnung", "peppol"):
        invoice = read(write(SOME[0], syntax="ubl", profile=profile)).invoice
        assert profile_of(invoice.specification) == profile
        assert invoice.business_process == ("" if profile == "en16931" else PEPPOL_PROCESS)


def test_without_a_profile_the_invoice_keeps_its_own():
    kept = replace(SOME[0], specification="urn:cen.eu:en16931:2017#compliant#urn:example:own")
    assert read(write(kept, syntax="cii")).invoice.specification == kept.specification


def test_peppol_joins_several_notes_into_the_one_that_it_allows():
    talkative = replace(SOME[0], notes=(Note(text="One."), Note(text="Two.", subject="AAI")))
    assert [note.text for note in read(write(talkative, syntax="ubl", profile="peppol")).invoice.notes] == ["One.\nTwo."]


def test_a_credit_note_becomes_the_credit_note_of_ubl_with_its_due_date_and_project():
    note = replace(SOME[0], type_code=CREDIT_NOTE, due_date=date(2026, 1, 31), project_reference="P-1")
    payload = write(note, syntax="ubl")
    assert b"<CreditNote " in payload
    again = read(payload)
    assert again.format == "ubl-creditnote"
    assert (again.invoice.due_date, again.invoice.project_reference) == (date(2026, 1, 31), "P-1")
    assert validate(payload).valid


def test_a_gross_price_without_a_discount_is_told_to_ubl_as_the_discount_that_it_means():
    invoice = SOME[0]
    line = replace(invoice.lines[0], gross_price=invoice.lines[0].price + Decimal(5), price_discount=None)
    again = read(write(replace(invoice, lines=(line, *invoice.lines[1:])), syntax="ubl")).invoice
    assert again.lines[0].price_discount == 5


def test_markup_in_texts_stays_text():
    hostile = replace(SOME[0], notes=(Note(text="</Note><x>&amp; ]]> <!-- x"),))
    for syntax in ("cii", "ubl"):
        assert read(write(hostile, syntax=syntax)).invoice.notes == hostile.notes


def test_discount_terms_of_the_german_form_keep_their_line_ends():
    terms = "#SKONTO#TAGE=7#PROZENT=2.00#\n"
    for syntax in ("cii", "ubl"):
        assert read(write(replace(SOME[0], payment_terms=terms), syntax=syntax)).invoice.payment_terms == terms


def names_in(table: Table, syntax: str, parent: str, context: dict[str, str]) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for row in table:
        for path in parse_paths(getattr(row, syntax).format_map(context)):
            above = parent
            for step in path.steps:
                found.add((above, step.name))
                for condition in step.conditions:
                    found.update(zip((step.name, *condition.names), condition.names, strict=False))
                above = step.name
            if isinstance(row, Group):
                found |= names_in(row.rows, syntax, above, context)
    return found


def test_every_element_of_the_term_table_has_a_place_in_the_order_of_its_schema():
    common = {"currency": "EUR", "vat_currency": "USD"}
    ubl = common | {"doc": "Invoice", "billed": "Invoiced", "due": "DueDate", "project": "ProjectReference", "project_type": ""}
    for syntax, root, order, context in (("cii", "CrossIndustryInvoice", CII, common), ("ubl", "Invoice", UBL, ubl)):
        for parent, name in names_in(INVOICE, syntax, root, context):
            # The one child of an indicator needs no order.
            assert name == "Indicator" or name in order[parent], (parent, name)
