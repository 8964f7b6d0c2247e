"""What happens with money, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InvoiceIssued:
    """A quote, invoice or credit note got its number and was frozen. `kind` is that of the document."""

    workspace_id: int
    document_id: int
    kind: str


@dataclass(frozen=True, slots=True)
class InvoiceSent:
    """The document's mail left."""

    workspace_id: int
    document_id: int


@dataclass(frozen=True, slots=True)
class QuoteAccepted:
    """The client accepted a quote."""

    workspace_id: int
    document_id: int


@dataclass(frozen=True, slots=True)
class QuoteDeclined:
    """The client declined a quote."""

    workspace_id: int
    document_id: int


@dataclass(frozen=True, slots=True)
class TransactionsImported:
    """These bank lines are new and wait to be reconciled."""

    workspace_id: int
    transaction_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PaymentReceived:
    """Money came in."""

    workspace_id: int
    payment_id: int


@dataclass(frozen=True, slots=True)
class PaymentAllocated:
    """A part of a payment settled (a part of) an invoice."""

    workspace_id: int
    payment_id: int
    document_id: int


@dataclass(frozen=True, slots=True)
class InvoicePaid:
    """An invoice is settled in full."""

    workspace_id: int
    document_id: int
