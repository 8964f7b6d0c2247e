"""Stripe: checkout pages, payment links, refunds, fees and signed notices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.domain.payments import (
    Fee,
    PaymentProvider,
    PaymentRequest,
    PaymentStatus,
    ProviderEvent,
    ProviderKeys,
    RefundMade,
    SignatureRefused,
    StartedPayment,
)
from freehold.integrations.payments.stripe_amounts import to_stripe
from freehold.integrations.payments.stripe_reading import (
    LINK,
    NOTICES,
    read_fee,
    read_notice,
    read_reference,
    read_refund,
    read_started,
    read_status,
)
from freehold.integrations.payments.stripe_signature import checked_notice
from freehold.integrations.payments.transport import Transport

if TYPE_CHECKING:
    from stripe import StripeClient

_SECRET_BEGINNINGS = ("sk_live_", "sk_test_", "rk_live_", "rk_test_")
_NAME_LENGTH = 250
# Languages of Stripe's pages that are ours too; others follow the payer's browser.
_LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pl", "pt", "sv", "da", "fi", "cs", "nb"})


@dataclass(frozen=True, slots=True)
class StripeService:
    """Stripe before anybody's keys are known. `api_base` is for tests, and then also stands in `transport.private_hosts`."""

    name: str = "stripe"
    label: str = "Stripe"
    notices: tuple[str, ...] = NOTICES
    api_base: str = ""
    transport: Transport = field(default_factory=Transport)

    def connect(self, keys: ProviderKeys) -> PaymentProvider:
        """Return the account of these keys. Raises UserError for keys that cannot be right."""
        if keys.secret.startswith("pk_"):
            raise UserError(_("This is Stripe's publishable key. Enter the secret key, which begins with sk_ or rk_."))
        if not keys.secret.startswith(_SECRET_BEGINNINGS):
            raise UserError(_("This is no secret key of Stripe's: it begins with sk_live_, sk_test_, rk_live_ or rk_test_."))
        if keys.webhook_secret and not keys.webhook_secret.startswith("whsec_"):
            raise UserError(_("This is no signing secret of Stripe's: it begins with whsec_."))
        return StripeAccount(keys, self.api_base, self.transport)


@dataclass(frozen=True, slots=True)
class StripeAccount:
    """One account at Stripe; see `domain.payments.PaymentProvider` for what each call promises."""

    keys: ProviderKeys
    api_base: str
    transport: Transport

    def check(self) -> bool:
        """Ask for the balance, which every key for payments may read."""
        return bool(self._asked(lambda client: client.v1.balance.retrieve())["livemode"])

    def start(self, request: PaymentRequest) -> StartedPayment:
        """Open a checkout page, or make a payment link for a request that lasts."""
        options: Any = {"idempotency_key": request.idempotency_key}
        if request.lasting:
            params = _link_params(request)
            return read_started(self._asked(lambda client: client.v1.payment_links.create(cast(Any, params), options)))
        params = _session_params(request)
        return read_started(self._asked(lambda client: client.v1.checkout.sessions.create(cast(Any, params), options)))

    def cancel(self, started_id: str) -> None:
        """Let the page expire or the link rest. A session that is over cannot expire; that is no fault."""
        if started_id.startswith(LINK):
            self._asked(lambda client: client.v1.payment_links.update(started_id, {"active": False}))
        elif self.look_up(started_id).state == "open":
            self._asked(lambda client: client.v1.checkout.sessions.expire(started_id))

    def look_up(self, started_id: str) -> PaymentStatus:
        """Ask how a session stands, or, for a link, the one session by which it was paid."""
        expand: Any = {"expand": ["payment_intent"]}
        if not started_id.startswith(LINK):
            session = self._asked(lambda client: client.v1.checkout.sessions.retrieve(started_id, expand))
            return read_status(session, started_id=started_id)
        wanted: Any = {"payment_link": started_id, "status": "complete", "limit": 1, "expand": ["data.payment_intent"]}
        found = self._asked(lambda client: client.v1.checkout.sessions.list(wanted))["data"]
        return read_status(found[0], started_id=started_id) if found else PaymentStatus(id=started_id, state="open")

    def reference_of(self, payment_id: str) -> str:
        """Ask for the payment and read our reference, which it got when it was started."""
        return read_reference(self._asked(lambda client: client.v1.payment_intents.retrieve(payment_id)))

    def fee(self, payment_id: str) -> Fee | None:
        """Ask for the balance transaction of the payment's last charge."""
        expand: Any = {"expand": ["latest_charge.balance_transaction"]}
        return read_fee(self._asked(lambda client: client.v1.payment_intents.retrieve(payment_id, expand)))

    def refund(self, payment_id: str, *, amount: Decimal, currency: str, idempotency_key: str) -> RefundMade:
        """Send money back by the way it came."""
        params: Any = {"payment_intent": payment_id, "amount": to_stripe(amount, currency)}
        return read_refund(self._asked(lambda client: client.v1.refunds.create(params, {"idempotency_key": idempotency_key})))

    def read_event(self, payload: bytes, signature: str, *, now: datetime) -> ProviderEvent | None:
        """Check the signature and read the event; nothing is asked of Stripe."""
        if not self.keys.webhook_secret:
            raise SignatureRefused(_("No signing secret is stored for this account, so no notice of Stripe's can be believed."))
        event = checked_notice(payload, signature, self.keys.webhook_secret, now=now)
        try:
            return read_notice(event)
        except (KeyError, TypeError, ValueError, AssertionError) as error:
            raise SignatureRefused(
                _("Stripe's notice lacks what it should hold (%(what)s). Nothing was booked.") % {"what": error}
            ) from error

    def _asked(self, call: Any) -> Mapping[str, Any]:
        """Make one call with the library and return the answer as plain values."""
        from freehold.integrations.payments.stripe_calls import client_for, plainly

        client: StripeClient = client_for(self.keys.secret, api_base=self.api_base, transport=self.transport)
        with plainly():
            answer: Mapping[str, Any] = call(client).to_dict()
        return answer


def _session_params(request: PaymentRequest) -> dict[str, Any]:
    params: dict[str, Any] = {
        "mode": "payment",
        "line_items": _items(request),
        "success_url": request.success_url,
        "client_reference_id": request.reference,
        "metadata": _metadata(request),
        "payment_intent_data": {"description": request.description[:_NAME_LENGTH], "metadata": _metadata(request)},
        "locale": request.language if request.language in _LANGUAGES else "auto",
    }
    if request.cancel_url:
        params["cancel_url"] = request.cancel_url
    if request.customer_email:
        params["customer_email"] = request.customer_email
    if request.expires:
        params["expires_at"] = int(request.expires.timestamp())
    return params


def _link_params(request: PaymentRequest) -> dict[str, Any]:
    params: dict[str, Any] = {
        "line_items": _items(request),
        "metadata": _metadata(request),
        "payment_intent_data": {"description": request.description[:_NAME_LENGTH], "metadata": _metadata(request)},
        # An invoice is paid once.
        "restrictions": {"completed_sessions": {"limit": 1}},
    }
    if request.success_url:
        params["after_completion"] = {"type": "redirect", "redirect": {"url": request.success_url}}
    return params


def _items(request: PaymentRequest) -> list[dict[str, Any]]:
    price = {
        "currency": request.currency.lower(),
        "unit_amount": to_stripe(request.amount, request.currency),
        "product_data": {"name": request.description[:_NAME_LENGTH] or request.reference},
    }
    return [{"quantity": 1, "price_data": price}]


def _metadata(request: PaymentRequest) -> dict[str, str]:
    return {**request.metadata, "reference": request.reference}
