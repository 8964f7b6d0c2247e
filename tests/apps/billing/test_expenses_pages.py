"""The pages of expenses."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from freehold.apps.billing.models import Expense
from freehold.apps.billing.services import expenses
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.receipts import read_receipt
from tests.apps.billing.conftest import NOW
from tests.apps.billing.test_expenses import cost, pdf, picture

pytestmark = [pytest.mark.usefixtures("seller")]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def said(answer):
    return answer.content.decode()


def form(**change):
    return {
        "supplier": "Papier & Co",
        "day": timezone.localdate().isoformat(),
        "gross": "1.023,80",
        "tax": "3,80",
        "currency": "EUR",
        "category": "office",
        **change,
    }


def test_an_empty_year_says_how_to_begin(browser):
    assert "No expenses in this year" in said(browser.get(reverse("billing:expenses")))


def test_an_expense_is_kept_with_its_receipt_and_listed(browser):
    answer = browser.post(reverse("billing:expense_add"), form(receipt=SimpleUploadedFile("bon.pdf", pdf())), follow=True)
    assert "The expense is kept." in said(answer)
    assert "Papier &amp; Co" in said(answer)
    assert "€1,023.80" in said(answer)
    expense = Expense.objects.get()
    assert (expense.gross, expense.tax, expense.receipt_name) == (Decimal("1023.80"), Decimal("3.80"), "bon.pdf")


def test_a_receipt_is_sent_as_a_file_and_only_to_its_workspace(browser, workspace, other_workspace):
    mine = expenses.add_expense(workspace, cost(), now=NOW, receipt=read_receipt("bon.jpg", picture()))
    answer = browser.get(reverse("billing:expense_receipt", args=[mine.pk]))
    assert b"".join(answer.streaming_content) == picture()
    assert answer.headers["Content-Disposition"] == 'attachment; filename="bon.jpg"'
    assert (answer.headers["Content-Type"], answer.headers["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    theirs = expenses.add_expense(other_workspace, cost(), now=NOW, receipt=read_receipt("bon.jpg", picture()))
    bare = expenses.add_expense(workspace, cost(), now=NOW)
    for expense in (theirs, bare):
        assert browser.get(reverse("billing:expense_receipt", args=[expense.pk])).status_code == 404
    assert browser.get(reverse("billing:expense", args=[theirs.pk])).status_code == 404


def test_a_bad_receipt_is_told_at_its_field_and_what_was_typed_stays(browser):
    answer = browser.post(
        reverse("billing:expense_add"), form(receipt=SimpleUploadedFile("photo.heic", b"\x00\x00\x00\x18ftypheic" + b"\x00" * 9))
    )
    assert answer.status_code == 422
    assert "Share it as JPEG" in said(answer)
    assert 'value="1.023,80"' in said(answer)
    assert not Expense.objects.exists()


def test_sums_that_cannot_be_are_told(browser):
    answer = browser.post(reverse("billing:expense_add"), form(gross="10", tax="12"))
    assert answer.status_code == 422
    assert "part of what was paid" in said(answer)
    assert browser.post(reverse("billing:expense_add"), form(gross="many")).status_code == 422


def test_one_that_looks_like_another_is_pointed_out(browser):
    browser.post(reverse("billing:expense_add"), form())
    assert "looks like one of Papier" in said(browser.post(reverse("billing:expense_add"), form(another="1"), follow=True))


def test_an_expense_is_changed_paid_and_deleted_when_one_is_sure(browser, workspace):
    expense = expenses.add_expense(workspace, cost(due_date=NOW.date()), now=NOW)
    browser.post(reverse("billing:expense", args=[expense.pk]), form(description="Toner", due_date=NOW.date().isoformat()))
    browser.post(reverse("billing:expense_paid", args=[expense.pk]))
    expense.refresh_from_db()
    assert (expense.description, expense.paid_on) == ("Toner", timezone.localdate())
    assert "Tick that you are sure" in said(browser.post(reverse("billing:expense_delete", args=[expense.pk]), follow=True))
    browser.post(reverse("billing:expense_delete", args=[expense.pk]), {"sure": "1"})
    assert not Expense.objects.exists()


def test_a_billed_expense_is_shown_and_has_no_form(browser, workspace, linde):
    expense = expenses.add_expense(workspace, cost(client_id=linde.pk, billable=True), now=NOW)
    assert "to bill" in said(browser.get(reverse("billing:expenses") + "?year=2026"))
    bill_time(workspace, linde.pk, [], [expense.pk], now=NOW)
    page = said(browser.get(reverse("billing:expense", args=[expense.pk])))
    assert "kept as it is" in page
    assert "multipart/form-data" not in page


def test_a_markup_names_are_escaped_and_filters_find(browser, workspace):
    expenses.add_expense(workspace, cost(supplier="<script>alert(1)</script>", category="travel"), now=NOW)
    page = said(browser.get(reverse("billing:expenses") + "?year=2026&category=travel&q=script&only=no_receipt"))
    assert "&lt;script&gt;alert(1)" in page
    assert "No expense fits" in said(browser.get(reverse("billing:expenses") + "?year=2026&category=car"))
    for odd in ("year=99999", "year=x", "category=%00", "only=zzz", "page=99"):
        assert browser.get(reverse("billing:expenses") + "?" + odd).status_code == 200


def test_the_list_is_drawn_with_few_queries(browser, workspace, linde, django_assert_max_num_queries):
    for number in range(30):
        expenses.add_expense(workspace, cost(supplier=f"Shop {number}", client_id=linde.pk), now=NOW)
    browser.get(reverse("billing:expenses"))
    with django_assert_max_num_queries(24):
        browser.get(reverse("billing:expenses") + "?year=2026")
