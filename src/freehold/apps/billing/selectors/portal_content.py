"""What an issued paper says, read from its canonical text: the very words that were frozen."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.billing.models import FrozenDocument
from freehold.kit.design.formats import number

Shape = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class LineRow:
    """One line: `amount` is "12.5 hours" or "3"."""

    name: str
    description: str
    amount: str
    price: Decimal
    net: Decimal


@dataclass(frozen=True, slots=True)
class TaxRow:
    """One rate: `reason` says why none is asked, where none is."""

    rate: Decimal | None
    taxable: Decimal
    tax: Decimal
    reason: str


@dataclass(frozen=True, slots=True)
class PaperContent:
    """Lines, taxes and sums of a paper. `due` is what was asked on the day of issue, before payments; `withheld` is off it."""

    lines: tuple[LineRow, ...]
    taxes: tuple[TaxRow, ...]
    net: Decimal
    gross: Decimal
    due: Decimal
    off: Decimal
    withheld: Decimal
    notes: tuple[str, ...]
    terms: str


def content_of(frozen: FrozenDocument) -> PaperContent | None:
    """Read the canonical text; None for a shape that this version does not know (the PDF still tells all)."""
    try:
        whole = json.loads(frozen.canonical)
        invoice, totals = whole["invoice"], whole["invoice"]["totals"]
        return PaperContent(
            lines=tuple(_line(row) for row in invoice["lines"]),
            taxes=tuple(_tax(row) for row in invoice["vat"]),
            net=Decimal(totals["tax_exclusive"]),
            gross=Decimal(totals["tax_inclusive"]),
            due=Decimal(totals["due"]) - Decimal(whole.get("withheld") or 0),
            off=Decimal(totals.get("allowances") or 0),
            withheld=Decimal(whole.get("withheld") or 0),
            notes=tuple(str(note["text"]) for note in invoice.get("notes") or ()),
            terms=str(invoice.get("payment_terms") or ""),
        )
    except (KeyError, TypeError, ValueError, InvalidOperation):
        return None


def _line(row: Shape) -> LineRow:
    return LineRow(
        name=row["name"],
        description=row.get("description") or "",
        amount=_amount(Decimal(row["quantity"]), row["unit"]),
        price=Decimal(row["price"]),
        net=Decimal(row["net"]),
    )


def _tax(row: Shape) -> TaxRow:
    rate = row.get("rate")
    return TaxRow(
        rate=None if rate is None else Decimal(rate).normalize(),
        taxable=Decimal(row["taxable"]),
        tax=Decimal(row["tax"]),
        reason=row.get("exemption_reason") or "",
    )


def _amount(quantity: Decimal, unit: str) -> str:
    """Word a quantity with its unit of UN/ECE Recommendation 20; "one" and lump sums need no word."""
    count = 1 if quantity == 1 else 2
    words = {
        "HUR": ngettext("hour", "hours", count),
        "DAY": ngettext("day", "days", count),
        "MIN": ngettext("minute", "minutes", count),
        "WEE": ngettext("week", "weeks", count),
        "MON": ngettext("month", "months", count),
        "KMT": _("km"),
        "XPP": ngettext("piece", "pieces", count),
    }
    return f"{number(quantity, digits=4)} {words.get(unit, '')}".strip()
