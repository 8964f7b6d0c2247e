"""Expenses and their receipts."""

import io
from datetime import date
from decimal import Decimal

import pikepdf
import pytest
from django.core.files.storage import default_storage
from PIL import Image

from freehold.apps.billing.models import Expense
from freehold.apps.billing.selectors import expenses as reads
from freehold.apps.billing.services import expenses
from freehold.apps.billing.services.bill_work import bill_time
from freehold.apps.billing.services.expenses import Cost
from freehold.apps.billing.services.projects import add_project
from freehold.apps.billing.services.receipts import read_receipt
from freehold.domain.errors import UserError
from tests.apps.billing.conftest import NOW, TODAY


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def pdf(pages=1, password=""):
    document = pikepdf.new()
    for _ in range(pages):
        document.add_blank_page()
    out = io.BytesIO()
    document.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return out.getvalue()


def picture(kind="JPEG", size=(40, 60)):
    out = io.BytesIO()
    Image.new("RGB", size, (250, 250, 240)).save(out, kind)
    return out.getvalue()


def cost(**change):
    return Cost(**{"day": TODAY, "supplier": "Papier & Co", "currency": "EUR", "gross": Decimal("23.80"), "tax": Decimal("3.80"), **change})


def test_an_expense_keeps_what_the_receipt_says(workspace):
    expense = expenses.add_expense(workspace, cost(category="office"), now=NOW, receipt=read_receipt("C:\\scans\\bon.jpg", picture()))
    assert (expense.net, expense.tax, expense.gross, expense.base_rate) == (Decimal("20.00"), Decimal("3.80"), Decimal("23.80"), None)
    assert (expense.receipt_name, expense.receipt_type) == ("bon.jpg", "image/jpeg")
    assert len(expense.receipt_sha256) == 64
    assert default_storage.open(expense.receipt.name).read() == picture()


