"""Reading a mail that answers one of ours: whom it is from, what it newly says, and whether a person wrote it at all."""

from __future__ import annotations

import binascii
import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from freehold.domain.text.quoting import new_words, words_of_html
from freehold.kit.mailing.port import FoundReply

MOST_BYTES = 1024 * 1024
MOST_IDS = 50
_MOST_TEXT = 200_000
_MOST_PARTS = 50
_MOST_FILES = 30
_LONGEST_ID = 400
_LONGEST_HEADER = 20_000
_ID = re.compile(r"<[^<>\s]{1,398}>")
_AUTOMATIC_SUBJECT = re.compile(
    r"\s*(?:auto(?:matic|mated)?[ -]?(?:reply|response|antwort)|automatische (?:antwort|rückmeldung)|abwesenheit|abwesend|"
    r"out of (?:the )?office|ooo\b|autoreply|auto:|réponse automatique|absence du bureau|respuesta automática|risposta automatica|"
    r"automatisch antwoord|(?:not )?read: |gelesen: |ungelesen gelöscht: |undeliver|unzustellbar|delivery status|mail delivery|"
    r"returned mail|failure notice)",
    re.IGNORECASE,
)
_REPORT_SUBJECT = re.compile(
    r"\s*(?:(?:not )?read: |gelesen: |ungelesen gelöscht: |undeliver|unzustellbar|delivery status|mail delivery|returned mail|"
    r"failure notice)",
    re.IGNORECASE,
)
_SERVER = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|bounces?)(?:[+=-].*)?@", re.IGNORECASE)
_TOKEN_SUBJECT = re.compile(r"\bunsubscribe[ +:=_-]{1,3}([a-z2-7]{32})(?![a-z0-9])", re.IGNORECASE)
_DAEMON = re.compile(r"^(?:mailer-daemon|postmaster|mail-daemon|mdaemon|no-?reply|do-?not-?reply|bounces?)(?:[+=-].*)?@", re.IGNORECASE)
_MARKS = ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Failed-Recipients", "X-Vacation")
_ROBOTS = {"auto_reply", "auto-reply", "bulk", "junk"}
_SHAPELESS = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]+")

#: What is fetched of a mail before it is known whether it answers one of ours.
HEAD = (
    "MESSAGE-ID IN-REPLY-TO REFERENCES FROM TO CC DATE SUBJECT RETURN-PATH CONTENT-TYPE AUTO-SUBMITTED PRECEDENCE "
    + " ".join(_MARKS).upper()
)


def parsed(raw: bytes) -> Message | None:
    """Return a mail or its head; None for one that is damaged beyond reading."""
    try:
        return message_from_bytes(raw[:MOST_BYTES], policy=compat32)
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError):
        return None


def own_id(head: Message, raw: bytes) -> str:
    """Return the Message-ID of a mail, or one made from its head when it has none that could be kept."""
    found = _ID.search(_plain(head, "Message-ID"))
    if found and len(found.group(0)) <= _LONGEST_ID:
        return found.group(0)
    # Not over the line ends: servers hand out the same head with other ones.
    plain = b"\n".join(line.strip() for line in raw.strip().splitlines())
    return f"<{hashlib.sha256(plain).hexdigest()[:40]}@without.id>"


def answered_ids(head: Message) -> tuple[str, ...]:
    """Return the Message-IDs that a mail names as what it answers, the nearest first."""
    nearest = _ID.findall(_plain(head, "In-Reply-To"))[:5]
    chain = _ID.findall(_plain(head, "References"))[-MOST_IDS:]
    return tuple(dict.fromkeys([*nearest, *reversed(chain)]))


def by_a_machine(head: Message) -> bool:
    """Tell whether a program wrote the mail: holiday replies, receipts, and mails that came back."""
    submitted = _plain(head, "Auto-Submitted").strip().lower().partition(";")[0].strip()
    precedence = _plain(head, "Precedence").strip().lower()
    return (
        submitted not in {"", "no"}
        or precedence in _ROBOTS
        or any(head.get(mark) for mark in _MARKS)
        or _plain(head, "Return-Path").strip() == "<>"
        or _plain(head, "Content-Type").strip().lower().startswith("multipart/report")
        or bool(_DAEMON.match(sender_of(head)[0]))
        or bool(_AUTOMATIC_SUBJECT.match(subject_of(head)))
    )


def is_auto_reply(head: Message) -> bool:
    """Tell whether a mail that a program wrote stands for an answer, such as a holiday reply: no report of servers, no receipt."""
    kind = _plain(head, "Content-Type").strip().lower()
    return not (
        kind.startswith("multipart/report")
        or bool(head.get("X-Failed-Recipients"))
        or bool(_SERVER.match(sender_of(head)[0]))
        or bool(_REPORT_SUBJECT.match(subject_of(head)))
    )


def token_of(head: Message) -> str:
    """Return the token of a mail that was written by its List-Unsubscribe address, "" for any other mail."""
    found = _TOKEN_SUBJECT.search(subject_of(head))
    return found.group(1).lower() if found else ""


def sender_of(head: Message) -> tuple[str, str]:
    """Return (address in small letters, name) of who a mail says it is from."""
    named = _addresses(head, "From")
    return named[0] if named else ("", "")


def subject_of(head: Message) -> str:
    """Return the subject in one line."""
    return _unfolded(_plain(head, "Subject"))[:500]


