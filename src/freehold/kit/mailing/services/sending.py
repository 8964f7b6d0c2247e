"""Sending one mail at most once: claim it, note before the words are offered, hand it over, write what came of it."""

from __future__ import annotations

import hashlib
import logging
import random
import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.domain.errors import UserError
from freehold.kit.jobs.patience import patiently
from freehold.kit.mailing.addresses import ascii_domain
from freehold.kit.mailing.gates import Refuse, verdict
from freehold.kit.mailing.models import MailAccount, MailState, OutgoingMail
from freehold.kit.mailing.port import MailFile, MailMessage, SendFailed, mail_sender
from freehold.kit.mailing.selectors import is_approved, is_suppressed_digest, taken_since
from freehold.kit.mailing.services.accounts import pause, server_of
from freehold.kit.mailing.services.dkim import dkim_of
from freehold.kit.mailing.services.settling import postponed, told_cancelled, told_failed, told_sent, told_unknown
from freehold.kit.mailing.services.suppression import suppressed_words
from freehold.kit.mailing.services.unsubscribing import ways_out

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)
"""Longer than any dialogue with a server may take: after it whoever claimed the mail is taken for dead."""
DAY = timedelta(hours=24)
WAITS = (2, 5, 15, 30, 60, 120, 240, 480, 480, 480, 480, 480)
"""Minutes between tries; with them a server may be away, or turn a stranger's mails down at first, for about two days."""


class ClaimLost(Exception):  # noqa: N818 - named for what happened, as it is caught
    """Somebody else was given the mail meanwhile; nothing was offered to the server."""


class Unwanted(Exception):  # noqa: N818 - named for what happened, as it is caught
    """The receiver has unsubscribed while the server was being greeted; nothing was offered to it."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A mail taken for sending, and what goes out."""

    mail_id: int
    token: str
    account: MailAccount
    message: MailMessage
    digest: str = ""


def send_mail(mail_id: int, *, rng: random.Random | None = None) -> str:
    """Send one mail if it is its turn, and return the state it is in afterwards ("" when there is no such mail).

    May be called by any number of workers, and again after a crash: the server is offered the words only once.
    """
    recover(mail_id, timezone.now())
    claim = _claimed(mail_id, timezone.now())
    if claim is None:
        return OutgoingMail.objects.filter(pk=mail_id).values_list("state", flat=True).first() or ""
    began = False

    def before_data() -> None:
        nonlocal began
        mine = OutgoingMail.objects.filter(pk=mail_id, claim=claim.token, state=MailState.SENDING)
        if not mine.update(data_at=timezone.now()):
            raise ClaimLost
        if claim.digest and is_suppressed_digest(claim.account.workspace_id, claim.digest):
            raise Unwanted
        began = True

    try:
        message = replace(claim.message, dkim=dkim_of(claim.account))
        mail_sender.get().send(server_of(claim.account), message, before_data=before_data)
    except Unwanted:
        return patiently(partial(_unwanted, claim))
    except ClaimLost:
        logger.warning("Mail %s was given to another worker before it was offered to the server", mail_id)
        return MailState.SENDING
    except UserError as error:
        failure = error.failure if isinstance(error, SendFailed) else "account"
        failed = error if isinstance(error, SendFailed) else SendFailed(str(error), failure)
        return patiently(partial(_not_sent, claim, failed, began=began, rng=rng))
    except Exception:  # whatever it is, the mail must not stay claimed, nor be sent twice
        logger.exception("Mail %s could not be handed over", mail_id)
        fault = SendFailed(_("A fault in the program kept this mail from leaving."), "unknown" if began else "temporary")
        return patiently(partial(_not_sent, claim, fault, began=began, rng=rng))
    # A busy database must not make an open question of what is known.
    return patiently(partial(_sent, claim))


def recover(mail_id: int, now: datetime) -> None:
    """Judge a mail whose sender died: before the words were offered it is sent again, afterwards a person has to look."""
    with transaction.atomic():
        stale = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=MailState.SENDING, claimed_at__lt=now - LEASE)
        mail = stale.first()
        if mail is None:
            return
        if mail.data_at is None:
            postponed(mail, "", None)
        else:
            told_unknown(mail, _unknown_words())


def _claimed(mail_id: int, now: datetime) -> Claim | None:
    """Take the mail: from here on no other worker does. None when it is not its turn."""
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=mail_id, state=MailState.QUEUED).first()
        if mail is None or (mail.not_before is not None and mail.not_before > now):
            return None
        if not is_approved(mail.workspace_id, mail.kind):
            mail.state = MailState.WAITING_APPROVAL
            mail.save(update_fields=["state"])
            return None
        # Held, so that two workers do not both take the last mail of the day.
        account = MailAccount.objects.for_workspace(mail.workspace_id).select_for_update().first()
        if account is None or account.paused_at is not None or _over_the_cap(mail, account, now) or _stopped(mail, now):
            return None
        mail.state, mail.claim, mail.claimed_at, mail.data_at = MailState.SENDING, uuid.uuid4().hex, now, None
        mail.attempts += 1
        mail.sender = account.from_address
        mail.message_id = mail.message_id or _message_id(mail, account)
        mail.save(update_fields=["state", "claim", "claimed_at", "data_at", "attempts", "sender", "message_id"])
        return Claim(mail.pk, mail.claim, account, _message(mail, account, now), mail.to_digest)


