"""The price as it stands in a form: options with their lines, read as people write numbers, and written back word for word."""

from __future__ import annotations

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from freehold.apps.billing.forms.documents import UNITS
from freehold.apps.billing.forms.fields import price as read_price
from freehold.apps.billing.forms.fields import quantity as read_quantity
from freehold.apps.billing.forms.fields import shown
from freehold.domain.proposals.price import KINDS, MOST_LINES, MOST_OPTIONS, Price, PriceLine

_FIELDS = ("name", "quantity", "unit", "price", "detail")
_UNITS = dict(UNITS)
Rows = list[dict[str, Any]]


def rows_of_price(price: Price) -> Rows:
    """Return the options of a price as they stand in the form."""
    return [
        {
            "key": option.key,
            "kind": option.kind,
            "name": option.name,
            "hours": shown(option.hours),
            "offered": option.offered,
            "lines": [_row(line) for line in option.lines],
        }
        for option in price.options
    ]


def rows_of_posted(posted: QueryDict) -> Rows:
    """Return the options as they were typed, so that they can be shown again word for word."""
    count = posted.get("options", "0")
    most = min(int(count), MOST_OPTIONS) if count.isascii() and count.isdigit() and len(count) < 3 else 0
    return [_posted_option(posted, at) for at in range(most)]


def _posted_option(posted: QueryDict, at: int) -> dict[str, Any]:
    prefix = f"o{at}_"
    columns = {name: posted.getlist(f"{prefix}line_{name}")[:MOST_LINES] for name in _FIELDS}
    count = len(columns["name"])
    kind = posted.get(f"{prefix}kind", "")
    return {
        "key": posted.get(f"{prefix}key", "")[:20],
        "kind": kind if kind in KINDS else "fixed",
        "name": posted.get(f"{prefix}name", "")[:200],
        "hours": posted.get(f"{prefix}hours", "")[:20],
        "offered": posted.get(f"{prefix}offered") == "1",
        "lines": [{name: (values[row] if row < len(values) else "") for name, values in columns.items()} for row in range(count)],
    }


def moved(rows: Rows, deed: str) -> Rows:
    """Return the rows after the deed that a button names: "add:0" (a line to option 0), "remove:0:2" (its third line)."""
    parts = deed.split(":")
    numbers = [int(part) for part in parts[1:] if part.isascii() and part.isdigit() and len(part) < 4]
    if not numbers or numbers[0] >= len(rows):
        return rows
    lines = rows[numbers[0]]["lines"]
    if parts[0] == "add" and len(lines) < MOST_LINES:
        lines.append({"name": "", "quantity": "1", "unit": lines[-1]["unit"] if lines else "HUR", "price": "", "detail": ""})
    elif parts[0] == "remove" and len(numbers) > 1 and numbers[1] < len(lines):
        del lines[numbers[1]]
    return rows


def price_data(rows: Rows, *, before: Price, deposit: str, note: str) -> dict[str, Any]:
    """Return what was typed as `domain.proposals.price_from_json` takes it. The reasons of an option stay with it.

    Lines that say nothing at all are left out. Raises UserError naming the line whose number cannot be read.
    """
    reasons = {option.key: [dict(reason) for reason in option.reasons] for option in before.options}
    return {
        "currency": before.currency,
        "deposit_percent": str(read_quantity(deposit.strip() or "0", _("the deposit"))),
        "note": note,
        "options": [
            {
                "key": row["key"],
                "kind": row["kind"],
                "name": row["name"],
                "hours": str(read_quantity(row["hours"], _("the hours of “%(name)s”") % {"name": row["name"]}))
                if row["hours"].strip()
                else None,
                "offered": row["offered"],
                "reasons": reasons.get(row["key"], []),
                "lines": [
                    _line(line, _("“%(name)s”, line %(at)s") % {"name": row["name"], "at": at})
                    for at, line in enumerate(row["lines"], start=1)
                    if line["name"].strip() or line["price"].strip() or line["detail"].strip()
                ],
            }
            for row in rows
        ],
    }


def _line(row: dict[str, str], where: str) -> dict[str, str]:
    return {
        "name": row["name"],
        "detail": row["detail"],
        "quantity": str(read_quantity(row["quantity"], where)),
        "unit": row["unit"] if row["unit"] in _UNITS else "C62",
        "price": str(read_price(row["price"], where)),
    }


def _row(line: PriceLine) -> dict[str, str]:
    return {
        "name": line.name,
        "quantity": shown(line.quantity),
        "unit": line.unit,
        "price": shown(line.price, least=2),
        "detail": line.detail,
    }
