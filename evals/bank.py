"""Whether real statement files are read, and whether their amounts and dates are those that were recorded beside them.

Reads every statement below the folder "billing/bank" (.sta, .txt, .xml, .ofx, .qfx, .csv). A file counts as read when it was
read without an error; a file that holds no statement at all (an error message, a list of numbers) counts when it is told to be
that, and is named in `told`. Where a .yml of the same name lists transactions, their amounts and dates are compared in order.
`reversals` counts amounts whose sign the record does not turn for a reversed credit (RC): they are compared without the sign.
"""

from __future__ import annotations

import argparse
import base64
import re
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import django
from django.conf import settings

from freehold.domain.errors import UserError
from freehold.domain.reconciliation.ledger import Transaction
from freehold.integrations.banking import StatementReading, read_statement

_ENDINGS = {".sta", ".txt", ".xml", ".ofx", ".qfx", ".csv"}
_NOT_STATEMENTS = {"requirements.txt", "LICENSE.txt", "README.txt"}
_AMOUNT = re.compile(r"decimal\.Decimal\s+- '([^']+)'\s+currency: (\S+)")
_DATE = re.compile(r"\n    (entry_date|date): (?:&\w+ )?!!python/object/apply:mt940\.models\.Date\s+- !!binary \|\s+(\S+)")


def run(data: Path, args: argparse.Namespace) -> dict[str, Any]:
    """Return how many files and transactions are read, for each folder and for those with recorded values."""
    if not settings.configured:
        settings.configure(USE_I18N=False)
        django.setup()
    folder = data / "billing" / "bank"
    if not folder.is_dir():
        raise FileNotFoundError(folder)
    files: Counter[str] = Counter()
    read: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    told, unread, different = [], [], []
    for path in statements_below(folder):
        kind = path.relative_to(folder).parts[0]
        files[kind] += 1
        golden = path.with_suffix(".yml")
        try:
            reading = read_statement(path.read_bytes())
        except UserError as error:
            if golden.exists() and not recorded(golden):
                read[kind] += 1
                told.append(f"{path.name}: {error}")
            else:
                unread.append(f"{path.name}: {error}")
            continue
        read[kind] += 1
        _count(reading, counts)
        if not reading.holds_a_statement:
            told.append(f"{path.name}: {reading.problems[0] if reading.problems else 'nothing'}")
        if getattr(args, "verbose", False):
            for problem in reading.problems:
                print(f"{path.name}: {problem}", file=sys.stderr)
        if golden.exists():
            different += [f"{path.name}: {what}" for what in _compare(reading.transactions, golden, path.read_bytes(), counts)]
    return {
        "n": sum(files.values()),
        "files": sum(files.values()),
        "files_read": sum(read.values()),
        "transactions": counts["transactions"],
        "pending": counts["pending"],
        "problems": counts["problems"],
        "by_folder": {kind: f"{read[kind]}/{files[kind]}" for kind in sorted(files)},
        "golden": counts["golden"],
        "amounts_equal": counts["amounts_equal"],
        "dates_equal": counts["dates_equal"],
        "reversals": counts["reversals"],
        "told": told,
        "unread": unread,
        "different": different,
    }


def statements_below(folder: Path) -> list[Path]:
    """Return the statement files below a folder, in order."""
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in _ENDINGS and path.name not in _NOT_STATEMENTS)


def recorded(golden: Path) -> list[tuple[Decimal, str, date, date]]:
    """Return (amount, currency, value date, booking date) of each transaction that a .yml file records."""
    _head, _sep, listed = golden.read_text(encoding="utf-8").partition("\ntransactions:")
    found = []
    for block in listed.split("\n- !!python/object:mt940.models.Transaction")[1:]:
        amount = _AMOUNT.search(block)
        days = {name: _day(value) for name, value in _DATE.findall(block)}
        if amount and "date" in days:
            found.append((Decimal(amount[1]), amount[2], days["date"], days.get("entry_date", days["date"])))
    return found


def _day(packed: str) -> date:
    raw = base64.b64decode(packed)
    return date(raw[0] * 256 + raw[1], raw[2], raw[3])


def _count(reading: StatementReading, counts: Counter[str]) -> None:
    counts["transactions"] += len(reading.transactions)
    counts["pending"] += len(reading.pending)
    counts["problems"] += len(reading.problems)


def _compare(found: tuple[Transaction, ...], golden: Path, payload: bytes, counts: Counter[str]) -> list[str]:
    wanted = recorded(golden)
    counts["golden"] += len(wanted)
    wrong = [f"{len(found)} transactions in place of {len(wanted)}"] if len(found) != len(wanted) else []
    has_reversals = re.search(rb":61:[\d ]{6,10}RC", payload) is not None
    for transaction, (amount, _currency, value_on, booked_on) in zip(found, wanted, strict=False):
        turned = has_reversals and transaction.is_return and transaction.amount == -amount
        counts["reversals"] += turned
        same = transaction.amount == amount or turned
        counts["amounts_equal"] += same
        on_time = transaction.value_on == value_on and transaction.booked_on in {booked_on, value_on}
        counts["dates_equal"] += on_time
        if not same:
            wrong.append(f"{transaction.amount} in place of {amount}")
        if not on_time:
            wrong.append(f"{transaction.booked_on}/{transaction.value_on} in place of {booked_on}/{value_on}")
    return wrong
