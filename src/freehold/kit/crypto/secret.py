"""A secret text that shows itself only when asked to."""

from __future__ import annotations

from cryptography.fernet import InvalidToken
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.crypto.keys import keys_for_writing, read_keys

MASK = "••••••"


class Secret:
    """A text, encrypted or not yet, that neither str, repr, logs nor templates show.

    It is decrypted at `reveal`, not before, so a list of rows can be shown while the key is lost.
    It is true when there is a text, compares equal to the same text, and cannot be hashed.
    """

    __slots__ = ("_plain", "_token")

    def __init__(self, plain: str) -> None:
        self._plain: str | None = plain
        self._token: str | None = None if plain else ""

    @classmethod
    def from_token(cls, token: str) -> Secret:
        """Return the secret that was stored as `token`; an empty token is an empty secret."""
        secret = cls("")
        if token:
            secret._plain, secret._token = None, token
        return secret

    def reveal(self) -> str:
        """Return the text. Raises UserError when the key that locked it is gone."""
        if self._plain is None:
            self._plain = _decrypted(self._token or "")
        return self._plain

    # A template that writes {{ row.secret.reveal }} gets nothing.
    reveal.alters_data = True  # type: ignore[attr-defined]  # Django's mark for what templates must not call

    def token(self) -> str:
        """Return the text encrypted, as it is stored. Raises UserError when there is no key and none can be made."""
        if self._token is None:
            self._token = keys_for_writing().encrypt((self._plain or "").encode("utf-8")).decode("ascii")
        return self._token

    @property
    def readable(self) -> bool:
        """Return whether `reveal` would work."""
        try:
            self.reveal()
        except UserError:
            return False
        return True

    def __bool__(self) -> bool:
        return bool(self._plain or self._token)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Secret):
            if self._token is not None and self._token == other._token:
                return True
            return self.readable and other.readable and self.reveal() == other.reveal()
        if isinstance(other, str):
            return bool(self) == bool(other) and self.readable and self.reveal() == other
        return NotImplemented

    __hash__ = None  # type: ignore[assignment]  # equal to a str without its hash: no dictionary may hold it

    def __str__(self) -> str:
        return MASK if self else ""

    def __repr__(self) -> str:
        return f"<Secret {MASK}>" if self else "<Secret: none>"

    def __reduce__(self) -> tuple[object, tuple[str]]:
        # A pickle (a cache, a queue) carries the locked text, never the plain one.
        return Secret.from_token, (self.token(),)


def _decrypted(token: str) -> str:
    keys = read_keys()
    if keys is not None:
        try:
            return keys.decrypt(token).decode("utf-8")
        except (InvalidToken, UnicodeDecodeError):
            pass  # the one answer for every way in which the key does not fit follows
    raise UserError(_("The stored password can no longer be read: its key is gone. Everything else was kept; enter the password again."))
