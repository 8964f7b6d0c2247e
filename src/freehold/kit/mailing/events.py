"""What happens to mail, told to whoever subscribes (config/wiring lists them)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MailSent:
    """The mail server has taken a mail."""

    workspace_id: int
    mail_id: int
    kind: str
    about_type: str
    about_id: str


@dataclass(frozen=True, slots=True)
class MailFailed:
    """A mail will not leave by itself any more; `reason` is for the person."""

    workspace_id: int
    mail_id: int
    kind: str
    about_type: str
    about_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MailBounced:
    """A mail left and came back, for good."""

    workspace_id: int
    mail_id: int
    kind: str
    about_type: str
    about_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class MailAccountPaused:
    """The mail server refused the account, so nothing is sent until somebody looks at it."""

    workspace_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class MailReplied:
    """Somebody has answered a mail, or the owner has written on from their own mail program; `reply_id` names the answer.

    An answer that a program wrote (`IncomingReply.automatic`) is told of only for mails with a stream. The same answer may be told of
    a second time when it has become sure that it is the owner's.
    """

    workspace_id: int
    mail_id: int
    reply_id: int


@dataclass(frozen=True, slots=True)
class MailUnsubscribed:
    """The receiver of a mail wants no more of its kind; `how` is "mailto", "one_click", "page", "reply" or "report"."""

    workspace_id: int
    mail_id: int
    how: str


@dataclass(frozen=True, slots=True)
class MailComplained:
    """The receiver of a mail has reported it as spam."""

    workspace_id: int
    mail_id: int


@dataclass(frozen=True, slots=True)
class MailCancelled:
    """A mail was kept from leaving, by a person or by a rule; `reason` is for the person, "" where a person did it."""

    workspace_id: int
    mail_id: int
    kind: str
    about_type: str
    about_id: str
    reason: str
