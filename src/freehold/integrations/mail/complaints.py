"""Reading a provider's report that a receiver called a mail spam: the standard form (ARF, RFC 5965) and Microsoft's own (JMRP)."""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import unquote

from freehold.integrations.mail.replies import sender_of, subject_of
from freehold.kit.mailing.port import FoundComplaint

_MESSAGE_ID = re.compile(r"<[^<>\s@]{1,250}@[^<>\s@]{1,250}>")
_ID_LINE = re.compile(r"^Message-ID:\s*(<[^<>\s@]{1,250}@[^<>\s@]{1,250}>)", re.IGNORECASE | re.MULTILINE)
_TOKEN = re.compile(r"(?:/u/|unsubscribe[ +])([a-z2-7]{32})(?![a-z0-9])", re.IGNORECASE)
_FEEDBACK = re.compile(r"report-type\s*=\s*\"?feedback-report", re.IGNORECASE)
_MICROSOFT_SENDER = re.compile(r"^(?:staff|jmrp|jmrpp?_feedback)@(?:hotmail|outlook|live|microsoft)\.com$", re.IGNORECASE)
_MICROSOFT_SUBJECT = re.compile(r"complaint about message from\b", re.IGNORECASE)
#: Of these nobody complained: reports on DMARC and DKIM, and "this was no spam".
_NO_COMPLAINT = {"not-spam", "auth-failure", "dkim"}
_OPT_OUT = {"opt-out", "opt-out-list"}
_LONGEST = 100_000


def may_complain(head: Message) -> bool:
    """Tell by its head whether a mail may be such a report, so that the rest is worth fetching."""
    kind = str(head.get("Content-Type", ""))[:2000]
    return bool(_FEEDBACK.search(kind)) or _from_microsoft(head)


def complaint_of(mail: Message) -> FoundComplaint | None:
    """Return which of our mails a report is about, None for what is no complaint or names no mail.

    The report is a stranger's: nothing in it is believed but the Message-ID or the token it names, which only the receiver of
    that mail and their provider know.
    """
    parts = list(_parts(mail))
    report = next((part for part in parts if part.get_content_type() == "message/feedback-report"), None)
    if report is None and not _from_microsoft(mail):
        return None
    kind = _feedback_type(report) if report is not None else "abuse"
    if kind in _NO_COMPLAINT:
        return None
    message_id, token = _named(parts)
    return FoundComplaint(message_id, token, opt_out=kind in _OPT_OUT) if message_id or token else None


def _from_microsoft(head: Message) -> bool:
    return bool(_MICROSOFT_SENDER.match(sender_of(head)[0])) and bool(_MICROSOFT_SUBJECT.search(subject_of(head)))


def _feedback_type(report: Message) -> str:
    """Return the kind of feedback; a report without one is taken for a complaint."""
    blocks = [report, *_inside(report)]
    text = next((str(block.get("Feedback-Type")) for block in blocks if block.get("Feedback-Type")), "")
    if not text and (found := re.search(r"^Feedback-Type:\s*([\w-]{1,40})", _decoded(report), re.IGNORECASE | re.MULTILINE)):
        text = found.group(1)
    return text.strip().lower() or "abuse"


def _named(parts: list[Message]) -> tuple[str, str]:
    """Return (Message-ID, token) of the mail that is reported, each "" when it is not told: some providers take addresses out."""
    for part in parts:
        kind = part.get_content_type()
        if kind == "message/rfc822" and (inside := _inside(part)):
            original = inside[0]
            found = _MESSAGE_ID.search(str(original.get("Message-ID", "")))
            return (found.group(0) if found else ""), _token(str(original.get("List-Unsubscribe", "")))
        if kind in {"text/rfc822-headers", "message/rfc822-headers"}:
            text = _decoded(part)
            found = _ID_LINE.search(text)
            return (found.group(1) if found else ""), _token(text)
    return "", ""


def _token(text: str) -> str:
    found = _TOKEN.search(unquote(text[:_LONGEST]))
    return found.group(1).lower() if found else ""


def _parts(mail: Message) -> list[Message]:
    """Return the parts of the report, not those of the mail inside it, and not for ever."""
    waiting = [mail]
    found: list[Message] = []
    while waiting and len(found) < 50:
        part = waiting.pop(0)
        found.append(part)
        if part.get_content_maintype() == "multipart":
            waiting.extend(_inside(part))
    return found


def _inside(part: Message) -> list[Message]:
    payload = part.get_payload()
    return [child for child in payload if isinstance(child, Message)] if isinstance(payload, list) else []


def _decoded(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload[:_LONGEST].decode("utf-8", "replace") if isinstance(payload, bytes) else str(part.get_payload() or "")[:_LONGEST]
