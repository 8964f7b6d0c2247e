"""What happened with a client: notes, files, mails and what others tell, the newest first."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from freehold.apps.billing.models import Document, Payment
from freehold.apps.clients import selectors, services
from freehold.apps.clients.models import ClientFile, Note
from freehold.apps.clients.services import files, notes
from freehold.domain.errors import UserError
from freehold.kit.mailing.models import IncomingReply, OutgoingMail
from tests.apps.billing.conftest import NOW, TODAY

PDF = b"%PDF-1.7\n%%EOF"


def office(inside="word/document.xml"):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(inside, "x")
    return out.getvalue()


def mail(workspace, to, subject, at, **more):
    return OutgoingMail.objects.create(
        workspace=workspace,
        kind="invoice",
        key=subject,
        to=to,
        subject=subject,
        text="Hello",
        created_at=at,
        state="sent",
        sent_at=at,
        **more,
    )


def detail(browser, client):
    return browser.get(reverse("clients:detail", args=[client.pk])).content.decode()


def test_everything_stands_in_one_order(browser, workspace, linde, hooks, django_assert_max_num_queries):
    ute = services.add_contact(workspace, linde.pk, name="Ute", email="ute@linde.example", now=NOW)
    notes.add_note(workspace, linde.pk, "Called about\nthe booking page <b>", now=NOW - timedelta(hours=3), by="Mara")
    files.add_file(workspace, linde.pk, name="contract.pdf", content=PDF, now=NOW - timedelta(hours=2))
    sent = mail(workspace, "UTE@linde.example", "Your invoice", NOW - timedelta(hours=1))
    mail(workspace, "stranger@x.example", "Not theirs", NOW)
    IncomingReply.objects.create(
        workspace=workspace,
        mail=sent,
        message_id="<1@x>",
        direction="from_them",
        from_address=ute.email,
        from_name="Ute",
        subject="Re: Your invoice",
        text="Thanks!",
        at=NOW,
        read_at=NOW,
    )
    Document.objects.create(
        workspace=workspace,
        kind="invoice",
        client=linde,
        title="Booking",
        currency="EUR",
        created_at=NOW - timedelta(hours=4),
        changed_at=NOW,
    )
    Payment.objects.create(
        workspace=workspace, client=linde, amount=50, currency="EUR", paid_on=TODAY - timedelta(days=1), key="p", created_at=NOW
    )
    with django_assert_max_num_queries(28):
        page = detail(browser, linde)
    wanted = [
        "Ute wrote: Re: Your invoice",
        "Mail to UTE@linde.example",
        "contract.pdf",
        "Note by Mara",
        "Draft: Invoice Booking",
        "€50.00 paid",
    ]
    happened = page.split('class="timeline"')[1]
    places = [happened.index(words) for words in wanted]
    assert places == sorted(places)
    assert "Not theirs" not in page
    assert "&lt;b&gt;" in page


def test_many_entries_come_in_pages(browser, workspace, linde, hooks, django_assert_max_num_queries):
    for number in range(45):
        notes.add_note(workspace, linde.pk, f"Note number {number}!", now=NOW - timedelta(hours=number))
    page = detail(browser, linde)
    assert ("Note number 0!" in page, "Note number 20!" in page) == (True, False)
    url = reverse("clients:timeline", args=[linde.pk])
    with django_assert_max_num_queries(20):
        part = browser.get(url, {"page": 2}, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "Note number 20!" in part
    assert "page=3" in part
    assert "page=4" not in browser.get(url, {"page": 3}, headers={"HX-Request": "true"}).content.decode()
    whole = browser.get(url, {"page": 2, "kind": "note"}).content.decode()
    assert "<html" in whole
    assert "Nothing of that kind" in browser.get(url, {"kind": "file"}).content.decode()


def test_a_note_is_kept_once_changed_and_taken_back(browser, workspace, linde):
    add = reverse("clients:note_add", args=[linde.pk])
    for _press in range(2):
        browser.post(add, {"text": "First", "key": "abc"})
    note = Note.objects.for_workspace(workspace).get()
    browser.post(reverse("clients:note", args=[note.pk]), {"text": "Second"})
    note.refresh_from_db()
    assert (note.text, note.before) == ("Second", "First")
    browser.post(reverse("clients:note_undo", args=[note.pk]))
    note.refresh_from_db()
    assert note.text == "First"
    browser.post(reverse("clients:note_remove", args=[note.pk]))
    assert "First" not in detail(browser, linde)
    assert browser.get(reverse("clients:note", args=[note.pk])).status_code == 404
    browser.post(reverse("clients:note_undo", args=[note.pk]))
    assert "First" in detail(browser, linde)
    assert browser.post(add, {"text": "  "}).status_code == 303
    assert Note.objects.for_workspace(workspace).count() == 1


def test_a_removed_note_goes_for_real_after_a_day(workspace, linde):
    note = notes.add_note(workspace, linde.pk, "Old", now=NOW)
    notes.remove_note(workspace, note.pk, now=NOW)
    notes.add_note(workspace, linde.pk, "New", now=NOW + timedelta(days=2))
    assert list(Note.objects.for_workspace(workspace).values_list("text", flat=True)) == ["New"]


@pytest.mark.parametrize("text", ["", "\x00", "x" * 20_001])
def test_impossible_notes_are_refused(workspace, linde, text):
    with pytest.raises(UserError, match="Nothing was saved"):
        notes.add_note(workspace, linde.pk, text, now=NOW)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"no pdf"),
        ("a.pdf", b""),
        ("a.exe", b"MZ"),
        ("a.html", b"<script>"),
        ("a.svg", b"<svg>"),
        ("a", b"text"),
        ("a.docx", b"PK\x03\x04broken"),
        ("a.docx", office("xl/workbook.xml")),
        ("a.png", b"GIF89a"),
        ("a.txt", b"a\x00b"),
        ("a.pdf", PDF + b"x" * files.MOST_BYTES),
    ],
)
def test_files_that_are_not_what_they_say_are_refused(workspace, linde, name, content):
    with pytest.raises(UserError, match="Nothing was kept"):
        files.add_file(workspace, linde.pk, name=name, content=content, now=NOW)
    assert not ClientFile.objects.for_workspace(workspace).exists()


def test_a_file_is_kept_once_handed_out_as_a_file_and_gone_after_a_day(
    browser, workspace, other_workspace, linde, django_capture_on_commit_callbacks
):
    upload = [SimpleUploadedFile("evil.docx", office()), SimpleUploadedFile("note.exe", b"MZ")]
    browser.post(reverse("clients:file_add", args=[linde.pk]), {"files": upload})
    row = ClientFile.objects.for_workspace(workspace).get()
    assert row.name == "evil.docx"
    assert default_storage.exists(row.path)
    answer = browser.get(reverse("clients:file", args=[row.pk]))
    assert answer.content == office()
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    again = files.add_file(workspace, linde.pk, name="evil.docx", content=office(), now=NOW)
    assert again.pk == row.pk
    browser.post(reverse("clients:file_remove", args=[row.pk]))
    assert browser.get(reverse("clients:file", args=[row.pk])).status_code == 404
    browser.post(reverse("clients:file_restore", args=[row.pk]))
    assert browser.get(reverse("clients:file", args=[row.pk])).status_code == 200
    files.remove_file(workspace, row.pk, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        files.add_file(workspace, linde.pk, name="b.pdf", content=PDF, now=NOW + timedelta(days=2))
    assert not default_storage.exists(row.path)
    with pytest.raises(UserError):
        files.remove_file(other_workspace, row.pk, now=NOW)


def test_a_deleted_client_takes_its_files_along(workspace, linde, django_capture_on_commit_callbacks):
    row = files.add_file(workspace, linde.pk, name="a.pdf", content=PDF, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete_client(workspace, linde.pk, now=NOW)
    assert not default_storage.exists(row.path)


def test_a_merged_client_s_story_goes_on_with_the_kept_one(browser, workspace, linde, hooks):
    other = services.add_client(workspace, name="Linde", email="old@linde.example", now=NOW)
    mail(workspace, "old@linde.example", "Long ago", NOW)
    notes.add_note(workspace, other.pk, "About the other", now=NOW)
    paper = Document.objects.create(workspace=workspace, kind="quote", client=other, currency="EUR", created_at=NOW, changed_at=NOW)
    Document.objects.filter(pk=paper.pk).update(number="Q-1", state="issued", issued_at=NOW)
    services.merge_clients(workspace, linde.pk, other.pk, now=NOW)
    page = detail(browser, selectors.client(workspace, linde.pk))
    for words in ("Long ago", "About the other", "Quote Q-1 issued", "“Linde” was merged into this client"):
        assert words in page
