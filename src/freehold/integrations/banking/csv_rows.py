"""The rows of a CSV export to transactions, and a preview of that for the person who maps the columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from freehold.domain.errors import Problem, UserError
from freehold.integrations.banking.contract import MAX_PROBLEMS, Draft, Drafts, StatementAccount, first_words
from freehold.integrations.banking.csv_dates import read_date
from freehold.integrations.banking.csv_dialect import CsvDialect
from freehold.integrations.banking.csv_table import MAX_ROWS, Row, Table, cut, line_of
from freehold.integrations.banking.values import account_id, currency_code, parse_amount, says_return

_OUT = {
    "d",
    "dr",
    "debit",
    "dbit",
    "s",
    "soll",
    "af",
    "out",
    "-",
    "lastschrift",
    "belastung",
    "paid out",
    "debet",
    "ausgang",
    "money out",
    "sent",
}
_IN = {"c", "cr", "credit", "crdt", "h", "haben", "bij", "in", "+", "gutschrift", "paid in", "eingang", "money in", "received"}
_PENDING = re.compile(r"pending|vorgemerkt|vormerk|in bearbeitung|ausstehend|processing|authori[sz]ed", re.IGNORECASE)
_NEVER_BOOKED = re.compile(
    r"^(?:declined|failed|reverted|cancel+ed|abgelehnt|storniert|denied|expired|removed|voided|rejected|abgebrochen)", re.IGNORECASE
)
_NO_REFERENCE = {"", "notprovided", "nonref", "-", "n/a", "none"}
_TOTALS = re.compile(
    r"^(?:total|summe|saldo|kontostand|balance|anfangssaldo|endsaldo|(?:opening|closing|beginning|ending) balance|gesamt)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class CsvPreview:
    """What a dialect makes of the first rows: the names, the cells, what is read of each row, and how many cannot be."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    read: tuple[Draft | Problem, ...]
    count: int
    faulty: int


def read_csv(payload: bytes, dialect: CsvDialect) -> Drafts:
    """Read every row. A row that cannot be read becomes a problem. Raises UserError when the date or the amount has no column."""
    table = _cut(payload, dialect)
    if dialect.missing:
        raise UserError(_nothing_to_go_by(table, dialect))
    if len(table.rows) > MAX_ROWS:
        raise UserError(_("This file has more than %d rows; nothing was taken in. Export a shorter period.") % MAX_ROWS)
    drafts = Drafts("csv")
    for row in table.rows:
        found = _read_row(row, dialect)
        if isinstance(found, Draft):
            drafts.drafts.append(found)
            if found.account:
                drafts.add_account(StatementAccount(found.account, found.currency))
        elif found is not None:
            drafts.problems.append(found)
    if not drafts.drafts and drafts.problems:
        raise UserError(_("No row of this file could be read; nothing was taken in. The first one: %s") % drafts.problems[0])
    unnamed = sum(not draft.currency for draft in drafts.drafts)
    if unnamed:
        drafts.problems.insert(
            0, Problem("", _("%d rows name no currency") % unnamed, _("Choose the currency of the account when you add the file."))
        )
    del drafts.problems[MAX_PROBLEMS * 5 :]
    return drafts


def preview(payload: bytes, dialect: CsvDialect, *, rows: int = 8) -> CsvPreview:
    """Return the first rows beside what the dialect reads in them, for a page where the columns are chosen."""
    table = _cut(payload, dialect)
    named = table.header.cells if table.header else ()
    unnamed = tuple(_("column %d") % (number + 1) for number in range(table.width))
    headers = tuple(name or unnamed[number] for number, name in enumerate(named)) + unnamed[len(named) :]
    if dialect.missing:
        return CsvPreview(headers, tuple(row.cells for row in table.rows[:rows]), (), len(table.rows), 0)
    read = [(row, _read_row(row, dialect)) for row in table.rows]
    faulty = sum(isinstance(found, Problem) for _row, found in read)
    shown = [(row, found) for row, found in read if found is not None][:rows]
    return CsvPreview(
        headers, tuple(row.cells for row, _found in shown), tuple(found for _row, found in shown if found), len(table.rows), faulty
    )


def _cut(payload: bytes, dialect: CsvDialect) -> Table:
    return cut(payload, encoding=dialect.encoding, delimiter=dialect.delimiter, header_line=_header_line(payload, dialect))


def _header_line(payload: bytes, dialect: CsvDialect) -> int:
    """Return where the names stand in this file: what a bank writes above them differs in length from one export to the next."""
    if not dialect.headers:
        return dialect.header_line
    found = line_of(payload, encoding=dialect.encoding, delimiter=dialect.delimiter, fits=dialect.fits)
    return dialect.header_line if found is None else found


