"""A real SMTP server on the loopback that takes mails, refuses them, drags its feet or hangs up, as it is told."""

from __future__ import annotations

import asyncio
import socket
import ssl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

USER, PASSWORD = "robin@example.com", "geheim-äöü"


@dataclass
class Behaviour:
    """What the server does. `replies` are answers in place of its own, by step; `taken` is what arrived."""

    replies: dict[str, str] = field(default_factory=dict)
    slow: dict[str, float] = field(default_factory=dict)
    hang_up: str = ""
    taken: list[bytes] = field(default_factory=list)
    receivers: list[list[str]] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    logins: list[tuple[str, str]] = field(default_factory=list)
    tls_names: list[str | None] = field(default_factory=list)
    port: int = 0

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.taken]

    async def at(self, step: str, server: Any) -> str:
        await asyncio.sleep(self.slow.get(step, 0))
        if self.hang_up == step:
            server.transport.abort()
        return self.replies.get(step, "")

    async def handle_MAIL(self, server, session, envelope, address, mail_options):
        said = await self.at("from", server)
        envelope.mail_from = address
        self.options = list(mail_options)
        return said or "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        said = await self.at("to", server) or self.replies.get(address, "")
        if not said:
            envelope.rcpt_tos.append(address)
        return said or "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if self.hang_up != "data, not taken":
            said = self.replies.get("data", "")
            if not said:
                self.taken.append(envelope.content)
                self.receivers.append(list(envelope.rcpt_tos))
        return await self.at("data", server) or "250 Taken"

    def log_in(self, server, session, envelope, mechanism, data):
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login.decode(), data.password.decode()))
        if "login" in self.replies:
            return AuthResult(success=False, handled=False, message=self.replies["login"])
        good = (data.login.decode(), data.password.decode()) == (USER, PASSWORD)
        return AuthResult(success=good, handled=good)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def smtp_server(
    behaviour: Behaviour | None = None, *, tls: ssl.SSLContext | None = None, implicit: bool = False, auth: bool = False, **options: Any
) -> Iterator[Behaviour]:
    """Serve until the block is left."""
    behaviour = behaviour or Behaviour()
    behaviour.port = free_port()
    if tls is not None:
        tls.sni_callback = lambda _socket, name, _context: behaviour.tls_names.append(name)
    if auth:
        options |= {"authenticator": behaviour.log_in, "auth_required": True, "auth_require_tls": tls is not None}
    if tls is not None and not implicit:
        options |= {"tls_context": tls, "require_starttls": True}
    elif implicit:
        options |= {"ssl_context": tls, "auth_require_tls": False} if auth else {"ssl_context": tls}
    controller = Controller(behaviour, hostname="127.0.0.1", port=behaviour.port, enable_SMTPUTF8=options.pop("utf8", True), **options)
    with warnings.catch_warnings():
        # It warns of what some tests are about: a sign-in without TLS.
        warnings.simplefilter("ignore", UserWarning)
        controller.start()
        try:
            yield behaviour
        finally:
            controller.stop(no_assert=True)
