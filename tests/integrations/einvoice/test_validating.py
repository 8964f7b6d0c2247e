"""The official rules, the plain words for what they find, and the process that runs them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest

from evals.invoices import invoices
from freehold.domain.errors import SystemFault
from freehold.domain.invoicing.totals import totalled
from freehold.integrations.einvoice import read, validate, write
from freehold.integrations.einvoice.fields import field_at
from freehold.integrations.einvoice.saxon import SaxonWorker, SheetFault, worker
from freehold.integrations.einvoice.sheets import rules_for
from tests.integrations.einvoice.documents import MINIMUM, UBL_INVOICE, pdf_with, with_extension

ONE = next(iter(invoices(1, seed=1)))
FOREVER = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><x><xsl:for-each select="1 to 100000000"><xsl:value-of select="sum(1 to .)"/></xsl:for-each></x></xsl:template>
</xsl:stylesheet>"""


def test_a_valid_invoice_is_called_valid_and_the_rules_are_named():
    found = validate(UBL_INVOICE)
    assert (found.valid, found.format, found.profile) == (True, "ubl", "en16931")
    assert found.checked == ("UBL 2.1", "EN 16931 (CEN, UBL)")


@pytest.mark.parametrize(
    ("before", "after", "rule", "field"),
    [
        (b'<b:PayableAmount currencyID="EUR">11.90', b'<b:PayableAmount currencyID="EUR">11.00', "BR-CO-16", "totals.due"),
        (b"<b:ID>R-88</b:ID>", b"<b:ID> </b:ID>", "BR-02", "number"),
        (b"<b:RegistrationName>Ines Falk</b:RegistrationName>", b"", "BR-07", "buyer.name"),
        (b"DE123456788", b"123456788", "BR-CO-09", "seller.vat_id"),
        (b'unitCode="XPP"', b'unitCode="HOURS"', "BR-CL-23", "lines[0].unit"),
        (b'<b:PriceAmount currencyID="EUR">2.50', b'<b:PriceAmount currencyID="EUR">-2.50', "BR-27", "lines[0].price"),
    ],
)
def test_a_broken_rule_is_told_in_plain_words_at_its_field(before: bytes, after: bytes, rule: str, field: str):
    assert before in UBL_INVOICE
    found = validate(UBL_INVOICE.replace(before, after))
    assert not found.valid
    error = next(error for error in found.errors if error.rule == rule)
    assert error.field == field
    assert error.text != error.official
    assert "BT-" not in error.text


def test_the_form_of_the_file_is_checked_and_told_with_its_line():
    found = validate(UBL_INVOICE.replace(b"<b:ID>R-88</b:ID>", b"<b:Nonsense>R-88</b:Nonsense>"))
    assert found.errors[0].rule == "XSD"
    assert "(line 4)" in found.errors[0].location


def test_each_lean_profile_is_checked_by_its_own_rules():
    found = validate(MINIMUM)
    assert found.valid, found.errors
    assert found.checked[1] == "Factur-X 1.09 MINIMUM rules"
    assert not validate(MINIMUM.replace(b"20.00</b:TaxTotal", b"x</b:TaxTotal")).valid


EXTENDED = b"urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
BASIC = b"urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic"


@pytest.mark.parametrize(("specification", "profile", "rules"), [(EXTENDED, "extended", "EXTENDED"), (BASIC, "basic", "BASIC")])
def test_the_other_profiles_of_factur_x_are_read_and_checked(specification: bytes, profile: str, rules: str):
    plain = replace(ONE, lines=ONE.lines[:1], allowances=(), contract_reference="", project_reference="", sales_order="")
    payload = write(totalled(plain), syntax="cii").replace(b"urn:cen.eu:en16931:2017<", specification + b"<")
    assert read(payload).profile == profile
    assert rules in validate(payload).checked[1]


def test_a_shipping_charge_of_the_extended_profile_is_told():
    charge = (
        b"<ram:SpecifiedLogisticsServiceCharge><ram:Description>Shipping</ram:Description>"
        b"<ram:AppliedAmount>4.90</ram:AppliedAmount></ram:SpecifiedLogisticsServiceCharge>"
    )
    payload = write(ONE, syntax="cii").replace(b"<ram:SpecifiedTradePaymentTerms>", charge + b"<ram:SpecifiedTradePaymentTerms>", 1)
    assert any("4.90" in str(problem) for problem in read(payload).problems)


def test_elements_beyond_the_standard_warn_in_plain_xml():
    found = validate(with_extension())
    assert any(warning.rule.startswith("UBL-") for warning in found.warnings)


def test_inside_a_pdf_the_stricter_rules_of_factur_x_hold():
    found = validate(pdf_with({"factur-x.xml": write(ONE, syntax="cii", profile="en16931")}))
    assert found.valid, found.errors
    assert found.checked == ("Factur-X 1.09 EN 16931 schema", "Factur-X 1.09 EN 16931 rules")


