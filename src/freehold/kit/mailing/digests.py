"""How an address is known again without being kept: a keyed hash of its plain form."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac

from freehold.kit.mailing.addresses import ascii_domain


def normalised(address: str) -> str:
    """Return the one form of an address: small letters, the domain in ASCII. What stands before the @ is else left as it is."""
    plain = unicodedata.normalize("NFC", address.strip()).casefold()
    local, at, domain = plain.rpartition("@")
    return f"{local}@{ascii_domain(domain) or domain}" if at else plain


def digest_of(workspace_id: int, address: str) -> str:
    """Return what stands for an address in one workspace: HMAC-SHA256, 64 hex digits.

    The key is drawn from the house's secret and the workspace, so that a stolen table can neither be tried with lists of
    addresses nor compared with another workspace's.
    """
    words = normalised(address).encode("utf-8", "replace").decode("utf-8")
    return salted_hmac(f"freehold.mailing.suppression.{workspace_id}", words, algorithm="sha256").hexdigest()
