"""freehold einvoice: what goes in and out, the exit codes, and the words for bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from freehold.cli import einvoice
from freehold.domain.errors import UserError
from freehold.integrations.einvoice import OwnerRules, read

SMALL: dict[str, Any] = {
    "number": "2026-7",
    "issue_date": "2026-03-02",
    "currency": "EUR",
    "due_date": "2026-03-16",
    "seller": {
        "name": "Ines Falk",
        "vat_id": "DE123456788",
        "address": {"country": "DE", "city": "Leipzig", "postcode": "04109", "line1": "Markt 1"},
        "electronic_address": {"value": "ines@example.org", "scheme": "EM"},
        "contact": {"name": "Ines Falk", "phone": "+49 341 5550100", "email": "ines@example.org"},
    },
    "buyer": {
        "name": "Nordlicht GmbH",
        "address": {"country": "DE", "city": "Kiel", "postcode": "24103"},
        "electronic_address": {"value": "rechnung@example.com", "scheme": "EM"},
    },
    "buyer_reference": "04011000-12345-34",
    "payment": [{"means_code": "58", "transfers": [{"account": "DE02120300000000202051"}]}],
    "lines": [{"id": "1", "name": "Text", "quantity": "12.5", "unit": "HUR", "price": "80.5", "vat_category": "S", "vat_rate": "19"}],
}

BROKEN = SMALL | {"lines": [SMALL["lines"][0] | {"unit": "HOURS"}]}


@pytest.fixture(autouse=True)
def own_rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> OwnerRules:
    rules = OwnerRules(tmp_path / "data")
    monkeypatch.setattr(einvoice, "_owner_rules", lambda: rules)
    return rules


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "invoice.json"
    path.write_text(json.dumps(SMALL), encoding="utf-8")
    return path


def created(source: Path, out: Path, **options: Any) -> int:
    return einvoice.create(source, **({"file_format": "cii", "profile": "en16931", "out": out, "as_json": True} | options))


@pytest.mark.parametrize(("file_format", "profile"), [("cii", "xrechnung"), ("ubl", "peppol"), ("ubl", "en16931"), ("facturx", "en16931")])
def test_an_invoice_is_written_checked_and_read_back(source: Path, tmp_path: Path, capsys, file_format: str, profile: str):
    out = tmp_path / "out"
    assert created(source, out, file_format=file_format, profile=profile) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["valid"], printed["errors"], printed["profile"]) == (True, [], profile)
    assert einvoice.read_file(out, as_json=True) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["totals"]["due"] == "1197.44"
    assert again["lines"][0]["price"] == "80.5"
    assert einvoice.validate_file(out, as_json=True) == 0


def test_a_pdf_is_the_same_for_the_same_invoice(source: Path, tmp_path: Path):
    for name in ("one", "two"):
        created(source, tmp_path / name, file_format="facturx")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert read((tmp_path / "one").read_bytes()).format == "facturx"


def test_an_invoice_that_breaks_rules_is_written_and_told(source: Path, tmp_path: Path, capsys):
    source.write_text(json.dumps(BROKEN), encoding="utf-8")
    assert created(source, tmp_path / "out.xml", file_format="ubl") == 1
    printed = json.loads(capsys.readouterr().out)
    assert [(error["rule"], error["field"]) for error in printed["errors"]] == [("BR-CL-23", "lines[0].unit")]
    assert einvoice.validate_file(tmp_path / "out.xml", as_json=True) == 1
    assert {"rule", "text", "location"} <= set(json.loads(capsys.readouterr().out)["errors"][0])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "line 1"),
        ("[]", "JSON object"),
        (json.dumps(SMALL | {"currency": 3}), "currency: expected text"),
        ("[" * 100_000, "nested"),
    ],
)
def test_bad_input_is_told_and_nothing_is_written(source: Path, tmp_path: Path, text: str, told: str):
    source.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=told):
        created(source, tmp_path / "out.xml")
    assert not (tmp_path / "out.xml").exists()


@pytest.mark.parametrize("options", [{"file_format": "docx"}, {"profile": "extended"}, {"file_format": "facturx", "profile": "peppol"}])
def test_a_choice_that_is_none_is_told(source: Path, tmp_path: Path, options: dict[str, str]):
    with pytest.raises(UserError, match="Nothing was written"):
        created(source, tmp_path / "out.xml", **options)


def test_a_place_that_cannot_be_written_is_told(source: Path, tmp_path: Path):
    with pytest.raises(UserError, match="cannot be written"):
        created(source, tmp_path / "nowhere" / "out.xml")


def test_what_was_left_out_makes_exit_code_one(tmp_path: Path, capsys):
    from tests.integrations.einvoice.documents import with_extension

    path = tmp_path / "in.xml"
    path.write_bytes(with_extension())
    assert einvoice.read_file(path, as_json=True) == 1
    printed = capsys.readouterr()
    assert json.loads(printed.out)["number"] == "R-88"
    assert "SubInvoiceLine" in printed.err


def test_the_schema_is_json(capsys):
    einvoice.print_schema()
    assert json.loads(capsys.readouterr().out)["properties"]["number"]["description"] == "BT-1"


def test_the_rules_are_listed(capsys):
    assert einvoice.list_rules(as_json=True) == 0
    assert [json.loads(line)["syntax"] for line in capsys.readouterr().out.splitlines()] == ["cii", "ubl"]


def test_a_person_reads_a_verdict_and_the_faults(source: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(einvoice, "wants_json", lambda asked: asked)
    source.write_text(json.dumps(BROKEN), encoding="utf-8")
    assert created(source, tmp_path / "out.xml", file_format="ubl", as_json=False) == 1
    printed = capsys.readouterr()
    assert "not valid" in printed.out
    assert "This unit is not known" in printed.out
    assert "Wrote" in printed.err
