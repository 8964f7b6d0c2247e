"""The bank's side of the year: 2,000 lines as monthly statements in CAMT, MT940 and CSV, written from what the payers were sent."""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

from tests.e2e.money_year import Issued

LINES = 2000
#: How payers write a number; the first is the one on the paper.
SPELLINGS = ("Invoice {0}", "{0} thank you", "payment for {0}", "Rechnung Nr. {1}", "INVOICE {2}", "{0}/{3}")
SPENT = ("Coffee corner", "Railways", "City rent", "Cloud hosting", "Phone", "Paper shop", "Insurance", "Fuel")


@dataclass(frozen=True)
class Payment:
    """One line of an account. `numbers` are the invoices that its text names; `means` are those that it pays."""

    day: date
    amount: Decimal
    currency: str
    payer: str
    text: str
    numbers: tuple[str, ...] = ()
    means: tuple[str, ...] = ()


def payments(issued: Sequence[Issued], today: date) -> list[Payment]:
    """Return the lines of the year in the order of their days."""
    rows = [row for row in _paid(issued) if row.day < today]
    rows += _other(LINES - len(rows), date.fromisoformat(issued[0].issued_on), today)
    return sorted(rows, key=lambda row: row.day)


def _paid(issued: Sequence[Issued]) -> Iterator[Payment]:
    """Of nine invoices of a client five are paid one by one, two in one sum, one without its number, and one is left unpaid."""
    by_client: dict[str, list[Issued]] = defaultdict(list)
    for one in issued:
        by_client[one.client].append(one)
    for client, papers in by_client.items():
        for at, paper in enumerate(papers):
            turn, following = at % 9, papers[at + 1] if at + 1 < len(papers) else None
            if turn == 4 and following:
                yield _line([paper, following], client, f"{paper.number} + {following.number}", named=True)
            elif turn == 7:
                yield _line([paper], client, "as agreed, many thanks", named=False)
            elif turn not in {5, 8}:
                yield _line([paper], client, _spelt(paper.number, at), named=True)


def _line(papers: Sequence[Issued], client: str, text: str, *, named: bool) -> Payment:
    numbers = tuple(paper.number for paper in papers)
    total = sum((Decimal(paper.amount) for paper in papers), Decimal(0))
    day = date.fromisoformat(papers[-1].issued_on) + timedelta(days=9 + len(text) % 6)
    return Payment(day, total, papers[0].currency, client, text, numbers if named else (), numbers)


def _spelt(number: str, at: int) -> str:
    return SPELLINGS[at % len(SPELLINGS)].format(number, number.replace("-", ""), number.replace("-", " "), "client 4711")


def _other(count: int, first: date, today: date) -> Iterator[Payment]:
    """What an account sees besides: spending, and every hundredth time a little interest that pays no invoice."""
    chance = random.Random(1)
    span = (today - first).days
    for at in range(count):
        day, currency = first + timedelta(days=at * span // count), ("EUR", "EUR", "EUR", "USD", "GBP")[at % 5]
        if at % 100 == 99:
            yield Payment(day, Decimal(chance.randint(3, 99)) / 100, currency, "Your bank", "Interest of the quarter")
        else:
            yield Payment(day, -Decimal(chance.randint(250, 40_000)) / 100, currency, SPENT[at % len(SPENT)], f"Purchase {at}")


def write(rows: Sequence[Payment], folder: Path) -> dict[str, list[Path]]:
    """Write one file a month and account; return them by month."""
    parts: dict[tuple[str, str], list[Payment]] = defaultdict(list)
    for row in rows:
        parts[row.day.strftime("%Y-%m"), row.currency].append(row)
    files: dict[str, list[Path]] = defaultdict(list)
    for (month, currency), found in sorted(parts.items()):
        name, content = {"EUR": camt, "USD": _mt940, "GBP": _csv}[currency](found, month)
        files[month].append(folder / name)
        files[month][-1].write_text(content, encoding="utf-8")
    return files


def camt(rows: Sequence[Payment], month: str) -> tuple[str, str]:
    """Return name and content of a CAMT.053 statement; `month` tells it from others."""
    entries = "".join(
        f'<Ntry><Amt Ccy="EUR">{abs(row.amount)}</Amt><CdtDbtInd>{"CRDT" if row.amount > 0 else "DBIT"}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        f"<BookgDt><Dt>{row.day}</Dt></BookgDt><ValDt><Dt>{row.day}</Dt></ValDt><AcctSvcrRef>{month}-{at}</AcctSvcrRef><NtryDtls><TxDtls>"
        f"<RltdPties><{(side := 'Dbtr' if row.amount > 0 else 'Cdtr')}><Pty><Nm>{escape(row.payer)}</Nm></Pty></{side}></RltdPties>"
        f"<RmtInf><Ustrd>{escape(row.text)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
        for at, row in enumerate(rows)
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>M{month}</MsgId><CreDtTm>{month}-28T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S{month}</Id>"
        f"<Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy></Acct>{entries}</Stmt></BkToCstmrStmt></Document>"
    )
    return f"{month}-euro.xml", content


def _mt940(rows: Sequence[Payment], month: str) -> tuple[str, str]:
    lines = [":20:STATEMENT", ":25:37040044/0000777700", f":28C:{month[2:4]}{month[5:]}/1", f":60F:C{rows[0].day:%y%m%d}USD1000,00"]
    total = Decimal(1000)
    for at, row in enumerate(rows):
        total += row.amount
        mark, amount = "C" if row.amount > 0 else "D", str(abs(row.amount)).replace(".", ",")
        lines += [
            f":61:{row.day:%y%m%d}{row.day:%m%d}{mark}{amount}N166NONREF//{month}{at}",
            f":86:166?00TRANSFER?20{row.text}?32{row.payer}",
        ]
    mark = "C" if total >= 0 else "D"
    lines += [f":62F:{mark}{rows[-1].day:%y%m%d}USD{str(abs(total)).replace('.', ',')}", "-", ""]
    return f"{month}-dollar.sta", "\r\n".join(lines)


def _csv(rows: Sequence[Payment], month: str) -> tuple[str, str]:
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(["Date", "Name", "Reference", "Amount", "Currency"])
    writer.writerows([row.day, row.payer, row.text, row.amount, "GBP"] for row in rows)
    return f"{month}-pound.csv", file.getvalue()
