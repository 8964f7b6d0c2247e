"""What reconciliation answers for one bank line: booked by itself, suggested, or nothing, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, NamedTuple

from freehold.domain.reconciliation.wording import word

Verdict = Literal["auto", "suggest", "none"]
SuggestionKind = Literal["pay", "reverse", "credit"]


class Allocation(NamedTuple):
    """So much of a bank line goes to this invoice; in the invoice's currency, negative for a credit note or a reversal."""

    invoice: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Why:
    """One reason: a code of the wording table with the values of its sentence."""

    code: str
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The plain English sentence; apps translate by `code` and `values`."""
        return word(self.code, **self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """What a person may confirm with one click.

    `kind` is "pay" (book the line against the invoices), "reverse" (take an earlier booking back; the amounts are negative) or
    "credit" (the money is the customer's, nothing is open for it). `write_off` is what would be left unpaid and is proposed to be
    let go (a fee, an early-payment discount); `credit` what is paid too much. `score` is 0..1 and only ranks.
    """

    allocations: tuple[Allocation, ...]
    score: float
    why: tuple[Why, ...]
    kind: SuggestionKind = "pay"
    customer: str = ""
    write_off: tuple[Allocation, ...] = ()
    credit: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The answer for one transaction. For "auto" the allocations sum up to the amount exactly; else they are empty.

    `why` says for "auto" what proved the match, and otherwise what kept it from being booked by itself. `tier` names the rule.
    """

    transaction: str
    decision: Verdict
    allocations: tuple[Allocation, ...] = ()
    why: tuple[Why, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    tier: str = ""
