"""What strangers and slips of the hand can send: it is shown as text, refused in a sentence, and never booked or a fault of ours."""

from __future__ import annotations

import csv
import io
import re
import zipfile
import zlib
from decimal import Decimal
from typing import Any

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models as fields
from django.test import Client as Browser
from django.urls import reverse

from freehold.apps.billing import models
from freehold.apps.billing.services import drafts, sending
from freehold.apps.billing.services.export import accountant_export
from freehold.apps.billing.services.lines import LineInput
from freehold.apps.billing.views.sending import as_file
from freehold.integrations.pdf.logo import read_logo
from freehold.kit.audit.models import AuditEntry
from tests.apps.billing.bank_samples import files_below
from tests.apps.billing.conftest import NOW, TODAY
from tests.apps.billing.isolation_samples import furnish
from tests.apps.billing.portal_samples import issued, link_to
from tests.apps.billing.test_isolation import IDS, WORDS, addresses, closed, keys_of, tables, told, way_to_workspace

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}{% now %}=1+1"
NUMBERS = ["1e999999", "1e-999999", "-1e999999", "NaN", "sNaN", "Infinity", "-Infinity", "1,2,3", "1.2.3.4", "--5", "0x10", "9" * 400, "9" * 5000,
           "²", "½", "1_000", "99999999999999", "-99999999999999", "\x00", "5;DROP", "٣٣٣٣٣٣٣٣٣٣٣٣٣٣"]  # fmt: skip
DAYS = ["0001-01-01", "9999-12-31", "2026-02-30", "0000-00-00", "１２-01-2026", "10000-01-01", "x" * 5000]
QUERIES = [
    "²",
    "９" * 30,
    "9" * 5000,
    "-1",
    "1e9",
    "0",
    "a\x00b",
    "0001-01-01",
    "9999-12-31",
    "9999-W53",
    "' OR 1=1 --",
    "x" * 3000,
    "%",
    "_",
]
WORDS_OF_QUERIES = ("q", "page", "tab", "year", "week", "client", "who", "start", "end", "state", "since", "until", "account", "statement", "way",
                    "show", "category", "kind", "period", "month", "busy", "back", "day", "project", "next")  # fmt: skip


@pytest.fixture
def own_files(settings, tmp_path):
    yield from files_below(settings, tmp_path)


def page(name: str, *args: Any) -> str:
    return reverse(f"billing:{name}", args=args)


def said(answer: Any) -> str:
    return str(answer.content.decode())


def booked() -> tuple[int, ...]:
    """Return how much is booked."""
    kinds = (models.Payment, models.Allocation, models.Expense, models.BankTransaction, models.StatementImport, models.AccountingImport)
    return tuple(kind.objects.count() for kind in kinds)


@pytest.fixture
def invoice(workspace, seller, linde):
    return issued(workspace, linde)


@pytest.fixture
def draft(workspace, seller, linde):
    models.BillingSettings.objects.update(einvoice="none")
    return drafts.new_draft(workspace, kind="invoice", client_id=linde.pk, now=NOW, lines=[LineInput(name="Work", price=Decimal(10))])


def test_hostile_words_are_shown_as_words_on_every_page(owner, own_files):
    house = furnish(owner, "Evil")
    texts = {"name", "title", "intro", "outro", "notes", "note", "text", "description", "payer_name", "supplier", "subject", "label", "error",
             "last_error", "to_name", "role", "city", "receipt_name", "reason", "status_note", "platform", "category", "tax_note"}  # fmt: skip
    for model in tables():
        mine = model.objects.filter(**{way_to_workspace(model): house.workspace.pk})
        rows = mine.filter(number="") if model is models.Document else mine.filter(document__number="") if model is models.Line else mine
        names = [one for one in model._meta.concrete_fields if one.name in texts and isinstance(one, fields.CharField | fields.TextField)]
        if model is models.FrozenDocument or (model.__name__ == "Attachment" and hasattr(model, "document")):
            continue
        for one in names:
            rows.update(**{one.name: EVIL[: one.max_length or 500]})
    issued(house.workspace, house.rows["client"].__class__.objects.get(pk=house.id("client")), title=EVIL, intro=EVIL)
    browser = Browser()
    browser.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    shown = 0
    for name, route in closed():
        for address in list(addresses(name, route, house, house))[:3]:
            answer = browser.get(address)
            if answer.headers.get("Content-Type", "").startswith("text/html"):
                text = told(answer).decode("utf-8", "replace")
                assert "<script>alert" not in text, f"{name} {address}"
                assert "<img src=x" not in text, f"{name} {address}"
                shown += "&lt;script&gt;alert" in text
    portal = browser.get(f"/c/{house.words['portal_token']}/")
    assert "<script>alert" not in said(portal)
    assert shown > 30


