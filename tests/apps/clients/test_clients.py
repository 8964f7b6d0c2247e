"""Clients: kept by workspace, found by words, never deleted while papers name them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from freehold.apps.billing.models import Project
from freehold.apps.clients import selectors, services
from freehold.apps.clients.models import Client
from freehold.domain.errors import UserError
from freehold.kit.audit.selectors import entries_of
from tests.apps.billing.conftest import NOW


def url(name: str, *args: object) -> str:
    return reverse(f"clients:{name}", args=args)


def test_a_name_is_enough(workspace):
    client = services.add_client(workspace, name="  Bloom  ", now=NOW)
    assert client.name == "Bloom"
    assert entries_of(workspace.pk, action="client")[0].action == "client.added"


@pytest.mark.parametrize(("values", "words"), [({"name": " "}, "needs a name"), ({"name": "A", "colour": "red"}, "has no “colour”")])
def test_what_is_wrong_is_said_and_nothing_saved(workspace, values, words):
    with pytest.raises(UserError, match=words):
        services.add_client(workspace, now=NOW, **values)
    assert not Client.objects.for_workspace(workspace).exists()


def test_a_number_is_given_once_a_workspace(workspace, other_workspace):
    services.add_client(workspace, name="A", number="K-1", now=NOW)
    services.add_client(other_workspace, name="B", number="K-1", now=NOW)
    with pytest.raises(UserError, match="K-1"):
        services.add_client(workspace, name="C", number="K-1", now=NOW)


def test_a_new_vat_number_makes_the_old_answer_void(workspace, linde):
    services.note_vat_check(workspace, linde.pk, {"valid": True}, now=NOW)
    services.change_client(workspace, linde.pk, city="Augsburg", now=NOW)
    assert selectors.client(workspace, linde.pk).vat_check == {"valid": True}
    services.change_client(workspace, linde.pk, vat_id="at u12345678", now=NOW)
    changed = selectors.client(workspace, linde.pk)
    assert (changed.vat_id, changed.vat_check, changed.vat_checked_at) == ("ATU12345678", {}, None)


def test_clients_of_another_workspace_are_not_there(workspace, other_workspace, linde):
    assert selectors.client(other_workspace, linde.pk) is None
    with pytest.raises(UserError):
        services.change_client(other_workspace, linde.pk, name="Mine", now=NOW)


def test_a_client_with_work_is_put_away_and_not_deleted(workspace, linde):
    Project.objects.create(workspace=workspace, client=linde, name="Booking", created_at=NOW)
    with pytest.raises(UserError, match="Put the client away"):
        services.delete_client(workspace, linde.pk, now=NOW)
    services.archive_client(workspace, linde.pk, now=NOW)
    assert list(selectors.clients(workspace)) == []
    assert [row.name for row in selectors.clients(workspace, archived=True)] == ["Hotel Linde GmbH"]


def test_words_find_a_client_by_name_place_or_person(workspace, linde):
    services.add_contact(workspace, linde.pk, name="Ute Maier", email="ute@linde.example", now=NOW)
    for words in ("linde", "münchen", "ute maier", "hotel ute"):
        assert [row.pk for row in selectors.clients(workspace, q=words)] == [linde.pk], words
    assert list(selectors.clients(workspace, q="tulip")) == []


def test_invoices_go_to_the_marked_people_else_to_the_client(workspace, linde):
    assert selectors.invoice_recipients(selectors.client(workspace, linde.pk)) == [("Hotel Linde GmbH", "rechnung@linde.example")]
    services.add_contact(workspace, linde.pk, name="Ute", email="ute@linde.example", gets_invoices=True, now=NOW)
    services.add_contact(workspace, linde.pk, name="Jan", email="jan@linde.example", now=NOW)
    assert selectors.invoice_recipients(selectors.client(workspace, linde.pk)) == [("Ute", "ute@linde.example")]


def test_somebody_who_gets_invoices_needs_an_address(workspace, linde):
    with pytest.raises(UserError, match="e-mail"):
        services.add_contact(workspace, linde.pk, name="Ute", gets_invoices=True, now=NOW)


def test_the_pages_add_show_change_and_put_away(browser, workspace):
    assert "Your clients will stand here" in browser.get(url("list")).content.decode()
    made = browser.post(url("add"), {"name": "<b>Bloom</b>", "kind": "company", "country": "FR"})
    client = Client.objects.for_workspace(workspace).get()
    assert made.headers["Location"] == url("detail", client.pk)
    page = browser.get(url("detail", client.pk)).content.decode()
    assert "&lt;b&gt;Bloom&lt;/b&gt;" in page
    assert "<b>Bloom" not in page
    browser.post(url("edit", client.pk), {"name": "Bloom", "kind": "person"})
    client.refresh_from_db()
    assert (client.name, client.kind) == ("Bloom", "person")
    browser.post(url("put_away", client.pk))
    assert "Bloom" not in browser.get(url("list")).content.decode().split("<main")[1].split("toast")[0]
    browser.post(url("put_away", client.pk))
    client.refresh_from_db()
    assert client.archived_at is None


def test_after_adding_the_person_goes_on_where_they_came_from_and_nowhere_else(browser, workspace):
    answer = browser.post(url("add"), {"name": "A", "kind": "company", "next": "/money/new/"})
    assert answer.headers["Location"].startswith("/money/new/?client=")
    answer = browser.post(url("add"), {"name": "B", "kind": "company", "next": "//evil.example/"})
    assert answer.headers["Location"].startswith("/clients/")


def test_people_are_added_changed_and_removed_on_the_page(browser, linde):
    browser.post(url("contact_add", linde.pk), {"contact-name": "Ute", "contact-email": "ute@linde.example", "contact-gets_invoices": "on"})
    contact = linde.contacts.get()
    assert contact.gets_invoices
    refused = browser.post(url("contact", linde.pk, contact.pk), {"contact-name": "Ute", "contact-gets_invoices": "on"})
    assert refused.status_code == 422
    browser.post(url("contact_remove", linde.pk, contact.pk))
    assert not linde.contacts.exists()


def test_the_list_costs_the_same_for_many(browser, workspace, django_assert_max_num_queries):
    for number in range(60):
        services.add_client(workspace, name=f"Client {number}", now=NOW)
    with django_assert_max_num_queries(12):
        browser.get(url("list"))
