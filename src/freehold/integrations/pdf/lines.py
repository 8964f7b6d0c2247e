"""The table of a sheet: lines of an invoice, rows of a reminder, movements of a statement."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from freehold.domain.invoicing.invoice import AllowanceCharge, Line
from freehold.domain.invoicing.sheet import Row
from freehold.integrations.pdf.desk import Desk

_UNTAXED = frozenset({"E", "O", "AE", "K", "G", "Z"})


def table(desk: Desk) -> dict[str, Any]:
    """Return the table: `columns` with label, alignment and width ("auto" or a share), and `rows` of cells (text and small print)."""
    if desk.sheet.kind == "statement":
        return _movements(desk)
    if desk.sheet.kind == "reminder":
        return _claims(desk)
    return _lines(desk)


def _lines(desk: Desk) -> dict[str, Any]:
    """A column for the tax only where the lines differ in it: otherwise the sums say it once."""
    lines = desk.invoice.lines
    mixed = len({(line.vat_category, line.vat_rate) for line in lines}) > 1
    columns = [
        _column(desk.word["description"], "start", "1fr"),
        _column(desk.word["quantity"], "end"),
        _column(desk.word["price"], "end"),
        *([_column(desk.tax, "end")] if mixed else []),
        _column(desk.word["amount"], "end"),
    ]
    return {"columns": columns, "rows": [_line(desk, line, mixed=mixed) for line in lines]}


def _line(desk: Desk, line: Line, *, mixed: bool) -> list[dict[str, Any]]:
    price = desk.write.price(line.price)
    if line.price_base is not None and line.price_base != 1:
        base = desk.write.quantity(line.price_base, line.price_base_unit or line.unit)
        price = desk.word["of_price"].format(price=price, base=base)
    cells = [_cell(line.name, _details(desk, line)), _cell(desk.write.quantity(line.quantity, line.unit)), _cell(price)]
    if mixed:
        cells.append(_cell(_rate(desk, line.vat_category, line.vat_rate)))
    return [*cells, _cell(desk.write.amount(line.net))]


def _details(desk: Desk, line: Line) -> list[str]:
    about = [*line.description.splitlines(), *line.note.splitlines(), desk.write.period(line.period)]
    about += [f"{attribute.name}: {attribute.value}" for attribute in line.attributes]
    number = line.seller_item_id or line.buyer_item_id
    about.append(f"{desk.word['item']} {number}" if number else "")
    about.append(f"{desk.word['order_line']} {line.order_line}" if line.order_line else "")
    about += [f"{allowance_label(desk, allowance)}: {signed(desk, allowance)}" for allowance in line.allowances]
    return [text for text in about if text.strip()]


def allowance_label(desk: Desk, allowance: AllowanceCharge) -> str:
    """Return "Discount 10 %" or the reason that was given for it."""
    label = allowance.reason or desk.word["surcharge" if allowance.is_charge else "discount"]
    return label if allowance.percent is None else f"{label} {desk.write.percent(allowance.percent)}"


def signed(desk: Desk, allowance: AllowanceCharge) -> str:
    """Return its amount: money off is negative."""
    return desk.write.amount(allowance.amount if allowance.is_charge else -allowance.amount)


def _rate(desk: Desk, category: str, rate: Decimal | None) -> str:
    return desk.write.percent(rate or Decimal(0)) if category not in _UNTAXED or category == "Z" else "–"


def _claims(desk: Desk) -> dict[str, Any]:
    """Columns for the day and for what was paid stand only where some row has one."""
    rows = desk.sheet.rows
    dated, part_paid = any(row.day for row in rows), any(row.paid for row in rows)
    columns = [
        *([_column(desk.word["date"], "start")] if dated else []),
        _column(desk.word["description"], "start", "1fr"),
        _column(desk.word["amount"], "end"),
        *([_column(desk.word[name], "end") for name in ("paid", "balance")] if part_paid else []),
    ]
    return {"columns": columns, "rows": [_claim(desk, row, dated=dated, part_paid=part_paid) for row in rows]}


def _claim(desk: Desk, row: Row, *, dated: bool, part_paid: bool) -> list[dict[str, Any]]:
    cells = [*([_day(desk, row)] if dated else []), _words(row), _amount(desk, row.amount)]
    if part_paid:
        left = None if row.amount is None else row.amount - (row.paid or 0)
        cells += [_amount(desk, row.paid), _amount(desk, left)]
    return cells


def _movements(desk: Desk) -> dict[str, Any]:
    columns = [
        _column(desk.word["date"], "start"),
        _column(desk.word["description"], "start", "1fr"),
        *(_column(desk.word[name], "end") for name in ("invoiced", "paid", "balance")),
    ]
    rows = [
        [_day(desk, row), _words(row), _amount(desk, row.amount), _amount(desk, row.paid), _amount(desk, row.balance)]
        for row in desk.sheet.rows
    ]
    return {"columns": columns, "rows": rows}


def _words(row: Row) -> dict[str, Any]:
    return _cell(row.text, row.detail.splitlines())


def _day(desk: Desk, row: Row) -> dict[str, Any]:
    return _cell(desk.write.short_day(row.day) if row.day else "")


def _amount(desk: Desk, amount: Decimal | None) -> dict[str, Any]:
    return _cell("" if amount is None else desk.write.amount(amount))


def _column(label: str, align: str, width: str = "auto") -> dict[str, Any]:
    return {"label": label, "align": align, "width": width}


def _cell(text: str, small: list[str] | None = None) -> dict[str, Any]:
    return {"text": text, "small": small or []}
