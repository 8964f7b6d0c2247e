"""Everything an accountant needs of a period, as one archive: tables, a booking batch, every paper and receipt."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from freehold.apps.billing.models import Document, DocumentKind, Expense, FrozenDocument, Line, Payment, TimeEntry
from freehold.domain.errors import UserError
from freehold.integrations.datev import Booking, booking_batch, revenue_account
from freehold.integrations.datev.batch import BANK, DEBTORS
from freehold.kit.audit import record
from freehold.kit.scoping.ref import Workspace, id_of

ISSUED = (DocumentKind.INVOICE, DocumentKind.DEPOSIT, DocumentKind.FINAL, DocumentKind.CREDIT_NOTE)
_DOCUMENTS = (
    *(
        "number",
        "kind",
        "state",
        "client__name",
        "client__number",
        "client__vat_id",
        "issue_date",
        "due_date",
        "service_from",
        "service_to",
    ),
    *("currency", "net", "tax", "gross", "withheld", "prepaid", "payable", "paid", "open", "base_rate", "tax_case", "purchase_order"),
)
_LINES = (
    *("document__number", "position", "name", "description", "quantity", "unit", "price", "discount_percent", "vat_category", "vat_rate"),
    *("net", "document__currency"),
)
_PAYMENTS = ("paid_on", "client__name", "amount", "fee", "currency", "method", "note", "key")
_EXPENSES = (
    *(
        "day",
        "supplier",
        "supplier_number",
        "supplier_vat_id",
        "category",
        "description",
        "currency",
        "net",
        "tax",
        "gross",
        "client__name",
    ),
    *("billable", "paid_on", "receipt_name", "receipt_sha256"),
)
_TIME = ("day", "client__name", "project__name", "minutes", "description", "billable", "rate", "line__document__number")


def accountant_export(workspace: Workspace, start: date, end: date, out: BinaryIO, *, now: datetime, actor: str = "") -> int:
    """Write a ZIP of the days from `start` to `end` into `out` and return how many papers it holds.

    Raises UserError when the period is upside down. Names in the archive are the documents' numbers.
    """
    if end < start:
        raise UserError(_("The period ends before it begins. Nothing was exported. Swap the two days."))
    documents = (
        Document.objects.for_workspace(workspace).filter(kind__in=ISSUED, issue_date__gte=start, issue_date__lte=end).exclude(number="")
    )
    frozen = FrozenDocument.objects.for_workspace(workspace).filter(document__in=documents).select_related("document").order_by("position")
    expenses = Expense.objects.for_workspace(workspace).filter(day__gte=start, day__lte=end).order_by("day", "pk")
    payments = (
        Payment.objects.for_workspace(workspace).filter(paid_on__gte=start, paid_on__lte=end, undone_at=None).order_by("paid_on", "pk")
    )
    entries = TimeEntry.objects.for_workspace(workspace).filter(day__gte=start, day__lte=end, minutes__isnull=False).order_by("day", "pk")
    lines = Line.objects.filter(document__in=documents).order_by("document__issue_date", "document_id", "position")
    count = 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, columns, rows in (
            ("invoices.csv", _DOCUMENTS, documents.order_by("issue_date", "pk")),
            ("lines.csv", _LINES, lines),
            ("payments.csv", _PAYMENTS, payments),
            ("expenses.csv", _EXPENSES, expenses),
            ("time.csv", _TIME, entries),
        ):
            archive.writestr(name, table(columns, rows.values_list(*columns).iterator(chunk_size=500)))
        archive.writestr("EXTF_Buchungsstapel.csv", booking_batch(_bookings(frozen, payments), start=start, end=end, now=now))
        taken: set[str] = set()
        for row in frozen.iterator(chunk_size=20):
            count += 1
            # Two numbers may differ in signs only that no file name may hold.
            name = _file_name(row.document.number)
            name = name if name not in taken else f"{name}-{row.position}"
            taken.add(name)
            archive.writestr(f"documents/{name}.pdf", bytes(row.pdf))
            if row.xml:
                archive.writestr(f"documents/{name}.xml", bytes(row.xml))
        for name, content in _receipts(expenses):
            archive.writestr(name, content)
    record(
        "money.exported", workspace_id=id_of(workspace), actor=actor, detail={"from": str(start), "to": str(end), "papers": count}, at=now
    )
    return count


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Return rows as CSV in UTF-8 with a byte-order mark, which spreadsheets need; a text that looks like a formula is made harmless."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name.removeprefix("document__").replace("__", "_") for name in columns])
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.lstrip()[:1] in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}:
        return f"'{value}"
    return "" if value is None else value


def _bookings(frozen: Any, payments: Any) -> Iterator[Booking]:
    """Book each paper by category and rate as it was issued, VAT included, and each payment against its client."""
    for row in frozen.iterator(chunk_size=50):
        issued = json.loads(row.canonical)["invoice"]
        document = row.document
        per_euro = 1 / document.base_rate if document.base_rate else None
        for part in issued["vat"]:
            gross = Decimal(part["taxable"]) + Decimal(part["tax"])
            rate = None if part["rate"] is None else Decimal(part["rate"])
            if gross:
                yield Booking(
                    amount=abs(gross),
                    debit=(gross > 0) != (document.kind == DocumentKind.CREDIT_NOTE),
                    currency=document.currency,
                    account=DEBTORS + document.client_id,
                    contra=revenue_account(part["category"], rate),
                    day=document.issue_date,
                    number=document.number,
                    text=issued["buyer"]["name"],
                    rate=per_euro,
                )
    for client_id, amount, currency, day, note, key in payments.filter(client__isnull=False).values_list(
        "client_id", "amount", "currency", "paid_on", "note", "key"
    ):
        account, contra = BANK, DEBTORS + client_id
        yield Booking(
            amount=abs(amount), debit=amount > 0, currency=currency, account=account, contra=contra, day=day, number=key[-36:], text=note
        )


def _receipts(expenses: Any) -> Iterator[tuple[str, bytes]]:
    for expense in expenses.exclude(receipt="").iterator(chunk_size=50):
        name = f"receipts/{expense.day:%Y-%m-%d}-{_file_name(expense.supplier)}-{expense.pk}{_ending(expense.receipt_name)}"
        if expense.receipt.storage.exists(expense.receipt.name):
            with expense.receipt.open("rb") as file:
                yield name, file.read()


def _file_name(text: str) -> str:
    return re.sub(r"[^\w.-]+", "-", text).strip("-.")[:80] or "unnamed"


def _ending(name: str) -> str:
    found = re.search(r"\.[A-Za-z0-9]{1,5}$", name)
    return found.group(0).lower() if found else ""
