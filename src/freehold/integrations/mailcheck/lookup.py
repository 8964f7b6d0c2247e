"""Asking the DNS: what is not there is an empty answer, what cannot be asked is a fault of its own."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import dns.exception
import dns.resolver
import dns.reversename

ResolverMaker = Callable[[], dns.resolver.Resolver]
_MOST_ANSWERS = 50
WHOLE_SECONDS = 20.0
"""Somebody waits before the page."""
_LONGEST_ANSWER = 4_000


class Unanswered(Exception):  # noqa: N818 - named for what happened, as it is caught
    """The DNS did not answer, or answered with a fault: nothing is known."""


def system_resolver() -> dns.resolver.Resolver:
    """Return a resolver that asks the name servers of this machine, within some seconds."""
    try:
        found = dns.resolver.Resolver()
    except dns.exception.DNSException as error:
        raise Unanswered(str(error)) from error
    found.timeout, found.lifetime = 2.0, 4.0
    return found


class WatchedResolver(dns.resolver.Resolver):
    """Asks the same servers as another resolver, for so many seconds in all, and counts the questions that nobody answered.

    The library that reads SPF and DMARC takes a silent server for a missing record; this tells the two apart.
    """

    def __init__(self, like: dns.resolver.Resolver, *, seconds: float = WHOLE_SECONDS) -> None:
        super().__init__(configure=False)
        self.nameservers, self.port = like.nameservers, like.port
        self.timeout, self.lifetime = like.timeout, like.lifetime
        self.unanswered = 0
        self._end = time.monotonic() + seconds

    def resolve(self, *asked: Any, **how: Any) -> dns.resolver.Answer:
        """Ask. Raises what dnspython raises; LifetimeTimeout at the end of the whole time."""
        if time.monotonic() > self._end:
            self.unanswered += 1
            raise dns.resolver.LifetimeTimeout(timeout=self.lifetime, errors=[])  # type: ignore[no-untyped-call]  # dnspython's own gap
        try:
            return super().resolve(*asked, **how)
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            raise
        except (dns.exception.DNSException, OSError):
            self.unanswered += 1
            raise


@dataclass(frozen=True, slots=True)
class Lookup:
    """Looks names up with one resolver."""

    resolver: WatchedResolver

    @contextmanager
    def reading(self) -> Iterator[Callable[[], bool]]:
        """Yield a function that tells whether a question went unanswered since."""
        before = self.resolver.unanswered
        yield lambda: self.resolver.unanswered > before

    def texts(self, name: str) -> list[str]:
        """Return the TXT records at a name, each with its strings joined."""
        return [b"".join(record.strings).decode("utf-8", "replace")[:_LONGEST_ANSWER] for record in self._ask(name, "TXT")]

    def mail_servers(self, domain: str) -> list[str]:
        """Return the servers that take mail for a domain, the first one first; [""] where it says that it takes none (RFC 7505)."""
        rows = sorted((record.preference, record.exchange.to_text(omit_final_dot=True)) for record in self._ask(domain, "MX"))
        return ["" if name in {".", ""} else name for _preference, name in rows]

    def addresses(self, name: str) -> list[str]:
        """Return the addresses of a host, those of IPv4 first."""
        try:
            return [str(ipaddress.ip_address(name))]
        except ValueError:
            return [record.address for kind in ("A", "AAAA") for record in self._ask(name, kind)]

    def names(self, address: str) -> list[str]:
        """Return the names that an address goes by (PTR)."""
        found = self._ask(dns.reversename.from_address(address).to_text(), "PTR")
        return [record.target.to_text(omit_final_dot=True).lower() for record in found]

    def _ask(self, name: str, kind: str) -> list[Any]:
        try:
            return list(self.resolver.resolve(name, kind, search=False))[:_MOST_ANSWERS]
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except (dns.exception.DNSException, OSError, ValueError) as error:
            raise Unanswered(f"{name} {kind}") from error
