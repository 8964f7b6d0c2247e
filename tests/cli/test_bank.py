"""freehold bank read: one transaction a line, exit codes, words for bad input."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from freehold.cli.bank import read_statement_file
from freehold.domain.errors import UserError
from tests.integrations.banking.messages import MT940, camt, details, entry


def test_every_transaction_is_one_line_of_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "march.sta"
    path.write_bytes(MT940.encode("cp852"))
    assert read_statement_file(path, as_json=True) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert (first["amount"], first["currency"], first["booked_on"]) == ("1190.00", "EUR", "2026-02-03")
    assert (first["payer_name"], first["status"], first["format"]) == ("Grünwald Möbel GmbH und Söhne", "booked", "mt940")
    assert second["is_return"] is True


def test_an_announced_entry_is_printed_as_pending(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "today.xml"
    path.write_bytes(camt(entry("3.00", details(), status="PDNG")))
    assert read_statement_file(path, as_json=True) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "pending"


def test_a_problem_goes_to_stderr_and_the_exit_code_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "wrong.xml"
    path.write_bytes(camt(entry("3.00"), closing="500.00"))
    assert read_statement_file(path, as_json=True) == 1
    printed = capsys.readouterr()
    assert len(printed.out.splitlines()) == 1
    assert "balances do not fit" in printed.err


def test_a_truncated_file_prints_nothing_and_names_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = tmp_path / "cut.xml"
    path.write_bytes(camt(entry("3.00"))[:300])
    with pytest.raises(UserError, match=r"^cut\.xml: .*breaks off"):
        read_statement_file(path, as_json=True)
    assert capsys.readouterr().out == ""


def test_a_person_at_a_terminal_sees_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("freehold.cli.bank.wants_json", lambda asked: asked)
    path = tmp_path / "march.sta"
    path.write_bytes(MT940.encode())
    assert read_statement_file(path, as_json=False) == 0
    assert "1,190.00" in capsys.readouterr().out
