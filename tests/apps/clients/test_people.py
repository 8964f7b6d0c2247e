"""The people at a client: why they may be written to, which rule applies, whose an address is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from freehold.apps.clients import selectors, services
from freehold.apps.clients.permission import permission_of
from freehold.domain.errors import UserError
from freehold.kit.audit.selectors import entries_of
from freehold.kit.mailing.services.suppression import suppress
from tests.apps.billing.conftest import NOW, TODAY


@pytest.fixture
def ute(workspace, linde):
    return services.add_contact(workspace, linde.pk, name="Ute Maier", email="Ute@linde.example", role="Buyer", now=NOW)


def said(workspace, contact, basis="consent", source="Form on my page", on=TODAY, note=""):
    return services.set_basis(workspace, contact.pk, basis=basis, source=source, on=on, note=note, now=NOW, actor="Mara")


def test_a_basis_has_a_source_and_a_day(workspace, ute):
    row = said(workspace, ute)
    assert (row.basis, row.basis_source, row.basis_on) == ("consent", "Form on my page", TODAY)
    assert entries_of(workspace.pk, action="contact")[0].action == "contact.basis_set"
    assert said(workspace, ute, basis="", source="x").basis_source == ""


@pytest.mark.parametrize(
    "wrong",
    [{"source": " "}, {"on": None}, {"on": TODAY + timedelta(days=1)}, {"basis": "whim"}, {"basis": "interest", "note": ""}],
)
def test_what_is_missing_of_a_basis_is_asked_for(workspace, ute, wrong):
    with pytest.raises(UserError, match="Nothing was saved"):
        said(workspace, ute, **wrong)


def test_a_new_address_takes_consent_away_and_no_other_basis(workspace, linde, ute):
    said(workspace, ute)
    services.change_contact(workspace, linde.pk, ute.pk, name="Ute", email="UTE@linde.example", now=NOW)
    assert selectors.contact(workspace, ute.pk).basis == "consent"
    services.change_contact(workspace, linde.pk, ute.pk, name="Ute", email="other@linde.example", now=NOW)
    assert selectors.contact(workspace, ute.pk).basis == ""
    said(workspace, ute, basis="customer")
    services.change_contact(workspace, linde.pk, ute.pk, name="Ute", email="third@linde.example", now=NOW)
    assert selectors.contact(workspace, ute.pk).basis == "customer"


def test_the_rule_of_the_country_decides(workspace, linde, ute):
    assert not permission_of(selectors.contact(workspace, ute.pk), TODAY).allowed
    said(workspace, ute, basis="interest", note="They run hotels, I build booking pages")
    german = permission_of(selectors.contact(workspace, ute.pk), TODAY)
    services.change_contact(workspace, linde.pk, ute.pk, name="Ute", email=ute.email, country="US", legal_form="company", now=NOW)
    american = permission_of(selectors.contact(workspace, ute.pk), TODAY)
    assert (german.allowed, american.allowed) == (False, True)
    assert not permission_of(selectors.contact(workspace, ute.pk), TODAY, objected=True).allowed


def test_whose_an_address_is(workspace, other_workspace, linde, ute):
    assert selectors.by_address(workspace, " UTE@LINDE.example ") == (linde, ute)
    assert selectors.by_address(workspace, "Rechnung@linde.example") == (linde, None)
    for nobody in ("", "ute", "x@y.example", "ute@linde.example\x00x"):
        assert selectors.by_address(workspace, nobody) is None
    assert selectors.by_address(other_workspace, "ute@linde.example") is None


def test_the_clients_own_address_gets_a_person_once(workspace, linde):
    made = services.contact_for_mail(workspace, linde.pk, NOW)
    assert (made.name, made.email, made.country) == ("Hotel Linde GmbH", "rechnung@linde.example", "DE")
    assert services.contact_for_mail(workspace, linde.pk, NOW) == made
    empty = services.add_client(workspace, name="Silent", now=NOW)
    with pytest.raises(UserError, match="No mail address"):
        services.contact_for_mail(workspace, empty.pk, NOW)


def test_people_of_other_workspaces_and_put_away_clients_are_not_listed(workspace, other_workspace, linde, ute):
    assert list(selectors.contacts(workspace)) == [ute]
    assert list(selectors.contacts(other_workspace)) == []
    assert selectors.contact(other_workspace, ute.pk) is None
    with pytest.raises(UserError):
        said(other_workspace, ute)
    services.archive_client(workspace, linde.pk, now=NOW)
    assert list(selectors.contacts(workspace)) == []


@pytest.mark.parametrize("name", ["x" * 10_000, "\x00", ""])
def test_impossible_names_are_refused(workspace, linde, name):
    with pytest.raises(UserError, match="Nothing was saved"):
        services.add_contact(workspace, linde.pk, name=name, now=NOW)
    with pytest.raises(UserError, match="Nothing was saved"):
        services.add_client(workspace, name=name, now=NOW)
    assert services.add_client(workspace, name="A\x00cme", notes="\x00x", now=NOW).name == "Acme"


def test_the_page_explains_each_basis_and_the_rule(browser, workspace, linde, ute, django_assert_max_num_queries):
    url = reverse("clients:contact", args=[linde.pk, ute.pk])
    with django_assert_max_num_queries(12):
        page = browser.get(url).content.decode()
    for words in ("Not now", "You did paid work for them", "They said yes", "Rule:"):
        assert words in page
    basis = reverse("clients:contact_basis", args=[linde.pk, ute.pk])
    assert browser.post(basis, {"basis": "consent", "source": "", "on": "2026-11-01"}).status_code == 422
    browser.post(basis, {"basis": "consent", "source": "Mail of 1 November", "on": "2026-11-01"})
    assert "what they are" in browser.get(url).content.decode()
    browser.post(url, {"contact-name": "Ute", "contact-email": "Ute@linde.example", "contact-legal_form": "company"})
    assert selectors.contact(workspace, ute.pk).basis_on == date(2026, 11, 1)
    assert "Yes" in browser.get(url).content.decode()
    suppress(workspace.pk, ute.email, reason="unsubscribed", now=NOW)
    assert "Not now" in browser.get(url).content.decode()
    browser.post(
        url, {"contact-name": "Ute", "contact-email": "ute@linde.example", "contact-legal_form": "company", "contact-country": "AT"}
    )
    changed = selectors.contact(workspace, ute.pk)
    assert (changed.legal_form, changed.country, changed.role) == ("company", "AT", "")
