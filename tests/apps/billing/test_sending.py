"""Sending papers: exactly what was shown goes out, once, and the paper knows when it has left."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from freehold.apps.billing.events import InvoiceSent
from freehold.apps.billing.models import Attachment, BillingSettings, Document, DocumentState
from freehold.apps.billing.services import drafts, issue, sending
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.mail_words import NAMES, WORDS
from freehold.apps.clients import services as clients
from freehold.domain.errors import UserError
from freehold.kit.mailing import services as mailing
from freehold.kit.mailing.events import MailSent
from freehold.kit.mailing.models import MailState, OutgoingMail
from freehold.kit.mailing.services.wordings import names_in
from freehold.kit.outbox.models import Event
from tests.apps.billing.conftest import NOW

pytestmark = [pytest.mark.usefixtures("seller")]
WORK = LineInput(name="Booking system", quantity=Decimal("12.5"), unit="HUR", price=Decimal(80))


def draft(workspace, client, kind="invoice", **values) -> Document:
    return drafts.new_draft(workspace, kind=kind, client_id=client.pk, now=NOW, lines=(WORK,), **values)


def issued(workspace, client, kind="invoice", **values) -> Document:
    return issue.issue(workspace, draft(workspace, client, kind, **values).pk, now=NOW, actor="Mara")


def leave(mail: OutgoingMail) -> None:
    """Do what the outbox does when the server has taken the mail."""
    OutgoingMail.objects.filter(pk=mail.pk).update(state=MailState.SENT, sent_at=NOW + timedelta(minutes=1))
    sending.mail_sent(MailSent(mail.workspace_id, mail.pk, mail.kind, mail.about_type, mail.about_id))


def test_what_would_go_out_is_in_the_clients_language_with_the_frozen_files(workspace, linde, tulip):
    ready = sending.prepare(workspace, issued(workspace, linde, title="Buchungssystem").pk)
    assert [one.address for one in ready.receivers] == ["rechnung@linde.example"]
    assert ready.subject == "Rechnung INV-2026-0001 von Mara Winter"
    assert "über 1.190,00\xa0€" in ready.text and "bis zum 6. Dezember 2026" in ready.text and "Buchungssystem" in ready.text
    assert [file.name for file in ready.files] == ["INV-2026-0001.pdf"] and ready.files[0].content.startswith(b"%PDF")
    assert ready.language == "de" and ready.round == 0 and not ready.approved and not ready.has_account
    english = sending.prepare(workspace, issued(workspace, tulip).pk)
    assert english.subject.startswith("Invoice ") and "€1,000.00" in english.text and "December 6, 2026" in english.text
    assert "\n\n\n" not in english.text


def test_marked_people_get_the_invoice_in_place_of_the_client(workspace, linde):
    for name in ("Bea", "Cem"):
        clients.add_contact(workspace, linde.pk, name=name, email=f"{name.lower()}@linde.example", gets_invoices=True, now=NOW)
    ready = sending.prepare(workspace, issued(workspace, linde).pk)
    assert [one.address for one in ready.receivers] == ["bea@linde.example", "cem@linde.example"]
    assert ready.text.startswith("Guten Tag Bea,")


def test_an_e_invoice_beside_the_pdf_and_own_attachments_go_out_too(workspace, seller, linde):
    BillingSettings.objects.filter(pk=seller.pk).update(einvoice="xrechnung_ubl")
    clients.change_client(workspace, linde.pk, buyer_reference="04011000-1234512345-06", now=NOW)
    row = draft(workspace, linde, buyer_reference="04011000-1234512345-06")
    Attachment.objects.create(document=row, name="hours.csv", mime="text/csv", content=b"day;hours", created_at=NOW)
    issue.issue(workspace, row.pk, now=NOW)
    assert [file.name for file in sending.prepare(workspace, row.pk).files] == [
        "INV-2026-0001.pdf",
        "INV-2026-0001-xrechnung.xml",
        "hours.csv",
    ]


@pytest.mark.parametrize("kind", ["quote", "credit_note", "deposit"])
def test_every_kind_of_paper_has_its_words(workspace, linde, kind):
    ready = sending.prepare(workspace, issued(workspace, linde, kind).pk)
    assert ready.document.number in ready.subject and "{" not in ready.subject + ready.text
    assert ready.kind == {"deposit": "invoice"}.get(kind, kind)


def test_the_words_that_come_with_us_use_only_names_that_are_filled_in():
    for languages in WORDS.values():
        assert set(languages) == {"en", "de"}
        for words in languages.values():
            assert names_in(words.subject + words.text) <= set(NAMES)


def test_drafts_strangers_papers_and_missing_addresses_send_nothing(workspace, other_workspace, linde):
    with pytest.raises(UserError, match="only issued papers"):
        sending.send(workspace, draft(workspace, linde).pk, to=["a@b.example"], now=NOW)
    paper = issued(workspace, linde)
    with pytest.raises(UserError, match="not there any more"):
        sending.send(other_workspace, paper.pk, to=["a@b.example"], now=NOW)
    for to, words in (([], "no address"), (["nobody"], "no mail address"), ([f"a{n}@b.example" for n in range(6)], "at most 5")):
        with pytest.raises(UserError, match=words):
            sending.send(workspace, paper.pk, to=to, now=NOW)
    assert not OutgoingMail.objects.exists()


def test_without_a_persons_word_the_mail_waits_and_with_it_it_is_queued(workspace, linde):
    paper = issued(workspace, linde)
    [waiting] = sending.send(workspace, paper.pk, to=["a@b.example"], now=NOW, automatic=True)
    assert waiting.state == MailState.WAITING_APPROVAL and waiting.automatic
    [queued] = sending.send(workspace, paper.pk, to=["c@d.example"], now=NOW, approve_by="Mara")
    waiting.refresh_from_db()
    assert (queued.state, waiting.state) == (MailState.QUEUED, MailState.QUEUED)


def test_the_same_page_sent_twice_sends_once_and_a_later_page_sends_again(workspace, linde):
    paper = issued(workspace, linde)
    for _count in range(2):
        sending.send(workspace, paper.pk, to=["a@b.example"], now=NOW, approve_by="Mara", round_seen=0)
    assert OutgoingMail.objects.count() == 1
    assert sending.prepare(workspace, paper.pk).round == 1
    sending.send(workspace, paper.pk, to=["a@b.example"], now=NOW, approve_by="Mara", round_seen=1)
    assert OutgoingMail.objects.count() == 2


def test_the_paper_knows_when_its_first_mail_left(workspace, linde):
    paper = issued(workspace, linde)
    mails = sending.send(workspace, paper.pk, to=["a@b.example", "c@d.example"], now=NOW, approve_by="Mara")
    paper.refresh_from_db()
    assert paper.state == DocumentState.ISSUED and paper.sent_at is None
    for mail in mails:
        leave(mail)
    paper.refresh_from_db()
    assert paper.state == DocumentState.SENT and paper.sent_at == NOW + timedelta(minutes=1)
    assert Event.objects.filter(name=InvoiceSent.__name__).count() == 1


def test_a_paid_paper_stays_paid_and_other_mails_are_none_of_its_business(workspace, linde):
    paper = issued(workspace, linde)
    [mail] = sending.send(workspace, paper.pk, to=["a@b.example"], now=NOW, approve_by="Mara")
    Document.objects.filter(pk=paper.pk).update(state=DocumentState.PAID)
    leave(mail)
    paper.refresh_from_db()
    assert paper.state == DocumentState.PAID and paper.sent_at is not None
    Document.objects.filter(pk=paper.pk).update(sent_at=None)
    for event in (
        MailSent(workspace.pk, mail.pk, "reminder", "billing.document", str(paper.pk)),
        MailSent(workspace.pk, mail.pk, "invoice", "other", str(paper.pk)),
        MailSent(workspace.pk, 0, "invoice", "billing.document", str(paper.pk)),
        MailSent(workspace.pk, mail.pk, "invoice", "billing.document", "x"),
    ):
        sending.mail_sent(event)
    paper.refresh_from_db()
    assert paper.sent_at is None


def test_a_paper_sent_by_hand_counts_as_sent_once(workspace, linde):
    paper = issued(workspace, linde)
    for minutes in (0, 5):
        sending.mark_sent(workspace, paper.pk, by="Mara", now=NOW + timedelta(minutes=minutes))
    paper.refresh_from_db()
    assert paper.state == DocumentState.SENT and paper.sent_at == NOW and Event.objects.filter(name="InvoiceSent").count() == 1


def test_the_demo_sends_nothing(workspace, linde):
    paper = issued(workspace, linde)
    workspace.is_demo = True
    workspace.save()
    with pytest.raises(UserError, match="demo"):
        sending.send(workspace, paper.pk, to=["a@b.example"], now=NOW, approve_by="Mara")
    again = draft(workspace, linde)
    [result] = sending.issue_and_send(workspace, [again.pk], now=NOW, by="Mara")
    assert "demo" in result.error and Document.objects.get(pk=again.pk).number == ""


def test_a_batch_issues_and_sends_each_for_itself(workspace, linde, tulip, harbour):
    clients.change_client(workspace, harbour.pk, email="", now=NOW)
    good, addressless, other = draft(workspace, linde), draft(workspace, harbour), draft(workspace, tulip)
    empty = drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW)
    results = sending.issue_and_send(workspace, [good.pk, addressless.pk, other.pk, empty.pk, 999_999], now=NOW, by="Mara")
    assert [bool(result.error) for result in results] == [False, True, False, True]
    assert "no e-mail address" in results[1].error
    assert set(Document.objects.exclude(number="").values_list("pk", flat=True)) == {good.pk, other.pk}
    assert set(OutgoingMail.objects.values_list("to", flat=True)) == {"rechnung@linde.example", "billing@tulip.example"}
    [again] = sending.issue_and_send(workspace, [good.pk], now=NOW, by="Mara")
    assert "sent before" in again.error and OutgoingMail.objects.count() == 2
    with pytest.raises(UserError, match="At most 50"):
        sending.issue_and_send(workspace, range(51), now=NOW, by="Mara")


def test_own_words_are_used_and_faulty_ones_are_refused(workspace, linde):
    def save(**more):
        given = {"subject": "Ihre Rechnung {number}", "text": "Hallo {contact}!\nPO {title}\nBis {due}.", **more}
        return mailing.save_wording(workspace.pk, "invoice", "de", names=NAMES, by="Mara", now=NOW, **given)

    save()
    ready = sending.prepare(workspace, issued(workspace, linde).pk)
    assert ready.subject == "Ihre Rechnung INV-2026-0001" and ready.text == "Hallo Hotel Linde GmbH!\nBis 6. Dezember 2026.\n"
    for wrong in ({"subject": "{nummer}"}, {"text": "  "}, {"subject": "a\nb"}, {"text": "x" * 20_001}):
        with pytest.raises(UserError):
            save(**wrong)
    assert sending.prepare(workspace, issued(workspace, linde).pk).subject == "Ihre Rechnung INV-2026-0002"
    mailing.reset_wording(workspace.pk, "invoice", "de", by="Mara", now=NOW)
    assert sending.prepare(workspace, issued(workspace, linde).pk).subject.startswith("Rechnung INV-2026-0003 von")


def test_where_clients_can_reach_us_the_mail_holds_a_link_made_when_it_is_sent(workspace, linde, settings, monkeypatch):
    made = []
    monkeypatch.setattr(sending, "make_link", lambda workspace, client_id, **more: made.append(more["document_id"]) or "/c/token/")
    paper = issued(workspace, linde)
    assert "{link}" not in sending.prepare(workspace, paper.pk).text
    settings.PUBLIC_URL = "https://mara.example/"
    ready = sending.prepare(workspace, paper.pk)
    assert "hier ansehen: {link}" in ready.text and made == []
    for _count in range(2):
        mails = sending.send(workspace, paper.pk, to=["a@b.example", "c@d.example"], now=NOW, approve_by="Mara", round_seen=0)
    assert made == [paper.pk] and all("hier ansehen: https://mara.example/c/token/\n" in mail.text for mail in mails)
    settings.PUBLIC_URL = ""
    [mail] = sending.send(workspace, paper.pk, to=["a@b.example"], text="Hi\nSee {link}\nBye", now=NOW, round_seen=7)
    assert mail.text == "Hi\nBye"


def test_braces_in_what_is_filled_in_stay_braces(workspace, linde):
    paper = issued(workspace, linde, title="{sender} {evil}")
    assert "{sender} {evil}" in sending.prepare(workspace, paper.pk).text


def test_the_send_page_shows_what_goes_out_and_one_button_sends_it(browser, workspace, linde, django_assert_max_num_queries):
    paper = issued(workspace, linde)
    url = reverse("billing:send", args=[paper.pk])
    with django_assert_max_num_queries(25):
        page = browser.get(url)
    text = page.content.decode()
    assert page.status_code == 200 and "rechnung@linde.example" in text and "INV-2026-0001.pdf" in text and "first mail of its kind" in text
    given = {"to": "rechnung@linde.example, bea@linde.example", "subject": "Hallo", "text": "Hier.", "round": "0"}
    assert browser.post(url, {**given, "to": "nobody"}).status_code == 422
    for _count in range(2):
        assert browser.post(url, given)["Location"] == reverse("billing:outbox")
    assert set(OutgoingMail.objects.values_list("to", "subject")) == {("rechnung@linde.example", "Hallo"), ("bea@linde.example", "Hallo")}
    file = browser.get(reverse("billing:send_file", args=[paper.pk, 0]))
    assert (
        file["Content-Type"] == "application/pdf" and file["Content-Disposition"].startswith("attachment") and file.content[:4] == b"%PDF"
    )
    assert browser.get(reverse("billing:send_file", args=[paper.pk, 7])).status_code == 404
    picture = browser.get(reverse("billing:send_picture", args=[paper.pk]))
    assert picture.status_code == 200 and picture["Content-Type"] == "image/png"
    assert browser.get(reverse("billing:send", args=[999_999])).status_code == 404


def test_the_outbox_shows_each_state_and_its_buttons(browser, workspace, linde, other_workspace):
    paper = issued(workspace, linde)
    empty = browser.get(reverse("billing:outbox")).content.decode()
    assert "Nothing was sent yet" in empty
    [mail] = sending.send(workspace, paper.pk, to=["a@b.example"], now=NOW)
    page = browser.get(reverse("billing:outbox") + "?show=you").content.decode()
    assert "Waits for your word" in page and "waits for your word" in page and "no mail account yet" in page
    detail = browser.get(reverse("billing:outbox_mail", args=[mail.pk])).content.decode()
    assert "Guten Tag" in detail and "INV-2026-0001.pdf" in detail
    browser.post(reverse("billing:outbox_approve", args=["invoice"]))
    mail.refresh_from_db()
    assert mail.state == MailState.QUEUED
    browser.post(reverse("billing:outbox_cancel", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == MailState.CANCELLED
    browser.post(reverse("billing:outbox_retry", args=[mail.pk]), {"to": "new@b.example"})
    mail.refresh_from_db()
    assert (mail.state, mail.to) == (MailState.QUEUED, "new@b.example")
    OutgoingMail.objects.update(state=MailState.UNKNOWN, error="The line broke.")
    assert "It did leave" in browser.get(reverse("billing:outbox_mail", args=[mail.pk])).content.decode()
    browser.post(reverse("billing:outbox_confirm", args=[mail.pk]))
    mail.refresh_from_db()
    assert mail.state == MailState.SENT
    attachment = mail.attachments.get()
    assert browser.get(reverse("billing:outbox_file", args=[mail.pk, attachment.pk])).content[:4] == b"%PDF"
    OutgoingMail.objects.update(workspace=other_workspace)
    assert browser.get(reverse("billing:outbox_mail", args=[mail.pk])).status_code == 404
    assert browser.get(reverse("billing:outbox_file", args=[mail.pk, attachment.pk])).status_code == 404


def test_the_batch_page_issues_and_sends_what_is_ticked(browser, workspace, linde, harbour):
    clients.change_client(workspace, harbour.pk, email="", now=NOW)
    good, addressless = draft(workspace, linde), draft(workspace, harbour)
    page = browser.get(reverse("billing:send_batch")).content.decode()
    assert "rechnung@linde.example" in page and "No address" in page
    answer = browser.post(reverse("billing:send_batch"), {"document": [good.pk, addressless.pk, "x"]})
    assert answer.status_code == 200 and "no e-mail address" in answer.content.decode() and OutgoingMail.objects.count() == 1


def test_the_words_can_be_changed_and_taken_back_on_their_page(browser, workspace):
    assert "Invoice" in browser.get(reverse("billing:mail_words")).content.decode()
    url = reverse("billing:mail_words_edit", args=["invoice", "de"])
    assert "{number}" in browser.get(url).content.decode()
    assert "Nothing stands for {x}" in browser.post(url, {"subject": "{x}", "text": "y"}).content.decode().replace("&#x27;", "'")
    assert browser.post(url, {"subject": "S", "text": "T"}).status_code == 302
    assert "your own" in browser.get(reverse("billing:mail_words")).content.decode()
    browser.post(reverse("billing:mail_words_reset", args=["invoice", "de"]))
    assert "your own" not in browser.get(reverse("billing:mail_words")).content.decode()
    assert browser.get(reverse("billing:mail_words_edit", args=["invoice", "xx"])).status_code == 404
