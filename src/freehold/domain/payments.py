"""The port to payment providers: what is asked of them, and what they tell.

Amounts are Decimals in the currency's usual unit (12.50 EUR), never minor units; every time is aware.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

from freehold.domain.errors import UserError

#: What an event says happened. "refund_failed" takes a refund back; "dispute_won" gives the disputed money back.
EventKind = Literal["paid", "failed", "expired", "refunded", "refund_failed", "disputed", "dispute_won", "dispute_lost"]
PaymentState = Literal["open", "pending", "paid", "failed", "expired"]


class ProviderRefused(UserError):  # noqa: N818 - named for what happened, as it is caught
    """The provider said no, or could not be asked. Its text is one plain sentence for the owner.

    `transient` says whether the same call may work later.
    """

    def __init__(self, text: str, *, transient: bool = False) -> None:
        super().__init__(text)
        self.transient = transient


class SignatureRefused(UserError):  # noqa: N818 - named for what happened, as it is caught
    """A notice does not carry the provider's signature, or is too old: nothing of it is believed."""


@dataclass(frozen=True, slots=True)
class ProviderKeys:
    """What the owner got from the provider. `account` is a name for logs; the rest never appears in a repr."""

    secret: str = field(repr=False)
    webhook_secret: str = field(default="", repr=False)
    account: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequest:
    """One wish to be paid.

    `reference` is our own name for the attempt and comes back in every answer; `idempotency_key` makes a repeated
    call the same call. `lasting` asks for a link that does not run out by itself but takes one payment only, such as
    one printed on an invoice; otherwise the page ends at `expires` (or when the provider lets it end).
    """

    reference: str
    idempotency_key: str
    description: str
    amount: Decimal
    currency: str
    success_url: str
    cancel_url: str = ""
    customer_email: str = ""
    language: str = ""
    expires: datetime | None = None
    lasting: bool = False
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StartedPayment:
    """Where the payer goes. `expires` is None for a link that lasts."""

    id: str
    url: str
    expires: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentStatus:
    """How a started payment stands; `payment_id` is the provider's id of the money itself, "" before there is any."""

    id: str
    state: PaymentState
    reference: str = ""
    payment_id: str = ""
    amount: Decimal = Decimal(0)
    currency: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """What the provider kept of one payment, in the currency it settles in (which may differ from the payer's)."""

    amount: Decimal
    currency: str
    gross: Decimal
    exchange_rate: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundMade:
    """Money on its way back. `settled` is False while the provider still works on it."""

    id: str
    amount: Decimal
    currency: str
    settled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEvent:
    """One notice, checked and read. `id` is unique at the provider: the same id is the same notice.

    `started_id` names what `start` returned, `payment_id` the money, `subject_id` the thing itself (a refund, a
    dispute); each is "" where the provider does not say. `reference` is ours, as it was given to `start`.
    """

    id: str
    kind: EventKind
    at: datetime
    amount: Decimal
    currency: str
    payment_id: str = ""
    started_id: str = ""
    subject_id: str = ""
    reference: str = ""
    reason: str = ""
    live: bool = True


@runtime_checkable
class PaymentProvider(Protocol):
    """One account at one provider. Every call but `read_event` goes over the network and raises ProviderRefused."""

    def check(self) -> bool:
        """Ask whether the keys work. Return True for real money, False for the provider's test mode."""
        ...

    def start(self, request: PaymentRequest) -> StartedPayment:
        """Open a page where the payer can pay. The same idempotency key gives the same page."""
        ...

    def cancel(self, started_id: str) -> None:
        """Close a page that was opened, so that nobody pays there any more; one that is over stays as it is."""
        ...

    def look_up(self, started_id: str) -> PaymentStatus:
        """Return how a started payment stands now."""
        ...

    def reference_of(self, payment_id: str) -> str:
        """Return our reference of a payment; "" for one that was not started by us."""
        ...

    def fee(self, payment_id: str) -> Fee | None:
        """Return what the provider kept, or None while it does not know yet."""
        ...

    def refund(self, payment_id: str, *, amount: Decimal, currency: str, idempotency_key: str) -> RefundMade:
        """Send money back to the payer."""
        ...

    def read_event(self, payload: bytes, signature: str, *, now: datetime) -> ProviderEvent | None:
        """Check and read one notice; None for a kind that concerns no payment of ours.

        Raises SignatureRefused for a wrong signature or one older than five minutes.
        """
        ...


@runtime_checkable
class PaymentService(Protocol):
    """A provider that can be chosen, before anybody's keys are known."""

    name: str
    label: str
    #: The kinds of notice to switch on at the provider, in its own names.
    notices: tuple[str, ...]

    def connect(self, keys: ProviderKeys) -> PaymentProvider:
        """Return the account of these keys; nothing is asked yet. Raises UserError for keys that cannot be right."""
        ...
