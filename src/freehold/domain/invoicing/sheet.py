"""What stands on the paper beyond the terms of EN 16931: the look, the letter around the lines, what is paid, and how to pay."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.domain.invoicing.invoice import Invoice

Kind = Literal["invoice", "credit_note", "quote", "deposit", "final", "reminder", "statement"]
Look = Literal["plain", "modern", "letter"]
Paper = Literal["", "a4", "us-letter"]
Watermark = Literal["", "DRAFT", "PREVIEW"]

#: The colour of a sheet whose owner has not chosen one.
COLOUR = "#2f6b4f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a reminder (text and amount) or of a statement (invoiced or paid, and the balance after it)."""

    text: str
    day: date | None = None
    detail: str = ""
    amount: Decimal | None = None  # what is asked for: an invoice, interest, a fee
    paid: Decimal | None = None
    balance: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deduction:
    """A deposit that was invoiced before and comes off a final invoice, with its own VAT as the law asks."""

    number: str
    net: Decimal
    tax: Decimal
    gross: Decimal
    day: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withholding:
    """Tax that the client keeps back and pays to the tax office: `amount` comes off what is to be paid."""

    label: str
    amount: Decimal
    rate: Decimal | None = None  # percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One document as it is printed.

    `invoice` holds the parties, lines and sums; a reminder or a statement has no lines of its own but `rows`, and its
    `invoice` carries the parties, the currency, the number and the day. `language` is the client's (ISO 639-1, "de" or
    "de-AT"); words that the sheet has no table for fall back to English. Free texts are printed as they are, never
    interpreted. Amounts of a credit note are positive, as the standard wants.
    """

    kind: Kind
    invoice: Invoice
    language: str = "en"
    look: Look = "plain"
    colour: str = COLOUR  # "#rrggbb"
    paper: Paper = ""  # empty: letter for clients in the USA and Canada, else A4
    logo: bytes = b""  # PNG, JPEG or SVG
    title: str = ""  # of a reminder or statement in place of its own word; of other kinds the subject under the heading
    letterhead: tuple[str, ...] = ()  # lines under the sender's name; empty: the seller's address and contact
    footer: tuple[tuple[str, ...], ...] = ()  # columns of lines; empty: address, contact, tax numbers, bank
    intro: str = ""  # paragraphs are parted by an empty line
    outro: str = ""
    rows: tuple[Row, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    withholding: Withholding | None = None
    paid_so_far: Decimal = field(default=Decimal(0))  # payments after the issue; comes off what is to be paid
    early_discount: str = ""
    valid_until: date | None = None  # of a quote
    epc: str = ""  # the payload of `epc.payload`
    payment_url: str = ""
    accept_url: str = ""
    watermark: Watermark = ""  # while it is not issued
