"""Reading a mail that tells that another mail did not arrive: the standard reports, and those that old servers write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message
from email.policy import compat32

from django.utils.translation import gettext as _

from freehold.integrations.mail.words import enhanced_code, quoted, reason_of

_MOST_BYTES = 2 * 1024 * 1024
_MOST_TEXT = 200_000
_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")
_ID_LINE = re.compile(r"^[> \t]*Message-ID:\s*(<[^<>\s@]{1,250}@[^<>\s@]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_DAEMON = re.compile(r"\b(mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?)\b", re.IGNORECASE)
_SUBJECT = re.compile(
    r"undeliver|delivery (status|failure|has failed|incomplete)|mail delivery (failed|system)|returned mail|failure notice|"
    r"delivery notification|unzustellbar|nicht zugestellt|zustellung fehlgeschlagen|returned to sender|message could not be delivered",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\d.-])([45][0-7]\d)[ -]")
_ADDRESS = re.compile(r"<?([^\s<>;\"]{1,64}@[^\s<>;\",]{1,253}[^\s<>;\",.:])>?")
_DELAYED = re.compile(r"delayed|will (continue to )?(be )?retr|still trying|temporär|verzögert|warning: message", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Bounce:
    """A mail of ours that did not arrive, or not yet (`permanent` False). `reason` is in plain words."""

    message_id: str
    recipient: str
    permanent: bool
    status: str
    reason: str


def bounce_of(raw: bytes) -> Bounce | None:
    """Return what a received mail says about one of ours, or None for every other mail (holiday replies among them).

    The mail is a stranger's: nothing in it is believed but the Message-ID it names, which only the receiver of that mail knows.
    """
    try:
        mail = message_from_bytes(raw[:_MOST_BYTES], policy=compat32)
        report = _report(mail)
        return _by_report(mail, report) if report is not None else _by_habit(mail)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None  # damaged beyond reading; the next mail may be in order


def _report(mail: Message) -> Message | None:
    """Return the machine-readable part (RFC 3464), if there is one."""
    return next((part for part in _parts(mail) if part.get_content_type() == "message/delivery-status"), None)


def _by_report(mail: Message, report: Message) -> Bounce | None:
    for block in _inside(report):
        action = str(block.get("Action", "")).strip().lower()
        if action not in {"failed", "delayed"}:
            continue
        message_id = _original_id(mail)
        diagnostic = quoted(str(block.get("Diagnostic-Code", "")).partition(";")[2].encode("utf-8", "replace"))
        status = enhanced_code(str(block.get("Status", ""))) or enhanced_code(diagnostic)
        recipient = str(block.get("Final-Recipient") or block.get("Original-Recipient") or "").rpartition(";")[2].strip()[:320]
        if message_id:
            permanent = action == "failed"
            return Bounce(message_id, recipient, permanent, status, _words(status, diagnostic, permanent=permanent))
    return None


def _by_habit(mail: Message) -> Bounce | None:
    """Read what servers wrote before there was a standard, and some write still."""
    failed = str(mail.get("X-Failed-Recipients", "")).strip()
    sender = str(mail.get("From", ""))
    from_a_machine = bool(_DAEMON.search(sender)) or str(mail.get("Return-Path", "")).strip() == "<>"
    if not failed and not (from_a_machine and _SUBJECT.search(_subject(mail) + "\n" + _text(mail)[:2000])):
        return None
    message_id = _original_id(mail)
    if not message_id:
        return None
    text = _text(mail)
    before_original = re.split(r"(?im)^[> \t]*(?:-+ ?(?:this is a copy|original message|below this line)|message-id:)", text, maxsplit=1)[0]
    status = enhanced_code(before_original)
    code = _CODE.search(before_original)
    delayed = bool(_DELAYED.search(_subject(mail))) or (not status and code is not None and code.group(1).startswith("4"))
    permanent = not delayed and not status.startswith("4.")
    recipient = failed.split(",")[0].strip() or _first_address(before_original)
    telling = [sign for sign in (status, code.group(0) if code else "") if sign]
    line = next((line for line in before_original.splitlines() if any(sign in line for sign in telling)), "")
    number = int(code.group(1)) if code else 0
    return Bounce(
        message_id, recipient[:320], permanent, status, _words(status, quoted(line.encode("utf-8", "replace")), number, permanent=permanent)
    )


def _words(status: str, said: str, code: int = 0, *, permanent: bool) -> str:
    if permanent:
        text = reason_of(status if status.startswith("5") else "", code) or _("The receiver's server sent it back.")
    else:
        text = _("It has not arrived yet; the servers go on trying.")
    return f"{text} “{said}”" if said else text


def _original_id(mail: Message) -> str:
    """Return the Message-ID of the mail that was sent: from the returned mail or headers, else from what the report answers to."""
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind == "message/rfc822" and (inside := _inside(part)):
            if found := _MESSAGE_ID.search(str(inside[0].get("Message-ID", ""))):
                return found.group(0)
        elif kind in {"text/rfc822-headers", "message/rfc822-headers"} and (found := _ID_LINE.search(_decoded(part))):
            return found.group(1)
    if found := _ID_LINE.search(_text(mail)):
        return found.group(1)
    for header in ("In-Reply-To", "References"):
        if ids := _MESSAGE_ID.findall(str(mail.get(header, ""))):
            return str(ids[-1])
    return ""


def _parts(mail: Message) -> Iterator[Message]:
    """Yield the parts of the mail, not those of a mail inside it, and not for ever."""
    waiting, seen = [mail], 0
    while waiting and seen < 50:
        part = waiting.pop(0)
        seen += 1
        yield part
        if part.get_content_maintype() == "multipart":
            waiting.extend(_inside(part))


def _inside(part: Message) -> list[Message]:
    """Return the messages that a part holds."""
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _text(mail: Message) -> str:
    return "\n".join(_decoded(part) for part in _parts(mail) if part.get_content_type() == "text/plain")[:_MOST_TEXT]


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload[:_MOST_TEXT].decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _subject(mail: Message) -> str:
    return str(mail.get("Subject", ""))


def _first_address(text: str) -> str:
    found = _ADDRESS.search(text)
    return found.group(1) if found else ""
