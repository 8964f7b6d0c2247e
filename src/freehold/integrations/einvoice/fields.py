"""From a place in the XML back to the field of the invoice, by the term table."""

from __future__ import annotations

import re

from freehold.integrations.einvoice import cii, ubl
from freehold.integrations.einvoice.paths import parse_paths
from freehold.integrations.einvoice.terms import INVOICE, Group, Table

_STEP = re.compile(r"(\w+)(?:\[(\d+)\])?$")
_LINE = {
    "cii": re.compile(r"/IncludedSupplyChainTradeLineItem(?:\[(\d+)\])?"),
    "ubl": re.compile(r"/(?:Invoice|CreditNote)Line(?:\[(\d+)\])?"),
}
_VAT = {
    "cii": re.compile(r"HeaderTradeSettlement(?:\[\d+\])?/ApplicableTradeTax(?:\[(\d+)\])?"),
    "ubl": re.compile(r"/TaxSubtotal(?:\[(\d+)\])?"),
}

Steps = list[tuple[str, int]]


def line_at(location: str, syntax: str) -> str:
    """Return "lines[n]" for a place inside of a line."""
    found = _LINE[syntax].search(location)
    return f"lines[{int(found[1] or 1) - 1}]" if found else ""


def vat_at(location: str, syntax: str) -> str:
    """Return "vat[n]" for a place inside of a row of the VAT breakdown."""
    found = _VAT[syntax].search(location)
    return f"vat[{int(found[1] or 1) - 1}]" if found else ""


def field_at(location: str, syntax: str) -> str:
    """Return the field whose element the place is, or the nearest around it; nothing for the document itself."""
    text = re.sub(r"\s*\(line \d+\)$", "", location)
    steps = [(found[1], int(found[2] or 1)) for part in text.split("/") if (found := _STEP.search(part.partition(":")[2] or part))]
    credit = "CreditNote" in location
    context = (
        ubl.context_for({"type_code": "381" if credit else "380", "currency": "EUR"}) if syntax == "ubl" else cii.context_for({})
    ) | {"vat_currency": "XXX"}
    return _walk(steps[1:], INVOICE, syntax, context)


def _walk(steps: Steps, rows: Table, syntax: str, context: dict[str, str]) -> str:
    best = ""
    for row in rows:
        if row.field.startswith("_"):
            continue
        for path in parse_paths(getattr(row, syntax).format_map(context)):
            names = [step.name for step in path.steps]
            if path.attribute or [name for name, _position in steps[: len(names)]] != names or not (names or len(rows) < 4):
                continue
            here = row.field
            if isinstance(row, Group):
                if row.many and names:
                    here = f"{here}[{steps[len(names) - 1][1] - 1}]"
                inner = _walk(steps[len(names) :], row.rows, syntax, context)
                here = f"{here}.{inner}" if inner and inner != "value" else here
            elif len(names) != len(steps):
                continue
            if len(here) > len(best):
                best = here
    return best
