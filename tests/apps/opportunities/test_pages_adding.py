"""Pasting, importing and sources in the browser: questions before anything leaves, kind errors, undo."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from freehold.apps.opportunities import registry
from freehold.apps.opportunities.models import ImportRun, Opportunity, Source
from freehold.apps.opportunities.services import fetching, imports, paste
from freehold.domain.ports import SourceTerms
from freehold.kit.http.errors import FetchFailed

from .conftest import BODY, NOW

CSV = b"title,company,description,url\nDjango developer,Linde,We need Django and Python.,https://board.example/1\nWriter,Bloom,We need words.,https://board.example/2\n"


@pytest.fixture
def browser(owner, workspace, freelancer):
    client = Client()
    client.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["workspace"] = workspace.pk
    session.save()
    return client


def url(name: str, *args: object) -> str:
    return reverse(f"opportunities:{name}", args=args)


def text(response) -> str:
    return response.content.decode()


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_a_pasted_text_opens_as_an_opportunity(browser, workspace):
    answer = browser.post(url("import"), {"content": f"Django developer\n\n{BODY}"})
    opportunity = Opportunity.objects.for_workspace(workspace).get()
    assert answer.headers["Location"] == url("detail", opportunity.pk)
    assert opportunity.analysed_at is not None


def test_nothing_pasted_is_told_on_the_form(browser):
    answer = browser.post(url("import"), {"content": "   "})
    assert answer.status_code == 422
    assert "There is nothing to read" in text(answer)


def test_an_address_asks_before_anything_is_fetched(browser, workspace, monkeypatch):
    monkeypatch.setattr(fetching, "fetch_page", lambda *_a, **_k: pytest.fail("fetched without a word"))
    answer = browser.post(url("import"), {"content": "https://jobs.example/ad/1"})
    assert "May Freehold read this one page of jobs.example?" in text(answer)
    assert "https://jobs.example/ad/1</textarea>" in text(answer)
    assert not Opportunity.objects.for_workspace(workspace).exists()


def test_a_word_for_one_address_does_not_count_for_another(browser, monkeypatch):
    monkeypatch.setattr(fetching, "fetch_page", lambda *_a, **_k: pytest.fail("fetched another page than asked for"))
    answer = browser.post(url("import"), {"content": "https://other.example/", "may_fetch": "https://jobs.example/ad/1"})
    assert "May Freehold read this one page of other.example?" in text(answer)


def test_after_the_word_the_page_is_read(browser, workspace, monkeypatch):
    monkeypatch.setattr(fetching, "fetch_page", lambda *_a, **_k: f"<html><body><h1>Django job</h1><p>{BODY}</p></body></html>".encode())
    address = "https://jobs.example/ad/1"
    answer = browser.post(url("import"), {"content": address, "may_fetch": address})
    assert answer.status_code == 302
    assert Opportunity.objects.for_workspace(workspace).count() == 1


def test_a_page_that_cannot_be_fetched_is_told_and_the_address_kept(browser, monkeypatch):
    def fail(*_args, **_kwargs):
        raise FetchFailed("jobs.example was not found. Check how it is spelled.", transient=False)

    monkeypatch.setattr(fetching, "fetch_page", fail)
    address = "https://jobs.example/ad/1"
    answer = browser.post(url("import"), {"content": address, "may_fetch": address})
    assert "was not found" in text(answer)
    assert f"{address}</textarea>" in text(answer)


def test_a_file_is_shown_first_and_taken_in_after_the_word(browser, workspace):
    answer = browser.post(url("import"), {"content": "", "files": upload("jobs.csv", CSV)})
    run = ImportRun.objects.for_workspace(workspace).get()
    assert answer.headers["Location"] == url("import_run", run.pk)
    page = text(browser.get(url("import_run", run.pk)))
    assert "2 postings were read" in page
    assert "nothing is taken in yet" in page
    assert "Django developer" in page
    assert not Opportunity.objects.for_workspace(workspace).exists()
    browser.post(url("import_confirm", run.pk))
    running = text(browser.get(url("import_run", run.pk)))
    assert "Postings are being taken in" in running
    imports.run_import(run.pk, now=NOW)
    done = text(browser.get(url("import_run", run.pk)))
    assert "2 new opportunities came in" in done
    browser.post(url("import_undo", run.pk))
    assert not Opportunity.objects.for_workspace(workspace).exists()
    assert "This import is undone" in text(browser.get(url("import_run", run.pk)))


def test_a_line_that_cannot_be_read_is_named(browser, workspace):
    lines = [json.dumps({"id": "1", "title": "Django developer", "description": BODY}), "{broken"]
    browser.post(url("import"), {"content": "", "files": upload("jobs.jsonl", "\n".join(lines).encode())})
    run = ImportRun.objects.for_workspace(workspace).get()
    page = text(browser.get(url("import_run", run.pk)))
    assert "What could not be read" in page
    assert "line 2" in page


def test_several_files_wait_together_and_a_faulty_one_is_named(browser, workspace):
    files = [upload("jobs.csv", CSV), upload("more.csv", CSV.replace(b"Django", b"Python")), upload("empty.csv", b"")]
    answer = browser.post(url("import"), {"content": "", "files": files}, follow=True)
    page = text(answer)
    assert "2 files wait for your word" in page
    assert "empty.csv" in page
    browser.post(url("import_confirm_waiting"))
    assert set(ImportRun.objects.for_workspace(workspace).values_list("status", flat=True)) == {"running"}


def test_a_cancelled_preview_takes_nothing_in(browser, workspace):
    run = imports.preview(workspace, "", "jobs.csv", CSV, NOW)
    assert browser.post(url("import_cancel", run.pk)).headers["Location"] == url("import")
    assert not Opportunity.objects.for_workspace(workspace).exists()
    assert browser.post(url("import_confirm", run.pk)).status_code == 303
    run.refresh_from_db()
    assert run.status == "cancelled"


def test_a_pasted_list_is_shown_first(browser, workspace):
    lines = "\n".join(json.dumps({"id": str(n), "title": f"Job {n}", "description": BODY}) for n in range(3))
    answer = browser.post(url("import"), {"content": lines})
    run = ImportRun.objects.for_workspace(workspace).get()
    assert answer.headers["Location"] == url("import_run", run.pk)
    assert run.total == 3


def test_a_paste_that_is_too_long_is_told(browser, monkeypatch):
    monkeypatch.setattr(paste, "LARGEST", 10)
    assert "Nothing was taken in" in text(browser.post(url("import"), {"content": "x" * 11}))


def test_without_sources_the_page_says_that_nothing_is_read(browser):
    page = text(browser.get(url("sources")))
    assert "Nothing is read from outside" in page
    assert url("source_add", "mail") in page
    assert url("source_add", "text") not in page


@pytest.mark.parametrize("kind", ["mail", "rss", "remoteok", "hackernews"])
def test_each_kind_has_its_form(browser, kind):
    assert browser.get(url("source_add", kind)).status_code == 200


def test_a_kind_that_cannot_be_read_again_has_no_form(browser):
    assert browser.get(url("source_add", "text")).status_code == 404
    assert browser.get(url("source_add", "jsonld")).status_code == 404
    assert browser.get(url("source_add", "nonsense")).status_code == 404


def test_adding_a_feed_reads_it_and_shows_it(browser, workspace):
    answer = browser.post(url("source_add", "rss"), {"address": "https://feed.example/jobs.rss"}, follow=True)
    source = Source.objects.for_workspace(workspace).get()
    assert (source.label, source.enabled) == ("feed.example", True)
    assert "is added" in text(answer)
    assert "Waits for its first reading" in text(answer)


@pytest.mark.parametrize("address", ["not an address", "ftp://feed.example/x", "https://"])
def test_a_wrong_address_is_told_on_the_form_and_kept(browser, workspace, address):
    answer = browser.post(url("source_add", "rss"), {"address": address})
    assert answer.status_code == 422
    assert f'value="{address}"' in text(answer)
    assert not Source.objects.for_workspace(workspace).exists()


def test_a_source_that_forbids_reading_asks_for_the_permission(browser, workspace):
    fields = {"address": "https://www.freelancer.com/rss.xml"}
    assert "Its owner wants to be asked first" in text(browser.post(url("source_add", "rss"), fields))
    assert not Source.objects.for_workspace(workspace).exists()
    browser.post(url("source_add", "rss"), {**fields, "may_read": "1"})
    assert Source.objects.for_workspace(workspace).count() == 1


def test_a_mailbox_keeps_its_password_out_of_the_page(browser, workspace):
    fields = {"user": "me@mail.example", "host": "imap.mail.example", "password": "geheim-123", "senders": "a@b.example, c@d.example"}
    browser.post(url("source_add", "mail"), fields)
    source = Source.objects.for_workspace(workspace).get()
    assert source.secret == "geheim-123"
    assert source.options["senders"] == ["a@b.example", "c@d.example"]
    page = text(browser.get(url("source_edit", source.pk)))
    assert "geheim-123" not in page
    assert "imap.mail.example" in page
    browser.post(url("source_edit", source.pk), {**fields, "password": "", "label": "Alerts"})
    source.refresh_from_db()
    assert (source.label, source.secret) == ("Alerts", "geheim-123")


def test_a_mailbox_without_password_is_told_on_the_form(browser):
    answer = browser.post(url("source_add", "mail"), {"user": "me@mail.example", "host": "imap.mail.example"})
    assert answer.status_code == 422
    assert "needs its password" in text(answer)


def test_a_source_is_paused_switched_on_removed_and_brought_back(browser, workspace):
    browser.post(url("source_add", "rss"), {"address": "https://feed.example/jobs.rss"})
    source = Source.objects.for_workspace(workspace).get()
    browser.post(url("source_switch", source.pk), {"on": "0"})
    source.refresh_from_db()
    assert not source.enabled
    assert "Paused" in text(browser.get(url("sources")))
    browser.post(url("source_switch", source.pk), {"on": "1"})
    page = text(browser.post(url("source_remove", source.pk), follow=True))
    assert url("source_restore", source.pk) in page
    browser.post(url("source_restore", source.pk))
    source.refresh_from_db()
    assert source.removed_at is None


def test_reading_a_paused_source_is_refused_with_a_toast(browser, workspace):
    browser.post(url("source_add", "rss"), {"address": "https://feed.example/jobs.rss"})
    source = Source.objects.for_workspace(workspace).get()
    browser.post(url("source_switch", source.pk), {"on": "0"})
    browser.post(url("source_read", source.pk))
    assert "is switched off" in text(browser.get(url("sources")))


def test_a_failing_source_says_why_and_offers_to_try(browser, workspace):
    browser.post(url("source_add", "rss"), {"address": "https://feed.example/jobs.rss"})
    Source.objects.for_workspace(workspace).update(last_error="The host did not answer.", failures=2)
    page = text(browser.get(url("sources")))
    assert "The host did not answer." in page
    assert "Try now" in page


def test_a_kind_from_a_plug_in_gets_a_plain_form(browser, monkeypatch):
    class Plug:
        name, label, default_url = "plug", "Plug board", ""
        terms = SourceTerms(tier="open", terms="Open to all.", attribution="Plug")

        def read(self, payload: bytes, *, origin: str = ""):
            raise NotImplementedError

    registry.posting_sources.register("plug", Plug())
    try:
        assert "Plug board" in text(browser.get(url("sources")))
        assert "id_address" in text(browser.get(url("source_add", "plug")))
    finally:
        registry.posting_sources._entries.pop("plug")