def test_a_foreign_currency_gets_the_rate_of_the_day(workspace):
    expense = expenses.add_expense(workspace, cost(currency="usd", day=date(2026, 9, 1)), now=NOW)
    assert expense.currency == "USD"
    assert Decimal("0.5") < expense.base_rate < Decimal("1.5")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"supplier": "  "}, "name of who was paid"),
        ({"gross": Decimal(0)}, "more than nothing"),
        ({"gross": Decimal("NaN")}, "more than nothing"),
        ({"tax": Decimal("23.80")}, "part of what was paid"),
        ({"tax": Decimal(-1)}, "part of what was paid"),
        ({"markup_percent": Decimal(1000)}, "between 0 and 999"),
        ({"day": date(2056, 1, 1)}, "too far away"),
        ({"billable": True}, "Choose the client"),
        ({"client_id": 999_999}, "client is not there"),
        ({"project_id": 999_999}, "project is not there"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_saved(workspace, change, said):
    with pytest.raises(UserError, match=said):
        expenses.add_expense(workspace, cost(**change), now=NOW, receipt=read_receipt("a.pdf", pdf()))
    assert not Expense.objects.exists()


def test_the_same_bill_is_not_kept_twice_and_leaves_no_file(workspace):
    expenses.add_expense(workspace, cost(supplier_number="R-1"), now=NOW)
    with pytest.raises(UserError, match="kept already"):
        expenses.add_expense(workspace, cost(supplier_number="R-1"), now=NOW, receipt=read_receipt("a.pdf", pdf()))
    assert not default_storage.exists("receipts") or not default_storage.listdir(f"receipts/{workspace.pk}")[1]


def test_an_expense_that_looks_like_another_is_pointed_out(workspace):
    first = expenses.add_expense(workspace, cost(), now=NOW, receipt=read_receipt("a.jpg", picture()))
    assert expenses.similar(first) is None
    assert expenses.similar(expenses.add_expense(workspace, cost(supplier="PAPIER & CO"), now=NOW)) == first
    assert (
        expenses.similar(expenses.add_expense(workspace, cost(supplier="Other"), now=NOW, receipt=read_receipt("b.jpg", picture())))
        == first
    )


def test_a_receipts_file_goes_with_the_last_expense_that_names_it(workspace, django_capture_on_commit_callbacks):
    rows = [expenses.add_expense(workspace, cost(), now=NOW, receipt=read_receipt("a.jpg", picture())) for _ in range(2)]
    path = rows[0].receipt.name
    assert rows[1].receipt.name == path
    with django_capture_on_commit_callbacks(execute=True):
        expenses.delete_expense(workspace, rows[0].pk, now=NOW)
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        expenses.change_expense(workspace, rows[1].pk, cost(), now=NOW, receipt=read_receipt("b.pdf", pdf()))
    assert not default_storage.exists(path)


def test_a_billed_expense_is_neither_changed_nor_deleted(workspace, seller, linde):
    expense = expenses.add_expense(workspace, cost(client_id=linde.pk, billable=True), now=NOW)
    bill_time(workspace, linde.pk, [], [expense.pk], now=NOW)
    for act in (
        lambda: expenses.delete_expense(workspace, expense.pk, now=NOW),
        lambda: expenses.change_expense(workspace, expense.pk, cost(), now=NOW),
    ):
        with pytest.raises(UserError, match="stands on a bill"):
            act()
    assert expenses.mark_paid(workspace, expense.pk, TODAY).paid_on == TODAY


def test_a_project_names_the_client(workspace, linde):
    project = add_project(workspace, client_id=linde.pk, name="Website", now=NOW)
    assert expenses.add_expense(workspace, cost(project_id=project.pk, billable=True), now=NOW).client_id == linde.pk


def test_another_workspace_reaches_nothing(workspace, other_workspace):
    expense = expenses.add_expense(workspace, cost(), now=NOW)
    with pytest.raises(UserError, match="not there any more"):
        expenses.delete_expense(other_workspace, expense.pk, now=NOW)
    assert not reads.expenses(other_workspace).exists()
    assert reads.expense(other_workspace, expense.pk) is None


def test_sums_are_in_the_workspaces_currency_and_by_category(workspace):
    expenses.add_expense(workspace, cost(category="office"), now=NOW)
    expenses.add_expense(workspace, cost(category="travel", gross=Decimal(100), tax=Decimal(0)), now=NOW)
    expenses.add_expense(workspace, cost(currency="XAF", gross=Decimal(1000), tax=Decimal(0)), now=NOW)
    sums = reads.spent(reads.expenses(workspace), "EUR")
    assert (sums.gross, sums.tax, sums.without_rate, sums.without_receipt) == (Decimal("123.80"), Decimal("3.80"), 1, 3)
    assert sums.by_category == (("travel", Decimal("100.00")), ("office", Decimal("23.80")))


def test_expenses_are_found_by_words_category_and_what_is_missing(workspace, linde):
    expenses.add_expense(
        workspace, cost(description="Toner for the printer", category="office"), now=NOW, receipt=read_receipt("a.pdf", pdf())
    )
    expenses.add_expense(workspace, cost(supplier="Bahn", category="travel", client_id=linde.pk, billable=True, due_date=TODAY), now=NOW)
    for found, count in (
        ({"q": "toner paper"}, 0),
        ({"q": "toner papier"}, 1),
        ({"category": "travel"}, 1),
        ({"only": "billable"}, 1),
        ({"only": "unpaid"}, 1),
        ({"only": "no_receipt"}, 1),
        ({"q": "linde"}, 1),
        ({"end": date(2020, 1, 1)}, 0),
    ):
        assert reads.expenses(workspace, **found).count() == count, found
    assert reads.suppliers(workspace) == ["Bahn", "Papier & Co"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"", "is empty"),
        ("a.pdf", b"x" * (10 * 1024 * 1024 + 1), "larger than 10 MB"),
        ("photo.heic", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "Share it as JPEG"),
        ("a.pdf", b"%PDF-1.7\nbroken", "broken PDF"),
        ("a.pdf", pdf(101), "101 pages"),
        ("a.pdf", pdf(password="secret"), "locked with a password"),
        ("a.jpg", picture()[:80], "no PDF, PNG or JPEG"),
        ("a.gif", b"GIF89a" + b"\x00" * 40, "no PDF, PNG or JPEG"),
        ("page.html", b"<script>alert(1)</script>", "no PDF, PNG or JPEG"),
        ("a.exe", b"MZ\x90\x00", "no PDF, PNG or JPEG"),
    ],
)
def test_files_that_are_no_receipt_are_refused_in_one_sentence(name, content, said):
    with pytest.raises(UserError, match=said):
        read_receipt(name, content)


def test_a_picture_bomb_is_not_unpacked():
    out = io.BytesIO()
    Image.new("1", (12_000, 12_000)).save(out, "PNG")
    with pytest.raises(UserError):
        read_receipt("bomb.png", out.getvalue())


def test_a_name_cannot_leave_its_folder_or_break_a_header():
    assert read_receipt('../../etc/pass"wd\r\n.pdf', pdf()).name == "passwd.pdf"
    assert read_receipt("...", pdf()).name == "receipt"
