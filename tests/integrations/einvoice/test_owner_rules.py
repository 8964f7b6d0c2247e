"""Rules that the owner adds: compiled ones are tried and remembered, sources and broken ones are refused kindly."""

from __future__ import annotations

from pathlib import Path

import pytest

from freehold.domain.errors import UserError
from freehold.integrations.einvoice import OwnerRules, validate
from tests.integrations.einvoice.documents import UBL_INVOICE

RULE = """<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:svrl="http://purl.oclc.org/dsdl/svrl"
  xmlns:ubl="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
<xsl:template match="/"><svrl:schematron-output><xsl:if test="not(/ubl:Invoice/cbc:BuyerReference)">
<svrl:failed-assert id="{rule}" flag="fatal" location="/ubl:Invoice[1]"><svrl:text>[{rule}] A buyer reference must be given.</svrl:text>
</svrl:failed-assert></xsl:if></svrl:schematron-output></xsl:template></xsl:stylesheet>"""


@pytest.fixture
def rules(tmp_path: Path) -> OwnerRules:
    return OwnerRules(tmp_path / "data")


def folder(tmp_path: Path, **files: str) -> Path:
    place = tmp_path / "rules"
    place.mkdir()
    for name, text in files.items():
        (place / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return place


def test_added_rules_are_run_beside_the_official_ones(rules: OwnerRules, tmp_path: Path):
    assert [sheet.name for sheet in rules.add(folder(tmp_path, own_xsl=RULE.replace("{rule}", "OWN-1")))] == ["own"]
    found = validate(UBL_INVOICE, owner_rules=rules)
    assert [(error.rule, error.text) for error in found.errors] == [("OWN-1", "A buyer reference must be given.")]
    assert found.checked[-1] == "own"
    assert validate(UBL_INVOICE).valid


def test_rules_of_one_profile_leave_the_others_alone(rules: OwnerRules, tmp_path: Path):
    (sheet,) = rules.add(folder(tmp_path, kosit_xsl=RULE.replace("{rule}", "BR-DE-15")))
    assert (sheet.syntax, sheet.profile) == ("ubl", "xrechnung")
    assert validate(UBL_INVOICE, owner_rules=rules).valid
    german = UBL_INVOICE.replace(b"urn:cen.eu:en16931:2017<", b"urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0<")
    assert [error.rule for error in validate(german, owner_rules=rules).errors] == ["BR-DE-15"]


def test_adding_twice_remembers_once(rules: OwnerRules, tmp_path: Path):
    place = folder(tmp_path, own_xsl=RULE)
    rules.add(place)
    rules.add(place)
    assert len(rules.sheets()) == 1


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({}, "holds no compiled"),
        ({"rules_sch": "<schema/>"}, "SchXslt"),
        ({"page_xsl": "<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"}, "holds no compiled"),
        ({"broken_xsl": RULE.replace("<xsl:if", "<xsl:iff")}, "cannot be compiled"),
    ],
)
def test_what_cannot_be_run_is_refused_and_nothing_is_remembered(rules: OwnerRules, tmp_path: Path, files: dict[str, str], told: str):
    with pytest.raises(UserError, match=told):
        rules.add(folder(tmp_path, **files))
    assert rules.sheets() == []


def test_a_missing_folder_is_told(rules: OwnerRules, tmp_path: Path):
    with pytest.raises(UserError, match="does not exist"):
        rules.add(tmp_path / "nowhere")


def test_a_rule_file_that_vanished_is_told_with_what_to_do(rules: OwnerRules, tmp_path: Path):
    place = folder(tmp_path, own_xsl=RULE)
    rules.add(place)
    moved = place / "moved.txt"
    (place / "own.xsl").rename(moved)
    from freehold.integrations.einvoice.saxon import worker

    worker.stop()  # a compiled sheet stays in memory
    with pytest.raises(UserError, match=r"own\.xsl"):
        validate(UBL_INVOICE, owner_rules=rules)


def test_a_broken_list_is_told(rules: OwnerRules):
    rules.data_dir.mkdir()
    (rules.data_dir / "einvoice-rules.json").write_text("{", encoding="utf-8")
    with pytest.raises(UserError, match="broken"):
        rules.sheets()
