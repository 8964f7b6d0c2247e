"""The places of a day: how many are taken, when the next is free, and taking one, under the lock of the mail account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.crypto import salted_hmac

from freehold.apps.outreach.models import OutreachSettings, SendingSlot
from freehold.domain.outreach.caps import DAY, domain_of, free_at, ramped

KEEP = DAY * 35


@dataclass(frozen=True, slots=True)
class Places:
    """The moments at which places of the last day were taken, in all and by domain."""

    all: list[datetime]
    by_domain: dict[str, list[datetime]]


def domain_digest(workspace_id: int, address: str) -> str:
    """Return what stands for the domain of an address in one workspace."""
    return salted_hmac(f"freehold.outreach.domain.{workspace_id}", domain_of(address), algorithm="sha256").hexdigest()


def places(workspace_id: int, now: datetime, *, but_mail: int | None = None) -> Places:
    """Return which places are taken; `but_mail` leaves one mail out, which may move its own place."""
    rows = SendingSlot.objects.for_workspace(workspace_id).filter(at__gt=now - DAY)
    rows = rows if but_mail is None else rows.exclude(mail_id=but_mail)
    found = Places([], {})
    for at, digest in rows.values_list("at", "domain_digest"):
        found.all.append(at)
        found.by_domain.setdefault(digest, []).append(at)
    return found


def place_free_at(settings: OutreachSettings, taken: Places, digest: str, now: datetime) -> datetime | None:
    """Return when the next mail to a domain may leave: None for now."""
    cap = ramped(settings.daily_cap, settings.first_sent_at, now)
    moments = (free_at(taken.all, cap, now), free_at(taken.by_domain.get(digest, []), settings.domain_cap, now))
    return max((moment for moment in moments if moment is not None), default=None)


def take_place(settings: OutreachSettings, mail_id: int, digest: str, now: datetime) -> None:
    """Count a mail that is about to be handed to the server. A mail that is tried again after it certainly did not leave counts once."""
    rows = SendingSlot.objects.for_workspace(settings.workspace_id)
    if not rows.filter(mail_id=mail_id).update(domain_digest=digest, at=now):
        SendingSlot.objects.create(workspace_id=settings.workspace_id, mail_id=mail_id, domain_digest=digest, at=now)
    if settings.first_sent_at is None:
        OutreachSettings.objects.for_workspace(settings.workspace_id).filter(first_sent_at=None).update(first_sent_at=now)


def forget_old_places(now: datetime) -> int:
    """Delete the places that count no more; return how many."""
    # any workspace: the sweep is for all
    deleted, _models = SendingSlot.objects.filter(at__lt=now - KEEP).delete()
    return deleted
