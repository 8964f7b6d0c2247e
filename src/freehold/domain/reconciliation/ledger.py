"""What is reconciled: bank transactions, open invoices, and what earlier matches have taught."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Transaction:
    """One line of an account, as every statement format is read.

    `amount` is signed from the account holder's side: positive came in. `references` are structured ones (ISO 11649,
    a provider's payment id); `text` is the remittance information as one string, lines joined by a blank.
    `original_amount` and `original_currency` are given when the bank converted. `is_return` marks a chargeback or reversal.
    """

    id: str
    booked_on: date
    amount: Decimal
    currency: str
    account: str = ""
    value_on: date | None = None
    payer_name: str = ""
    payer_account: str = ""
    text: str = ""
    references: tuple[str, ...] = ()
    end_to_end: str = ""
    bank_reference: str = ""
    original_amount: Decimal | None = None
    original_currency: str = ""
    fee: Decimal | None = None
    is_return: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenInvoice:
    """An issued document that is not settled: `open_amount` is what is still to be paid, negative for a credit note.

    `reference` is the ISO 11649 reference printed on it; `provider_ids` are ids of payments that a provider started for it.
    `discount_amount` may be taken off when paid until `discount_until` (early-payment discount).
    """

    id: str
    number: str
    customer: str
    customer_names: tuple[str, ...]
    open_amount: Decimal
    total: Decimal
    currency: str
    issued_on: date
    due_on: date | None = None
    reference: str = ""
    provider_ids: tuple[str, ...] = ()
    discount_amount: Decimal | None = None
    discount_until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Experience:
    """What confirmed and refused matches have taught.

    `accounts` and `names` give the customer that a payer's account (IBAN, upper case, no blanks) or normalised name was
    confirmed for. `refusals` gives, per (payer key, invoice id), how strongly the pair was declined, already decayed to today (0..1);
    the payer key is an account, a normalised name, or "line:" and a transaction's id.
    `other_numbers` are numbers of documents that are settled, void or of other years: a text that names one speaks of it.
    """

    accounts: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    refusals: Mapping[tuple[str, str], float] = field(default_factory=dict)
    other_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """A payment that is booked already: what a return or a chargeback may take back. `allocations` are (invoice id, amount)."""

    id: str
    booked_on: date
    amount: Decimal
    currency: str
    allocations: tuple[tuple[str, Decimal], ...]
    customer: str = ""
    payer_name: str = ""
    payer_account: str = ""
