"""Writing a mail as the network carries it: text, HTML beside it, files, and headers that nobody can slip a line into."""

from __future__ import annotations

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime

from django.utils.translation import gettext as _

from freehold.integrations.mail.list_headers import list_headers, registry
from freehold.kit.mailing.addresses import ascii_domain, checked_line, checked_mail_address
from freehold.kit.mailing.port import MailFile, MailMessage, SendFailed

_MIME_OF_UNKNOWN = ("application", "octet-stream")


def compose(message: MailMessage) -> EmailMessage:
    """Return the mail. The same message gives the same bytes. Lines are 7-bit, so every server takes them.

    Addresses with letters beyond ASCII before the @ need `needs_utf8`. Raises UserError for a header that cannot be sent.
    """
    mail = EmailMessage(policy=(SMTPUTF8 if needs_utf8(message) else SMTP).clone(cte_type="7bit", header_factory=registry()))
    mail["From"] = _address(message.from_address, message.from_name)
    mail["To"] = _address(message.to_address, message.to_name)
    if message.reply_to:
        mail["Reply-To"] = _address(message.reply_to)
    mail["Subject"] = checked_line(message.subject, _("The subject"), longest=998)
    mail["Date"] = _date(message.date)
    mail["Message-ID"] = _message_id(message.message_id)
    if message.automatic:
        mail["Auto-Submitted"] = "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    for name, value in list_headers(message.unsubscribe):
        mail[name] = value
    mail.set_content(message.text if message.text.endswith("\n") else message.text + "\n", charset="utf-8")
    if message.html:
        mail.add_alternative(message.html, subtype="html", charset="utf-8")
    for file in message.files:
        _attach(mail, file)
    if message.language:
        # Last: what concerns the content moves into the first part when a second one joins it.
        mail["Content-Language"] = checked_line(message.language, _("The language"), longest=20)
    _settle_boundaries(mail, message.message_id)
    return mail


def envelope_address(address: str) -> str:
    """Return an address as the envelope carries it: the domain in ASCII, what stands before the @ as it is."""
    local, _at, domain = checked_mail_address(address).rpartition("@")
    return f"{local}@{ascii_domain(domain)}"


def needs_utf8(message: MailMessage) -> bool:
    """Tell whether an address can only be reached through servers that take every letter (SMTPUTF8)."""
    addresses = (message.from_address, message.to_address, message.reply_to, message.copy_to)
    return not all(address.rpartition("@")[0].isascii() for address in addresses)


def _address(address: str, name: str = "") -> Address:
    local, _at, domain = envelope_address(address).rpartition("@")
    return Address(display_name=checked_line(name, _("The name"), longest=200), username=local, domain=domain)


def _date(moment: datetime) -> str:
    return format_datetime(moment)


def _message_id(message_id: str) -> str:
    if not (message_id.startswith("<") and message_id.endswith(">") and message_id.isascii() and message_id.isprintable()):
        raise SendFailed(_("The mail has no number of its own (Message-ID), so it was not sent."), "permanent")
    return message_id


def _attach(mail: EmailMessage, file: MailFile) -> None:
    kind, slash, subtype = file.mime.partition(";")[0].strip().lower().partition("/")
    maintype = (kind, subtype) if slash and kind.isalnum() and kind not in {"multipart", "message"} else _MIME_OF_UNKNOWN
    mail.add_attachment(
        file.content, maintype=maintype[0], subtype=maintype[1], filename=checked_line(file.name, _("The file's name"), longest=200)
    )


def _settle_boundaries(mail: EmailMessage, seed: str) -> None:
    """Give each part its boundary from the mail's own number: a mail that is sent again is the same to the byte."""
    for number, part in enumerate(mail.walk()):
        if isinstance(part, MIMEPart) and part.is_multipart():
            part.set_boundary(f"=_{hashlib.sha256(f'{seed}{number}'.encode()).hexdigest()[:32]}")
