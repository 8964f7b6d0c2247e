"""The list of those who get no advertising: whoever is on it is written to neither now nor from what is waiting."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from freehold.domain.errors import SystemFault
from freehold.kit.audit.services import record
from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.models import MailState, OutgoingMail, Suppression, SuppressionReason
from freehold.kit.mailing.services.settling import told_cancelled

_WEIGHT = {reason: place for place, reason in enumerate(SuppressionReason.values)}
_WAITING = (MailState.QUEUED, MailState.WAITING_APPROVAL)


@transaction.atomic
def suppress(workspace_id: int, address: str, *, reason: str, now: datetime, note: str = "") -> bool:
    """Keep advertising from an address from now on; return whether it was not on the list before. Twice does no harm.

    Advertising that waits for this address is cancelled. `reason` is one of SuppressionReason; a weightier one replaces a lighter.
    """
    return suppress_digest(workspace_id, digest_of(workspace_id, address), reason=reason, now=now, note=note)


@transaction.atomic
def suppress_digest(workspace_id: int, digest: str, *, reason: str, now: datetime, note: str = "") -> bool:
    """The same for an address that only its digest is left of."""
    if reason not in _WEIGHT:
        raise SystemFault(f"{reason!r} is no reason for the suppression list")
    words = note.replace("\x00", "")[:300]
    is_new = _added(workspace_id, digest, reason, words, now)
    if is_new:
        record("suppression.added", workspace_id=workspace_id, actor="", detail={"reason": reason}, at=now)
    waiting = OutgoingMail.objects.for_workspace(workspace_id).select_for_update().filter(to_digest=digest, state__in=_WAITING)
    for mail in waiting.order_by("pk"):
        told_cancelled(mail, suppressed_words(), now)
    return is_new


@transaction.atomic
def lift(workspace_id: int, address: str, *, now: datetime, actor: str) -> bool:
    """Take an address off the list; return whether it was on it. What was cancelled stays cancelled."""
    deleted, _models = Suppression.objects.for_workspace(workspace_id).filter(digest=digest_of(workspace_id, address)).delete()
    if deleted:
        record("suppression.lifted", workspace_id=workspace_id, actor=actor, at=now)
    return bool(deleted)


def suppressed_words() -> str:
    """Return why a mail does not leave."""
    return _("The receiver is on your list of those who get no more advertising.")


def _added(workspace_id: int, digest: str, reason: str, note: str, now: datetime) -> bool:
    try:
        with transaction.atomic():
            Suppression.objects.create(workspace_id=workspace_id, digest=digest, reason=reason, at=now, note=note)
    except IntegrityError:
        row = Suppression.objects.for_workspace(workspace_id).select_for_update().filter(digest=digest).first()
        if row is not None and _WEIGHT[reason] < _WEIGHT.get(row.reason, len(_WEIGHT)):
            row.reason, row.at, row.note = reason, now, note or row.note
            row.save(update_fields=["reason", "at", "note"])
        return False
    return True