@pytest.mark.parametrize(
    ("location", "syntax", "field"),
    [
        ("/Invoice/InvoiceLine[2]/Item[1]/CommodityClassification[3]/ItemClassificationCode[1]", "ubl", "lines[1].classifications[2].code"),
        ("/Invoice/AccountingSupplierParty[1]/Party[1]/PartyIdentification[2]/ID[1]", "ubl", "seller.identifiers[1]"),
        ("/Invoice/AccountingCustomerParty/Party/PostalAddress/CityName (line 84)", "ubl", "buyer.address.city"),
        ("/CreditNote/CreditNoteLine[1]/Price[1]/PriceAmount[1]", "ubl", "lines[0].price"),
        ("/Invoice/LegalMonetaryTotal[1]/PayableAmount[1]", "ubl", "totals.due"),
        ("/Invoice", "ubl", ""),
        ("/nothing/at[all]", "cii", ""),
    ],
)
def test_a_place_in_the_file_leads_back_to_the_field(location: str, syntax: str, field: str):
    assert field_at(location, syntax) == field


@pytest.fixture
def own_worker():
    own = SaxonWorker()
    yield own
    own.stop()


def sheet() -> str:
    return rules_for("ubl", "en16931").sheet


def test_threads_share_one_worker(own_worker: SaxonWorker):
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(len(own_worker.check([sheet()], UBL_INVOICE.decode()[38:])))) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [0] * 6


def test_a_worker_that_was_killed_is_started_again(own_worker: SaxonWorker):
    own_worker.check([sheet()], "")
    first = own_worker.process_id()
    assert first is not None
    os.kill(first, signal.SIGTERM)
    assert own_worker.check([sheet()], UBL_INVOICE.decode()[38:]) == []
    assert own_worker.process_id() != first


def test_a_check_that_takes_too_long_is_given_up_and_the_next_one_works(own_worker: SaxonWorker, tmp_path):
    forever = tmp_path / "forever.xsl"
    forever.write_text(FOREVER, encoding="utf-8")
    with pytest.raises(SystemFault, match="seconds"):
        own_worker.check([str(forever)], "<a/>", seconds=3)
    assert own_worker.process_id() is None
    small = tmp_path / "small.xsl"
    small.write_text(FOREVER.replace("1 to 100000000", "1 to 1"), encoding="utf-8")
    assert own_worker.check([str(small)], "<a/>") == []


def test_a_broken_stylesheet_is_named_and_does_not_end_the_worker(own_worker: SaxonWorker, tmp_path):
    broken = tmp_path / "broken.xsl"
    broken.write_text("<nothing/>", encoding="utf-8")
    with pytest.raises(SheetFault) as caught:
        own_worker.check([str(broken)], "<a/>")
    assert caught.value.sheet == str(broken)
    assert own_worker.process_id() is not None


def test_the_worker_ends_with_its_parent():
    script = (
        "from freehold.integrations.einvoice.saxon import worker\n"
        f"worker.check([{sheet()!r}], '')\n"
        "import os, sys\nprint(worker.process_id(), flush=True)\nos._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    process_id = int(done.stdout)
    for _ in range(100):
        if not _alive(process_id):
            return
        time.sleep(0.05)
    raise AssertionError("the worker outlived its parent")


def _alive(process_id: int) -> bool:
    if os.name == "nt":
        return str(process_id) in subprocess.run(["tasklist", "/FI", f"PID eq {process_id}"], capture_output=True, text=True).stdout
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    # A zombie waits for its new parent only.
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(process_id)], capture_output=True, text=True).stdout.strip()
    return bool(state) and not state.startswith("Z")


def test_warm_checks_are_quick():
    payload = write(ONE, syntax="cii", profile="en16931")
    validate(payload)
    started = time.perf_counter()
    for _ in range(5):
        assert validate(payload).valid
    assert time.perf_counter() - started < 5
    assert worker.process_id() is not None


def test_what_xrechnung_asks_beyond_the_standard_is_told_too():
    german = UBL_INVOICE.replace(b"urn:cen.eu:en16931:2017<", b"urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0<")
    found = validate(german)
    told = {error.rule: error for error in found.errors}
    assert told["BR-DE-15"].field == "buyer_reference"
    assert "Leitweg-ID" in told["BR-DE-15"].text
    assert "XRechnung 3.0 (main rules)" in found.checked


def test_every_rule_of_the_profiles_has_words():
    import inspect
    import re

    from freehold.domain.invoicing import profile_rules
    from freehold.integrations.einvoice.words_profiles import PROFILE_RULES

    named = set(re.findall(r'"((?:BR-DE-\d+|PEPPOL-EN16931-R\d+))"', inspect.getsource(profile_rules)))
    known = set(PROFILE_RULES) | {rule.removesuffix("-a") for rule in PROFILE_RULES}
    assert named <= known
