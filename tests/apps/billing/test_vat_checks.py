"""A client's VAT number is asked about only when that is allowed, and the answer decides the tax."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.template.loader import render_to_string

from freehold.apps.billing.by_itself_frame import what_vat_checks_send
from freehold.apps.billing.services import drafts, vat_checks
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.views.vat_checks import vat_panel
from freehold.apps.clients import selectors as clients
from freehold.domain.errors import UserError
from freehold.integrations.vies import VatCheck
from freehold.kit.http.errors import FetchFailed

from .conftest import NOW


@pytest.fixture
def vies(monkeypatch):
    """Answers what `valid` says; `asked` keeps the numbers."""

    class Vies:
        valid = True
        asked: list = []
        fault: Exception | None = None

        def __call__(self, number, requester, **_more):
            self.asked.append((number.value, requester and requester.value))
            if self.fault:
                raise self.fault
            return VatCheck(number.value, self.valid, "Tulip Studio B.V.", "Amsterdam", "WAPI1", NOW, {"valid": self.valid})

    answering = Vies()
    answering.asked = []
    monkeypatch.setattr(vat_checks, "check", answering)
    return answering


def allow(seller) -> None:
    seller.check_vat_ids_online = True
    seller.save()


def test_nothing_is_asked_until_it_is_allowed(workspace, seller, tulip, vies) -> None:
    with pytest.raises(UserError, match="switched off"):
        vat_checks.check_client_vat(workspace, tulip.pk, now=NOW)
    assert vies.asked == []


def test_the_answer_is_kept_with_its_proof(workspace, seller, tulip, vies) -> None:
    allow(seller)
    assert vat_checks.check_client_vat(workspace, tulip.pk, now=NOW, actor="Mara").valid
    assert vies.asked == [("NL004495445B01", "DE136695976")]
    kept = clients.client(workspace, tulip.pk)
    assert (kept.vat_checked_at, kept.vat_check["consultation_number"]) == (NOW, "WAPI1")


def test_a_number_that_is_not_valid_turns_reverse_charge_into_own_vat(workspace, seller, tulip, vies) -> None:
    allow(seller)
    line = LineInput(name="Work", price=Decimal(100))
    draft = drafts.new_draft(workspace, kind="invoice", client_id=tulip.pk, now=NOW, lines=[line])
    assert (draft.tax_case, draft.tax) == ("eu_reverse_charge", 0)
    vies.valid = False
    vat_checks.check_client_vat(workspace, tulip.pk, now=NOW)
    draft.refresh_from_db()
    assert (draft.tax_case, draft.tax) == ("eu_business_unproven", 19)


def test_when_vies_cannot_tell_what_was_known_is_kept(workspace, seller, tulip, vies) -> None:
    allow(seller)
    vat_checks.check_client_vat(workspace, tulip.pk, now=NOW)
    vies.fault = FetchFailed("busy", transient=True)
    with pytest.raises(FetchFailed):
        vat_checks.check_client_vat(workspace, tulip.pk, now=NOW)
    assert clients.client(workspace, tulip.pk).vat_check["valid"] is True


def test_a_number_with_a_wrong_check_digit_is_not_sent(workspace, seller, tulip, vies) -> None:
    allow(seller)
    type(tulip).objects.filter(pk=tulip.pk).update(vat_id="NL004495446B01")
    with pytest.raises(UserError, match="not a valid VAT number of NL"):
        vat_checks.check_client_vat(workspace, tulip.pk, now=NOW)
    assert vies.asked == []


def test_the_panel_says_what_is_known(rf, workspace, seller, tulip, harbour, vies) -> None:
    request = rf.get("/")
    request.workspace = workspace
    assert vat_panel(request, harbour) is None
    before = vat_panel(request, clients.client(workspace, tulip.pk))
    assert "was not asked" in render_to_string(before.template, before.context)
    allow(seller)
    vat_checks.check_client_vat(workspace, tulip.pk, now=NOW)
    after = vat_panel(request, clients.client(workspace, tulip.pk))
    assert after.context["asks"] and after.context["answer"]["valid"] and after.context["asked_at"] == NOW


def test_what_leaves_is_told_only_while_it_is_allowed(workspace, seller) -> None:
    assert what_vat_checks_send(workspace.pk) == []
    allow(seller)
    assert [line.to for line in what_vat_checks_send(workspace.pk)] == ["ec.europa.eu (VIES)"]
