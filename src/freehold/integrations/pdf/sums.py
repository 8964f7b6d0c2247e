"""The sums of a sheet, the tax by rate with its reasons, and what is left to pay."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from freehold.domain.invoicing.invoice import VatBreakdown
from freehold.integrations.pdf.desk import CLAIMS, Desk
from freehold.integrations.pdf.lines import allowance_label, signed

_REASONED = frozenset({"AE", "K", "G"})
_NAUGHT = Decimal(0)


def open_amount(desk: Desk) -> Decimal:
    """Return what the client still has to pay, in the invoice's currency."""
    sheet, totals = desk.sheet, desk.invoice.totals
    if sheet.kind == "reminder":
        return sum((row.amount - (row.paid or _NAUGHT) for row in sheet.rows if row.amount is not None), _NAUGHT) or totals.due
    if sheet.kind == "statement":
        return next((row.balance for row in reversed(sheet.rows) if row.balance is not None), totals.due)
    withheld = sheet.withholding.amount if sheet.withholding else _NAUGHT
    return totals.due - withheld - sheet.paid_so_far


def sums(desk: Desk) -> dict[str, Any]:
    """Return `rows` (label, value, weight), the `due` line that the eye shall find, the `vat` table and the `reasons` under it."""
    if desk.sheet.kind in {"reminder", "statement"}:
        return {"rows": [], "due": due(desk), "vat": [], "reasons": []}
    return {"rows": _rows(desk), "due": due(desk), "vat": _vat_table(desk), "reasons": reasons(desk)}


def due(desk: Desk) -> dict[str, str]:
    """Return the label, the amount and the day of the one figure that matters."""
    word, write, kind = desk.word, desk.write, desk.sheet.kind
    amount = open_amount(desk)
    labels = {
        "quote": "quote_total",
        "credit_note": "credit_total",
        "statement": "total_statement",
        "reminder": "reminder_total",
    }
    label = labels.get(kind, "amount_due")
    if kind in CLAIMS - {"statement", "reminder"} and desk.sheet.paid_so_far:
        label = "open"
    if kind in CLAIMS - {"statement"} and amount < 0:
        label, amount = "refund", -amount
    if kind in {"quote", "credit_note"}:
        amount = desk.invoice.totals.tax_inclusive
    settled = kind in CLAIMS - {"statement"} and amount == 0
    day = desk.invoice.due_date if kind in CLAIMS and not settled and label != "refund" else None
    if day and kind == "reminder" and day < desk.invoice.issue_date:
        day = None  # nobody can pay by a day that is past; the facts say when it was
    note = word["due_by"].format(date=write.day(day)) if day else ""
    return {"label": word[label], "value": write.money(amount), "note": word["settled"] if settled else note}


def _rows(desk: Desk) -> list[list[str]]:
    """Return the sums in the order of EN 16931; a sum that only repeats the one above it is left out."""
    word, write, totals = desk.word, desk.write, desk.invoice.totals
    rows: list[list[str]] = []
    if desk.invoice.allowances:
        rows.append([word["subtotal"], write.amount(totals.line_net), ""])
        rows += [[allowance_label(desk, each), signed(desk, each), ""] for each in desk.invoice.allowances]
    taxed = [part for part in desk.invoice.vat if part.category != "O"]
    if taxed:
        rows.append([word["net_total"].format(tax=desk.tax), write.amount(totals.tax_exclusive), ""])
        rows += [_tax_row(desk, part) for part in taxed if part.tax or part.category in {"S", "Z"}]
    if totals.tax_in_vat_currency is not None and desk.invoice.vat_currency:
        label = word["in_vat_currency"].format(tax=desk.tax, currency=desk.invoice.vat_currency)
        rows.append([label, write.amount(totals.tax_in_vat_currency), "soft"])
    return [*rows, *_after_total(desk, given=bool(rows))]


def _after_total(desk: Desk, *, given: bool) -> list[list[str]]:
    """Return the total and what comes off it; nothing when the total is what is to be paid and stands below anyway."""
    word, write, totals, sheet = desk.word, desk.write, desk.invoice.totals, desk.sheet
    off: list[list[str]] = []
    for deposit in sheet.deductions:
        off.append([word["deduction"].format(number=deposit.number), write.amount(-deposit.gross), ""])
        if deposit.tax:
            off.append([word["deduction_tax"].format(tax=desk.tax, amount=write.amount(deposit.tax)), "", "soft"])
    before = (totals.paid or _NAUGHT) - sum((deposit.gross for deposit in sheet.deductions), _NAUGHT)
    if before:
        off.append([word["already_paid"], write.amount(-before), ""])
    if totals.rounding:
        off.append([word["rounding"], write.amount(totals.rounding), ""])
    if sheet.withholding:
        rate = f" {write.percent(sheet.withholding.rate)}" if sheet.withholding.rate is not None else ""
        off.append([word["withheld"].format(label=sheet.withholding.label + rate), write.amount(-sheet.withholding.amount), ""])
    if sheet.paid_so_far:
        off.append([word["already_paid"], write.amount(-sheet.paid_so_far), ""])
    if not off:
        return []
    return [[word["total"], write.amount(totals.tax_inclusive), "strong" if given else ""], *off]


def _tax_row(desk: Desk, part: VatBreakdown) -> list[str]:
    rate = desk.write.percent(part.rate or _NAUGHT)
    label = f"{desk.tax} {rate}"
    if len(desk.invoice.vat) == 1:
        label = desk.word["tax_on"].format(tax=desk.tax, rate=rate, net=desk.write.amount(part.taxable))
    return [label, desk.write.amount(part.tax), ""]


def _vat_table(desk: Desk) -> list[list[str]]:
    """Return the table of the tax by rate, its head first, where there is more than one rate; else nothing."""
    parts = desk.invoice.vat
    if len(parts) < 2:
        return []
    head = [desk.word["tax_rate"].format(tax=desk.tax), desk.word["tax_net"], desk.word["tax_amount"].format(tax=desk.tax)]
    rows = [[_rate(desk, part), desk.write.amount(part.taxable), desk.write.amount(part.tax)] for part in parts]
    return [head, *rows]


def _rate(desk: Desk, part: VatBreakdown) -> str:
    if part.category in {"S", "Z", "L", "M"}:
        return desk.write.percent(part.rate or _NAUGHT)
    return desk.word["tax_free"].format(tax=desk.tax)


def reasons(desk: Desk) -> list[str]:
    """Return why no tax is charged: the invoice's own wording, or the language's usual one for reverse charge and exports."""
    found: list[str] = []
    for part in desk.invoice.vat:
        own = part.exemption_reason.strip()
        text = own or (desk.word[f"exempt.{part.category}"] if part.category in _REASONED else "")
        if text and text not in found:
            found.append(text)
    return found
