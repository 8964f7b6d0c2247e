"""Putting a mail into the outbox, inside the transaction of whatever it is about."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault, UserError
from freehold.kit.mailing.addresses import checked_line, checked_mail_address, file_name
from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.models import LONGEST_SUBJECT, Attachment, MailState, OutgoingMail
from freehold.kit.mailing.port import MailFile
from freehold.kit.mailing.selectors import is_approved, is_suppressed_digest
from freehold.kit.mailing.services.starting import start
from freehold.kit.mailing.services.unsubscribing import MARK, new_token, unsubscribe_line

MOST_BYTES = 20 * 1024 * 1024
LONGEST_TEXT = 200_000


class Suppressed(UserError):  # noqa: N818 - named for what it is, as it is caught: except Suppressed
    """The receiver is on the list of those who get no advertising."""


def queue(
    workspace_id: int,
    *,
    kind: str,
    key: str,
    to: str,
    subject: str,
    text: str,
    to_name: str = "",
    html: str = "",
    language: str = "",
    attachments: Sequence[MailFile] = (),
    about: tuple[str, str] = ("", ""),
    reply_to: str = "",
    automatic: bool = False,
    not_before: datetime | None = None,
    stream: str = "",
    unsubscribe: bool = False,
    now: datetime,
) -> OutgoingMail:
    """Put a mail into the outbox and return it; the same `key` in this workspace is the same mail and is left as it is.

    It leaves once the kind is approved and `not_before` has come; until then it waits, visible. `about` is a pair
    (type, id) that comes back in the events. `automatic` says that nobody has looked at this very mail.
    `stream` "outreach" is advertising: it is checked against the suppression list now and again right before it leaves, and by
    the gates. `unsubscribe` gives the mail a token and the headers to unsubscribe by; MARK in its text becomes a line about it.
    Raises UserError for an address, subject, text or file that cannot be sent, Suppressed for an address that wants no
    advertising; SystemFault outside a transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise SystemFault(f"The mail {key} was queued outside a transaction")
    if not key or len(key) > 200 or not kind or len(kind) > 50:
        raise SystemFault(f"A mail needs a kind and a key of at most 50 and 200 characters, not {kind!r} and {key!r}")
    if unsubscribe and not stream:
        raise SystemFault(f"The mail {key} can be unsubscribed from but belongs to no stream")
    known = OutgoingMail.objects.for_workspace(workspace_id).filter(key=key).first()
    if known is not None:
        return known
    address = checked_mail_address(to)
    digest = _wanted(workspace_id, address) if stream else ""
    token = new_token() if unsubscribe else ""
    mail = OutgoingMail(
        workspace_id=workspace_id,
        kind=kind,
        key=key,
        stream=stream,
        to_digest=digest,
        unsubscribe_token=token,
        to=address,
        to_name=checked_line(to_name, _("The receiver's name"), longest=200),
        reply_to=checked_mail_address(reply_to) if reply_to.strip() else "",
        subject=_checked_subject(subject),
        text=_checked_text(text.replace(MARK, unsubscribe_line(language, token)) if token else text),
        html=_checked_text(html) if html else "",
        language=language[:8],
        automatic=automatic,
        about_type=about[0],
        about_id=str(about[1]),
        not_before=not_before,
        state=MailState.QUEUED if is_approved(workspace_id, kind) else MailState.WAITING_APPROVAL,
        created_at=now,
    )
    files = _checked_files(attachments)
    try:
        with transaction.atomic():
            mail.save()
    except IntegrityError:
        # Queued a moment ago by somebody else: that one is the mail.
        return OutgoingMail.objects.for_workspace(workspace_id).get(key=key)
    for row in files:
        row.mail = mail
    Attachment.objects.bulk_create(files)
    start(mail, now)
    return mail


def _wanted(workspace_id: int, address: str) -> str:
    """Return the digest of an address that may get advertising. Raises Suppressed for one that may not."""
    digest = digest_of(workspace_id, address)
    if is_suppressed_digest(workspace_id, digest):
        raise Suppressed(_("%(address)s is on your list of those who get no more advertising. Nothing was sent.") % {"address": address})
    return digest


def _checked_subject(subject: str) -> str:
    line = checked_line(subject, _("The subject"), longest=LONGEST_SUBJECT)
    if not line:
        raise UserError(_("The mail has no subject. Nothing was sent; write one."))
    return line


def _checked_text(text: str) -> str:
    # Half a character, as a damaged file leaves it, can neither be stored everywhere nor sent.
    words = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n")
    if not words.strip():
        raise UserError(_("The mail has no words. Nothing was sent; write some."))
    if len(words) > LONGEST_TEXT:
        raise UserError(_("The mail is longer than 200,000 characters. Nothing was sent; shorten it or attach it as a file."))
    return words


def _checked_files(files: Sequence[MailFile]) -> list[Attachment]:
    if sum(len(file.content) for file in files) > MOST_BYTES:
        raise UserError(
            _("The files of this mail are larger than 20 MB together, more than most mail servers take. Nothing was sent; leave one out.")
        )
    return [
        Attachment(
            position=position,
            name=file_name(file.name),
            mime=file.mime[:100],
            content=file.content,
            size=len(file.content),
            sha256=hashlib.sha256(file.content).hexdigest(),
        )
        for position, file in enumerate(files)
    ]
