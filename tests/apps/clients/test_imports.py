"""Imports of CSV files: shown first, joined and not doubled, stoppable, undone as far as nothing came of them."""

from __future__ import annotations

import time

import pytest
from django.urls import reverse

from freehold.apps.billing.models import Project
from freehold.apps.clients import services
from freehold.apps.clients.models import Client, ClientImport, Contact, FieldKind
from freehold.apps.clients.selectors import imports as reads
from freehold.apps.clients.services import imports
from freehold.apps.clients.services.own_fields import add_field
from freehold.domain.errors import UserError
from freehold.kit.jobs.progress import Progress
from tests.apps.billing.conftest import NOW

HEAD = "Company;First name;Last name;E-mail;Phone;City;Country;VAT number;Tags\n"
ROWS = (
    "Müller & Söhne GmbH;Jörg;Müller;joerg@mueller.example;+49 30 5550101;Köln;Deutschland;DE 136 695 976;Kunde, Alt\n"
    "Müller & Söhne GmbH;Änne;Groß;aenne@mueller.example;;;;;\n"
    ";Zoë;Frey;zoe@frey.example;;Wien;AT;;\n"
    ";;;nobody@x.example;;;;;\n"
)


def take(workspace, payload, name="clients.csv"):
    run = imports.preview(workspace, name, payload, now=NOW)
    imports.confirm(workspace, run.pk, now=NOW)
    assert imports.run_import(run.pk, now=NOW)
    run.refresh_from_db()
    return run


def counts(run):
    return run.new_count, run.joined_count, run.known_count, run.refused_count


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_in_any_encoding_and_separator_is_read_alike(workspace, encoding, separator):
    text = (HEAD + ROWS).replace("Kunde, Alt", "Kunde|Alt").replace(";", separator)
    run = imports.preview(workspace, "c.csv", text.encode(encoding), now=NOW)
    outlook = imports.outlook(workspace, run)
    assert dict(outlook.counts) == {"new": 2, "joined": 1, "refused": 1}
    assert outlook.rows[0].name == "Müller & Söhne GmbH"
    assert outlook.rows[0].person == "Jörg Müller"
    assert "neither a company nor a person" in outlook.refused[0].words


def test_what_was_shown_is_what_happens(workspace):
    run = take(workspace, (HEAD + ROWS).encode())
    assert counts(run) == (2, 1, 0, 1)
    client = Client.objects.for_workspace(workspace).get(name="Müller & Söhne GmbH")
    assert (client.city, client.country, client.vat_id, client.tags) == ("Köln", "DE", "DE136695976", ["Kunde", "Alt"])
    assert [(row.name, row.email) for row in client.contacts.order_by("pk")] == [
        ("Jörg Müller", "joerg@mueller.example"),
        ("Änne Groß", "aenne@mueller.example"),
    ]
    zoe = Client.objects.for_workspace(workspace).get(name="Zoë Frey")
    assert (zoe.kind, zoe.email, zoe.contacts.count()) == ("person", "zoe@frey.example", 0)
    assert run.rows == []


def test_two_imports_of_one_file_double_nothing(workspace):
    take(workspace, (HEAD + ROWS).encode())
    before = Client.objects.for_workspace(workspace).count(), Contact.objects.count()
    run = take(workspace, (HEAD + ROWS).encode())
    assert counts(run) == (0, 0, 3, 1)
    assert (Client.objects.for_workspace(workspace).count(), Contact.objects.count()) == before


def test_a_join_fills_what_is_empty_and_overwrites_nothing(workspace):
    there = services.add_client(workspace, name="müller & söhne  gmbh", city="Bonn", now=NOW)
    run = take(workspace, (HEAD + ROWS).encode())
    there.refresh_from_db()
    assert (there.city, there.country, there.vat_id) == ("Bonn", "DE", "DE136695976")
    assert counts(run) == (1, 2, 0, 1)
    undone = imports.undo(workspace, run.pk, now=NOW)
    there.refresh_from_db()
    assert (there.city, there.country, there.vat_id) == ("Bonn", "", "")
    assert (undone.removed, undone.stays) == (3, 0)
    assert list(Client.objects.for_workspace(workspace)) == [there]


