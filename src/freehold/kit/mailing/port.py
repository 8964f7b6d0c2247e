"""What a mail needs to leave, and the port through which it does; wiring says who fulfils it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Generic, Literal, Protocol, TypeVar, runtime_checkable

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.mailing.preflight import MailCheck

T = TypeVar("T")
Failure = Literal["temporary", "permanent", "account", "unknown"]


@dataclass(frozen=True, slots=True)
class MailServer:
    """An SMTP server and who signs in there. `security` is "starttls", "tls" or "none".

    `private_hosts` are "host:port" of the owner's own network that may be reached; `any_private` lets all of it be
    reached, as is right where nobody but the owner of the machine can type a server's name.
    """

    host: str
    port: int
    security: str
    user: str = ""
    password: str = field(default="", repr=False)
    private_hosts: tuple[str, ...] = ()
    any_private: bool = False


@dataclass(frozen=True, slots=True)
class MailFile:
    """One attached file."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DkimKey:
    """What a mail is signed with: the key (PEM) whose public half is published at `selector`._domainkey.`domain`."""

    domain: str
    selector: str
    private: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailMessage:
    """A mail to be sent. `message_id` is with its angle brackets; `copy_to` gets the same mail unseen.

    `unsubscribe` are the addresses (mailto:, https:) by which its receiver can unsubscribe, the https: one by a single click.
    """

    message_id: str
    date: datetime
    from_address: str
    from_name: str = ""
    to_address: str
    to_name: str = ""
    reply_to: str = ""
    copy_to: str = ""
    subject: str
    text: str
    html: str = ""
    language: str = ""
    automatic: bool = False
    files: tuple[MailFile, ...] = ()
    unsubscribe: tuple[str, ...] = ()
    dkim: DkimKey | None = None


class SendFailed(UserError):  # noqa: N818 - named for what happened, as it is caught: except SendFailed
    """A mail did not certainly leave. Its text is plain words for the person.

    `failure` is "temporary" (the same may work later), "permanent" (this mail will not be taken), "account" (the
    server does not let us in, so no mail will be taken), or "unknown" (the line broke when the mail may have been taken).
    """

    def __init__(self, text: str, failure: Failure) -> None:
        super().__init__(text)
        self.failure = failure


@runtime_checkable
class MailSender(Protocol):
    """Hands mails to a server."""

    def send(self, server: MailServer, message: MailMessage, *, before_data: Callable[[], None]) -> None:
        """Hand one mail over; returning means that the server has taken it.

        `before_data` is called once, right before the server is offered the words; what it raises is passed on and
        nothing is offered then. Raises SendFailed, which is only "unknown" after `before_data`.
        """
        ...

    def check(self, server: MailServer) -> None:
        """Sign in and leave again, sending nothing. Raises SendFailed."""
        ...


@dataclass(frozen=True, slots=True)
class CameBack:
    """A mail of ours that did not arrive, or not yet (`permanent` False). `reason` is for the person."""

    message_id: str
    permanent: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Mailbox:
    """The mailbox that mails come back to, read over IMAP and TLS; nothing in it is changed. `since` is the first day looked at."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    since: date | None = None


@runtime_checkable
class BounceReader(Protocol):
    """Finds the mails that came back."""

    def read(self, mailbox: Mailbox, cursor: object) -> tuple[list[CameBack], dict[str, int]]:
        """Return what came back since `cursor` (JSON of an earlier call) and the new cursor. Raises UserError in plain words."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundReply:
    """A mail that names one of ours as what it answers. `answers` are the Message-IDs it names, the nearest first.

    `from_sent` tells that it lay in the folder of sent mails, `automatic` that a program wrote it (a holiday
    reply), whose words are not fetched. Addresses are in small letters, `text` is what was newly written,
    `files` are names only; `at` is what the mail says of its time, None where that is no time.
    """

    message_id: str
    answers: tuple[str, ...]
    from_sent: bool
    from_address: str
    from_name: str = ""
    to_addresses: tuple[str, ...] = ()
    subject: str = ""
    text: str = ""
    files: tuple[str, ...] = ()
    at: datetime | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class FoundOptOut:
    """A mail that says nothing but the token of one of ours: its receiver wants no more of them."""

    token: str


@dataclass(frozen=True, slots=True)
class FoundComplaint:
    """A provider's report that the receiver of one of our mails called it spam, or used the provider's way to unsubscribe.

    The mail is named by its Message-ID, or by its token where that was taken out.
    """

    message_id: str
    token: str = ""
    opt_out: bool = False


Found = FoundReply | FoundOptOut | FoundComplaint


@runtime_checkable
class ReplyReader(Protocol):
    """Finds the answers to our mails, in what has arrived and in what was sent from another mail program; and who wants no more."""

    def read(
        self, mailbox: Mailbox, cursor: object, *, known: Callable[[Collection[str]], Collection[str]]
    ) -> tuple[Sequence[Found], dict[str, dict[str, int]]]:
        """Return what was found since `cursor` (JSON of an earlier call) and the new cursor. Raises UserError in plain words.

        `known` tells which of some Message-IDs are ours; of a mail that names none of them nothing but its head is fetched,
        unless it is a complaint. Mails that came back are no answers.
        """
        ...


class Slot(Generic[T]):
    """Holds the one thing of this process that fulfils a port; wiring puts it there."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._held: T | None = None

    def use(self, thing: T) -> None:
        """Use `thing` from now on."""
        self._held = thing

    def get(self) -> T:
        """Return it. Raises SystemFault when wiring has set none."""
        if self._held is None:
            raise SystemFault(f"no {self._name} is wired: config/wiring must set one")
        return self._held


mail_sender: Slot[MailSender] = Slot("mail sender")
bounce_reader: Slot[BounceReader] = Slot("bounce reader")
reply_reader: Slot[ReplyReader] = Slot("reply reader")
mail_check: Slot[MailCheck] = Slot("mail check")
