"""A button that books or sends is pressed twice: what it does is done once."""

from __future__ import annotations

from freehold.apps.billing import models
from freehold.apps.billing.services import time
from freehold.kit.mailing.models import OutgoingMail
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.portal_samples import issued, link_to
from tests.apps.billing.test_hostile_input import draft, invoice, page

__all__ = ["draft", "invoice"]


def test_a_second_click_books_and_sends_nothing_twice(browser, workspace, freelancer, linde, invoice, draft):
    usual = {
        "way": "in",
        "currency": "EUR",
        "paid_on": TODAY.isoformat(),
        "method": "transfer",
        "rest": "open",
        "key": "same",
        "amount": "5",
    }
    for _click in range(2):
        assert browser.post(page("record_payment", invoice.pk), usual).status_code in {302, 303}
    assert models.Payment.objects.count() == 1
    for _click in range(2):
        assert browser.post(page("issue", draft.pk), {}).status_code < 500
    assert models.FrozenDocument.objects.filter(document=draft).count() == 1
    shown = browser.get(page("send", invoice.pk)).context["form"].initial
    for _click in range(2):
        assert browser.post(page("send", invoice.pk), shown).status_code < 500
    assert OutgoingMail.objects.filter(about_id=str(invoice.pk)).count() == 1
    for _click in range(2):
        assert browser.post(page("let_go", invoice.pk), {"kind": "write_off"}).status_code < 500
    assert models.Allocation.objects.filter(kind="write_off", undone_at=None).count() == 1


def test_a_quote_is_answered_once_however_often_is_clicked(client, workspace, seller, linde):
    quote = issued(workspace, linde, kind="quote")
    _row, path = link_to(workspace, linde, days=4_000)
    for answer in ("accept", "accept", "decline"):
        assert client.post(f"{path}{quote.pk}/answer/", {"answer": answer, "name": "Anna\x00 Linde"}).status_code < 500
    assert models.QuoteAnswer.objects.get().accepted is True
    assert "\x00" not in models.QuoteAnswer.objects.get().name


def test_an_entry_comes_back_once(workspace, linde):
    entry = time.add_entry(workspace, time.Work(client_id=linde.pk), day=TODAY, minutes=30, now=NOW)
    kept = time.delete_entry(workspace, entry.pk)
    for _click in range(2):
        time.restore_entry(workspace, kept, now=NOW)
    assert models.TimeEntry.objects.count() == 1
