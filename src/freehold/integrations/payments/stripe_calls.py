"""The real `stripe` library over our own guarded transport, and its faults in plain words.

Imported only where a call is made: the library is heavy.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import stripe
from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault
from freehold.domain.payments import ProviderRefused
from freehold.integrations.payments.transport import Transport

#: The shapes this integration was written for; Stripe keeps every version alive.
API_VERSION = "2026-10-28.endive"
RETRIES = 2

# The library would tell about this machine and earlier calls.
stripe.enable_telemetry = False
# It says every call at INFO, with the ids of payments in the addresses.
logging.getLogger("stripe").setLevel(logging.WARNING)


class GuardedClient(stripe.HTTPClient):
    """The library's way to the network, through `Transport`."""

    name = "freehold"

    def __init__(self, transport: Transport) -> None:
        super().__init__()
        self._transport = transport

    def request(
        self, method: str, url: str, headers: Mapping[str, str] | None, post_data: Any = None, *, _usage: list[str] | None = None
    ) -> tuple[str, int, Mapping[str, str]]:
        """Make one call; the library asks again by itself when nothing came back, with the same idempotency key."""
        content = post_data.encode() if isinstance(post_data, str) else post_data or b""
        try:
            answer = self._transport.call(method.upper(), url, headers or {}, content)
        except ProviderRefused as error:
            raise stripe.APIConnectionError(str(error), should_retry=error.transient) from error  # type: ignore[no-untyped-call]  # stripe's own
        return answer.body.decode("utf-8", "replace"), answer.status, answer.headers

    def close(self) -> None:
        """Do nothing: every call has its own connection."""


def client_for(secret: str, *, api_base: str, transport: Transport) -> stripe.StripeClient:
    """Return the library's client for one account."""
    return stripe.StripeClient(
        secret,
        http_client=GuardedClient(transport),
        stripe_version=API_VERSION,
        max_network_retries=RETRIES,
        base_addresses={"api": api_base} if api_base else None,
    )


@contextmanager
def plainly() -> Iterator[None]:
    """Turn the library's errors into ProviderRefused (for the owner) or SystemFault (for us)."""
    try:
        yield
    except stripe.StripeError as error:
        if isinstance(error, stripe.IdempotencyError):
            raise SystemFault("one idempotency key was used for two different calls to Stripe") from error
        raise _worded(error) from error


def _worded(error: stripe.StripeError) -> ProviderRefused:
    for kind, word in _WORDS:
        if isinstance(error, kind):
            return word(error)
    return ProviderRefused(_("Stripe has a fault of its own. Nothing was changed; try again in a few minutes."), transient=True)


def _unreachable(error: stripe.StripeError) -> ProviderRefused:
    cause = error.__cause__
    if isinstance(cause, ProviderRefused):
        return ProviderRefused(str(cause), transient=cause.transient)
    return ProviderRefused(_("Stripe could not be reached. Nothing was changed; try again in a moment."), transient=True)


def _wrong_key(_error: stripe.StripeError) -> ProviderRefused:
    return ProviderRefused(_("Stripe does not accept the secret key. Copy it again from Stripe, under Developers → API keys."))


def _not_allowed(_error: stripe.StripeError) -> ProviderRefused:
    return ProviderRefused(
        _("This key may not do that at Stripe. Use a key that may write Checkout sessions, payment links and refunds, and read balances.")
    )


def _too_fast(_error: stripe.StripeError) -> ProviderRefused:
    return ProviderRefused(_("Stripe asks for fewer calls. It is tried again later."), transient=True)


def _invalid(error: stripe.StripeError) -> ProviderRefused:
    code = error.code or ""
    if code == "resource_missing":
        return ProviderRefused(_("Stripe does not know this payment. It may belong to another account or to the test mode."))
    known = {
        "amount_too_small": _("The amount is smaller than Stripe takes. Ask for a transfer instead."),
        "amount_too_large": _("The amount is larger than Stripe takes. Ask for a transfer instead."),
        "charge_already_refunded": _("This payment was refunded already. Nothing was sent back a second time."),
        "charge_disputed": _("This payment is disputed; Stripe sends nothing back until that is decided."),
    }
    if code in known:
        return ProviderRefused(known[code])
    # Stripe's own sentence helps more than a general one; it is English.
    return ProviderRefused(_("Stripe refused it: %(why)s") % {"why": (error.user_message or code or "?")[:300]})


_WORDS: tuple[tuple[type[stripe.StripeError], Callable[[stripe.StripeError], ProviderRefused]], ...] = (
    (stripe.APIConnectionError, _unreachable),
    (stripe.AuthenticationError, _wrong_key),
    (stripe.PermissionError, _not_allowed),
    (stripe.RateLimitError, _too_fast),
    (stripe.InvalidRequestError, _invalid),
    (stripe.CardError, _invalid),
)
