"""Hands mails to an SMTP server: only over a checked line, within time and size, and with plain words for what goes wrong."""

from __future__ import annotations

import ipaddress
import re
import smtplib
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, NoReturn

from django.utils.translation import gettext as _

from freehold.integrations.mail.compose import compose, envelope_address, needs_utf8
from freehold.integrations.mail.signing import signed
from freehold.integrations.mail.words import refused
from freehold.kit.http.addresses import is_public
from freehold.kit.http.network import Resolver, public_tls, system_resolver
from freehold.kit.mailing.port import MailMessage, MailServer, SendFailed

STEP_SECONDS = 30.0
WHOLE_SECONDS = 300.0
_MOST_SAID = 256 * 1024
"""Bytes that a server may say in one dialogue; honest ones need a hundredth of it."""
_GREETING_NAME = "[127.0.0.1]"
"""What we call ourselves: the machine's own name is nobody's business."""
_SAFE = re.compile(r"[^\x00-\x1f\x7f]*")


@dataclass(frozen=True, slots=True)
class SmtpSender:
    """Sends by SMTP. Tests put in their own resolver, certificates and patience (seconds for a step and for the whole)."""

    resolve: Resolver = system_resolver
    tls: Callable[[], ssl.SSLContext] = public_tls
    step_seconds: float = STEP_SECONDS
    whole_seconds: float = WHOLE_SECONDS

    def send(self, server: MailServer, message: MailMessage, *, before_data: Callable[[], None]) -> None:
        """Hand one mail over; returning means that the server has taken it. Raises SendFailed, and what `before_data` raises."""
        mail = compose(message)
        raw = mail.as_bytes()
        if message.dkim is not None:
            raw = signed(raw, message.dkim)
        utf8 = needs_utf8(message)
        receivers = [envelope_address(message.to_address)]
        copy_to = envelope_address(message.copy_to) if message.copy_to else ""
        progress = _Progress()
        with self._session(server, progress) as client:
            options = _mail_options(client, server, raw, utf8=utf8)
            _expect(client.mail(envelope_address(message.from_address), options), server, "from")
            _expect(client.rcpt(receivers[0]), server, "to", address=message.to_address)
            if copy_to and copy_to != receivers[0]:
                client.rcpt(copy_to)  # whether the own copy arrives must not decide about the mail
            before_data()
            _expect(client.docmd("DATA"), server, "data", good=354)
            progress.offered = True
            code, answer = client.hand_over(raw)
            progress.answered = True
            _expect((code, answer), server, "data")

    def check(self, server: MailServer) -> None:
        """Sign in and leave again, sending nothing. Raises SendFailed."""
        # Somebody waits before the page.
        quick = replace(self, step_seconds=min(self.step_seconds, 10.0), whole_seconds=min(self.whole_seconds, 25.0))
        with quick._session(server, _Progress()) as client:  # noqa: SLF001 - it is this very class
            _expect(client.docmd("NOOP"), server, "hello")

    @contextmanager
    def _session(self, server: MailServer, progress: _Progress) -> Iterator[_Client]:
        """Yield the connection after signing in; every fault of server, line or password becomes a SendFailed."""
        client: _Client | None = None
        watchdog: threading.Timer | None = None
        try:
            client = _Client(self._connected(server), server.host)
            watchdog = threading.Timer(self.whole_seconds, client.cut, args=(progress,))
            watchdog.daemon = True
            watchdog.start()
            self._greet(client, server)
            _sign_in(client, server)
            yield client
        except (OSError, smtplib.SMTPException, EOFError, ValueError) as error:
            _reword(error, server, progress)
        finally:
            if watchdog is not None:
                watchdog.cancel()
            if client is not None:
                client.leave(politely=progress.answered or not progress.offered)

    def _connected(self, server: MailServer) -> socket.socket:
        """Return the connection to a checked address, in TLS if it begins with that."""
        for value in (server.host, server.user, server.password):
            if not _SAFE.fullmatch(value):
                raise SendFailed(
                    _("The mail settings hold a line break or another sign that no mail server takes. Enter them again."), "account"
                )
        if server.security == "none" and not _is_this_machine(server.host):
            raise SendFailed(
                _("Without TLS your password and mails could be read on their way, so %s was not contacted. Choose STARTTLS or TLS.")
                % server.host,
                "account",
            )
        connection = _connect(self._allowed_addresses(server), server.port, self.step_seconds)
        if server.security != "tls":
            return connection
        try:
            return self.tls().wrap_socket(connection, server_hostname=server.host)
        except BaseException:
            connection.close()
            raise

    def _allowed_addresses(self, server: MailServer) -> Sequence[str]:
        addresses = list(self.resolve(server.host, server.port))
        place = f"[{server.host}]:{server.port}" if ":" in server.host else f"{server.host}:{server.port}"
        trusted = server.any_private or place.lower() in {host.strip().lower() for host in server.private_hosts}
        if not addresses:
            raise socket.gaierror(server.host)
        if not trusted and not all(is_public(address) for address in addresses):
            raise SendFailed(
                _("%s points to a private address, so it was not contacted. If it is your own server, name it in FREEHOLD_PRIVATE_HOSTS.")
                % place,
                "account",
            )
        return addresses

    def _greet(self, client: _Client, server: MailServer) -> None:
        _expect(client.read_greeting(), server, "hello")
        client.say_hello(server)
        if server.security == "starttls":
            if not client.has_extn("starttls"):
                raise SendFailed(
                    _("%s does not offer STARTTLS, so your password was not sent. Try TLS with port 465.") % server.host, "account"
                )
            _expect(client.starttls(context=self.tls()), server, "hello")
            client.say_hello(server)


