"""Proposes how a CSV export is read: by the names of a known bank, by the names that many use, and by what stands in the cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from freehold.integrations.banking.csv_banks import Bank, known_bank
from freehold.integrations.banking.csv_dates import looks_like_date, order_of
from freehold.integrations.banking.csv_dialect import CsvDialect
from freehold.integrations.banking.csv_names import SYNONYMS
from freehold.integrations.banking.csv_table import MAX_ROWS, Table, cut, is_number
from freehold.integrations.banking.values import DecimalMark

_MONEY = ("amount", "credit", "debit")
_CODE_IN_NAME = re.compile(r"\b([A-Z]{3})\b|([€£])|\((\$)\)")
_SIGNS = {"€": "EUR", "£": "GBP", "$": "USD"}
_CODES = {"EUR", "USD", "GBP", "CHF", "PLN", "CZK", "HUF", "SEK", "NOK", "DKK", "RON", "BGN", "CAD", "AUD", "NZD", "JPY", "INR", "TRY"}
_IBAN = re.compile(r"\b([A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,4})?)\b")
_DIRECTION_WORDS = {"d", "c", "s", "h", "dr", "cr", "debit", "credit", "soll", "haben", "af", "bij", "dbit", "crdt", "in", "out", "-", "+"}


def propose_dialect(payload: bytes, *, delimiter: str = "", header_line: int | None = None) -> CsvDialect:
    """Return how this file is most likely read. `missing` and `doubts` of the dialect tell what a person must say.

    `delimiter` and `header_line` (counted from 0, −1 for none) are found out where they are not given.
    """
    return dialect_for(cut(payload, delimiter=delimiter, header_line=header_line))


def dialect_for(table: Table) -> CsvDialect:
    """Return the proposal for a file that is cut into rows already."""
    headers = tuple(cell.strip() for cell in table.header.cells) if table.header else ()
    names = [" ".join(header.casefold().split()).strip(" :#") for header in headers]
    bank = known_bank(names)
    columns = _by_names(names, bank) if names else {}
    is_named = bool(set(_MONEY) & set(columns))
    _by_content(table, columns)
    decimal = _decimal(table, columns)
    dates = [cell for number in columns.get("booked_on", ()) for cell in table.column(number, MAX_ROWS)]
    day_first = not (bank and bank.month_first) and not (
        decimal == "." and table.delimiter == "," and _currency(table, headers, bank, columns) == "USD"
    )
    order, open_question = order_of(dates, day_first=day_first) if dates else ("ymd", False)
    return CsvDialect(
        name=bank.name if bank else "",
        encoding=table.encoding,
        delimiter=table.delimiter,
        header_line=table.header.line if table.header else -1,
        headers=headers,
        columns=columns,
        decimal=decimal,
        date_order=order,
        fee_apart=bool(bank and bank.fee_apart),
        default_currency="" if "currency" in columns else _currency(table, headers, bank, columns),
        default_account=_account_above(table),
        doubts=_doubts(
            order_is_open=open_question and bank is None, is_guessed=bool(names) and not is_named, dates=dates, table=table, columns=columns
        ),
    )


def _by_names(names: Sequence[str], bank: Bank | None) -> dict[str, tuple[int, ...]]:
    """Return field → columns by synonyms, corrected by what is known of the bank."""
    columns: dict[str, tuple[int, ...]] = {}
    if bank:
        for name, wanted in bank.columns.items():
            found = tuple(names.index(header) for header in wanted if header in names)
            if found:
                columns[name] = found if name == "text" else found[:1]
    unread = {name for name, wanted in (bank.columns if bank else {}).items() if wanted == ("",)}
    taken = {number for numbers in columns.values() for number in numbers}
    for field, synonyms in SYNONYMS.items():
        if field in columns or field in unread:
            continue
        found = tuple(number for synonym in synonyms for number, name in enumerate(names) if number not in taken and _same(name, synonym))
        if found:
            columns[field] = tuple(dict.fromkeys(found)) if field == "text" else found[:1]
            taken |= set(columns[field])
    if "amount" in columns and {"credit", "debit"} <= set(columns):
        del columns["amount"]
    return columns


def _same(name: str, synonym: str) -> bool:
    """Tell whether a header is that name, with a currency, a unit or a zone behind it perhaps."""
    bare = re.sub(r"\s*[(\[][^)\]]*[)\]]|[*.:#]", "", name).replace("_", " ").strip()
    bare = re.sub(r"\s+(?:in\s+|en\s+)?(?:eur|usd|gbp|chf|pln|czk|sek|nok|dkk|euros?|€|£|\$)$", "", bare)
    return synonym in {name, bare}


def _by_content(table: Table, columns: dict[str, tuple[int, ...]]) -> None:
    """Fill in what no name told, from what the cells hold; drop what they contradict."""
    cells = {number: table.column(number, 200) for number in range(table.width)}
    for field in ("booked_on", "value_on"):
        if field in columns and not _mostly(cells.get(columns[field][0], []), looks_like_date):
            del columns[field]
    for field in _MONEY:
        if field in columns and cells.get(columns[field][0]) and not _mostly(cells[columns[field][0]], is_number):
            del columns[field]
    if "booked_on" not in columns and "value_on" in columns:
        columns["booked_on"] = columns["value_on"]
    taken = {number for numbers in columns.values() for number in numbers}
    free = [number for number in range(table.width) if number not in taken and cells[number]]
    if "booked_on" not in columns:
        _take("booked_on", next((number for number in free if _mostly(cells[number], looks_like_date)), None), columns, free)
    if not set(_MONEY) & set(columns):
        numbers = [n for n in free if _mostly(cells[n], lambda cell: is_number(cell) and bool(re.search(r"[.,]\d{2}\b|-", cell)))]
        signed = [number for number in numbers if any("-" in cell or "−" in cell for cell in cells[number])]
        _take("amount", next(iter(signed or numbers), None), columns, free)
    if "currency" not in columns:
        _take("currency", next((n for n in free if _mostly(cells[n], lambda cell: cell in _CODES)), None), columns, free)
    if "payer_account" not in columns:
        _take("payer_account", next((n for n in free if _mostly(cells[n], lambda cell: bool(_IBAN.fullmatch(cell)))), None), columns, free)
    if "direction" not in columns:
        few = [n for n in free if {cell.casefold() for cell in cells[n]} <= _DIRECTION_WORDS and _needs_direction(columns, cells)]
        _take("direction", next(iter(few), None), columns, free)
    if "text" not in columns:
        wordy = [n for n in free if _mostly(cells[n], lambda cell: not is_number(cell) and not looks_like_date(cell))]
        wordy.sort(key=lambda number: -sum(map(len, cells[number])) / len(cells[number]))
        _take("text", next(iter(wordy), None), columns, free)


def _take(field: str, number: int | None, columns: dict[str, tuple[int, ...]], free: list[int]) -> None:
    if number is not None:
        columns[field] = (number,)
        free.remove(number)


def _needs_direction(columns: Mapping[str, tuple[int, ...]], cells: Mapping[int, Sequence[str]]) -> bool:
    return "amount" in columns and not any("-" in cell or "(" in cell for cell in cells.get(columns["amount"][0], ()))


def _mostly(cells: Sequence[str], holds: object) -> bool:
    """Tell whether three of five cells hold it; the others are totals or notes below the table."""
    assert callable(holds)
    return bool(cells) and sum(bool(holds(cell)) for cell in cells) * 5 >= len(cells) * 3


def _decimal(table: Table, columns: Mapping[str, tuple[int, ...]]) -> DecimalMark:
    """Return the decimal mark of the amounts: the last mark of a number, unless it only ever stands before three digits."""
    votes = {",": 0, ".": 0}
    for field in (*_MONEY, "balance", "fee", "original_amount"):
        for number in columns.get(field, ()):
            for cell in table.column(number):
                marks = re.findall(r"[.,]", cell)
                digits = re.search(r"[.,](\d+)\D*$", cell)
                if not marks or not digits:
                    continue
                if len(set(marks)) == 2 or (len(marks) == 1 and len(digits[1]) != 3):
                    votes[marks[-1]] += 1
                elif marks.count(marks[0]) > 1:
                    votes["," if marks[0] == "." else "."] += 1
    if votes[","] != votes["."]:
        return "," if votes[","] > votes["."] else "."
    return "," if table.delimiter == ";" and not any("'" in cell for n in columns.get("amount", ()) for cell in table.column(n)) else "."


def _currency(table: Table, headers: Sequence[str], bank: Bank | None, columns: Mapping[str, tuple[int, ...]]) -> str:
    """Return the currency that the amount's column tells by its name (“Amount (EUR)”) or at the end of its cells, or the bank's own."""
    for field in _MONEY:
        for number in columns.get(field, ()):
            if number < len(headers):
                for code, sign, dollar in _CODE_IN_NAME.findall(headers[number]):
                    if code in _CODES or sign or dollar:
                        return code or _SIGNS[sign or dollar]
    for field in _MONEY:
        for number in columns.get(field, ()):
            ends = {cell.split()[-1] for cell in table.column(number, 200) if cell.split()}
            if len(ends) == 1 and ends <= _CODES:
                return ends.pop()
    return bank.currency if bank else ""


def _account_above(table: Table) -> str:
    """Return the IBAN that stands above the table, when there is one only."""
    found = {re.sub(r"\s", "", iban) for row in table.above for iban in _IBAN.findall(" ".join(row.cells).upper())}
    return found.pop() if len(found) == 1 else ""


def _doubts(
    *, order_is_open: bool, is_guessed: bool, dates: Sequence[str], table: Table, columns: Mapping[str, tuple[int, ...]]
) -> tuple[str, ...]:
    doubts = []
    at = columns["amount"][0] if "amount" in columns else -1
    if is_guessed and table.header and 0 <= at < len(table.header.cells):
        doubts.append(_("Is “%s” the column with the amount? Its name does not tell.") % table.header.cells[at])
    if order_is_open and dates:
        doubts.append(_("Is “%s” written with the day first or the month first? Nothing in the file tells.") % dates[0])
    if "amount" in columns and "direction" not in columns and table.rows:
        cells = table.column(columns["amount"][0], MAX_ROWS)
        if len(cells) >= 5 and not any(re.search(r"[-−(]", cell) for cell in cells):
            doubts.append(_("All amounts are written without a minus: did all of them come in?"))
    return tuple(doubts)
