"""The guarded line to a chat model's server: a checked, pinned address, one time limit, and no more bytes than allowed."""

from __future__ import annotations

import contextlib
import random
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from ipaddress import ip_address

import httpcore
from django.utils.translation import gettext as _

from freehold import __version__
from freehold.domain.errors import SystemFault
from freehold.integrations.ai.chat_words import not_reached, too_slow
from freehold.kit.ai.port import Endpoint, ModelFailed
from freehold.kit.http.address import COMMON_PORTS, Address, checked_address
from freehold.kit.http.addresses import is_public
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Deadline, Network, PinnedBackend

USER_AGENT = f"Freehold/{__version__} (+self-hosted)"
MAX_BYTES = 2_000_000
CONNECT_SECONDS = 8.0
#: What may be said besides what the line says itself: nothing about this machine, its libraries or its environment.
_KEPT = frozenset({"content-type", "accept", "anthropic-version", "anthropic-beta"})
_REDIRECTS = range(300, 400)
_BOTH_WAYS = 2
"""What socket.SHUT_RDWR is on every system; connections are not made here, so that module is not imported here."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back, whatever the status; header names are in lower case. It must be closed."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    _line: Line = field(repr=False)
    _response: httpcore.Response = field(repr=False)
    _stack: ExitStack = field(repr=False)

    def chunks(self) -> Iterator[bytes]:
        """Yield the body as it comes. Raises ModelFailed when it is too slow, too long or breaks off."""
        received = 0
        with self._line.plainly():
            for chunk in self._response.iter_stream():
                received += len(chunk)
                if received > MAX_BYTES:
                    raise ModelFailed(_("The answer of %s is too long; it was cut off and not used.") % self._line.host, "too_long")
                yield chunk

    def close(self) -> None:
        """Leave the connection, however much of it was read."""
        self._stack.close()


class Line:
    """The line for one call, from now to the endpoint's timeout. Redirects are not followed, proxies and cookies not known.

    `failure` keeps what went wrong on it: the libraries in between would wrap it until nobody can read it.
    """

    def __init__(self, endpoint: Endpoint, *, network: Network | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.failure: ModelFailed | None = None
        self._endpoint = endpoint
        self._network = network or Network()
        self._deadline = Deadline(clock, endpoint.timeout)
        self._response: httpcore.Response | None = None
        self._home = _home_of(endpoint)

    @property
    def host(self) -> str:
        """Return the server's name, for words."""
        return self._home.host

    def send(self, method: str, url: str, headers: Mapping[str, str], content: bytes) -> Answer:
        """Send one request and return what comes back. Raises ModelFailed in plain words when nothing usable does."""
        stack = ExitStack()
        try:
            with self.plainly():
                return self._sent(stack, method, url, headers, content)
        except BaseException:
            stack.close()
            raise

    def abort(self) -> None:
        """End a call that nobody waits for any more; what reads from it sees the end."""
        stream = self._response.extensions.get("network_stream") if self._response is not None else None
        found = stream.get_extra_info("socket") if stream is not None else None
        if found is not None:
            with contextlib.suppress(OSError):  # it may be closed already
                found.shutdown(_BOTH_WAYS)

    @contextlib.contextmanager
    def plainly(self) -> Iterator[None]:
        """Turn what goes wrong on the way into ModelFailed, and keep it."""
        try:
            yield
        except ModelFailed as error:
            self.failure = error
            raise
        except (FetchFailed, httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            self.failure = _worded(error, self._home, self._endpoint)
            raise self.failure from error

    def _sent(self, stack: ExitStack, method: str, url: str, headers: Mapping[str, str], content: bytes) -> Answer:
        address = checked_address(url)
        if address.origin != self._home.origin:
            raise SystemFault(f"a library wants to call {address.host}, which is not the chat model's server")
        backend = PinnedBackend(self._guarded_network(), self._deadline, random.Random(), trusted=self._is_trusted())  # noqa: S311 - spreads calls over addresses
        left = self._deadline.within(None)
        timeouts = {"connect": min(CONNECT_SECONDS, left), "read": left, "write": left, "pool": left}
        target = httpcore.URL(scheme=address.url.raw_scheme, host=address.url.raw_host, port=address.url.port, target=address.url.raw_path)
        pool = stack.enter_context(httpcore.ConnectionPool(ssl_context=self._network.tls(), max_connections=1, network_backend=backend))
        said = self._headers(address, headers, content)
        response = stack.enter_context(pool.stream(method, target, headers=said, content=content or None, extensions={"timeout": timeouts}))
        self._response = response
        found = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS:
            text = _("%s sends on to another address, which is not followed. Enter the address that it has now.")
            raise ModelFailed(text % self.host, "refused")
        if found.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
            raise ModelFailed(_("%s packed its answer in a way that was not asked for.") % self.host, "broken")
        return Answer(response.status, found, self, response, stack)

    def _headers(self, address: Address, given: Mapping[str, str], content: bytes) -> list[tuple[bytes, bytes]]:
        own = {
            "Host": address.url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept-Encoding": "identity",
            "Connection": "close",
            **({"Content-Length": str(len(content))} if content else {}),
            **{name: value for name, value in given.items() if name.lower() in _KEPT},
            **_authority(self._endpoint),
        }
        if not all(value.isascii() and value.isprintable() for value in own.values()):
            raise ModelFailed(_("The key for %s holds a character that cannot be sent. Enter it again.") % self.host, "refused")
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in own.items()]

    def _is_trusted(self) -> bool:
        named = {place.strip().lower() for place in self._endpoint.private_hosts}
        trusted = self._endpoint.any_private or self._home.place in named
        if not trusted and (self._home.url.scheme != "https" or self._home.port not in COMMON_PORTS):
            # Keys and texts travel: never in the clear, never to an odd door.
            raise ModelFailed(_("%s must be reached by https. Nothing was sent.") % self.host, "refused")
        return trusted

    def _guarded_network(self) -> Network:
        """Return the network with two refusals more: plain http into the internet, and the addresses that clouds keep their secrets at."""
        resolve, is_plain = self._network.resolve, self._home.url.scheme == "http"
        # Worded here: the resolver's thread does not know the reader's language.
        text = _("%s is on the internet, so it must be reached by https: anybody on the way could read along. Nothing was sent.")
        in_the_clear = ModelFailed(text % self.host, "refused")
        link_local = ModelFailed(_("%s points to an address at which no chat model can be. Nothing was sent.") % self.host, "refused")

        def checked(host: str, port: int) -> Sequence[str]:
            found = resolve(host, port)
            if is_plain and any(is_public(address) for address in found):
                raise in_the_clear
            if any(_is_link_local(address) for address in found):
                raise link_local
            return found

        return replace(self._network, resolve=checked)


