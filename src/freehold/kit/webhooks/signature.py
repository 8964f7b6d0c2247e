"""Signing what is sent, and checking a signature: HMAC-SHA256 over the time and the body, so that neither can be changed or replayed."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta

HEADER = "Freehold-Signature"
TOLERANCE = timedelta(minutes=5)


def signature(body: bytes, secret: str, now: datetime) -> str:
    """Return the header's value, `t=<seconds since 1970>,v1=<hex>`."""
    moment = int(now.timestamp())
    return f"t={moment},v1={_digest(body, secret, moment)}"


def is_signed(body: bytes, header: str, secret: str, now: datetime, *, tolerance: timedelta = TOLERANCE) -> bool:
    """Tell whether the header was made for this body with this secret, not longer ago than `tolerance`."""
    parts = [part.strip().partition("=") for part in header.split(",")]
    moments = [value for name, _sign, value in parts if name == "t" and value.isascii() and value.isdigit() and len(value) <= 12]
    if len(moments) != 1 or abs(int(moments[0]) - now.timestamp()) > tolerance.total_seconds():
        return False
    expected = _digest(body, secret, int(moments[0]))
    return any(hmac.compare_digest(expected.encode(), value.encode()) for name, _sign, value in parts if name == "v1")


def _digest(body: bytes, secret: str, moment: int) -> str:
    return hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
