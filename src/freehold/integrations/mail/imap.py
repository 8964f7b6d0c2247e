"""Reads new mails over IMAP and TLS without changing anything: EXAMINE, BODY.PEEK, each message once."""

from __future__ import annotations

import imaplib
import ipaddress
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError
from imap_tools.mailbox import BaseMailBox, MailBox, MailBoxUnencrypted

from freehold.domain.errors import Problem, UserError

MAX_BYTES = 1024 * 1024
MAX_BYTES_OF_A_READING = 20 * 1024 * 1024
_UNSAFE = re.compile(r"[\x00-\x1f\x7f]")
_UID = re.compile(rb"\bUID (\d{1,10})\b")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})\b")
_FROM_SEARCHABLE = re.compile(r"[\w.@+-]{1,200}", re.ASCII)
BATCH = 200
# IMAP dates are English whatever the language of the machine.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A mailbox to be read. `senders` are addresses or domains; none means every sender.

    `security` is "tls"; "plain" is accepted for this very machine only. The first reading of a folder goes back to the day
    `since`; `max_messages` limits each reading, and what is over it is read the next time. `timeout` is in seconds, for
    each answer of the server.
    """

    host: str
    user: str
    password: str = field(repr=False)
    port: int = 993
    folder: str = "INBOX"
    senders: tuple[str, ...] = ()
    security: str = "tls"
    since: date | None = None
    max_messages: int = 100
    timeout: float = 20.0
    tls_context: ssl.SSLContext | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Up to where a folder has been read. When the server renumbers (`uid_validity` changes) it is read from the start."""

    uid_validity: int = 0
    last_uid: int = 0

    def as_json(self) -> dict[str, int]:
        """Return the cursor as JSON to be stored."""
        return {"uid_validity": self.uid_validity, "last_uid": self.last_uid}

    @classmethod
    def from_json(cls, value: object) -> Cursor:
        """Return the stored cursor; the beginning for anything that is none."""
        if not isinstance(value, dict):
            return cls()
        numbers = [value.get(name) for name in ("uid_validity", "last_uid")]
        return cls(*(number if isinstance(number, int) and number >= 0 else 0 for number in numbers))


def read_new(account: MailAccount, cursor: Cursor) -> tuple[list[bytes], Cursor, list[Problem]]:
    """Return (raw messages that came since `cursor`, new cursor, problems), oldest first. Nothing in the mailbox is changed.

    A message over 1 MB or one that the server does not hand over becomes a problem and is passed over for good.
    Raises UserError in plain words when the mailbox cannot be opened; the cursor is then best kept as it was.
    """
    with opened(account) as box:
        validity = examine(box, account)
        if validity != cursor.uid_validity:
            cursor = Cursor(validity, 0)
        uids, newest = new_uids(box, account, cursor)
        messages, problems, last = _fetched(box, uids)
    # With everything read, mails of other senders need not be looked at again.
    finished = not uids or last == uids[-1]
    return messages, Cursor(validity, max(cursor.last_uid, last, newest if finished else 0)), problems


def _fetched(box: BaseMailBox, uids: list[int]) -> tuple[list[bytes], list[Problem], int]:
    """Return (raw messages, problems, the last UID dealt with). A line that breaks keeps what was read before."""
    messages: list[bytes] = []
    problems: list[Problem] = []
    sizes = sizes_of(box, uids)
    last = 0
    for uid in uids:
        raw: bytes | None = None
        if sizes.get(uid, 0) <= MAX_BYTES:
            try:
                raw = message_of(box, uid)
            except (imaplib.IMAP4.abort, OSError, EOFError):
                if not messages:
                    raise
                problems.append(Problem(_("message %d") % uid, _("the connection broke off here"), _("It is read the next time.")))
                break
            if raw is None:
                problems.append(Problem(_("message %d") % uid, _("the mail server did not hand it over, so it was passed over")))
        if sizes.get(uid, 0) > MAX_BYTES or (raw is not None and len(raw) > MAX_BYTES):
            problems.append(Problem(_("message %d") % uid, _("it is larger than 1 MB and was passed over")))
        elif raw is not None:
            messages.append(raw)
        last = uid
        if sum(map(len, messages)) > MAX_BYTES_OF_A_READING:
            break
    return messages, problems, last


@contextmanager
def opened(account: MailAccount) -> Iterator[BaseMailBox]:
    """Yield the connection after logging in; every fault of server, line or password becomes a UserError in plain words."""
    place = f"{account.host}:{account.port}"
    box: BaseMailBox | None = None
    try:
        box = _connected(account)
        _log_in(box, account)
        yield box
    except ssl.SSLCertVerificationError as error:
        raise UserError(
            _("%s shows a certificate that cannot be trusted, so your password was not sent. Check the server's name.") % place
        ) from error
    except ssl.SSLError as error:
        raise UserError(_("%s does not speak TLS, so your password was not sent. The usual port is 993.") % place) from error
    except socket.gaierror as error:
        raise UserError(_("There is no mail server named %s. Check its name for a typing error.") % account.host) from error
    except TimeoutError as error:
        raise UserError(_("%s answered too slowly; no mail was lost. It is tried again at the next reading.") % place) from error
    except ConnectionRefusedError as error:
        raise UserError(_("%s could not be reached: nothing answers there. Check the server's name and the port.") % place) from error
    except (imaplib.IMAP4.error, ImapToolsError, OSError, EOFError, ValueError) as error:
        raise UserError(_("The connection to %s broke off; no mail was lost. It is tried again at the next reading.") % place) from error
    finally:
        if box is not None:
            _leave(box)


