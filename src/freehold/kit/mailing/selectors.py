"""Reads of outgoing mail and of the answers to it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.models import (
    Attachment,
    IncomingReply,
    MailAccount,
    MailState,
    MailWording,
    OutgoingMail,
    SendingApproval,
    Suppression,
)
from freehold.kit.mailing.preflight import Finding

NEEDS_A_PERSON = (MailState.WAITING_APPROVAL, MailState.UNKNOWN, MailState.FAILED, MailState.BOUNCED)


def is_approved(workspace_id: int, kind: str) -> bool:
    """Tell whether a person has allowed mails of this kind to leave this workspace."""
    return SendingApproval.objects.for_workspace(workspace_id).filter(kind=kind).exists()


def approvals(workspace_id: int) -> QuerySet[SendingApproval]:
    """Return what has been allowed here, the oldest first."""
    return SendingApproval.objects.for_workspace(workspace_id).order_by("approved_at", "pk")


def account_exists() -> Exists:
    """Return an EXISTS of the mail account of the outer row's workspace."""
    return Exists(MailAccount.objects.filter(workspace_id=OuterRef("workspace_id")))  # any workspace: the outer query names it


def account_of(workspace_id: int) -> MailAccount | None:
    """Return the workspace's SMTP account."""
    return MailAccount.objects.for_workspace(workspace_id).first()


def mails(workspace_id: int, *, states: tuple[str, ...] = ()) -> QuerySet[OutgoingMail]:
    """Return the mails of a workspace without their long texts, the newest first."""
    rows = OutgoingMail.objects.for_workspace(workspace_id).defer("text", "html").order_by("-created_at", "-pk")
    return rows.filter(state__in=states) if states else rows


def mail_of(workspace_id: int, mail_id: int) -> OutgoingMail | None:
    """Return one mail of this workspace."""
    return OutgoingMail.objects.for_workspace(workspace_id).filter(pk=mail_id).first()


def files_of(mail: OutgoingMail) -> QuerySet[Attachment]:
    """Return a mail's files without their contents."""
    return mail.attachments.defer("content").order_by("position")


def file_of(workspace_id: int, mail_id: int, attachment_id: int) -> Attachment | None:
    """Return one file of a mail of this workspace, with its content."""
    mine = OutgoingMail.objects.for_workspace(workspace_id).filter(pk=mail_id)
    return Attachment.objects.filter(pk=attachment_id, mail__in=mine).first()


def mails_about(workspace_id: int, about_type: str, about_id: object) -> QuerySet[OutgoingMail]:
    """Return the mails about one thing, the newest first."""
    rows = OutgoingMail.objects.for_workspace(workspace_id).filter(about_type=about_type, about_id=str(about_id))
    return rows.order_by("-created_at", "-pk")


def mail_by_key(workspace_id: int, key: str) -> OutgoingMail | None:
    """Return the mail that was queued under this key."""
    return OutgoingMail.objects.for_workspace(workspace_id).filter(key=key).first()


@dataclass(frozen=True, slots=True)
class Trouble:
    """What keeps mails from leaving, or came of them, that a person has to look at."""

    paused: str
    """Why nothing is sent at all; "" when that is not so."""
    without_account: int
    waiting_approval: int
    unknown: int
    failed: int
    bounced: int

    @property
    def total(self) -> int:
        """How many mails need a person."""
        return self.without_account + self.waiting_approval + self.unknown + self.failed + self.bounced


def trouble(workspace_id: int) -> Trouble:
    """Return what a person has to look at (two queries)."""
    account = account_of(workspace_id)
    states = (*NEEDS_A_PERSON, MailState.QUEUED)
    counts = OutgoingMail.objects.for_workspace(workspace_id).aggregate(**{state: Count("pk", filter=Q(state=state)) for state in states})
    return Trouble(
        paused=account.last_error if account and account.paused_at else "",
        without_account=0 if account else counts[MailState.QUEUED],
        waiting_approval=counts[MailState.WAITING_APPROVAL],
        unknown=counts[MailState.UNKNOWN],
        failed=counts[MailState.FAILED],
        bounced=counts[MailState.BOUNCED],
    )


def waiting_kinds(workspace_id: int) -> list[tuple[str, int]]:
    """Return (kind, number of mails) for each kind that waits for a person's word."""
    rows = OutgoingMail.objects.for_workspace(workspace_id).filter(state=MailState.WAITING_APPROVAL)
    return list(rows.values("kind").annotate(count=Count("pk")).order_by("kind").values_list("kind", "count"))


def taken_since(account: MailAccount, since: datetime) -> QuerySet[OutgoingMail]:
    """Return the mails of the account's workspace that were handed to the server since then, or may have been."""
    handed = (MailState.SENDING, MailState.UNKNOWN, MailState.SENT, MailState.BOUNCED)
    return OutgoingMail.objects.for_workspace(account.workspace_id).filter(state__in=handed, claimed_at__gt=since).order_by("claimed_at")