def test_no_query_is_a_fault_of_ours(browser, workspace, invoice):
    wrong = []
    for name, route in closed():
        if keys_of(route):
            continue
        for value in QUERIES:
            answer = browser.get(f"/{route}", dict.fromkeys(WORDS_OF_QUERIES, value))
            if answer.status_code >= 500:
                wrong.append(f"{name} answers {answer.status_code} to {value[:20]!r}")
    assert wrong == []


@pytest.mark.parametrize("key", [0, 2**63 - 1, 2**63, 10**30, 10**200])
def test_a_number_in_an_address_that_cannot_be_is_nothing_there(browser, workspace, key):
    for name, route in closed():
        if any(each in IDS for each in keys_of(route)) and not any((name, each) in WORDS for each in keys_of(route)):
            address = "/" + re.sub(r"<str:(\w+)>", "invoice", re.sub(r"<int:\w+>", str(key), route))
            assert browser.get(address).status_code < 500, name


@pytest.mark.parametrize("number", NUMBERS)
def test_a_number_that_is_none_books_nothing(browser, workspace, freelancer, linde, invoice, number):
    before = booked()
    usual = {"way": "in", "currency": "EUR", "paid_on": TODAY.isoformat(), "method": "transfer", "rest": "open", "key": "k"}
    answer = browser.post(page("record_payment", invoice.pk), {**usual, "amount": number})
    assert answer.status_code == 422, answer
    cost = {"supplier": "Papier", "day": TODAY.isoformat(), "currency": "EUR", "category": "office"}
    for sums in ({"gross": number}, {"gross": "5", "tax": number}, {"gross": "5", "billable": "on", "markup_percent": number}):
        if number.strip("\x00"):
            assert browser.post(page("expense_add"), {**cost, **sums}).status_code == 422, sums
    assert booked() == before
    invoice.refresh_from_db()
    assert invoice.paid == 0


@pytest.mark.parametrize("number", NUMBERS[::3])
def test_a_line_with_a_number_that_is_none_is_not_saved(browser, workspace, draft, number):
    fields_of = {"client_id": draft.client_id, "language": "en", "currency": "EUR", "line_id": "", "line_unit": "HUR", "line_name": "Work",
                 "line_description": ""}  # fmt: skip
    for column in ("quantity", "price", "discount", "rate"):
        usual = {"line_quantity": "1", "line_price": "5", "line_discount": "", "line_rate": "19"}
        for address in (page("edit", draft.pk), page("edit_totals", draft.pk), page("edit_lines", draft.pk)):
            answer = browser.post(address, {**fields_of, **usual, f"line_{column}": number})
            assert answer.status_code < 500, (column, address)
    draft.refresh_from_db()
    assert all(abs(one) < 10**11 for one in (draft.net, draft.gross))
    assert browser.get(page("document", draft.pk)).status_code == 200
    assert browser.get(page("edit", draft.pk)).status_code == 200


@pytest.mark.parametrize("number", NUMBERS[1::3])
def test_other_forms_refuse_a_number_that_is_none(browser, workspace, freelancer, seller, linde, number):
    tries = {
        page("project_add"): {"name": "P", "client_id": linde.pk, "hourly_rate": number, "budget_hours": number},
        page("time"): {"place": f"c{linde.pk}", "day": TODAY.isoformat(), "minutes": number, "rate": number, "do": "add"},
        page("settings_section", "paying"): {"payment_days": number, "hourly_rate": number, "discount_percent": number},
        page("recurring_add"): {"name": "R", "client_id": linde.pk, "every": number, "unit": "month", "starts_on": "2026-12-01", "mode": "draft",
                                "in_advance": "1", "form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": "x", "form-0-price": number},
        page("reminders_ladder"): {"steps": number},
        reverse("clients:add"): {"name": "C", "kind": "company", "payment_days": number, "hourly_rate": number},
    }  # fmt: skip
    for address, body in tries.items():
        assert browser.post(address, body).status_code < 500, address
    assert not models.Project.objects.exclude(hourly_rate=None).filter(hourly_rate__gt=10**9).exists()
    assert not models.RecurringPlan.objects.exists()


