"""What a year of money in the browser brought to light, each in its smallest form."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from freehold.apps.billing import reconcile_subscribers as subscribers
from freehold.apps.billing.events import InvoiceIssued
from freehold.apps.billing.forms.documents import PartForm
from freehold.apps.billing.models import BankTransaction
from freehold.apps.billing.selectors import documents as reads
from freehold.apps.billing.services import quotes
from freehold.apps.billing.services.drafts import new_draft
from freehold.apps.billing.services.issue import issue
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.services.reconcile import reconcile_waiting
from freehold.apps.billing.tasks.reconcile import reconcile
from tests.apps.billing.bank_samples import CAMT, files_below
from tests.apps.billing.conftest import NOW
from tests.apps.billing.payment_samples import invoice, line
from tests.integrations.banking.messages import camt, details, entry


def test_forty_invoices_issued_at_once_need_one_run_of_the_rules(workspace, other_workspace, linde):
    line(workspace, "119.00", "INV-2026-0001")
    for number in range(40):
        subscribers.reconcile_after_issue(InvoiceIssued(workspace.pk, number, "invoice"))
    jobs = DBTaskResult.objects.filter(task_path=reconcile.module_path)
    assert jobs.count() == 1
    jobs.update(status="RUNNING")
    subscribers.reconcile_after_issue(InvoiceIssued(workspace.pk, 41, "invoice"))
    line(other_workspace, "1.00", "anything")
    subscribers.reconcile_after_issue(InvoiceIssued(other_workspace.pk, 1, "invoice"))
    assert jobs.count() == 3


def test_an_invoice_is_paid_on_the_day_that_the_bank_tells(browser, workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    line(workspace, "119.00", "INV-2026-0001", booked_on=date(2026, 10, 9))
    assert reconcile_waiting(workspace, now=NOW)[0] == 1
    document.refresh_from_db()
    assert document.paid_at.date() == date(2026, 10, 9)
    assert "October 9, 2026" in browser.get(reverse("billing:document", args=[document.pk])).content.decode()


def test_after_its_deposit_the_rest_of_a_quote_is_offered_and_then_nothing(workspace, seller, linde):
    lines = [LineInput(name="Work", price=Decimal(1000))]
    draft = new_draft(workspace, kind="quote", client_id=linde.pk, now=NOW, lines=lines, deposit_percent=Decimal(30))
    quote = issue(workspace, draft.pk, now=NOW)
    quotes.accept_quote(workspace, quote.pk, name="Eva", now=NOW)
    quote.refresh_from_db()
    chosen = []
    for part in ("deposit", "rest"):
        form = PartForm(quote, reads.relatives(quote))
        chosen.append(form.initial["part"])
        assert reads.can_be_invoiced(quote, reads.relatives(quote))
        made = quotes.invoice_from_quote(workspace, quote.pk, part=part, now=NOW)
        issue(workspace, made.pk, now=NOW)
    assert chosen == ["deposit", "rest"]
    assert not reads.can_be_invoiced(quote, reads.relatives(quote))


def test_several_statements_at_once_still_tell_what_could_not_be_read(browser, workspace, settings, tmp_path):
    bad = camt(entry("30.00", details(text="RE-3")) + entry("ten", details(text="RE-4")))
    files = [SimpleUploadedFile(f"{at}.xml", content) for at, content in enumerate((CAMT, bad))]
    for _place in files_below(settings, tmp_path):
        browser.post(reverse("billing:bank_upload"), {"files": files})
        answer = browser.get(reverse("billing:bank")).content.decode()
    assert BankTransaction.objects.count() == 3
    assert "1 thing could not be read and was left out" in answer


def test_the_drafts_to_be_sent_are_listed_in_as_many_queries_as_one(browser, workspace, seller, linde, django_assert_max_num_queries):
    for _ in range(12):
        new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[LineInput(name="Work", price=Decimal(80))])
    browser.get(reverse("billing:send_batch"))
    with django_assert_max_num_queries(12):
        assert b"Issue and send the ticked ones" in browser.get(reverse("billing:send_batch")).content
