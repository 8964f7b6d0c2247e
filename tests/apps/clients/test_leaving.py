"""Clients leave: as a table or an address book, and forgotten for real."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core import serializers
from django.core.files.storage import default_storage
from django.urls import reverse

from freehold.apps.billing.models import Document, PortalLink
from freehold.apps.clients import selectors, services
from freehold.apps.clients.models import Client, ClientFile, ClientImport, Contact, Note
from freehold.apps.clients.selectors.filters import Filters, filtered
from freehold.apps.clients.services import files, imports, notes
from freehold.apps.clients.services.exporting import cell, to_csv, to_vcards
from freehold.apps.clients.services.forgetting import fates, forget_client
from freehold.apps.clients.services.own_fields import add_field
from freehold.apps.clients.services.vcards import read_cards
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import IncomingReply, OutgoingMail
from freehold.kit.mailing.selectors import is_suppressed
from freehold.kit.mailing.services.suppression import suppress
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW


@pytest.fixture
def ute(workspace, linde):
    return services.add_contact(workspace, linde.pk, name="Ute Maier", email="ute@linde.example", role="=2+5", now=NOW)


def table(workspace, **said):
    content = to_csv(workspace, filtered(workspace, Filters.of(said)), now=NOW)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


@pytest.mark.parametrize("text", ["=cmd|'/C calc'!A0", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == f"'{text}"


def test_the_table_has_each_person_and_own_fields_and_no_formula(workspace, linde, ute):
    field = add_field(workspace, name="=Rooms", now=NOW)
    services.change_client(workspace, linde.pk, fields={str(field.pk): "@12"}, notes='=HYPERLINK("http://x")', tags=["a", "b"], now=NOW)
    services.add_client(workspace, name="=cmd", now=NOW)
    rows = table(workspace)
    assert [(row["Company"], row["Person: whole name"], row["E-mail"]) for row in rows] == [
        ("'=cmd", "", ""),
        ("Hotel Linde GmbH", "", "rechnung@linde.example"),
        ("Hotel Linde GmbH", "Ute Maier", "ute@linde.example"),
    ]
    assert rows[2]["What they do"] == "'=2+5"
    assert rows[2]["'=Rooms"] == "'@12"
    assert rows[2]["Notes"].startswith("'=")
    assert [row["Company"] for row in table(workspace, q="linde")] == ["Hotel Linde GmbH"] * 2


def test_what_was_saved_can_be_brought_in_again(workspace, other_workspace, linde, ute):
    services.add_client(workspace, name="=cmd", kind="person", email="x@y.example", now=NOW)
    for content, name in (
        (to_csv(workspace, filtered(workspace, Filters()), now=NOW), "c.csv"),
        (to_vcards(workspace, filtered(workspace, Filters()), now=NOW), "c.vcf"),
    ):
        run = imports.preview(other_workspace, name, content, now=NOW)
        imports.confirm(other_workspace, run.pk, now=NOW)
        imports.run_import(run.pk, now=NOW)
        found = Client.objects.for_workspace(other_workspace).order_by("name")
        assert [(row.name, row.kind) for row in found] == [("=cmd", "person"), ("Hotel Linde GmbH", "company")], name
        assert [row.email for row in Contact.objects.filter(client__in=found)] == ["ute@linde.example"], name
        assert found[1].city == linde.city, name


def test_the_address_book_is_version_4_and_safe(workspace, linde, ute):
    services.change_client(workspace, linde.pk, notes="A;B\\C\nEND:VCARD", now=NOW)
    content = to_vcards(workspace, filtered(workspace, Filters()), now=NOW)
    assert content.count(b"VERSION:4.0") == content.count(b"\r\nEND:VCARD\r\n") == 2
    company, person = (one.values for one in read_cards(content, "c.vcf")[0])
    assert company["notes"] == "A;B\\C\nEND:VCARD"
    assert (person["person"], person["company"], person["role"]) == ("Ute Maier", "Hotel Linde GmbH", "=2+5")


def test_thousands_are_saved_in_few_queries(workspace, django_assert_max_num_queries):
    rows = [Client(workspace=workspace, name=f"C{number}", created_at=NOW, changed_at=NOW) for number in range(1200)]
    Client.objects.bulk_create(rows)
    with django_assert_max_num_queries(10):
        assert len(table(workspace)) == 1200


def story(workspace, linde, ute):
    """Give a client everything that can be forgotten."""
    notes.add_note(workspace, linde.pk, "Ute likes tea", now=NOW)
    kept = files.add_file(workspace, linde.pk, name="tea.txt", content=b"Ute likes tea", now=NOW)
    mails = [
        OutgoingMail.objects.create(
            workspace=workspace,
            kind="invoice",
            key=state,
            to="UTE@linde.example",
            to_name="Ute",
            subject="Tea",
            text="Dear Ute",
            state=state,
            created_at=NOW,
        )
        for state in ("sent", "queued")
    ]
    IncomingReply.objects.create(
        workspace=workspace,
        mail=mails[0],
        message_id="<1@x>",
        direction="from_them",
        from_address=ute.email,
        text="Ute",
        at=NOW,
        read_at=NOW,
    )
    imports.preview(workspace, "c.csv", b"Company,E-mail\nLinde,ute@linde.example\n", now=NOW)
    services.change_client(workspace, linde.pk, tags=["tea"], notes="Ute", phone="+49 89 1", website="tea.example", now=NOW)
    PortalLink.objects.create(workspace=workspace, client=linde, token_sha256="0" * 64, created_at=NOW, expires_at=NOW)
    return kept


def traces(workspace):
    """Every text in the tables that could name the person."""
    rows = [row for model in (Client, Contact, Note, ClientFile, ClientImport, OutgoingMail, IncomingReply) for row in model.objects.all()]
    return json.dumps(json.loads(serializers.serialize("json", rows)), ensure_ascii=False).casefold()


def test_a_client_without_papers_is_gone_with_every_trace(workspace, linde, ute, hooks, django_capture_on_commit_callbacks):
    kept = story(workspace, linde, ute)
    with django_capture_on_commit_callbacks(execute=True):
        done = forget_client(workspace, linde.pk, now=NOW)
    assert done.is_gone
    assert not Client.objects.for_workspace(workspace).exists()
    for words in ("ute", "linde", "tea"):
        assert words not in traces(workspace), words
    assert not default_storage.exists(kept.path)
    assert sorted(OutgoingMail.objects.values_list("state", flat=True)) == ["cancelled", "sent"]
    assert not PortalLink.objects.exists()
    assert not is_suppressed(workspace.pk, "ute@linde.example")
    assert Event.objects.filter(name="ClientForgotten").count() == 1


def test_with_papers_only_what_they_print_stays(workspace, linde, ute, hooks):
    story(workspace, linde, ute)
    paper = Document.objects.create(workspace=workspace, kind="invoice", client=linde, currency="EUR", created_at=NOW, changed_at=NOW)
    Document.objects.filter(pk=paper.pk).update(number="R-1", state="paid", issued_at=NOW)
    done = forget_client(workspace, linde.pk, now=NOW)
    assert not done.is_gone
    row = Client.objects.for_workspace(workspace).get()
    assert (row.name, row.line1, row.vat_id) == ("Hotel Linde GmbH", "Am Markt 1", "DE129273398")
    assert (row.email, row.phone, row.website, row.tags, row.notes, row.words) == ("", "", "", [], "", "")
    assert row.forgotten_at == row.archived_at == NOW
    assert "ute" not in traces(workspace)
    assert selectors.by_address(workspace, "ute@linde.example") is None


def test_who_asked_for_silence_stays_on_the_list_by_a_digest_alone(workspace, linde, ute):
    suppress(workspace.pk, "ute@linde.example", reason="unsubscribed", now=NOW)
    assert any("list of no advertising" in fate.text and fate.stays for fate in fates(workspace, linde))
    done = forget_client(workspace, linde.pk, now=NOW)
    assert done.suppressed == 1
    assert is_suppressed(workspace.pk, "UTE@linde.example")
    assert not is_suppressed(workspace.pk, "rechnung@linde.example")
    other = services.add_client(workspace, name="B", email="b@b.example", now=NOW)
    assert forget_client(workspace, other.pk, now=NOW, suppress_too=True).suppressed == 1
    assert is_suppressed(workspace.pk, "b@b.example")


def test_what_must_be_settled_first_is_said_and_nothing_deleted(workspace, linde, ute, hooks):
    Document.objects.create(workspace=workspace, kind="invoice", client=linde, currency="EUR", created_at=NOW, changed_at=NOW)
    with pytest.raises(UserError, match="1 draft is for this client"):
        forget_client(workspace, linde.pk, now=NOW)
    assert selectors.contact(workspace, ute.pk) is not None


def test_merged_ones_are_forgotten_too(workspace, linde, ute):
    other = services.add_client(workspace, name="Linde old", email="old@linde.example", now=NOW)
    services.merge_clients(workspace, linde.pk, other.pk, now=NOW)
    assert forget_client(workspace, other.pk, now=NOW).is_gone
    assert "linde" not in traces(workspace)


def test_nothing_of_another_workspace_is_forgotten(workspace, other_workspace, linde, ute):
    with pytest.raises(UserError):
        forget_client(other_workspace, linde.pk, now=NOW)
    twin = services.add_client(other_workspace, name="Linde", email="ute@linde.example", now=NOW)
    forget_client(workspace, linde.pk, now=NOW)
    assert selectors.client(other_workspace, twin.pk).email == "ute@linde.example"


def test_the_page_says_what_goes_and_stays_and_wants_a_tick(browser, workspace, linde, ute, hooks, django_assert_max_num_queries):
    story(workspace, linde, ute)
    url = reverse("clients:forget", args=[linde.pk])
    with django_assert_max_num_queries(40):
        page = browser.get(url).content.decode()
    for words in ("1 person there", "1 note", "1 file", "2 mails to them", "1 answer by mail", "1 link to the client", "It names nobody"):
        assert words in page, words
    assert browser.post(url).status_code == 422
    assert selectors.client(workspace, linde.pk) is not None
    assert browser.post(url, {"sure": "on", "suppress": "on"}).status_code == 303
    assert selectors.client(workspace, linde.pk) is None
    assert is_suppressed(workspace.pk, "ute@linde.example")
    assert browser.get(url).status_code == 404


def test_the_addresses_hand_out_what_the_list_shows(browser, workspace, linde):
    services.add_client(workspace, name="Tulip", country="NL", now=NOW)
    answer = browser.get(reverse("clients:export_csv"), {"country": "NL"})
    assert b"Tulip" in answer.content
    assert b"Linde" not in answer.content
    assert answer.headers["Content-Disposition"] == 'attachment; filename="clients.csv"'
    assert browser.get(reverse("clients:export_vcards")).content.count(b"BEGIN:VCARD") == 2
