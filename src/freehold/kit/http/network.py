"""The way to the network: a name is resolved once, every address checked, and the connection made to a checked one."""

from __future__ import annotations

import queue
import random
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import certifi
import httpcore
from django.utils.translation import gettext as _

from freehold.kit.http.addresses import is_public
from freehold.kit.http.errors import FetchFailed

Resolver = Callable[[str, int], Sequence[str]]

# A host with a dozen dead addresses must not use up the whole time.
_MOST_ADDRESSES = 4


def system_resolver(host: str, port: int) -> list[str]:
    """Return the addresses of `host` as the system gives them, in its order. Raises OSError or UnicodeError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@lru_cache(maxsize=1)
def public_tls() -> ssl.SSLContext:
    """Return the TLS settings: certificates are checked against certifi's list, whatever the environment says."""
    return ssl.create_default_context(cafile=certifi.where())


@dataclass(frozen=True, slots=True)
class Network:
    """What a fetch reaches the network through; tests put their own parts in."""

    resolve: Resolver = system_resolver
    backend: httpcore.NetworkBackend = field(default_factory=httpcore.SyncBackend)
    tls: Callable[[], ssl.SSLContext] = public_tls


class Deadline:
    """The end of one whole fetch, by a clock of ever growing seconds."""

    def __init__(self, clock: Callable[[], float], seconds: float) -> None:
        self._clock = clock
        self._end = clock() + seconds

    def within(self, timeout: float | None) -> float:
        """Return `timeout`, or what is left if that is less, in seconds. Raises httpcore.ReadTimeout at the end."""
        left = self._end - self._clock()
        if left <= 0:
            raise httpcore.ReadTimeout("the total time is over")
        return left if timeout is None else min(timeout, left)


class DeadlineStream(httpcore.NetworkStream):
    """A connection on which no single read or write outlasts the deadline, so that a slow drip ends too."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.within(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.within(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return DeadlineStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.within(timeout)), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to the addresses that were checked, and to no other.

    httpcore asks it with the name; the name is resolved here, once, so there is no second answer that could
    differ from the checked one. TLS and the Host header still use the name. `trusted` skips the check, for hosts
    that the owner named.
    """

    def __init__(self, network: Network, deadline: Deadline, rng: random.Random, *, trusted: bool) -> None:
        self._network = network
        self._deadline = deadline
        self._rng = rng
        self._trusted = trusted

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = self._checked_addresses(host, port, timeout)
        last: httpcore.ConnectError | httpcore.ConnectTimeout = httpcore.ConnectError("no address")
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                stream = self._network.backend.connect_tcp(
                    address, port, self._deadline.within(timeout), local_address=local_address, socket_options=socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                last = error
            else:
                return DeadlineStream(stream, self._deadline)
        raise last

    def _checked_addresses(self, host: str, port: int, timeout: float | None) -> list[str]:
        addresses = _resolved(self._network.resolve, host, port, self._deadline.within(timeout))
        if not self._trusted and not all(is_public(address) for address in addresses):
            raise FetchFailed(
                _("%(host)s points to a private address, so it was not read. If it is your own, name it in FREEHOLD_PRIVATE_HOSTS.")
                % {"host": host},
                transient=False,
            )
        return _mixed(addresses, self._rng)


def _resolved(resolve: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """Resolve in a thread of its own: the system's resolver knows no time limit."""
    answer: queue.Queue[list[str] | Exception] = queue.Queue(maxsize=1)

    def ask() -> None:
        try:
            answer.put(list(resolve(host, port)))
        except Exception as error:  # noqa: BLE001 - handed to the waiting thread, which words it
            answer.put(error)

    threading.Thread(target=ask, name="resolve", daemon=True).start()
    try:
        found = answer.get(timeout=seconds)
    except queue.Empty:
        raise httpcore.ConnectTimeout("the name was not resolved in time") from None
    if isinstance(found, OSError | UnicodeError) or not found:
        raise FetchFailed(
            _("%(host)s was not found. Check how it is spelled, and that this machine is online.") % {"host": host}, transient=True
        )
    if isinstance(found, Exception):
        raise found
    return found


def _mixed(addresses: list[str], rng: random.Random) -> list[str]:
    """Mix the addresses within each family, so that a dead first one is not every call's first one; the families stay in order."""
    families: dict[bool, list[str]] = {}
    for address in addresses:
        families.setdefault(":" in address, []).append(address)
    for family in families.values():
        rng.shuffle(family)
    return [address for family in families.values() for address in family]