def wording_of(workspace_id: int, kind: str, language: str) -> MailWording | None:
    """Return a person's own words for one kind of mail in one language, None when they have none."""
    return MailWording.objects.for_workspace(workspace_id).filter(kind=kind, language=language).first()


def wordings(workspace_id: int) -> QuerySet[MailWording]:
    """Return all own words of a workspace."""
    return MailWording.objects.for_workspace(workspace_id).order_by("kind", "language")


def reply_of(workspace_id: int, reply_id: int) -> IncomingReply | None:
    """Return one answer of this workspace with the mail it belongs to."""
    return IncomingReply.objects.for_workspace(workspace_id).select_related("mail").filter(pk=reply_id).first()


def replies_about(workspace_id: int, about_type: str, about_id: object) -> QuerySet[IncomingReply]:
    """Return the answers to the mails about one thing, the newest first, each with its mail."""
    rows = IncomingReply.objects.for_workspace(workspace_id).filter(mail__about_type=about_type, mail__about_id=str(about_id))
    return rows.select_related("mail").order_by("-at", "-pk")


def known_ids(workspace_id: int, message_ids: Collection[str]) -> set[str]:
    """Return which of these Message-IDs are those of our mails or of answers to them."""
    found: set[str] = set()
    for part in _parts(sorted(set(message_ids))):
        for model in (OutgoingMail, IncomingReply):
            found.update(model.objects.for_workspace(workspace_id).filter(message_id__in=part).values_list("message_id", flat=True))
    return found - {""}


def mail_answered(workspace_id: int, message_ids: Collection[str]) -> OutgoingMail | None:
    """Return the mail of ours that the nearest known of these Message-IDs leads to: it is its own, or that of an answer to it."""
    wanted = list(message_ids)
    rows = {row.message_id: row for row in OutgoingMail.objects.for_workspace(workspace_id).filter(message_id__in=wanted)}
    answers = IncomingReply.objects.for_workspace(workspace_id).filter(message_id__in=wanted).select_related("mail")
    rows |= {row.message_id: row.mail for row in answers}
    return next((rows[name] for name in wanted if name and name in rows), None)


def is_suppressed(workspace_id: int, address: str) -> bool:
    """Tell whether an address gets no advertising from this workspace."""
    return is_suppressed_digest(workspace_id, digest_of(workspace_id, address))


def is_suppressed_digest(workspace_id: int, digest: str) -> bool:
    """Tell the same of an address that is known by its digest."""
    return Suppression.objects.for_workspace(workspace_id).filter(digest=digest).exists()


def suppressed_among(workspace_id: int, addresses: Collection[str]) -> set[str]:
    """Return those of the addresses, as they were given, that get no advertising from this workspace (a query for each 500)."""
    by_digest: dict[str, list[str]] = {}
    for address in set(addresses):
        by_digest.setdefault(digest_of(workspace_id, address), []).append(address)
    found: set[str] = set()
    for part in _parts(sorted(by_digest)):
        rows = Suppression.objects.for_workspace(workspace_id).filter(digest__in=part).values_list("digest", flat=True)
        found.update(address for digest in rows for address in by_digest[digest])
    return found


def suppression_of(workspace_id: int, address: str) -> Suppression | None:
    """Return since when and why an address gets no advertising, None when it is not on the list."""
    return Suppression.objects.for_workspace(workspace_id).filter(digest=digest_of(workspace_id, address)).first()


def suppressions(workspace_id: int) -> QuerySet[Suppression]:
    """Return the whole list, the newest first. No address can be read from it."""
    return Suppression.objects.for_workspace(workspace_id).order_by("-at", "-pk")


def suppression_counts(workspace_id: int) -> dict[str, int]:
    """Return how many are on the list for each reason."""
    rows = Suppression.objects.for_workspace(workspace_id).order_by("reason").values("reason")
    return dict(rows.annotate(count=Count("pk")).values_list("reason", "count"))


def can_be_unsubscribed_from(workspace_id: int) -> bool:
    """Tell whether unsubscribing works by itself: the mailbox is read, or Freehold stands at a public HTTPS address."""
    account = account_of(workspace_id)
    public = str(getattr(settings, "PUBLIC_URL", "")).lower().startswith("https://")
    return public or bool(account and account.watch_host and not account.watch_error)


def preflight_of(account: MailAccount) -> list[Finding]:
    """Return what the last look at the records of the sender's domain found; empty before the first."""
    stored = account.preflight if isinstance(account.preflight, list) else []
    return [found for one in stored if (found := Finding.from_json(one)) is not None]


def _parts(names: list[str], size: int = 500) -> Iterator[list[str]]:
    return (names[start : start + size] for start in range(0, len(names), size))
