"""One call to a provider's API: the guards of kit.http, and the answer as it is, refusals included.

`kit.http.fetch` reads pages and throws the body of a refusal away; an API says in that body what is wrong.
"""

from __future__ import annotations

import random
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

import httpcore
from django.utils.translation import gettext as _

from freehold import __version__
from freehold.domain.payments import ProviderRefused
from freehold.kit.http.address import COMMON_PORTS, Address, checked_address
from freehold.kit.http.body import read_body
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Deadline, Network, PinnedBackend

USER_AGENT = f"Freehold/{__version__} (+self-hosted)"
MAX_BYTES = 4_000_000
#: A person may be waiting for the page: short, and the same call can be made again.
CONNECT_SECONDS = 8.0
READ_SECONDS = 20.0
TOTAL_SECONDS = 40.0
#: What tells about this machine, or is said by the transport itself.
_DROPPED = frozenset({"user-agent", "x-stripe-client-user-agent", "x-stripe-client-telemetry", "host", "content-length", "connection"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whatever the status; header names are in lower case."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Transport:
    """The way to one provider. `private_hosts` are "host:port" that the owner's settings allow beside the public internet."""

    private_hosts: tuple[str, ...] = ()
    network: Network = field(default_factory=Network)

    def call(self, method: str, url: str, headers: Mapping[str, str], content: bytes) -> Answer:
        """Make one call without following redirects. Raises ProviderRefused when there is no answer."""
        address = checked_address(url)
        trusted = address.place in self.private_hosts
        self._refuse_unsafe(address, trusted=trusted)
        # Spreads calls over addresses; nothing depends on it.
        backend = PinnedBackend(self.network, Deadline(time.monotonic, TOTAL_SECONDS), random.Random(), trusted=trusted)  # noqa: S311
        timeouts = {"connect": CONNECT_SECONDS, "read": READ_SECONDS, "write": READ_SECONDS, "pool": READ_SECONDS}
        target = httpcore.URL(scheme=address.url.raw_scheme, host=address.url.raw_host, port=address.url.port, target=address.url.raw_path)
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self.network.tls(), max_connections=1, network_backend=backend) as pool,
                pool.stream(
                    method, target, headers=_headers(address, headers, content), content=content or None, extensions={"timeout": timeouts}
                ) as response,
            ):
                return _read(response, address.host)
        except FetchFailed as error:
            raise ProviderRefused(str(error), transient=error.transient) from error
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise ProviderRefused(
                _("%(host)s could not be reached just now. Nothing was changed; try again in a moment.") % {"host": address.host},
                transient=True,
            ) from error

    @staticmethod
    def _refuse_unsafe(address: Address, *, trusted: bool) -> None:
        if not trusted and (address.url.scheme != "https" or address.port not in COMMON_PORTS):
            # Keys travel in every call: never in the clear, never to an odd door.
            raise ProviderRefused(_("%(host)s must be called by https. Nothing was sent.") % {"host": address.host})


def _headers(address: Address, headers: Mapping[str, str], content: bytes) -> list[tuple[bytes, bytes]]:
    own = {"Host": address.url.netloc.decode("ascii"), "User-Agent": USER_AGENT, "Accept-Encoding": "gzip, deflate", "Connection": "close"}
    if content:
        own["Content-Length"] = str(len(content))
    kept = {name: value for name, value in headers.items() if name.lower() not in _DROPPED}
    merged = own | kept
    if not all(value.isascii() and value.isprintable() for value in merged.values()):
        raise ProviderRefused(_("The key holds a character that cannot be sent. Copy it again from the provider."))
    return [(name.encode("ascii"), value.encode("ascii")) for name, value in merged.items()]


def _read(response: httpcore.Response, host: str) -> Answer:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
    body = read_body(response.iter_stream(), headers.get("content-encoding", ""), host=host, max_raw_bytes=MAX_BYTES, max_bytes=MAX_BYTES)
    return Answer(response.status, headers, body)