def _connected(account: MailAccount) -> BaseMailBox:
    for value in (account.host, account.user, account.password, account.folder):
        if _UNSAFE.search(value):
            raise UserError(_("The mailbox settings hold a line break or another character that no mail server takes. Enter them again."))
    if not account.host or not account.user:
        raise UserError(_("The mailbox needs the name of a server and a user name."))
    if account.security == "tls":
        context = account.tls_context or ssl.create_default_context()
        return MailBox(account.host, account.port, timeout=account.timeout, ssl_context=context)
    if not _is_this_machine(account.host):
        raise UserError(
            _("Without TLS your password could be read on its way, so %s was not contacted. Turn TLS on; the usual port is 993.")
            % account.host
        )
    return MailBoxUnencrypted(account.host, account.port, timeout=account.timeout)


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _log_in(box: BaseMailBox, account: MailAccount) -> None:
    try:
        if account.user.isascii() and account.password.isascii():
            box.login(account.user, account.password, initial_folder=None)
        else:
            box.login_utf8(account.user, account.password, initial_folder=None)
    except (MailboxLoginError, imaplib.IMAP4.error) as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        raise UserError(
            _("%s refused the user name or password. Many providers want an app password made for this; create one and enter it here.")
            % account.host
        ) from error


def examine(box: BaseMailBox, account: MailAccount) -> int:
    """Open the folder for reading only and return its UIDVALIDITY."""
    try:
        box.folder.set(account.folder, readonly=True)
    except MailboxFolderSelectError as error:
        raise UserError(_("There is no folder “%s” in this mailbox. Choose another, for example INBOX.") % account.folder) from error
    _status, values = box.client.response("UIDVALIDITY")
    value = values[0] if values else None
    return int(value) if isinstance(value, bytes) and value.isdigit() else 0


def new_uids(box: BaseMailBox, account: MailAccount, cursor: Cursor) -> tuple[list[int], int]:
    """Return (the UIDs to read now, oldest first; the newest UID that may be counted as seen)."""
    first = cursor.last_uid + 1
    # "n:*" always names the last message, even one below n: such are sorted out here.
    span = f"UID {first}:*"
    everything = [uid for uid in _search(box, span) if uid >= first]
    if not everything:
        return [], cursor.last_uid
    wanted = everything
    if account.since and not cursor.last_uid:
        recent = set(_search(box, f"{span} SINCE {account.since.day}-{_MONTHS[account.since.month - 1]}-{account.since.year}"))
        wanted = [uid for uid in wanted if uid in recent]
    if account.senders:
        from_senders = {uid for sender in account.senders for uid in _search(box, f'{span} FROM "{_searchable(sender)}"')}
        wanted = [uid for uid in wanted if uid in from_senders]
    if len(wanted) > account.max_messages:
        return wanted[: account.max_messages], 0
    return wanted, everything[-1]


def _searchable(sender: str) -> str:
    sender = sender.strip().removeprefix("@")
    if not _FROM_SEARCHABLE.fullmatch(sender):
        raise UserError(_("“%s” is no sender's address or domain. Write it like alerts@example.com or example.com.") % sender[:100])
    return sender


def _search(box: BaseMailBox, criteria: str) -> list[int]:
    return sorted(int(uid) for uid in box.uids(criteria, charset=None) if uid.isdigit())


def sizes_of(box: BaseMailBox, uids: list[int]) -> dict[int, int]:
    """Return the size in bytes of each message, asked for before any is fetched."""
    sizes: dict[int, int] = {}
    for start in range(0, len(uids), BATCH):
        names = ",".join(map(str, uids[start : start + BATCH]))
        _status, answers = box.client.uid("FETCH", names, "(UID RFC822.SIZE)")
        for answer in answers or []:
            line = answer[0] if isinstance(answer, tuple) else answer
            if isinstance(line, bytes) and (uid := _UID.search(line)) and (size := _SIZE.search(line)):
                sizes[int(uid[1])] = int(size[1])
    return sizes


def message_of(box: BaseMailBox, uid: int) -> bytes | None:
    """Return the raw message, without marking it as read; at most one byte more than the cap is sent."""
    status, answers = box.client.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{MAX_BYTES + 1}>)")
    if status != "OK":
        return None
    return next((answer[1] for answer in answers or [] if isinstance(answer, tuple) and isinstance(answer[1], bytes)), None)


def _leave(box: BaseMailBox) -> None:
    """Say goodbye; a server that has gone already is no fault. The folder is not closed, as CLOSE might expunge."""
    try:
        box.client.logout()
    except (imaplib.IMAP4.error, OSError, EOFError):
        box.client.shutdown()