def test_two_companies_of_one_name_with_two_vat_numbers_stay_two(workspace):
    services.add_client(workspace, name="Alpha GmbH", vat_id="DE129273398", now=NOW)
    run = take(workspace, b"Company,VAT number\nAlpha GmbH,DE136695976\n")
    assert counts(run) == (1, 0, 0, 0)


def test_undo_keeps_what_was_used_or_changed_since(workspace):
    run = take(workspace, b"Company,E-mail\nAlpha,a@a.example\nBeta,b@b.example\nGamma,c@c.example\n")
    alpha, beta, _gamma = Client.objects.for_workspace(workspace).order_by("name")
    Project.objects.create(workspace=workspace, client=alpha, name="Work", created_at=NOW)
    services.add_contact(workspace, beta.pk, name="Ute", now=NOW)
    done = imports.undo(workspace, run.pk, now=NOW)
    assert (done.removed, done.stays) == (1, 2)
    assert [row.name for row in Client.objects.for_workspace(workspace).order_by("name")] == ["Alpha", "Beta"]
    assert imports.undo(workspace, run.pk, now=NOW).removed == 0


def test_forty_columns_in_latin_1_are_guessed_and_can_be_changed(workspace):
    field = add_field(workspace, name="Größe", kind=FieldKind.NUMBER, now=NOW)
    titles = ["Firmenname", "Vorname", "Nachname", "E-Mail-Adresse", "Straße geschäftlich", "Postleitzahl geschäftlich", "Ort geschäftlich"]
    titles += ["Land", "Telefon geschäftlich", "Webseite", "Größe", "Kategorien", "Notizen"] + [
        f"Benutzer {number}" for number in range(27)
    ]
    row = ["Brücke AG", "Jürg", "Stöckli", "juerg@bruecke.example", "Seestraße 1", "8001", "Zürich", "Schweiz", "+41 44 555 01 01"]
    row += ["bruecke.example", "12,5", "A;B", "Grüezi", *["x"] * 27]
    quoted = [f'"{cell}"' for cell in row]
    run = imports.preview(workspace, "outlook.csv", (",".join(titles) + "\r\n" + ",".join(quoted) + "\r\n").encode("latin-1"), now=NOW)
    assert len(run.headings) == 40
    assert run.mapping[:13] == [
        *("company", "first", "last", "email", "line1", "postcode", "city", "country", "phone", "website"),
        *(f"field:{field.pk}", "tags", "notes"),
    ]
    imports.remap(workspace, run.pk, [*run.mapping[:13], "note", *[""] * 26])
    imports.confirm(workspace, run.pk, now=NOW)
    imports.run_import(run.pk, now=NOW)
    client = Client.objects.for_workspace(workspace).get()
    assert (client.country, client.fields, client.tags) == ("CH", {str(field.pk): "12.5"}, ["A", "B"])
    assert client.notes == "Grüezi\nBenutzer 0: x"
    assert [row.pk for row in Client.objects.for_workspace(workspace).filter(words__contains="=12.5")] == [client.pk]


def test_a_field_for_two_columns_is_refused(workspace):
    run = imports.preview(workspace, "c.csv", b"Company,Firm\nA,B\n", now=NOW)
    with pytest.raises(UserError, match="two columns"):
        imports.remap(workspace, run.pk, ["company", "company"])


def test_ten_thousand_rows_are_shown_and_taken_in_quickly(workspace, django_assert_max_num_queries):
    lines = (f"Company {number} Ltd,Person {number},p{number}@c{number % 9000}.example,City {number % 50}" for number in range(10_000))
    payload = ("Company,Contact,E-mail,City\n" + "\n".join(lines)).encode()
    began = time.monotonic()
    run = imports.preview(workspace, "big.csv", payload, now=NOW)
    with django_assert_max_num_queries(4):
        assert imports.outlook(workspace, run).counts["new"] == 10_000
    imports.confirm(workspace, run.pk, now=NOW)
    with django_assert_max_num_queries(1000):
        assert imports.run_import(run.pk, now=NOW)
    assert Client.objects.for_workspace(workspace).count() == Contact.objects.count() == 10_000
    assert imports.undo(workspace, run.pk, now=NOW).removed == 20_000
    # Far more than it needs, for a busy machine; a search of each row in all others would take hours.
    assert time.monotonic() - began < 300


