"""The evaluations of e-invoices count what they say."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from evals import einvoice, einvoice_generated
from tests.integrations.einvoice.documents import UBL_INVOICE


def test_the_figures_of_official_examples_count_each_folder_and_name_what_failed(tmp_path: Path):
    folder = tmp_path / "billing" / "einvoice" / "some"
    folder.mkdir(parents=True)
    (folder / "good.xml").write_bytes(UBL_INVOICE)
    (folder / "wrong.xml").write_bytes(UBL_INVOICE.replace(b"11.90</b:PayableAmount>", b"11.00</b:PayableAmount>"))
    (folder / "broken.xml").write_bytes(UBL_INVOICE[:2000])
    (folder / "codes.xml").write_bytes(b"<codes/>")
    found = einvoice.run(tmp_path, argparse.Namespace())
    assert {name: found[name] for name in einvoice.FIGURES} == {
        "n": 3,
        "read": 2,
        "cii_valid": 1,
        "ubl_valid": 1,
        "totals_equal": 2,
        "original_valid": 1,
    }
    assert found["folders"]["some"]["n"] == 3
    assert any("broken.xml" in line for line in found["failed"])
    assert any("wrong.xml: as cii: BR-CO-16" in line for line in found["failed"])


def test_without_documents_the_evaluation_says_so(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        einvoice.run(tmp_path, argparse.Namespace())


def test_the_generated_invoices_are_counted(tmp_path: Path):
    found = einvoice_generated.run(tmp_path, argparse.Namespace(n=9, seed=2))
    assert (found["n"], found["cii_valid"], found["ubl_valid"], found["read_back"], found["broken"]) == (9, 9, 9, 9, {})
