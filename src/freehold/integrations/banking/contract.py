"""What every reader of statements returns: accounts, drafts of transactions, stated balances and problems."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from freehold.domain.errors import Problem
from freehold.domain.reconciliation.ledger import Transaction

Format = Literal["camt.052", "camt.053", "camt.054", "mt940", "ofx", "csv"]
MAX_BYTES = 50 * 1024 * 1024
MAX_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class StatementAccount:
    """An account that a file speaks of: its IBAN or the bank's own number, upper case and without blanks."""

    id: str
    currency: str = ""
    name: str = ""
    bank: str = ""


@dataclass(frozen=True, slots=True)
class StatedBalance:
    """A balance as the file states it, signed from the account holder's side."""

    account: str
    kind: Literal["opening", "closing", "available", "other"]
    amount: Decimal
    currency: str
    on: date | None = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """A transaction before it has its id. The fields are those of `Transaction`; `pending` ones are not booked yet."""

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
    pending: bool = False


@dataclass(slots=True)
class Drafts:
    """What a reader of one format found, before ids are given and balances checked."""

    format: Format
    accounts: list[StatementAccount] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    balances: list[StatedBalance] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add_account(self, account: StatementAccount) -> None:
        """Note an account once; a later mention adds what the first one did not say."""
        for index, known in enumerate(self.accounts):
            if known.id == account.id:
                self.accounts[index] = StatementAccount(
                    known.id, known.currency or account.currency, known.name or account.name, known.bank or account.bank
                )
                return
        self.accounts.append(account)


@dataclass(frozen=True, slots=True)
class StatementReading:
    """The outcome of reading one statement file.

    `transactions` are booked ones in the order of the file. `pending` ones are announced only: they come again, booked,
    in a later statement and must not be reconciled. `problems` name what was not read while the rest was.
    """

    format: Format
    accounts: tuple[StatementAccount, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    balances: tuple[StatedBalance, ...] = ()
    problems: tuple[Problem, ...] = ()
    pending: tuple[Transaction, ...] = ()

    @property
    def holds_a_statement(self) -> bool:
        """Tell whether the file names an account, a transaction or a balance at all."""
        return bool(self.accounts or self.transactions or self.pending or self.balances)


def first_words(parts: Sequence[str], limit: int = 2000) -> str:
    """Join the parts that are not empty, each once, with a blank between; at most `limit` characters."""
    kept: list[str] = []
    for part in parts:
        words = " ".join(part.split())
        if words and words not in kept:
            kept.append(words)
    return " ".join(kept)[:limit]