def _home_of(endpoint: Endpoint) -> Address:
    try:
        return checked_address(endpoint.url)
    except FetchFailed as error:
        raise ModelFailed(str(error), "refused") from error


def _authority(endpoint: Endpoint) -> dict[str, str]:
    if not endpoint.key:
        return {}
    return {"X-Api-Key": endpoint.key} if endpoint.kind == "anthropic" else {"Authorization": f"Bearer {endpoint.key}"}


def _is_link_local(text: str) -> bool:
    try:
        return ip_address(text.partition("%")[0]).is_link_local
    except ValueError:
        return True


def _worded(error: Exception, home: Address, endpoint: Endpoint) -> ModelFailed:
    if isinstance(error, FetchFailed):
        return ModelFailed(str(error), "unreachable" if error.transient else "refused")
    if isinstance(error, httpcore.ConnectError | httpcore.ConnectTimeout):
        if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in error.args):
            text = _("%s cannot prove that it is what it says: its certificate is not valid. Nothing was sent.")
            return ModelFailed(text % home.host, "refused")
        return not_reached(home)
    if isinstance(error, httpcore.TimeoutException):
        return too_slow(home.host, endpoint.timeout)
    return ModelFailed(_("The answer of %s broke off. It can be tried again.") % home.host, "broken")