@pytest.mark.parametrize("day", DAYS)
def test_a_day_that_cannot_be_books_nothing(browser, workspace, freelancer, seller, linde, invoice, draft, day):
    before = booked()
    usual = {"way": "in", "currency": "EUR", "amount": "5", "method": "transfer", "rest": "open", "key": "k"}
    assert browser.post(page("record_payment", invoice.pk), {**usual, "paid_on": day}).status_code == 422
    cost = {"supplier": "Papier", "gross": "5", "currency": "EUR", "category": "office"}
    assert browser.post(page("expense_add"), {**cost, "day": day}).status_code == 422
    assert booked() == before
    plan = {"name": "R", "client_id": linde.pk, "every": "1", "unit": "month", "mode": "draft", "in_advance": "1", "form-TOTAL_FORMS": "1",
            "form-INITIAL_FORMS": "0", "form-0-name": "x", "form-0-price": "5"}  # fmt: skip
    papers = {"client_id": linde.pk, "language": "en", "currency": "EUR", "line_name": "Work", "line_price": "5", "line_quantity": "1"}
    papers |= dict.fromkeys(("line_id", "line_unit", "line_description", "line_discount", "line_rate"), "")
    for address, body in (
        (page("recurring_add"), {**plan, "starts_on": day}),
        (page("edit", draft.pk), {**papers, "issue_date": day, "due_date": day, "service_from": day, "service_to": day}),
        (page("time"), {"place": f"c{linde.pk}", "day": day, "minutes": "1h", "do": "add"}),
        (page("reminder_pause", invoice.pk), {"reason": "promise", "until": day}),
        (page("export"), {"export-start": day, "export-end": day}),
        (page("statement", linde.pk) + f"?start={day}&end={day}", {}),
    ):
        assert browser.post(address, body).status_code < 500, address
        assert browser.get(address).status_code < 500, address
    assert not models.RecurringPlan.objects.exists()
    for address in (
        page("documents"),
        page("document", draft.pk),
        page("edit", draft.pk),
        page("recurring"),
        page("overview"),
        page("time"),
    ):
        assert browser.get(address).status_code == 200, address
    assert browser.post(page("issue", draft.pk)).status_code < 500


def pdf_of(pages: int) -> bytes:
    document, out = pikepdf.new(), io.BytesIO()
    for _each in range(pages):
        document.add_blank_page()
    document.save(out)
    return out.getvalue()


def packed_pdf(size: int) -> bytes:
    """A small PDF whose objects unpack to `size` bytes."""
    content = zlib.compress(b"1 0 " + b" " * size, 9)
    head = b"%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length " + str(len(content)).encode() + b">>stream\n"
    return head + content + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def huge_picture() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    size = (60_000).to_bytes(4, "big")
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", size + size + b"\x08\x02\0\0\0")
        + chunk(b"IDAT", zlib.compress(b"\0" * 10**6))
        + chunk(b"IEND", b"")
    )


BAD_RECEIPTS = {
    "200 pages.pdf": pdf_of(200),
    "bomb.pdf": packed_pdf(60_000_000),
    "picture.png": huge_picture(),
    "script.html": b"<script>alert(1)</script>",
    "drawing.svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    "empty.pdf": b"",
    "large.pdf": b"%PDF-" + b"x" * (11 * 1024 * 1024),
}


@pytest.mark.parametrize("name", BAD_RECEIPTS)
def test_a_receipt_that_is_a_trap_is_refused(browser, workspace, freelancer, own_files, name):
    body = {"supplier": "Papier", "day": TODAY.isoformat(), "gross": "5", "currency": "EUR", "category": "office"}
    answer = browser.post(page("expense_add"), {**body, "receipt": SimpleUploadedFile(name, BAD_RECEIPTS[name])})
    assert answer.status_code == 422
    assert not models.Expense.objects.exists()
    assert not [one for one in own_files.rglob("*") if one.is_file()]


LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;">
<!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;">]><Document><BkToCstmrStmt>&f;&f;&f;</BkToCstmrStmt></Document>"""
OUTSIDE = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><Document><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>'
)
DEEP = b"<a>" * 5_000 + b"</a>" * 5_000


def zip_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("clients.csv", b"0" * 50_000_000)
    return out.getvalue()


