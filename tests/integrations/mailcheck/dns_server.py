"""A small name server on the loopback: UDP and TCP, with records as a dictionary, and a list of what was asked."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.resolver
import dns.rrset

Zone = dict[tuple[str, str], list[str]]


@dataclass
class DnsServer:
    """Answers from `zone`: (name, type) → values. Names in `broken` are answered by a fault, those in `silent` not at all."""

    zone: Zone = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    silent: set[str] = field(default_factory=set)
    asked: list[tuple[str, str]] = field(default_factory=list)
    port: int = 0

    def answer(self, wire: bytes) -> bytes | None:
        query = dns.message.from_wire(wire)
        question = query.question[0]
        name, kind = question.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        if name in self.silent:
            return None
        if name in self.broken:
            response.set_rcode(dns.rcode.SERVFAIL)
        elif values := self.zone.get((name, kind)):
            response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *values))
        elif not any(known == name or known.endswith(f".{name}") for known, _kind in self.zone):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire(max_size=65_535)

    def resolver(self) -> dns.resolver.Resolver:
        """Return a resolver that asks nobody but this server."""
        found = dns.resolver.Resolver(configure=False)
        found.nameservers, found.port = ["127.0.0.1"], self.port
        found.timeout, found.lifetime = 0.3, 0.6
        return found


@contextmanager
def dns_server(zone: Zone | None = None) -> Iterator[DnsServer]:
    """Run a server on a free port, over UDP and TCP."""
    server = DnsServer(zone or {})

    class Udp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            wire, connection = self.request
            if (answer := server.answer(wire)) is not None:
                connection.sendto(answer, self.client_address)

    class Tcp(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            (size,) = struct.unpack("!H", self.request.recv(2))
            if (answer := server.answer(self.request.recv(size))) is not None:
                self.request.sendall(struct.pack("!H", len(answer)) + answer)

    tcp, udp = _bound(Tcp, Udp)
    server.port = udp.server_address[1]
    with udp, tcp:
        for one in (udp, tcp):
            threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        try:
            yield server
        finally:
            udp.shutdown()
            tcp.shutdown()


def _bound(tcp_handler: type, udp_handler: type) -> tuple[socketserver.ThreadingTCPServer, socketserver.ThreadingUDPServer]:
    """Return both servers on one port; the port that one was given may be taken for the other, so it is tried again."""
    for _count in range(20):
        tcp = socketserver.ThreadingTCPServer(("127.0.0.1", 0), tcp_handler)
        try:
            return tcp, socketserver.ThreadingUDPServer(("127.0.0.1", tcp.server_address[1]), udp_handler)
        except OSError:
            tcp.server_close()
    raise OSError("no port is free for both UDP and TCP")
