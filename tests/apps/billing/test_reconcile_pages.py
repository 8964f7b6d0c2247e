"""The page of payments to check: offers with reasons, one click each, and the way back."""

from __future__ import annotations

import json
from datetime import date
from html import unescape
from unittest.mock import patch

from django.urls import reverse

from freehold.apps.billing import reconcile_subscribers as subscribers
from freehold.apps.billing.events import InvoiceIssued, TransactionsImported
from freehold.apps.billing.models import BankTransaction, DocumentState
from freehold.apps.billing.services.reconcile import progress_key, reconcile_waiting
from freehold.apps.billing.tasks.reconcile import reconcile
from freehold.kit.jobs.progress import progress
from tests.apps.billing.conftest import NOW
from tests.apps.billing.payment_samples import IBAN, invoice, line

HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/money/payments/check/"}


def text_of(answer):
    return unescape(answer.content.decode())


def test_the_page_shows_the_banks_words_beside_the_offers_and_why(browser, workspace, linde, django_assert_max_num_queries):
    for number in range(1, 9):
        invoice(workspace, linde, f"INV-2026-{number:04}", f"{number}00.00")
        line(workspace, f"{number}00.00", f"danke {number} <b>", "Hotel Linde", IBAN, booked_on=date(2026, 11, number))
    reconcile_waiting(workspace, now=NOW)
    with django_assert_max_num_queries(25):
        page = browser.get(reverse("billing:to_check"))
    text = text_of(page)
    assert "danke 3 <b>" not in page.content.decode()
    assert "danke 3 <b>" in text
    assert "The payer's name fits Hotel Linde GmbH" in text
    assert "INV-2026-0003 · €300.00" in text


def test_one_click_books_and_the_toast_offers_to_undo(browser, workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde", IBAN)
    line(workspace, "7.00", "was ist das")
    reconcile_waiting(workspace, now=NOW)
    answer = browser.post(reverse("billing:match_accept", args=[bank.pk, 0]), {"at": "0"}, headers=HTMX)
    toast = json.loads(answer.headers["HX-Trigger"])["toast"]
    assert toast["text"] == "€119.00 booked."
    assert answer.headers["HX-Retarget"] == "#checks"
    assert "danke" not in text_of(answer)
    assert "autofocus" in text_of(answer)
    document.refresh_from_db()
    assert document.state == DocumentState.PAID
    browser.post(toast["undo"], headers=HTMX)
    document.refresh_from_db()
    assert document.state == DocumentState.ISSUED


def test_without_script_the_same_buttons_work(browser, workspace, linde):
    document = invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    assert browser.post(reverse("billing:match_accept", args=[bank.pk, 0])).status_code == 303
    document.refresh_from_db()
    assert document.state == DocumentState.PAID


def test_a_button_pressed_twice_is_told_in_a_toast(browser, workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    url = reverse("billing:match_accept", args=[bank.pk, 0])
    browser.post(url, headers=HTMX)
    answer = browser.post(url, headers=HTMX)
    assert answer.status_code == 204
    assert "decided already" in answer.headers["HX-Trigger"]


def test_a_wrong_offer_goes_and_a_line_is_put_aside(browser, workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "danke", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    answer = browser.post(reverse("billing:match_decline", args=[bank.pk, 0]), headers=HTMX)
    assert "Find the invoice" in text_of(answer)
    answer = browser.post(reverse("billing:match_aside", args=[bank.pk]), {"category": "private"}, headers=HTMX)
    assert "Every payment is where it belongs" in text_of(answer)
    assert "Private" in text_of(browser.get(reverse("billing:to_check") + "?tab=aside"))


def test_another_invoice_is_found_by_number_client_or_amount(browser, workspace, linde, tulip):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    other = invoice(workspace, tulip, "INV-2026-0002", "84.03")
    bank = line(workspace, "50.00", "ohne Worte")
    search = reverse("billing:match_search", args=[bank.pk])
    for words in ("0002", "tulip", "84,03"):
        found = text_of(browser.get(search, {"q": words}, headers=HTMX))
        assert "INV-2026-0002" in found
        assert "INV-2026-0001" not in found
    assert "No open invoice fits" in text_of(browser.get(search, {"q": "nobody"}))
    browser.post(reverse("billing:match_choose", args=[bank.pk]), {"document": [str(other.pk), "x"]})
    other.refresh_from_db()
    assert other.state == DocumentState.PARTLY_PAID


def test_what_was_booked_by_itself_says_why_and_can_be_taken_back(browser, workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "INV-2026-0001", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    text = text_of(browser.get(reverse("billing:to_check") + "?tab=rules"))
    assert "The text names invoice INV-2026-0001" in text
    browser.post(reverse("billing:match_back", args=[bank.pk]))
    assert BankTransaction.objects.get().state == "new"
    assert "You have declined this match before" in text_of(browser.get(reverse("billing:to_check")))


def test_outgoing_lines_ask_only_when_something_fits(browser, workspace, linde):
    line(workspace, "-45.00", "Stadtwerke Strom")
    invoice(workspace, linde, "CN-2026-0001", "30.00", kind="credit_note")
    line(workspace, "-30.00", "CN-2026-0001", "Hotel Linde")
    reconcile_waiting(workspace, now=NOW)
    text = text_of(browser.get(reverse("billing:to_check")))
    assert "Stadtwerke" not in text
    assert "CN-2026-0001" in text


def test_an_empty_page_says_what_it_is_for_and_lines_of_others_do_not_show(browser, other_workspace):
    line(other_workspace, "9.00", "geheim")
    text = text_of(browser.get(reverse("billing:to_check")))
    assert "Let your bank tell who has paid" in text
    assert browser.get(reverse("billing:match_search", args=[BankTransaction.objects.get().pk])).status_code == 404


def test_long_work_shows_how_far_it_is_and_then_offers_the_list(browser, workspace):
    url = reverse("billing:match_work")
    assert "progress" not in text_of(browser.get(url))
    with progress(progress_key(workspace), 10) as bar:
        bar.step(3)
        assert "Finding the invoices" in text_of(browser.get(url))
    assert "Show the list anew" in text_of(browser.get(url + "?busy=1"))


def test_new_lines_and_issued_invoices_set_the_rules_to_work(workspace, linde):
    invoice(workspace, linde, "INV-2026-0001", "119.00")
    bank = line(workspace, "119.00", "INV-2026-0001")
    with patch("freehold.apps.billing.reconcile_subscribers.reconcile") as task:
        subscribers.reconcile_imported(TransactionsImported(workspace.pk, (bank.pk,)))
        subscribers.reconcile_after_issue(InvoiceIssued(workspace.pk, 1, "invoice"))
        subscribers.reconcile_after_issue(InvoiceIssued(workspace.pk, 2, "quote"))
    assert task.enqueue.call_count == 2
    assert reconcile.func(workspace.pk) == 1
    with patch("freehold.apps.billing.reconcile_subscribers.reconcile") as task:
        subscribers.reconcile_after_issue(InvoiceIssued(workspace.pk, 1, "invoice"))
    assert not task.enqueue.called
