"""The shapes of the fake Stripe's objects, and the reading of its form-encoded calls."""

from __future__ import annotations

import re


class Refusal(Exception):
    """What Stripe answers to a call that it does not take."""

    def __init__(self, status: int, text: str, *, code: str | None = None) -> None:
        super().__init__(text)
        self.status, self.text, self.code = status, text, code


def nested(pairs: list[tuple[str, str]]) -> dict:
    """Read `a[b][0]=c` as {"a": {"b": {"0": "c"}}}."""
    found: dict = {}
    for name, value in pairs:
        *path, last = [part for part in re.split(r"[\[\]]+", name) if part]
        place = found
        for part in path:
            place = place.setdefault(part, {})
        place[last] = value
    return found


def session(key: str, values: dict, now: int) -> dict:
    """Return a checkout session for what was asked. Raises Refusal for what Stripe would not take."""
    units, currency = price_of(values)
    if values.get("mode", "payment") != "payment" or ("success_url" not in values):
        raise Refusal(400, "Missing required param: success_url.")
    expires = int(values.get("expires_at", now + 86_400))
    if not now + 1_740 <= expires <= now + 86_460:
        raise Refusal(400, "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.")
    return {
        "id": key,
        "object": "checkout.session",
        "amount_subtotal": units,
        "amount_total": units,
        "asked": values,
        "cancel_url": values.get("cancel_url"),
        "client_reference_id": values.get("client_reference_id"),
        "created": now,
        "currency": currency,
        "customer_details": None,
        "customer_email": values.get("customer_email"),
        "expires_at": expires,
        "locale": values.get("locale"),
        "metadata": values.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_link": values.get("payment_link"),
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "status": "open",
        "success_url": values["success_url"],
        "url": None,
    }


def payment_link(key: str, values: dict) -> dict:
    """Return a payment link for what was asked."""
    _units, currency = price_of(values)
    return {
        "id": key,
        "object": "payment_link",
        "active": True,
        "after_completion": values.get("after_completion", {"type": "hosted_confirmation"}),
        "asked": values,
        "currency": currency,
        "metadata": values.get("metadata", {}),
        "restrictions": values.get("restrictions"),
        "url": None,
    }


def price_of(values: dict) -> tuple[int, str]:
    """Return (units, currency) of what is to be paid."""
    try:
        price = values["line_items"]["0"]["price_data"]
        units, currency = int(price["unit_amount"]), price["currency"]
        price["product_data"]["name"]
    except (KeyError, ValueError):
        raise Refusal(400, "Missing required param: line_items[0][price_data].") from None
    if currency != currency.lower():
        raise Refusal(400, f"Invalid currency: {currency}.")
    if units < 50 and currency in {"eur", "usd"}:
        raise Refusal(400, "The Checkout Session's total amount must convert to at least 50 cents.", code="amount_too_small")
    return units, currency


def payment_intent(key: str, page: dict, now: int) -> dict:
    """Return the payment intent of a session that is being paid."""
    data = page["asked"].get("payment_intent_data", {})
    return {
        "id": key,
        "object": "payment_intent",
        "amount": page["amount_total"],
        "amount_received": 0,
        "created": now,
        "currency": page["currency"],
        "description": data.get("description"),
        "latest_charge": None,
        "metadata": data.get("metadata", {}),
        "status": "requires_payment_method",
    }


def charge(key: str, intent: dict, movement: str, now: int) -> dict:
    """Return the charge by which an intent was paid."""
    return {
        "id": key,
        "object": "charge",
        "amount": intent["amount"],
        "amount_refunded": 0,
        "balance_transaction": movement,
        "created": now,
        "currency": intent["currency"],
        "metadata": intent["metadata"],
        "paid": True,
        "payment_intent": intent["id"],
        "status": "succeeded",
    }


def balance_transaction(key: str, intent: dict, settlement: tuple[str, str] | None, now: int, fee: tuple[int, int]) -> dict:
    """Return what the account got, after a fee of (per mille, fixed units); `settlement` is (currency, rate) of a conversion."""
    currency, rate = settlement or (intent["currency"], "1")
    gross = round(intent["amount"] * float(rate))
    kept = gross * fee[0] // 1000 + fee[1]
    return {
        "id": key,
        "object": "balance_transaction",
        "amount": gross,
        "created": now,
        "currency": currency,
        "exchange_rate": float(rate) if settlement else None,
        "fee": kept,
        "fee_details": [{"amount": kept, "currency": currency, "type": "stripe_fee"}],
        "net": gross - kept,
        "status": "pending",
        "type": "charge",
    }


def refund(key: str, intent: dict, units: int, now: int) -> dict:
    """Return money on its way back."""
    return {
        "id": key,
        "object": "refund",
        "amount": units,
        "charge": intent["latest_charge"],
        "created": now,
        "currency": intent["currency"],
        "metadata": {},
        "payment_intent": intent["id"],
        "reason": None,
        "status": "succeeded",
    }


def dispute(key: str, intent: dict, reason: str, now: int) -> dict:
    """Return a payment that the payer's bank took back."""
    return {
        "id": key,
        "object": "dispute",
        "amount": intent["amount"],
        "charge": intent["latest_charge"],
        "created": now,
        "currency": intent["currency"],
        "metadata": {},
        "payment_intent": intent["id"],
        "reason": reason,
        "status": "needs_response",
    }
