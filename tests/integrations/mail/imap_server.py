"""A small IMAP4rev1 server on the loopback for tests: TLS with its own certificate, and a record of every command."""

from __future__ import annotations

import datetime as dt
import ipaddress
import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

USER, PASSWORD = "robin@example.com", 'se"cret\\'


def make_certificate(folder: Path) -> tuple[Path, Path]:
    """Write a key and a certificate for 127.0.0.1 and return their files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "key.pem", folder / "certificate.pem"
    key_file.write_bytes(key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    return key_file, certificate_file


@dataclass
class Folder:
    """Messages by UID. `sizes` overrides what is said of a size; `unreadable` and `hangup` are UIDs that fail; `flags` as LIST tells them."""

    messages: dict[int, bytes] = field(default_factory=dict)
    uid_validity: int = 7
    sizes: dict[int, int] = field(default_factory=dict)
    unreadable: set[int] = field(default_factory=set)
    hangup: set[int] = field(default_factory=set)
    flags: str = "\\HasNoChildren"


class ImapServer(socketserver.ThreadingTCPServer):
    """Holds folders and the commands that came in."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, context: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.context = context
        self.folders = {"INBOX": Folder(), "Jobs": Folder(uid_validity=9)}
        self.commands: list[str] = []
        self.silent = False

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def get_request(self):
        connection, address = super().get_request()
        connection.settimeout(10)
        if self.context is not None:
            connection = self.context.wrap_socket(connection, server_side=True)
        return connection, address

    def handle_error(self, request, client_address) -> None:
        """A client that hangs up is part of the tests."""


class _Session(socketserver.StreamRequestHandler):
    server: ImapServer

    def handle(self) -> None:
        self.folder: Folder | None = None
        self.logged_in = False
        if self.server.silent:
            threading.Event().wait(3)
            return
        self._say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] ready")
        while line := self.rfile.readline(65536):
            tag, _, rest = line.decode("utf-8", "replace").strip().partition(" ")
            verb, _, arguments = rest.partition(" ")
            verb = verb.upper()
            if verb == "UID":
                inner, _, arguments = arguments.partition(" ")
                verb = f"UID {inner.upper()}"
            self.server.commands.append(f"{verb} {arguments}" if verb != "LOGIN" else "LOGIN")
            if not self._answer(tag, verb, arguments):
                return

    def _say(self, text: str | bytes) -> None:
        self.wfile.write((text if isinstance(text, bytes) else text.encode()) + b"\r\n")

    def _answer(self, tag: str, verb: str, arguments: str) -> bool:
        if verb == "CAPABILITY":
            self._say("* CAPABILITY IMAP4rev1 AUTH=PLAIN")
        elif verb == "LOGIN":
            words = [re.sub(r"\\(.)", r"\1", word) for word in re.findall(r'"((?:[^"\\]|\\.)*)"', arguments)]
            if words != [USER, PASSWORD] and arguments.split(" ", 1)[0] != USER:
                self._say(f"{tag} NO [AUTHENTICATIONFAILED] Invalid credentials")
                return True
            if PASSWORD not in words:
                self._say(f"{tag} NO [AUTHENTICATIONFAILED] Invalid credentials")
                return True
            self.logged_in = True
        elif verb == "LIST":
            for name, folder in self.server.folders.items():
                self._say(f'* LIST ({folder.flags}) "/" "{name}"')
        elif verb in ("EXAMINE", "SELECT"):
            self.folder = self.server.folders.get(arguments.strip('"'))
            if self.folder is None:
                self._say(f"{tag} NO [NONEXISTENT] Unknown Mailbox")
                return True
            self._say(f"* {len(self.folder.messages)} EXISTS")
            self._say(f"* OK [UIDVALIDITY {self.folder.uid_validity}] UIDs valid")
            self._say(f"{tag} OK [READ-{'ONLY' if verb == 'EXAMINE' else 'WRITE'}] done")
            return True
        elif verb == "UID SEARCH":
            self._say("* SEARCH " + " ".join(str(uid) for uid in self._found(arguments)))
        elif verb == "UID FETCH":
            if not self._fetch(tag, arguments):
                return False
        elif verb == "LOGOUT":
            self._say("* BYE until next time")
            self._say(f"{tag} OK done")
            return False
        else:
            self._say(f"{tag} BAD unknown command")
            return True
        self._say(f"{tag} OK done")
        return True

    def _found(self, criteria: str) -> list[int]:
        assert self.folder is not None
        uids = sorted(self.folder.messages)
        first = int(re.search(r"UID (\d+):\*", criteria)[1])
        # RFC 3501: "n:*" names the last message even when its number is below n.
        found = [uid for uid in uids if uid >= first] or uids[-1:]
        if sender := re.search(r'FROM "([^"]+)"', criteria):
            found = [uid for uid in found if sender[1].lower() in str(message_from_bytes(self.folder.messages[uid])["From"]).lower()]
        if since := re.search(r"SINCE (\d+-\w+-\d+)", criteria):
            day = dt.datetime.strptime(since[1], "%d-%b-%Y").date()
            found = [uid for uid in found if _day(self.folder.messages[uid]) >= day]
        return found

    def _fetch(self, tag: str, arguments: str) -> bool:
        assert self.folder is not None
        names, _, items = arguments.partition(" ")
        for uid in (int(name) for name in names.split(",")):
            raw = self.folder.messages.get(uid)
            if raw is None:
                continue
            if "HEADER.FIELDS" in items:
                head = _head(raw, items)
                self._say(f"* {uid} FETCH (UID {uid} BODY[HEADER.FIELDS (X)]<0> {{{len(head)}}}".encode() + b"\r\n" + head + b")")
            elif "BODY.PEEK[]" not in items:
                self._say(f"* {uid} FETCH (UID {uid} RFC822.SIZE {self.folder.sizes.get(uid, len(raw))})")
            elif uid in self.folder.hangup:
                return False
            elif uid not in self.folder.unreadable:
                part = re.search(r"<(\d+)\.(\d+)>", items)
                raw = raw[int(part[1]) : int(part[1]) + int(part[2])] if part else raw
                self._say(f"* {uid} FETCH (UID {uid} BODY[]<0> {{{len(raw)}}}".encode() + b"\r\n" + raw + b")")
        return True


def _head(raw: bytes, items: str) -> bytes:
    """Return the header lines that were asked for."""
    wanted = set(re.search(r"HEADER\.FIELDS \(([^)]*)\)", items)[1].upper().split())
    top = re.split(rb"\r?\n\r?\n", raw, maxsplit=1)[0]
    lines = re.split(rb"\r?\n(?![ \t])", top)
    kept = [line for line in lines if line.partition(b":")[0].decode("ascii", "replace").upper() in wanted]
    return b"\r\n".join([*kept, b"", b""])


def _day(raw: bytes) -> dt.date:
    from email.utils import parsedate_to_datetime

    return parsedate_to_datetime(message_from_bytes(raw)["Date"]).date()


@contextmanager
def running(context: ssl.SSLContext | None) -> Iterator[ImapServer]:
    """Run a server in a thread for the length of a `with`."""
    server = ImapServer(context)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
