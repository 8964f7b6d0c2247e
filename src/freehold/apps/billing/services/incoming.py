"""Incoming e-invoices: kept as they came, shown for review, and made an expense after the person's word."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.billing.models import Expense
from freehold.apps.billing.services.expenses import Cost, add_expense
from freehold.apps.billing.services.receipts import MAX_BYTES, attach, read_receipt
from freehold.domain.errors import UserError
from freehold.domain.invoicing.as_json import to_json
from freehold.domain.invoicing.invoice import CREDIT_NOTE, Invoice
from freehold.integrations.einvoice import ReadInvoice, Validation, read, validate
from freehold.kit.scoping.ref import Workspace, id_of

_FOLDER = "incoming/waiting"
_CREDIT_TYPES = frozenset({CREDIT_NOTE, "81", "83", "261", "296", "308", "396", "420", "458", "532"})
XML = "application/xml"


@dataclass(frozen=True, slots=True)
class Waiting:
    """An e-invoice that waits for review: the token it is asked for by, and the name it came with."""

    token: str
    name: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """An e-invoice under review. `known` is the expense that it is already, if it is one."""

    waiting: Waiting
    found: ReadInvoice
    validation: Validation
    known: Expense | None


def receive(workspace: Workspace, name: str, payload: bytes) -> Waiting:
    """Keep an e-invoice (XML, or PDF with XML inside) for review; the same file twice is kept once.

    Raises UserError for a file that is no e-invoice, is larger than 10 MB, or whose bill is an expense already.
    """
    if len(payload) > MAX_BYTES:
        raise UserError(_("“%(name)s” is larger than 10 MB. Nothing was kept. Ask the sender for a smaller file.") % {"name": name})
    invoice = read(payload).invoice
    known = known_expense(workspace, invoice)
    if known is not None:
        raise UserError(
            _("The bill %(number)s of %(supplier)s is an expense already, of %(day)s. Nothing was kept twice.")
            % {"number": invoice.number, "supplier": known.supplier, "day": known.day}
        )
    token = hashlib.sha256(payload).hexdigest()
    waiting = find(workspace, token)
    if waiting is None:
        readable = re.sub(r"[^\w. -]", "_", name)[-80:] or "invoice"
        default_storage.save(f"{_folder(workspace)}/{token}.{readable}", ContentFile(payload))
        waiting = Waiting(token, readable)
    return waiting


def waiting_invoices(workspace: Workspace) -> list[Waiting]:
    """Return what waits for review, by name."""
    folder = _folder(workspace)
    names = default_storage.listdir(folder)[1] if default_storage.exists(folder) else []
    found = [Waiting(name[:64], name[65:]) for name in names if re.fullmatch(r"[0-9a-f]{64}\..+", name)]
    return sorted(found, key=lambda waiting: waiting.name)


def find(workspace: Workspace, token: str) -> Waiting | None:
    """Return what waits under a token, None when it is gone."""
    return next((waiting for waiting in waiting_invoices(workspace) if waiting.token == token), None)


def opened(workspace: Workspace, waiting: Waiting) -> Incoming:
    """Read and check what waits. Raises UserError when it cannot be read (any more), SystemFault when the checker fails."""
    payload = _content(workspace, waiting)
    found = read(payload)
    return Incoming(waiting, found, validate(payload), known_expense(workspace, found.invoice))


@transaction.atomic
def accept(
    workspace: Workspace,
    waiting: Waiting,
    *,
    now: datetime,
    category: str = "",
    description: str = "",
    paid_on: date | None = None,
    actor: str = "",
) -> Expense:
    """Make what waits an expense, with the original file as its receipt.

    Raises UserError for a credit note, a bill of nothing, or one that is an expense already; it then goes on waiting.
    """
    payload = _content(workspace, waiting)
    invoice = read(payload).invoice
    _check(workspace, invoice)
    expense = add_expense(workspace, _cost(invoice, category, description, paid_on), now=now, actor=actor, origin="einvoice")
    _keep_original(expense, waiting, payload)
    expense.einvoice = _without_files(invoice)
    expense.save(update_fields=["einvoice", "receipt", "receipt_name", "receipt_type", "receipt_sha256"])
    transaction.on_commit(lambda: drop(workspace, waiting))
    return expense


def drop(workspace: Workspace, waiting: Waiting) -> None:
    """Forget what waits."""
    default_storage.delete(_path(workspace, waiting))


def known_expense(workspace: Workspace, invoice: Invoice) -> Expense | None:
    """Return the expense that this bill is already: the same number of the same supplier, by name or VAT number."""
    if not invoice.number:
        return None
    for expense in Expense.objects.for_workspace(workspace).filter(supplier_number=_short(invoice.number, 100)):
        same_tax = bool(invoice.seller.vat_id) and expense.supplier_vat_id == invoice.seller.vat_id
        if same_tax or expense.supplier.casefold() == _short(invoice.seller.name, 200).casefold():
            return expense
    return None


def is_credit_note(invoice: Invoice) -> bool:
    """Tell whether the document gives money back."""
    return invoice.type_code in _CREDIT_TYPES


def _check(workspace: Workspace, invoice: Invoice) -> None:
    if is_credit_note(invoice):
        earlier = ", ".join(reference.number for reference in invoice.preceding) or _("the bill that it corrects")
        raise UserError(
            _("This is a credit note: it takes money off %(earlier)s. Nothing was saved. Change the sum of that expense, and drop this.")
            % {"earlier": earlier}
        )
    known = known_expense(workspace, invoice)
    if known is not None:
        raise UserError(
            _("The bill %(number)s of %(supplier)s is an expense already. Nothing was saved twice.")
            % {"number": invoice.number, "supplier": known.supplier}
        )


def _cost(invoice: Invoice, category: str, description: str, paid_on: date | None) -> Cost:
    names = ", ".join(line.name for line in invoice.lines if line.name)
    return Cost(
        day=invoice.issue_date,
        supplier=_short(invoice.seller.name, 200),
        supplier_number=_short(invoice.number, 100),
        supplier_vat_id=_short(invoice.seller.vat_id, 30),
        description=_short(description or names, 500),
        category=category,
        currency=invoice.currency,
        gross=invoice.totals.tax_inclusive,
        tax=invoice.totals.tax or invoice.totals.tax_inclusive - invoice.totals.tax_exclusive,
        due_date=invoice.due_date,
        paid_on=paid_on,
    )


def _keep_original(expense: Expense, waiting: Waiting, payload: bytes) -> None:
    if b"%PDF-" in payload[:1024]:
        attach(expense, read_receipt(waiting.name, payload))
        return
    path = f"receipts/{expense.workspace_id}/{waiting.token}.xml"
    expense.receipt.name = path if default_storage.exists(path) else default_storage.save(path, ContentFile(payload))
    expense.receipt_name, expense.receipt_type, expense.receipt_sha256 = waiting.name, XML, waiting.token


def _without_files(invoice: Invoice) -> dict[str, object]:
    """Return the terms without the attachments, which the original file holds."""
    return to_json(replace(invoice, documents=tuple(replace(document, content=b"") for document in invoice.documents)))


def _short(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _folder(workspace: Workspace) -> str:
    return f"{_FOLDER}/{id_of(workspace)}"


def _path(workspace: Workspace, waiting: Waiting) -> str:
    return f"{_folder(workspace)}/{waiting.token}.{waiting.name}"


def _content(workspace: Workspace, waiting: Waiting) -> bytes:
    try:
        with default_storage.open(_path(workspace, waiting)) as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise UserError(_("This bill is not waiting any more. Nothing was changed.")) from None
