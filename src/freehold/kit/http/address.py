"""Which addresses (URLs) may be asked for at all."""

from __future__ import annotations

import re
from dataclasses import dataclass

import httpx
from django.utils.translation import gettext as _

from freehold.kit.http.errors import FetchFailed

COMMON_PORTS = frozenset({80, 443, 8080, 8443})
_LONGEST = 4000
# A name, or an address of either family; what httpx only percent-encodes is no name.
_HOST = re.compile(r"[a-z0-9._-]+|[0-9a-f:.]+")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Address:
    """A checked URL."""

    url: httpx.URL
    port: int

    @property
    def host(self) -> str:
        """Return the host's name as the network knows it: lower case, international names encoded."""
        return self.url.raw_host.decode("ascii")

    @property
    def place(self) -> str:
        """Return "host:port", as private hosts are named in the settings."""
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"

    @property
    def origin(self) -> tuple[str, str, int]:
        """Return what must be the same for a key to be sent on."""
        return self.url.scheme, self.host, self.port


def checked_address(text: str, *, base: Address | None = None) -> Address:
    """Read an address, or a redirect's target relative to `base`.

    Raises FetchFailed for anything but http and https, for a missing host, and for a password in the address.
    """
    if len(text) > _LONGEST:
        raise FetchFailed(_("The address is longer than %(n)s characters.") % {"n": _LONGEST}, transient=False)
    try:
        url = base.url.join(text) if base else httpx.URL(text.strip())
        scheme, host, port = url.scheme, url.raw_host.decode("ascii"), url.port
    except (httpx.InvalidURL, ValueError):
        raise _no_address() from None
    if scheme not in _DEFAULT_PORTS or not host:
        raise FetchFailed(_("Only addresses that begin with http:// or https:// can be read."), transient=False)
    if not _HOST.fullmatch(host):
        raise _no_address()
    if url.userinfo:
        raise FetchFailed(_("The address holds a user name or password before %(host)s. Remove it.") % {"host": host}, transient=False)
    return Address(url, port or _DEFAULT_PORTS[scheme])


def _no_address() -> FetchFailed:
    return FetchFailed(_("This is not a web address. Write one such as https://example.com/feed."), transient=False)
