"""Fetching one address: checked, bounded in time and size, and with one plain sentence for every way it can fail."""

from __future__ import annotations

import random
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Literal

import httpcore
from django.utils.translation import gettext as _

from freehold import __version__
from freehold.domain.errors import SystemFault
from freehold.kit.http.address import COMMON_PORTS, Address, checked_address
from freehold.kit.http.body import read_body, too_large
from freehold.kit.http.errors import FetchFailed
from freehold.kit.http.network import Deadline, Network, PinnedBackend
from freehold.kit.http.retry_after import retry_after

USER_AGENT = f"Freehold/{__version__} (+self-hosted; personal use)"
MAX_REDIRECTS = 5

_REDIRECTS = {301, 302, 303, 307, 308}
_FOR_GOOD = {301, 308}
_KEEP_METHOD = {307, 308}
_TRANSIENT = {408, 425, 429}
# What the client itself says; a caller that wants to say it differently is mistaken.
_OWN_HEADERS = {"host", "user-agent", "accept-encoding", "connection", "content-length", "transfer-encoding", "cookie", "te", "upgrade"}
# As long as the columns they are kept in; a longer one is not worth a fault.
_LONGEST_ETAG = 300
_LONGEST_DATE = 100


@dataclass(frozen=True, slots=True, repr=False)
class FetchRequest:
    """What to fetch, and how much patience and room there is for it.

    `etag` and `last_modified` come from an earlier `Fetched` and make the call conditional. `headers` may hold a key:
    they are never sent on to another origin. `content_types` are the media types taken ("text/html", "application/");
    empty takes all. `private_hosts` are "host:port" of the owner's own network; `allowed_ports` are taken beside
    80, 443, 8080 and 8443. Times are seconds, sizes bytes: `max_raw_bytes` as sent, `max_bytes` after unpacking.
    """

    url: str
    method: Literal["GET", "POST"] = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    etag: str = ""
    last_modified: str = ""
    content_types: tuple[str, ...] = ()
    private_hosts: tuple[str, ...] = ()
    allowed_ports: frozenset[int] = frozenset()
    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 45.0
    max_raw_bytes: int = 8_000_000
    max_bytes: int = 16_000_000

    def __repr__(self) -> str:
        # Feeds' addresses and headers hold personal keys, and a repr ends up in logs.
        return f"<FetchRequest {self.method}>"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back: `url` is the last one after redirects, header names are in lower case, `body` is unpacked.

    `not_modified` means that nothing changed since `etag` or `last_modified`; the body is empty then.
    `moved_to` is the new address when every redirect on the way was permanent, else "".
    """

    status: int
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    not_modified: bool = False
    moved_to: str = field(default="", repr=False)

    @property
    def etag(self) -> str:
        """Return what to ask with next time, "" when there is none of a sensible length."""
        value = self.headers.get("etag", "")
        return value if len(value) <= _LONGEST_ETAG else ""

    @property
    def last_modified(self) -> str:
        """Return the Last-Modified header as it came, "" when there is none of a sensible length."""
        value = self.headers.get("last-modified", "")
        return value if len(value) <= _LONGEST_DATE else ""

    @property
    def content_type(self) -> str:
        """Return the media type without its parameters, in lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


def fetch(
    request: FetchRequest, *, now: datetime, rng: random.Random, clock: Callable[[], float], network: Network | None = None
) -> Fetched:
    """Fetch one address and return the answer; keeps no cookies, knows no proxy, and follows at most five redirects.

    `now` is for Retry-After, `rng` spreads calls over a host's addresses, `clock` gives growing seconds (time.monotonic).
    It asks nobody's leave: see `politeness`, or use `polite_fetch`.
    Raises FetchFailed for everything that goes wrong out there, SystemFault for a request that is ours to mend.
    """
    if now.utcoffset() is None:
        raise SystemFault("fetch needs an aware time")
    call = _Call(request, now, rng, Deadline(clock, request.total_seconds), network or Network())
    return call.run()


