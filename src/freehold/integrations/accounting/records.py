"""What an export of another program holds, in our words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.domain.errors import Problem

Program = Literal["invoiceninja", "freshbooks", "kimai", "toggl"]
Kind = Literal["clients", "invoices", "time"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedClient:
    """A client. `country` is ISO 3166-1 alpha-2, `currency` ISO 4217; empty where the export does not say."""

    name: str
    number: str = ""
    line1: str = ""
    line2: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    email: str = ""
    phone: str = ""
    website: str = ""
    vat_id: str = ""
    currency: str = ""
    contact: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedLine:
    """A line of an imported invoice; `tax` is the amount of all taxes on it."""

    name: str
    quantity: Decimal = Decimal(1)
    price: Decimal = Decimal(0)
    net: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedInvoice:
    """An invoice that was issued elsewhere. `gross` is with tax; `paid` of it was paid."""

    number: str
    client: str
    issue_date: date
    gross: Decimal
    currency: str = ""
    due_date: date | None = None
    paid_on: date | None = None
    paid: Decimal = Decimal(0)
    tax: Decimal = Decimal(0)
    state: str = ""
    lines: tuple[ImportedLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedTime:
    """Time spent on a day. `rate` is per hour; `billed` tells that it stands on an invoice there already."""

    day: date
    minutes: int
    client: str = ""
    project: str = ""
    description: str = ""
    billable: bool = True
    billed: bool = False
    rate: Decimal | None = None
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountingReading:
    """One export file as it was read: the rows that are whole, and what is wrong with the others."""

    program: Program
    kind: Kind
    clients: tuple[ImportedClient, ...] = ()
    invoices: tuple[ImportedInvoice, ...] = ()
    times: tuple[ImportedTime, ...] = ()
    problems: tuple[Problem, ...] = ()
