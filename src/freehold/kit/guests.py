"""Guests: people without an account, told apart for one day and held to a measure, and nothing kept that names them."""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from hashlib import sha256
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from django.http import HttpRequest

#: A household has this much of an IPv6 address for itself; counting single addresses would let it ask without end.
_PREFIX_V6 = 64


def network_address(request: HttpRequest) -> str:
    """Return the guest's network address.

    What a proxy forwards is believed only from the proxies that the settings name: anybody can write the header.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    trusted = frozenset(getattr(settings, "TRUSTED_PROXIES", ()))
    if address not in trusted:
        return address
    chain = [part.strip() for part in request.headers.get("X-Forwarded-For", "")[:1000].split(",")]
    return next((part for part in reversed(chain) if part and part not in trusted), address)


def address_hash(address: str, *, now: datetime) -> str:
    """Return what stands for a network address for one day (UTC): 64 hex digits, "" for no address.

    Keyed, so that nobody who reads the table can try all addresses; and with another key each day, so that visits of
    different days cannot be joined.
    """
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    if isinstance(found, IPv6Address):
        found = found.ipv4_mapped or IPv6Address(int(found) >> (128 - _PREFIX_V6) << (128 - _PREFIX_V6))
    day = now.astimezone(UTC).date().isoformat()
    key = hmac.digest(settings.SECRET_KEY.encode(), f"visitors of {day}".encode(), "sha256")
    return hmac.new(key, str(found).encode(), sha256).hexdigest()


def own_origin(request: HttpRequest) -> str:
    """Return the origin under which a request reached Freehold."""
    return f"{request.scheme}://{request.get_host()}"


def cleaned(text: str, most: int) -> str:
    """Return at most `most` characters of a guest's text, storable everywhere: without NULs and half characters."""
    return text[:most].encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip()
