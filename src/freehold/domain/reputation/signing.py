"""Ed25519 over canonical bytes: signing, checking, and what a key is called."""

from __future__ import annotations

import base64
import binascii
import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KEY_BYTES, SIGNATURE_BYTES = 32, 64
#: How long a signature is as text.
SIGNATURE_LENGTH = 88


def public_key(private: bytes) -> str:
    """Return the public key that belongs to a private one (32 bytes), as base64."""
    return _text(Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw())


def fingerprint(public: str) -> str:
    """Return what a key is called: the SHA-256 of its 32 bytes, 64 hex digits. Raises ValueError for what is no key."""
    return hashlib.sha256(_bytes(public, KEY_BYTES)).hexdigest()


def in_groups(text: str, size: int = 8) -> str:
    """Return a fingerprint as people compare it: in groups."""
    return " ".join(text[place : place + size] for place in range(0, len(text), size))


def sign(content: bytes, private: bytes) -> str:
    """Return the signature of `content` as base64; the same content and key give the same signature."""
    return _text(Ed25519PrivateKey.from_private_bytes(private).sign(content))


def is_signed(content: bytes, signature: str, public: str) -> bool:
    """Tell whether the key signed exactly this content."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(public, KEY_BYTES))
        key.verify(_bytes(signature, SIGNATURE_BYTES), content)
    except (InvalidSignature, ValueError):
        return False
    return True


def _text(content: bytes) -> str:
    return base64.b64encode(content).decode("ascii")


def _bytes(text: str, length: int) -> bytes:
    """Return what base64 says, of exactly this length and written in the one usual way. Raises ValueError."""
    try:
        found = base64.b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise ValueError("This is not base64.") from error
    if len(found) != length or _text(found) != text:
        raise ValueError(f"This does not hold {length} bytes.")
    return found