class _Progress:
    """How far a dialogue has come."""

    def __init__(self) -> None:
        self.offered = False
        self.answered = False
        self.cut = False


class _Client(smtplib.SMTP):
    """smtplib's dialogue over a connection of ours, with a limit on how much the server may say."""

    def __init__(self, connection: socket.socket, host: str) -> None:
        super().__init__(local_hostname=_GREETING_NAME)
        self.sock: Any = connection
        self._host = host  # the name that STARTTLS checks the certificate against
        self._heard = 0

    def read_greeting(self) -> tuple[int, bytes]:
        """Return what the server says first."""
        return self.getreply()

    def say_hello(self, server: MailServer) -> None:
        """Say EHLO, or HELO to a server of the last century."""
        code, _answer = self.ehlo()
        if not 200 <= code <= 299:
            _expect(self.helo(), server, "hello")

    def getreply(self) -> tuple[int, bytes]:
        """Read one answer, refusing to read for ever."""
        if self.file is None:
            self.file = _Bounded(self.sock.makefile("rb"), self)
        return super().getreply()

    def count(self, size: int) -> None:
        """Count what the server says. Raises SMTPServerDisconnected when it does not stop."""
        self._heard += size
        if self._heard > _MOST_SAID:
            raise smtplib.SMTPServerDisconnected("the server does not stop talking")

    def hand_over(self, raw: bytes) -> tuple[int, bytes]:
        """Send the words after DATA was answered, and return the answer to them."""
        lines = re.sub(rb"(?m)^\.", b"..", raw)
        self.send(lines if lines.endswith(b"\r\n") else lines + b"\r\n")
        self.send(b".\r\n")
        return self.getreply()

    def cut(self, progress: _Progress) -> None:
        """End a dialogue that takes too long, from another thread."""
        progress.cut = True
        connection = self.sock
        if connection is not None:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                return  # it has ended by itself in this moment

    def leave(self, *, politely: bool) -> None:
        """Say goodbye; a server that has gone already is no fault."""
        try:
            if politely and self.sock is not None:
                self.sock.settimeout(2.0)
                self.docmd("QUIT")
        except (OSError, smtplib.SMTPException, ValueError):
            pass  # nothing hangs on the goodbye
        finally:
            self.close()


class _Bounded:
    """The server's answers as a file that counts."""

    def __init__(self, file: BinaryIO, client: _Client) -> None:
        self._file = file
        self._client = client

    def readline(self, limit: int = -1) -> bytes:
        """Return the next line."""
        line = self._file.readline(limit)
        self._client.count(len(line))
        return line

    def close(self) -> None:
        """Close the file below."""
        self._file.close()