def found_reply(head: Message, raw: bytes, mail: Message, *, from_sent: bool, automatic: bool = False) -> FoundReply:
    """Return what is kept of an answer. `raw` is the head as it was fetched, `mail` as much of the whole as was."""
    address, name = sender_of(head)
    receivers = [one for one, _name in (*_addresses(head, "To"), *_addresses(head, "Cc"))]
    return FoundReply(
        message_id=own_id(head, raw),
        answers=answered_ids(head),
        from_sent=from_sent,
        from_address=address,
        from_name=name[:200],
        to_addresses=tuple(dict.fromkeys(receivers))[:30],
        subject=subject_of(head),
        text=new_words(words_of(mail)),
        files=tuple(_files(mail)),
        at=_time(head),
        automatic=automatic,
    )


def words_of(mail: Message) -> str:
    """Return the text of a mail as it was sent: the plain one where there is one with words, else the HTML one as text."""
    plain: list[str] = []
    html = ""
    for part in _parts(mail):
        if _file_name(part) is not None:
            continue
        kind = part.get_content_type()
        if kind == "text/plain":
            plain.append(_decoded(part))
        elif kind == "text/html" and not html:
            html = _decoded(part)
    text = "\n".join(plain)[:_MOST_TEXT]
    return text if text.strip() or not html else words_of_html(html)


def _parts(mail: Message) -> Iterator[Message]:
    """Yield the parts of a mail in reading order, not those of a mail inside it, and not for ever."""
    waiting, seen = [mail], 0
    while waiting and seen < _MOST_PARTS:
        part = waiting.pop(0)
        seen += 1
        yield part
        payload = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(payload, list):
            waiting[:0] = [child for child in payload if isinstance(child, Message)]


def _decoded(part: Message) -> str:
    try:
        payload = part.get_payload(decode=True)
    except (ValueError, binascii.Error, AssertionError):
        return ""
    if not isinstance(payload, bytes):
        return ""
    text = _in_charset(payload[: _MOST_TEXT * 2], _parameter(part, "charset"))
    return _unflowed(text, joined=_parameter(part, "delsp").lower() == "yes") if _parameter(part, "format").lower() == "flowed" else text


def _in_charset(payload: bytes, charset: str) -> str:
    for name in (charset.strip()[:40], "utf-8"):
        try:
            if name and name.isascii():
                return payload.decode(name)
        except (LookupError, UnicodeError, ValueError):
            continue
    # Cut off in the middle of a letter, or said to be what it is not.
    return payload.decode("utf-8", "replace") if b"\xc3" in payload or b"\xe2" in payload else payload.decode("cp1252", "replace")


def _unflowed(text: str, *, joined: bool) -> str:
    """Return format=flowed text (RFC 3676) with its soft line breaks taken out."""
    lines: list[str] = []
    open_depth = -1
    for raw in text.replace("\r\n", "\n").split("\n"):
        words = raw.lstrip(">")
        depth = len(raw) - len(words)
        words = words.removeprefix(" ")
        soft = words.endswith(" ") and words != "-- "
        shown = words[:-1] if soft and joined else words
        if depth == open_depth and words != "-- ":
            lines[-1] += shown
        else:
            lines.append(f"{'>' * depth} {shown}" if depth else shown)
        open_depth = depth if soft else -1
    return "\n".join(lines)


def _files(mail: Message) -> Iterator[str]:
    names = [name for part in _parts(mail) if (name := _file_name(part)) is not None]
    yield from (name or "file" for name in names[:_MOST_FILES])


def _file_name(part: Message) -> str | None:
    """Return the name of an attached file, "" when it has none, or None for a part that belongs to the text."""
    attached = _plain(part, "Content-Disposition").strip().lower().startswith("attachment")
    try:
        name = part.get_filename() or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        name = ""
    main = part.get_content_maintype()
    if part.get_content_type() == "message/rfc822" or (main not in {"text", "multipart"}):
        # A picture inside the text (a logo, a smiley) is no file that somebody sent along.
        if main == "image" and not attached and part.get("Content-ID"):
            return None
        return _unfolded(name)[:200]
    return _unfolded(name)[:200] if attached else None


def _parameter(part: Message, name: str) -> str:
    try:
        value = part.get_param(name, "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return str(value[2] if isinstance(value, tuple) else value or "")


def _time(head: Message) -> datetime | None:
    try:
        moment = parsedate_to_datetime(_plain(head, "Date"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _addresses(head: Message, header: str) -> list[tuple[str, str]]:
    """Return (address in small letters, name) of a header, what is no address left out."""
    try:
        pairs = getaddresses([_plain(head, header)])
    except (ValueError, TypeError, IndexError):
        return []
    return [
        (address.strip().lower()[:320], _unfolded(name)) for name, address in pairs[:_MOST_PARTS] if "@" in address and " " not in address
    ]


def _plain(head: Message, header: str) -> str:
    """Return a header as it stands, too long ones cut off."""
    return str(head.get(header, "") or "")[:_LONGEST_HEADER]


def _unfolded(text: str) -> str:
    """Return the words of a header in one line, "=?utf-8?…?=" decoded."""
    try:
        parts = decode_header(text)
        words = "".join(part if isinstance(part, str) else _in_charset(part, charset or "") for part, charset in parts)
    except (ValueError, LookupError, MessageError, binascii.Error):
        words = text
    return " ".join(_SHAPELESS.sub(" ", words.encode("utf-8", "replace").decode("utf-8")).split())