def _nothing_to_go_by(table: Table, dialect: CsvDialect) -> str:
    names = ", ".join(table.header.cells)[:300] if table.header else ""
    what = _("a date") if dialect.missing[0] == "booked_on" else _("an amount")
    if len(dialect.missing) == 2 or not table.rows:
        return _(
            "This is not a bank statement that can be read: it is no CAMT, MT940 or OFX file, "
            "and no table with a date and an amount. Nothing was taken in."
        )
    return _(
        "No column of this file could be recognised as %(what)s; nothing was taken in. Choose the columns yourself. It has: %(names)s"
    ) % {
        "what": what,
        "names": names or _("no line of names"),
    }


def _read_row(row: Row, dialect: CsvDialect) -> Draft | Problem | None:
    """Return the row's draft, what is wrong with it, or None for a row that is no entry (totals, repeated names, never booked)."""
    cells = {
        name: " ".join(row.cells[n].strip() for n in numbers if n < len(row.cells)).strip() for name, numbers in dialect.columns.items()
    }
    state = cells.get("state", "")
    if (dialect.headers and dialect.fits(row.cells)) or _NEVER_BOOKED.search(state) or not any(row.cells):
        return None
    where = _("line %d") % (row.line + 1)
    booked = read_date(cells.get("booked_on", ""), dialect.date_order) or (
        read_date(cells.get("value_on", ""), dialect.date_order) if not cells.get("booked_on") else None
    )
    amount = _amount(cells, dialect)
    pending = bool(_PENDING.search(state))
    if booked is None or amount is None:
        return None if pending or _is_no_entry(row, cells) else _fault(where, cells, date_is_read=booked is not None)
    fee = parse_amount(cells.get("fee", ""), dialect.decimal)
    if dialect.fee_apart and fee:
        amount -= abs(fee)
    name = cells.get("payee_name" if amount < 0 and cells.get("payee_name") else "payer_name", "")
    references = tuple(value for value in (cells.get("reference", ""),) if value.casefold() not in _NO_REFERENCE)
    original, original_currency = (
        parse_amount(cells.get("original_amount", ""), dialect.decimal),
        currency_code(cells.get("original_currency", "")),
    )
    currency = currency_code(cells.get("currency", "")) or dialect.default_currency
    converted = bool(original and original_currency and original_currency != currency)
    return Draft(
        booked_on=booked,
        value_on=read_date(cells.get("value_on", ""), dialect.date_order),
        amount=amount,
        currency=currency,
        account=account_id(cells.get("account", "") or dialect.default_account),
        payer_name=name,
        payer_account=account_id(cells.get("payer_account", "")),
        text=_text(row, dialect) or cells.get("kind", ""),
        references=references,
        end_to_end="" if cells.get("end_to_end", "").casefold() in _NO_REFERENCE else cells["end_to_end"],
        bank_reference=cells.get("bank_reference", ""),
        original_amount=original if converted else None,
        original_currency=original_currency if converted else "",
        fee=abs(fee) if fee else None,
        is_return=says_return(cells.get("kind", "")) or says_return(cells.get("text", "")[:40]),
        pending=pending,
    )


def _text(row: Row, dialect: CsvDialect) -> str:
    told = [row.cells[number] for name in ("text", "reference") for number in dialect.columns.get(name, ()) if number < len(row.cells)]
    return first_words([part for part in told if part.casefold() not in _NO_REFERENCE])


def _amount(cells: Mapping[str, str], dialect: CsvDialect) -> Decimal | None:
    """Return the signed amount from one column, from a pair for money in and out, or from an amount beside a direction."""
    if "amount" in dialect.columns:
        amount = parse_amount(cells["amount"], dialect.decimal)
        direction = cells.get("direction", "").casefold().strip(" .")
        if amount is not None and direction in _OUT:
            amount = -abs(amount)
        elif amount is not None and direction in _IN:
            amount = abs(amount)
    else:
        came = parse_amount(cells.get("credit", ""), dialect.decimal)
        went = parse_amount(cells.get("debit", ""), dialect.decimal)
        if came is None and went is None:
            return None
        amount = abs(came or Decimal(0)) - abs(went or Decimal(0))
    return -amount if amount is not None and dialect.invert else amount


def _is_no_entry(row: Row, cells: Mapping[str, str]) -> bool:
    """Tell whether a row without a date or an amount is a total or a note below the table."""
    filled = [cell for cell in row.cells if cell]
    has_date = any(character.isdigit() for character in cells.get("booked_on", ""))
    has_amount = any(cells.get(name) for name in ("amount", "credit", "debit"))
    is_total = any(_TOTALS.match(cell) for cell in filled)
    return len(filled) <= 1 or not (has_date or has_amount) or (is_total and not (has_date and has_amount))


def _fault(where: str, cells: Mapping[str, str], *, date_is_read: bool) -> Problem:
    if date_is_read:
        shown = cells.get("amount") or cells.get("credit") or cells.get("debit") or ""
        what = _("its amount “%s” cannot be read; the row was left out") % shown[:40]
    else:
        what = _("its date “%s” cannot be read; the row was left out") % cells.get("booked_on", "")[:40]
    return Problem(where, what, _("Mend the row, or choose the columns once more."))
