"""Plain rows of what was invoiced, paid, spent and worked, each in its own currency.

`rate` turns an amount into the workspace's currency as it was kept with the paper; None says that no rate is known. `client_id` is the one
that the row names; `platform` is that of its project.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Terms:
    """How the owner counts: the usual rate, the yearly late interest in per cent, and whether VAT on expenses comes back."""

    currency: str
    hourly_rate: Decimal | None
    late_percent: Decimal | None
    vat_comes_back: bool


class IssuedRow(NamedTuple):
    """An invoice or credit note; `net` is negative for a credit note."""

    id: int
    number: str
    kind: str
    client_id: int
    platform: str
    day: date
    currency: str
    net: Decimal
    rate: Decimal | None


class IssuedMonth(NamedTuple):
    """What `n` invoices and credit notes of a month, a currency and a rate sum to; `first` is the month's first day."""

    first: date
    currency: str
    net: Decimal
    rate: Decimal | None
    n: int


class ReceivedRow(NamedTuple):
    """A part of an invoice that was settled. `amount` is in the invoice's currency, with VAT, negative for money that went back.

    `net` and `gross` are the invoice's. `used` is what it took of the payment, in `paid_in`.
    """

    id: int
    document_id: int
    number: str
    kind: str
    client_id: int
    platform: str
    issued: date
    due: date | None
    day: date
    currency: str
    amount: Decimal
    net: Decimal
    gross: Decimal
    rate: Decimal | None
    used: Decimal | None
    paid_in: str


class FeeRow(NamedTuple):
    """What a bank or platform kept of a payment, in the payment's currency (`kind` "payment"), or of an invoice (`kind` "part")."""

    id: int
    kind: str
    client_id: int | None
    platform: str
    day: date
    currency: str
    amount: Decimal


class CostRow(NamedTuple):
    """An expense."""

    id: int
    day: date
    supplier: str
    description: str
    category: str
    currency: str
    net: Decimal
    tax: Decimal
    rate: Decimal | None
    client_id: int | None
    platform: str


class TimeRow(NamedTuple):
    """Minutes of one client, rate and kind. `rate` is by the hour in the client's currency, None when nobody named one.

    Rows of `hours` are sums (`id` 0, no day); those of `entries` are single.
    """

    client_id: int | None
    platform: str
    billable: bool
    billed: bool
    rate: Decimal | None
    minutes: int
    id: int = 0
    day: date | None = None
    description: str = ""


class OpenRow(NamedTuple):
    """An invoice that is not paid in full."""

    id: int
    number: str
    client_id: int
    platform: str
    issued: date
    due: date | None
    currency: str
    amount: Decimal
    rate: Decimal | None


class SettledRow(NamedTuple):
    """An invoice that was paid in full by money; `paid` is the day of the last part, `amount` what was asked for, with VAT."""

    id: int
    client_id: int
    issued: date
    due: date
    paid: date
    currency: str
    amount: Decimal
    rate: Decimal | None


class QuoteRow(NamedTuple):
    """A quote that was issued."""

    id: int
    number: str
    client_id: int
    day: date
    state: str
    currency: str
    net: Decimal
    rate: Decimal | None
