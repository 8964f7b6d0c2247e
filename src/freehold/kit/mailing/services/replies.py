"""Taking in the answers to our mails: each once, whoever reads the mailbox at the same time and wherever a reading is cut off."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from freehold.kit.mailing.events import MailReplied
from freehold.kit.mailing.models import LONGEST_ADDRESS, LONGEST_SUBJECT, Direction, IncomingReply, MailAccount, OutgoingMail
from freehold.kit.mailing.port import FoundComplaint, FoundOptOut, FoundReply, Mailbox, reply_reader
from freehold.kit.mailing.selectors import known_ids, mail_answered
from freehold.kit.mailing.services.bounces import note_complaint
from freehold.kit.mailing.services.unsubscribing import unsubscribe, unsubscribe_mail
from freehold.kit.mailing.stop_words import asks_to_stop
from freehold.kit.outbox.publish import publish

LONGEST_TEXT = 50_000
MOST_NAMES = 30


def read_replies(account: MailAccount, mailbox: Mailbox, now: datetime) -> int:
    """Look through the account's mailbox for answers; return how many new ones there were. Raises UserError in plain words.

    While nothing has left yet there is nothing to answer, and the mailbox is not looked into.
    """
    workspace_id = account.workspace_id
    if not OutgoingMail.objects.for_workspace(workspace_id).exclude(message_id="").exists():
        return 0

    def known(message_ids: Collection[str]) -> set[str]:
        return known_ids(workspace_id, message_ids)

    found, cursor = reply_reader.get().read(mailbox, account.reply_cursor, known=known)
    own = own_addresses(account)
    # Who wants no more comes before everything else that might have them written to.
    for one in found:
        if isinstance(one, FoundOptOut):
            unsubscribe(one.token, how="mailto", now=now, workspace_id=workspace_id)
        elif isinstance(one, FoundComplaint):
            note_complaint(workspace_id, one.message_id, token=one.token, opt_out=one.opt_out, now=now)
    answers = [one for one in found if isinstance(one, FoundReply)]
    # What was sent comes first: an own copy that arrived in the inbox is then known already.
    new = [note_reply(workspace_id, one, own=own, now=now) for one in sorted(answers, key=lambda one: not one.from_sent)]
    # Last: what was read again after a crash is noted only once.
    MailAccount.objects.filter(pk=account.pk, watch_host=account.watch_host).update(reply_cursor=cursor)
    return sum(row is not None for row in new)


def own_addresses(account: MailAccount) -> frozenset[str]:
    """Return the addresses that the account's owner writes from, in small letters."""
    return frozenset(name.strip().lower() for name in (account.from_address, account.user) if "@" in name)


@transaction.atomic
def note_reply(workspace_id: int, found: FoundReply, *, own: Collection[str], now: datetime) -> IncomingReply | None:
    """Keep an answer and tell of it; return it, or None when it is known already, is our own mail, or answers none of ours."""
    if not found.message_id:
        return None
    earlier = IncomingReply.objects.for_workspace(workspace_id).select_for_update().filter(message_id=found.message_id).first()
    if earlier is not None:
        return _proved(earlier, found, now)
    if known_ids(workspace_id, [found.message_id]):
        return None  # the copy of a mail that we sent ourselves
    mail = mail_answered(workspace_id, found.answers)
    if mail is None or (found.automatic and not mail.stream):
        return None
    ours = found.from_sent or found.from_address in own
    row = IncomingReply(
        workspace_id=workspace_id,
        mail=mail,
        message_id=found.message_id,
        direction=Direction.FROM_US if ours else Direction.FROM_THEM,
        proven=found.from_sent or not ours,
        from_address=found.from_address[:LONGEST_ADDRESS],
        from_name=_clean(found.from_name)[:200],
        to_addresses=[address[:LONGEST_ADDRESS] for address in found.to_addresses[:MOST_NAMES]],
        subject=_clean(found.subject)[:LONGEST_SUBJECT],
        text=_clean(found.text)[:LONGEST_TEXT],
        files=[_clean(name)[:200] for name in found.files[:MOST_NAMES]],
        automatic=found.automatic,
        at=min(found.at, now) if found.at else now,
        read_at=now,
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        return None  # another worker has just taken it in
    if mail.stream and not ours and not found.automatic and asks_to_stop(row.text):
        unsubscribe_mail(OutgoingMail.objects.for_workspace(workspace_id).select_for_update().get(pk=mail.pk), how="reply", now=now)
    publish(MailReplied(workspace_id, mail.pk, row.pk), now)
    return row


def _proved(row: IncomingReply, found: FoundReply, now: datetime) -> IncomingReply | None:
    """Note that a mail whose sender's line named the owner does lie among those the owner sent."""
    if row.proven or not found.from_sent:
        return None
    row.proven = True
    row.save(update_fields=["proven"])
    publish(MailReplied(row.workspace_id, row.mail_id, row.pk), now)
    return row


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "").strip()