def test_a_stopped_import_keeps_what_came_in_and_can_be_undone(workspace):
    payload = ("Company\n" + "\n".join(f"C{number}" for number in range(500))).encode()
    run = imports.preview(workspace, "c.csv", payload, now=NOW)
    imports.confirm(workspace, run.pk, now=NOW)

    class Stops(Progress):
        def step(self, count=1, message=None):
            imports.cancel(workspace, run.pk, now=NOW)

    assert imports.run_import(run.pk, now=NOW, progress=Stops("x")) is False
    run.refresh_from_db()
    assert (run.status, run.position, run.new_count) == ("cancelled", 250, 250)
    assert imports.undo(workspace, run.pk, now=NOW).removed == 250


def test_an_import_that_died_goes_on_where_it_stopped(workspace, monkeypatch):
    payload = ("Company,E-mail\n" + "\n".join(f"C{number % 300},p{number}@c.example" for number in range(450))).encode()
    run = imports.preview(workspace, "c.csv", payload, now=NOW)
    imports.confirm(workspace, run.pk, now=NOW)

    class Dies(Progress):
        def step(self, count=1, message=None):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imports.run_import(run.pk, now=NOW, progress=Dies("x"))
    assert imports.run_import(run.pk, now=NOW)
    assert Client.objects.for_workspace(workspace).count() == 300
    run.refresh_from_db()
    assert sum(counts(run)) == 450


def test_hard_cells_do_no_harm(workspace):
    long = "x" * 10_000
    text = f"Company,E-mail,Country,Phone,Payment terms,City\n{long},a@a.example,DE,1,2,3\nA\x00cme,no mail,Atlantis,{long},999 days,Y\n'=cmd,,,,,\n"
    run = imports.preview(workspace, "c.csv", text.encode(), now=NOW)
    outlook = imports.outlook(workspace, run)
    assert "10000 letters" in outlook.refused[0].words
    assert set(outlook.left_out) == {"E-mail", "Country", "Phone", "Days to pay"}
    imports.confirm(workspace, run.pk, now=NOW)
    imports.run_import(run.pk, now=NOW)
    assert sorted(Client.objects.for_workspace(workspace).values_list("name", flat=True)) == ["=cmd", "Acme"]


@pytest.mark.parametrize("payload", [b"", b"\x00\x01\x02\x03", b"Company\n", b"\xff\xfe", b"Company\n" + b'"' + b"x" * 200_000])
def test_what_is_no_table_is_refused_kindly(workspace, payload):
    with pytest.raises(UserError, match="Nothing was"):
        imports.preview(workspace, "c.csv", payload, now=NOW)


def test_a_waiting_import_is_forgotten_after_a_week(workspace):
    run = imports.preview(workspace, "c.csv", b"Company\nA\n", now=NOW.replace(day=1))
    imports.preview(workspace, "d.csv", b"Company\nB\n", now=NOW)
    assert reads.run(workspace, run.pk) is None


def test_the_pages_lead_from_the_file_to_the_clients_and_back(browser, workspace, django_assert_max_num_queries):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = browser.post(reverse("clients:imports"), {"files": SimpleUploadedFile("c.csv", (HEAD + ROWS).encode())})
    run = ClientImport.objects.for_workspace(workspace).get()
    page_url = reverse("clients:import", args=[run.pk])
    assert answer.headers["Location"] == page_url
    with django_assert_max_num_queries(20):
        page = browser.get(page_url).content.decode()
    assert "This would come in" in page
    assert "Jörg Müller" in page
    browser.post(reverse("clients:import_columns", args=[run.pk]), {f"column_{place}": code for place, code in enumerate(run.mapping)})
    browser.post(reverse("clients:import_confirm", args=[run.pk]))
    assert "Taking clients in" in browser.get(page_url).content.decode()
    imports.run_import(run.pk, now=NOW)
    assert "This came in" in browser.get(page_url).content.decode()
    browser.post(reverse("clients:import_undo", args=[run.pk]))
    assert not Client.objects.for_workspace(workspace).exists()
    assert "undone" in browser.get(page_url).content.decode()
    refused = browser.post(reverse("clients:imports"), {"files": SimpleUploadedFile("c.csv", b"")})
    assert refused.status_code == 422
