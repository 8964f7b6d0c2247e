"""freehold reconcile: a statement and open invoices in, one decision a line out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freehold.cli.reconcile import read_history, read_invoices, reconcile_files
from freehold.domain.errors import UserError
from freehold.domain.reconciliation.ledger import OpenInvoice
from tests.unit.reconciliation.samples import TODAY

STATEMENT = """Date;Payee;Counterparty IBAN;Purpose;Amount;Currency
02.11.2026;Berg Studio GmbH;DE02120300000000202051;Rechnung RE-2026-0041 vielen Dank;1.190,00;EUR
03.11.2026;Berg Studio GmbH;DE02120300000000202051;Danke;238,00;EUR
04.11.2026;Stadtwerke;;Abschlag Strom;-80,00;EUR
"""
INVOICES = [
    {
        "number": "RE-2026-0041",
        "customer": "berg",
        "customer_names": ["Berg Studio GmbH"],
        "open_amount": "1190.00",
        "currency": "EUR",
        "issued_on": "2026-10-01",
    },
    {
        "id": "x2",
        "number": "RE-2026-0042",
        "customer": "berg",
        "customer_names": ["Berg Studio GmbH"],
        "open_amount": 238.00,
        "currency": "eur",
        "issued_on": "2026-10-03",
    },
]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path, Path]:
    statement, invoices, history = tmp_path / "s.csv", tmp_path / "i.jsonl", tmp_path / "h.jsonl"
    statement.write_text(STATEMENT, encoding="utf-8")
    invoices.write_text("\n".join(map(json.dumps, INVOICES)), encoding="utf-8")
    history.write_text('{"account": "DE02 1203 0000 0000 2020 51", "customer": "berg"}\n', encoding="utf-8")
    return statement, invoices, history


def test_each_line_gets_one_decision_with_its_reasons(files, capsys):
    assert reconcile_files(*files, as_json=True) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [row["decision"] for row in rows] == ["auto", "auto", "none"]
    assert rows[0]["allocations"] == [{"invoice": "RE-2026-0041", "amount": "1190.00"}]
    assert [one["invoice"] for one in rows[1]["allocations"]] == ["x2"]
    assert all(isinstance(why, str) and why for why in rows[0]["why"])
    assert set(rows[0]) == {"transaction", "decision", "allocations", "why", "suggestions"}


def test_without_history_a_line_without_a_number_is_only_suggested(files, capsys):
    assert reconcile_files(files[0], files[1], None, as_json=True) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[1])
    assert row["decision"] == "suggest"
    assert row["suggestions"][0]["allocations"] == [{"invoice": "x2", "amount": "238.00"}]
    assert 0 < row["suggestions"][0]["score"] < 1


def test_faulty_lines_are_named_and_the_rest_is_read(tmp_path: Path):
    path = tmp_path / "i.jsonl"
    rows = [
        "{",
        "[]",
        json.dumps({**INVOICES[0], "open_amount": "12,00"}),
        json.dumps({**INVOICES[0], "issued_on": "gestern"}),
        json.dumps(INVOICES[0]),
        json.dumps(INVOICES[0]),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    invoices, problems = read_invoices(path)
    assert len(invoices) == 1
    assert isinstance(invoices[0], OpenInvoice)
    texts = [str(problem) for problem in problems]
    assert [text.split(":")[0] for text in texts] == [f"i.jsonl, line {number}" for number in (1, 2, 3, 4, 6)]
    assert "1234.50" in texts[2]
    assert "twice" in texts[4]


def test_history_teaches_payers_refusals_numbers_and_bookings(tmp_path: Path):
    path = tmp_path / "h.jsonl"
    rows = [
        {"name": "Berg Studio GmbH", "customer": "berg"},
        {"account": "de 1", "refused": "x2", "on": "2026-05-26"},
        {"number": "RE-2025-0007"},
        {"booking": "t1", "on": "2026-10-01", "amount": "5.00", "currency": "EUR", "allocations": [{"invoice": "x2", "amount": "5.00"}]},
        {"something": "else"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    experience, bookings, problems = read_history(path, TODAY)
    assert experience.names == {"berg studio": "berg"}
    assert experience.refusals["DE1", "x2"] == pytest.approx(0.45, abs=0.01)
    assert experience.other_numbers == {"RE-2025-0007"}
    assert [one.id for one in bookings] == ["t1"]
    assert len(problems) == 1


def test_a_missing_file_is_told_in_one_line(tmp_path: Path, files):
    with pytest.raises(UserError, match=r"cannot be read"):
        reconcile_files(files[0], tmp_path / "nothing.jsonl", None, as_json=True)


def test_people_get_a_readable_list(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    reconcile_files(*files, as_json=False)
    assert "RE-2026-0041" in capsys.readouterr().out