@dataclass(frozen=True, slots=True)
class _Hop:
    """One address on the way, and what is sent to it."""

    address: Address
    trusted: bool
    method: str
    content: bytes
    own_headers: Mapping[str, str]
    redirected: bool = False
    for_good: bool = True


@dataclass(frozen=True, slots=True)
class _Call:
    """One fetch on its way through the redirects."""

    request: FetchRequest
    now: datetime
    rng: random.Random
    deadline: Deadline
    network: Network

    def run(self) -> Fetched:
        hop = self._first_hop()
        for _count in range(MAX_REDIRECTS + 1):
            outcome = self._ask(hop)
            if isinstance(outcome, Fetched):
                return outcome
            hop = outcome
        raise FetchFailed(_("%(host)s sends from address to address and never to a page.") % {"host": hop.address.host}, transient=False)

    def _first_hop(self) -> _Hop:
        address = checked_address(self.request.url)
        own = self._checked_headers(address.host)
        hop = _Hop(address, self._is_private_host(address), self.request.method, self.request.content, own)
        self._check_port(hop)
        return hop

    def _next_hop(self, hop: _Hop, status: int, location: str) -> _Hop:
        if not location:
            raise FetchFailed(_("%(host)s sends on to nowhere.") % {"host": hop.address.host}, transient=False, status=status)
        address = checked_address(location, base=hop.address)
        same_origin = address.origin == hop.address.origin
        keeps = status in _KEEP_METHOD or hop.method == "GET"
        if hop.content and keeps and not same_origin:
            raise FetchFailed(
                _("%(host)s wants what was sent to it sent on to another host, which is not done.") % {"host": hop.address.host},
                transient=False,
                status=status,
            )
        following = _Hop(
            address,
            # Only a host of the owner's own network may send on into it: a page on the internet must not.
            trusted=hop.trusted and self._is_private_host(address),
            method=hop.method if keeps else "GET",
            content=hop.content if keeps else b"",
            own_headers=hop.own_headers if same_origin else {},
            redirected=True,
            for_good=hop.for_good and status in _FOR_GOOD,
        )
        self._check_port(following)
        return following

    def _is_private_host(self, address: Address) -> bool:
        return address.place in {place.strip().lower() for place in self.request.private_hosts}

    def _check_port(self, hop: _Hop) -> None:
        if hop.trusted or hop.address.port in COMMON_PORTS or hop.address.port in self.request.allowed_ports:
            return
        raise FetchFailed(
            _("%(host)s is to be read at port %(port)s, which is not one of the web. Use 80, 443, 8080 or 8443.")
            % {"host": hop.address.host, "port": hop.address.port},
            transient=False,
        )

    def _checked_headers(self, host: str) -> dict[str, str]:
        own = {}
        for name, value in self.request.headers.items():
            if name.lower() in _OWN_HEADERS:
                raise SystemFault(f"the header {name} is the client's own")
            if not (value.isascii() and value.isprintable()):
                raise FetchFailed(
                    _("The key for %(host)s holds a character that cannot be sent. Enter it again.") % {"host": host}, transient=False
                )
            own[name] = value.strip()
        return own

    def _headers(self, hop: _Hop) -> list[tuple[bytes, bytes]]:
        headers = {
            "Host": hop.address.url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": ", ".join(f"{kind}*" if kind.endswith("/") else kind for kind in self.request.content_types) or "*/*",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }
        # What cannot be sent in a header did not come from one; the call is then just not conditional.
        if self.request.etag and self.request.etag.isascii() and self.request.etag.isprintable():
            headers["If-None-Match"] = self.request.etag
        if self.request.last_modified and self.request.last_modified.isascii() and self.request.last_modified.isprintable():
            headers["If-Modified-Since"] = self.request.last_modified
        if hop.method == "POST":
            headers["Content-Length"] = str(len(hop.content))
        replaced = {name.lower() for name in hop.own_headers}
        merged = {name: value for name, value in headers.items() if name.lower() not in replaced} | dict(hop.own_headers)
        return [(name.encode("ascii"), value.encode("ascii")) for name, value in merged.items()]

    def _ask(self, hop: _Hop) -> Fetched | _Hop:
        url = hop.address.url
        target = httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path)
        backend = PinnedBackend(self.network, self.deadline, self.rng, trusted=hop.trusted)
        patience = self.request.read_seconds
        timeouts = {"connect": self.request.connect_seconds, "read": patience, "write": patience, "pool": patience}
        try:
            with (
                httpcore.ConnectionPool(ssl_context=self.network.tls(), max_connections=1, network_backend=backend) as pool,
                pool.stream(
                    hop.method, target, headers=self._headers(hop), content=hop.content or None, extensions={"timeout": timeouts}
                ) as response,
            ):
                return self._outcome(hop, response)
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _worded(error, hop.address.host) from error

    def _outcome(self, hop: _Hop, response: httpcore.Response) -> Fetched | _Hop:
        status, headers, host = response.status, _readable(response.headers), hop.address.host
        if status in _REDIRECTS:
            return self._next_hop(hop, status, headers.get("location", ""))
        url = str(hop.address.url)
        moved_to = url if hop.redirected and hop.for_good else ""
        if status == HTTPStatus.NOT_MODIFIED and (self.request.etag or self.request.last_modified):
            return Fetched(status, url, headers, b"", not_modified=True, moved_to=moved_to)
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            raise _refused(status, host, retry_after(headers.get("retry-after", ""), self.now))
        self._check_announced(headers, host)
        body = read_body(
            response.iter_stream(),
            headers.get("content-encoding", ""),
            host=host,
            max_raw_bytes=self.request.max_raw_bytes,
            max_bytes=self.request.max_bytes,
        )
        return Fetched(status, url, headers, body, moved_to=moved_to)

    def _check_announced(self, headers: Mapping[str, str], host: str) -> None:
        """Refuse by the headers what need not be read to be refused."""
        length = headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > self.request.max_raw_bytes:
            raise too_large(host, self.request.max_raw_bytes)
        kind = headers.get("content-type", "").partition(";")[0].strip().lower()
        if self.request.content_types and kind and not kind.startswith(self.request.content_types):
            raise FetchFailed(_("%(host)s sent %(kind)s, which cannot be used here.") % {"host": host, "kind": kind[:80]}, transient=False)


def _readable(headers: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return the headers by name in lower case, repeated ones joined; cookies are left where they are."""
    found: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name != "set-cookie":
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def _refused(status: int, host: str, wait: datetime | None) -> FetchFailed:
    known = {"host": host, "status": status}
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        text = _("%(host)s asks for fewer calls (status %(status)s). It is tried again later.") % known
    elif status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        text = _("%(host)s has a fault of its own (status %(status)s). It is tried again later.") % known
    elif status in {401, 403}:
        text = _("%(host)s refused access (status %(status)s). Check the address, and the key if it needs one.") % known
    elif status in {404, 410}:
        text = _("%(host)s has nothing at this address (status %(status)s). Check the address.") % known
    else:
        text = _("%(host)s did not send what was asked for (status %(status)s).") % known
    transient = status in _TRANSIENT or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return FetchFailed(text, transient=transient, retry_after=wait, status=status)


def _worded(error: Exception, host: str) -> FetchFailed:
    known = {"host": host}
    if isinstance(error, httpcore.TimeoutException):
        return FetchFailed(_("%(host)s answered too slowly. It is tried again later.") % known, transient=True)
    # httpcore drops the cause on the way up, but keeps it as the argument.
    if any(isinstance(cause, ssl.SSLCertVerificationError) for cause in error.args):
        return FetchFailed(_("%(host)s cannot prove that it is what it says: its certificate is not valid.") % known, transient=False)
    if isinstance(error, httpcore.ConnectError):
        return FetchFailed(_("%(host)s could not be reached. It is tried again later.") % known, transient=True)
    return FetchFailed(_("The answer of %(host)s broke off or is damaged. It can be tried again.") % known, transient=True)