def _over_the_cap(mail: OutgoingMail, account: MailAccount, now: datetime) -> bool:
    taken = list(taken_since(account, now - DAY).values_list("claimed_at", flat=True)[: account.daily_cap])
    if len(taken) < account.daily_cap:
        return False
    # The place of the oldest of the last `daily_cap` mails becomes free a day after it left.
    oldest = list(taken_since(account, now - DAY).order_by("-claimed_at").values_list("claimed_at", flat=True)[: account.daily_cap])[-1]
    words = _("The most mails a day that you allow (%(n)d) have left. This one leaves when a place is free.") % {"n": account.daily_cap}
    postponed(mail, words, (oldest or now) + DAY + timedelta(seconds=1))
    return True


def _stopped(mail: OutgoingMail, now: datetime) -> bool:
    """Ask the suppression list and the gates about a mail with a stream: right before it leaves is what counts."""
    if not mail.stream:
        return False
    if is_suppressed_digest(mail.workspace_id, mail.to_digest):
        told_cancelled(mail, suppressed_words(), now)
        return True
    said = verdict(mail, now)
    if isinstance(said, Refuse):
        told_cancelled(mail, said.reason, now)
    elif said is not None:
        # A gate that names a moment that has passed must not have the mail tried without end.
        postponed(mail, said.reason, max(said.until, now + timedelta(minutes=1)))
    return said is not None


def _message_id(mail: OutgoingMail, account: MailAccount) -> str:
    """Return the same Message-ID for the same mail however often it is tried, and one that strangers cannot guess."""
    seed = f"{mail.workspace_id}\n{mail.key}\n{mail.edition}\n{mail.pk}\n{mail.created_at.isoformat()}\n{mail.text}"
    domain = ascii_domain(account.from_address.rpartition("@")[2]) or "localhost"
    return f"<{hashlib.sha256(seed.encode('utf-8', 'replace')).hexdigest()[:40]}@{domain}>"


def _message(mail: OutgoingMail, account: MailAccount, now: datetime) -> MailMessage:
    files = tuple(MailFile(row.name, row.mime, bytes(row.content)) for row in mail.attachments.order_by("position"))
    return MailMessage(
        message_id=mail.message_id,
        date=timezone.localtime(now),
        from_address=account.from_address,
        from_name=account.from_name,
        to_address=mail.to,
        to_name=mail.to_name,
        reply_to=mail.reply_to,
        copy_to=account.from_address if account.copy_to_self else "",
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        language=mail.language,
        automatic=mail.automatic,
        files=files,
        unsubscribe=ways_out(account, mail.unsubscribe_token),
    )


def _sent(claim: Claim) -> str:
    now = timezone.now()
    with transaction.atomic():
        # Also of a mail that was held for lost meanwhile: now it is known that it left.
        may = {MailState.SENDING, MailState.UNKNOWN}
        mail = OutgoingMail.objects.select_for_update().filter(pk=claim.mail_id, claim=claim.token, state__in=may).first()
        if mail is not None:
            told_sent(mail, now, now)
        MailAccount.objects.filter(pk=claim.account.pk).update(last_error="", checked_at=now)
    return MailState.SENT


def _unwanted(claim: Claim) -> str:
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=claim.mail_id, claim=claim.token, state=MailState.SENDING).first()
        if mail is not None:
            told_cancelled(mail, suppressed_words(), timezone.now())
    return MailState.CANCELLED


def _not_sent(claim: Claim, error: SendFailed, *, began: bool, rng: random.Random | None) -> str:
    now = timezone.now()
    with transaction.atomic():
        mail = OutgoingMail.objects.select_for_update().filter(pk=claim.mail_id, claim=claim.token, state=MailState.SENDING).first()
        if mail is None:
            return ""
        if error.failure == "unknown" and began:
            told_unknown(mail, f"{error} {_unknown_words()}")
        elif error.failure == "permanent":
            told_failed(mail, str(error), now)
        elif error.failure == "account":
            mail.attempts -= 1
            postponed(mail, str(error), None)
            pause(claim.account.pk, str(error), now)
        elif mail.attempts > len(WAITS):
            told_failed(mail, _("%(why)s It was tried for two days and is not tried again by itself.") % {"why": error}, now)
        else:
            wait = WAITS[mail.attempts - 1] * (rng or random.Random()).uniform(1.0, 1.2)  # noqa: S311 - spreads tries, hides nothing
            postponed(mail, str(error), now + timedelta(minutes=wait))
        return mail.state


def _unknown_words() -> str:
    return _(
        "The connection ended while the mail was being handed over, so it may have left or not. Look into the “Sent” folder of your mail "
        "account, or ask the receiver, and say below which it is; it is not sent again by itself."
    )