def _connect(addresses: Sequence[str], port: int, seconds: float) -> socket.socket:
    last: OSError = OSError("no address")
    for address in addresses[:4]:
        try:
            return socket.create_connection((address, port), timeout=seconds)
        except OSError as error:
            last = error
    raise last


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _sign_in(client: _Client, server: MailServer) -> None:
    if not server.user:
        return
    offered = client.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        token = b64encode(f"\0{server.user}\0{server.password}".encode()).decode("ascii")
        answer = client.docmd("AUTH", f"PLAIN {token}")
    elif "LOGIN" in offered:
        answer = client.docmd("AUTH", "LOGIN")
        for part in (server.user, server.password):
            if answer[0] == 334:
                answer = client.docmd(b64encode(part.encode()).decode("ascii"))
    else:
        raise SendFailed(
            _("%s offers no sign-in with a user name and password here. Check port and protection; some providers want an app password.")
            % server.host,
            "account",
        )
    _expect(answer, server, "login", good=235)


def _mail_options(client: _Client, server: MailServer, raw: bytes, *, utf8: bool) -> list[str]:
    options = []
    if client.has_extn("size"):
        most = client.esmtp_features["size"].strip()
        if most.isdigit() and 0 < int(most[:15]) < len(raw):
            raise SendFailed(
                _("%(host)s takes mails of at most %(most)s MB, and this one has %(size)s MB. Attach fewer or smaller files.")
                % {"host": server.host, "most": f"{int(most[:15]) / 1e6:.1f}", "size": f"{len(raw) / 1e6:.1f}"},
                "permanent",
            )
        options.append(f"SIZE={len(raw)}")
    if utf8:
        if not client.has_extn("smtputf8"):
            raise SendFailed(
                _("%s cannot deliver to addresses with letters such as é before the @. Ask the receiver for another address.")
                % server.host,
                "permanent",
            )
        options += ["SMTPUTF8", "BODY=8BITMIME"]
        client.command_encoding = "utf-8"
    return options


def _expect(reply: tuple[int, bytes], server: MailServer, step: str, *, good: int = 0, address: str = "") -> None:
    """Raise SendFailed in plain words unless the server agreed."""
    code, answer = reply
    if code == good or (not good and 200 <= code <= 299):
        return
    raise refused(code, answer, host=server.host, step=step, address=address)


def _was_slow(error: BaseException | None) -> bool:
    """Tell whether a time-out is behind the error: smtplib makes a broken line of it."""
    return isinstance(error, TimeoutError) or (error is not None and isinstance(error.__context__, TimeoutError))


def _reword(error: Exception, server: MailServer, progress: _Progress) -> NoReturn:
    """Raise SendFailed for a fault of the line; after the words were offered nobody can say whether they arrived."""
    place = f"{server.host}:{server.port}"
    if progress.offered and not progress.answered:
        raise SendFailed(_("The connection to %s ended in the middle of the mail.") % place, "unknown") from error
    if isinstance(error, ssl.SSLCertVerificationError):
        text = _("%s shows a certificate that cannot be trusted, so your password was not sent. Check the server's name.") % place
        raise SendFailed(text, "account") from error
    if isinstance(error, ssl.SSLError):
        text = _("%s does not speak TLS there, so your password was not sent. Port 465 goes with TLS, port 587 with STARTTLS.") % place
        raise SendFailed(text, "account") from error
    if isinstance(error, socket.gaierror | UnicodeError):
        text = _("There is no mail server named %s, or this computer is not online. Check its name for a typing error.") % server.host
    elif progress.cut or _was_slow(error):
        text = _("%s answered too slowly. Nothing was sent; it is tried again.") % place
    elif isinstance(error, ConnectionRefusedError):
        text = _("%s could not be reached: nothing answers there. Check the server's name and the port.") % place
    else:
        text = _("The connection to %s broke off. Nothing was sent; it is tried again.") % place
    raise SendFailed(text, "temporary") from error