BAD_FILES = {"laughs.xml": LAUGHS, "outside.xml": OUTSIDE, "deep.xml": DEEP, "bomb.zip": zip_bomb(), "zeros.csv": b"\0" * 100_000,
             "one.csv": b"a" * 3_000_000, "quote.csv": b'a;b\n"' + b"x;" * 200_000, "../../evil.csv": b"\xff\xfe\x00", "empty.csv": b"",
             "bomb.pdf": packed_pdf(60_000_000), "ofx.ofx": b"OFXHEADER:100\n<OFX>" + b"<STMTTRN>" * 20_000, "sta.sta": b":20:X\n:61:" + b"9" * 50_000}  # fmt: skip


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize(("place", "field"), [("bank_upload", "files"), ("incoming_upload", "files"), ("imports_upload", "files")])
def test_a_file_that_is_a_trap_is_refused_in_words(browser, workspace, own_files, place, field, name):
    before = booked()
    answer = browser.post(page(place), {field: SimpleUploadedFile(name, BAD_FILES[name])})
    assert answer.status_code == 303
    shown = browser.get(answer.headers["Location"])
    assert shown.status_code == 200
    assert "root:" not in said(shown)
    assert booked() == before
    assert not [one for one in own_files.rglob("*") if one.is_file() and own_files not in one.resolve().parents]


@pytest.mark.parametrize(
    "name", ['a"; filename="b.exe', "a\r\nX-Evil: 1.pdf", "../../etc/passwd", "..\\..\\a.pdf", "\u202efdp.exe", "ä 漢.pdf", "", "x" * 500]
)
def test_a_files_name_stays_a_name(name):
    answer = as_file(name, "text/html", b"<script>")
    header = answer.headers["Content-Disposition"]
    assert header.startswith("attachment")
    assert not re.search(r"[\r\n]", header)
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Type"] == "application/octet-stream"


def test_a_cell_that_begins_like_a_formula_is_none(workspace, seller, linde, freelancer):
    for begins in ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "＝"):
        models.Expense.objects.create(workspace=workspace, day=TODAY, supplier=f"{begins}cmd|'/c calc'!A0", description=f"{begins}1+1",
                                      currency="EUR", net=1, gross=1, created_at=NOW)  # fmt: skip
    models.Payment.objects.create(workspace=workspace, client=linde, amount=1, currency="EUR", paid_on=TODAY, note='=HYPERLINK("x")', key="k",
                                  created_at=NOW)  # fmt: skip
    out = io.BytesIO()
    accountant_export(workspace, TODAY, TODAY, out, now=NOW)
    with zipfile.ZipFile(out) as archive:
        for name in (one for one in archive.namelist() if one.endswith(".csv")):
            text = archive.read(name).decode("utf-8-sig" if not name.startswith("EXTF") else "cp1252")
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=";" if name.startswith("EXTF") else ","):
                for cell in row:
                    harmless = re.fullmatch(r"-?[\d.,]*", cell) or cell.lstrip(" \t\r\n")[:1] not in {*"=+-@＝＋－＠"} - {""}
                    assert harmless or not cell.strip(), (name, cell)
        assert all(".." not in one and not one.startswith("/") for one in archive.namelist())


def test_line_breaks_in_names_never_reach_the_head_of_a_mail(workspace, seller, linde, invoice):
    type(linde).objects.filter(pk=linde.pk).update(name="Evil\r\nBcc: all@evil.example", email="a@linde.example")
    ready = sending.prepare(workspace, invoice.pk)
    assert not re.search(r"[\r\n]", ready.subject)
    assert all(not re.search(r"[\r\n]", one.name) for one in ready.receivers)


def test_ten_megabytes_of_words_are_cut_or_refused(browser, client, workspace, linde, invoice):
    long = "x" * 10_000_000
    assert browser.post(reverse("clients:edit", args=[linde.pk]), {"name": long, "notes": long, "kind": "company"}).status_code in {
        400,
        413,
        422,
    }
    _row, path = link_to(workspace, linde, days=4_000)
    answer = client.post(f"{path}{invoice.pk}/ask/", {"name": long, "text": long[: 11_000_000 - len(long)] or long[:900_000]})
    assert answer.status_code < 500
    assert all(len(one.text) <= 5_000 for one in models.ClientQuestion.objects.all())


def test_no_secret_stands_in_a_page_or_the_log(owner, own_files):
    house = furnish(owner, "Quiet")
    browser = Browser()
    browser.force_login(owner, backend="django.contrib.auth.backends.ModelBackend")
    secrets = (house.token, "sk_test_Quiet", "whsec_Quiet", house.words["portal_token"])
    for name, route in closed():
        for address in list(addresses(name, route, house, house))[:1]:
            text = told(browser.get(address)).decode("utf-8", "replace")
            assert not any(secret in text for secret in secrets), name
    log = repr(list(AuditEntry.objects.values_list()))
    assert not any(secret in log for secret in secrets)


@pytest.mark.parametrize("box", ["0 0 1.2.3 4", "0 0 . .", "0 0 1e99999 1", "0 0 0 0"])
def test_a_drawing_whose_size_is_none_is_no_fault_of_ours(box):
    assert read_logo(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" width="1.2.3"/>'.encode()).ratio > 0
