"""Takes an RFC 822 message apart: who sent it, when, whether the provider vouches for it, its lines and links."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.integrations.feeds.decoding import decode
from freehold.integrations.feeds.links import links_in
from freehold.integrations.feeds.plain import Line, html_lines, mended, one_line
from freehold.integrations.feeds.when import parse_moment

MAX_BYTES = 1024 * 1024
_MAX_PARTS = 60
_BLANKS = re.compile(r"[ \t\u00a0\u200b\u200c\u200d\u2060\ufeff\u034f\u00ad\u2007]+")
_RESULT = re.compile(r"\b(dmarc|dkim|spf)\s*=\s*([a-z]+)([^;]*)", re.IGNORECASE)
_ALIGNED = re.compile(r"(?:header\.(?:from|d|i)|smtp\.mailfrom)\s*=\s*[\"']?([^\s;\"']+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MailContent:
    """What of a mail is used. `text` is the plain part with blanks squeezed and entities resolved; `lines` those of the HTML part.

    `authenticated` tells whether the receiving provider vouches for the sender's domain (DMARC or an aligned DKIM
    signature), None when it says nothing.
    """

    subject: str
    sender: str
    sender_name: str
    message_id: str
    date: datetime | None
    authenticated: bool | None
    text: str
    lines: Sequence[Line] = field(default_factory=tuple)

    @property
    def sender_domain(self) -> str:
        """The domain of the sender's address in lower case, "" for none."""
        return self.sender.rpartition("@")[2]

    @property
    def text_has_links(self) -> bool:
        """Whether the plain part holds web addresses, so that postings can be read from it."""
        return bool(links_in(self.text))


def parse_mail(payload: bytes) -> MailContent:
    """Take `payload` apart. Raises UserError when it is over 1 MB or no mail at all."""
    if len(payload) > MAX_BYTES:
        raise UserError(_("This mail is larger than 1 MB and was not read. Job alerts are small: save the mail without its attachments."))
    message = message_from_bytes(payload.lstrip(b"\r\n"), policy=policy.compat32)
    if not any(name in message for name in ("From", "Subject", "Date", "Message-ID", "Content-Type", "Received")):
        raise UserError(_("This is not a mail: it has no sender and no subject. Save the mail as .eml, or paste its text."))
    name, address = parseaddr(_header(message, "From"))
    text, markup = _bodies(message)
    return MailContent(
        subject=one_line(_header(message, "Subject")),
        sender=address.lower(),
        sender_name=one_line(name),
        message_id=_header(message, "Message-ID").strip("<> \t")[:200],
        date=parse_moment(_header(message, "Date")) or _received(message),
        authenticated=_authenticated(message, address.lower().rpartition("@")[2]),
        text=squeezed(text),
        lines=tuple(html_lines(markup)),
    )


def squeezed(text: str) -> str:
    """Return `text` with entities resolved, mended, runs of blanks made one and at most one empty line in a row."""
    lines = [_BLANKS.sub(" ", line).strip() for line in mended(html.unescape(text)).splitlines()]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _header(message: Message, name: str) -> str:
    raw = message.get(name)
    if raw is None:
        return ""
    try:
        text = str(make_header(decode_header(str(raw))))
    except (LookupError, UnicodeError, ValueError):
        text = str(raw)
    return re.sub(r"[\r\n]+\s*", " ", text).strip()


def _received(message: Message) -> datetime | None:
    for value in message.get_all("Received") or []:
        if moment := parse_moment(str(value).rpartition(";")[2]):
            return moment
    return None


def _bodies(message: Message) -> tuple[str, str]:
    """Return the plain and the HTML text of the first parts that have any; attachments are passed over."""
    texts: dict[str, str] = {"text/plain": "", "text/html": ""}
    for number, part in enumerate(message.walk()):
        kind = part.get_content_type()
        if number >= _MAX_PARTS or part.is_multipart() or kind not in texts or texts[kind].strip():
            continue
        if "attachment" in str(part.get("Content-Disposition", "")).lower():
            continue
        content = part.get_payload(decode=True)
        if isinstance(content, bytes):
            texts[kind] = decode(content, str(part.get_param("charset") or ""))
    if not texts["text/html"] and re.match(r"\s*<(?:!doctype|html|body|table)\b", texts["text/plain"], re.IGNORECASE):
        return "", texts["text/plain"]
    return texts["text/plain"], texts["text/html"]


def _authenticated(message: Message, domain: str) -> bool | None:
    """Read the topmost Authentication-Results, which the receiving provider wrote; those below may come from the sender."""
    header = message.get("Authentication-Results")
    if header is None or not domain:
        return None
    results = [(kind.lower(), verdict.lower(), rest) for kind, verdict, rest in _RESULT.findall(re.sub(r"\([^()]*\)", " ", str(header)))]
    if any(kind == "dmarc" and verdict == "pass" and _is_aligned(rest, domain, default=True) for kind, verdict, rest in results):
        return True
    if any(kind == "dmarc" and verdict == "fail" for kind, verdict, _rest in results):
        return False
    if any(kind == "dkim" and verdict == "pass" and _is_aligned(rest, domain, default=False) for kind, verdict, rest in results):
        return True
    return False if any(verdict in {"fail", "softfail", "permerror"} for _kind, verdict, _rest in results) else None


def _is_aligned(properties: str, domain: str, *, default: bool) -> bool:
    signed = [value.rpartition("@")[2].lower().rstrip(".") for value in _ALIGNED.findall(properties)]
    if not signed:
        return default
    return any(domain == other or domain.endswith("." + other) or other.endswith("." + domain) for other in signed if "." in other)
