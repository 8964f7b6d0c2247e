"""The clock of outreach: approved mails go into the outbox when they are due, silence is followed up once."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.outreach.models import Approach, ApproachState, CampaignState, OutreachSettings, SendingSlot
from freehold.apps.outreach.selectors.campaigns import settings_of
from freehold.apps.outreach.services.campaigns_people import keep_address
from freehold.apps.outreach.services.gate import ABOUT, STREAM, outreach_gate
from freehold.apps.outreach.services.gate_judging import Judged, judged_of
from freehold.apps.outreach.services.gate_slots import Places, domain_digest, place_free_at, places
from freehold.apps.outreach.services.running_follow_ups import plan_follow_ups
from freehold.apps.outreach.services.running_words import language_of, whole_text
from freehold.apps.outreach.services.settings import window_of
from freehold.domain.errors import SystemFault, UserError
from freehold.domain.outreach.cadence import after
from freehold.domain.outreach.law import Permission
from freehold.domain.outreach.windows import next_open, reader_zone
from freehold.kit.mailing import gates
from freehold.kit.mailing.selectors import suppressed_among
from freehold.kit.mailing.services import queue

__all__ = ["plan_follow_ups", "run_due"]
logger = logging.getLogger(__name__)
KIND = "outreach"
BATCH = 200
"""Approaches looked at for one workspace at once; the next ones a minute later."""
SETTLING = timedelta(minutes=1)


def run_due(now: datetime) -> int:
    """Put what is approved, due and allowed now into the outbox; return how many. Any number of workers may do so at once."""
    if outreach_gate not in gates.gates:
        raise SystemFault("outreach_gate is not among the gates of the mail, so nothing is queued: config/wiring must put it there")
    waiting = _due(now).order_by("workspace_id").values_list("workspace_id", flat=True).distinct()
    return sum(_run_workspace(workspace_id, now) for workspace_id in list(waiting))


def _due(now: datetime) -> QuerySet[Approach]:
    # any workspace: the clock works for all of them
    rows = Approach.objects.filter(state=ApproachState.APPROVED, campaign__state=CampaignState.RUNNING)
    return rows.filter(Q(due_at=None) | Q(due_at__lte=now))


class _Batch:
    """What is known of the people who are due, read at once. It may be a moment old: the gate reads everything again."""

    def __init__(self, workspace_id: int, ids: list[int], now: datetime) -> None:
        self.settings = settings_of(workspace_id)
        rows = Approach.objects.for_workspace(workspace_id).filter(pk__in=ids).values_list("contact_id", flat=True)
        self.contacts = {row.pk: row for row in clients.contacts(workspace_id, ids=rows)}
        self.suppressed = suppressed_among(workspace_id, {row.email for row in self.contacts.values() if row.email.strip()})
        self.taken = _promised(workspace_id, now)

    def judged(self, row: Approach, now: datetime) -> Judged:
        contact = self.contacts.get(row.contact_id)
        return judged_of(row, contact, suppressed=contact is not None and contact.email in self.suppressed, now=now)

    def take(self, digest: str, now: datetime) -> None:
        """Count a mail that goes into the outbox."""
        self.taken.all.append(now)
        self.taken.by_domain.setdefault(digest, []).append(now)


def _run_workspace(workspace_id: int, now: datetime) -> int:
    ids = list(_due(now).filter(workspace_id=workspace_id).order_by("due_at", "pk").values_list("pk", flat=True)[:BATCH])
    batch = _Batch(workspace_id, ids, now)
    if not batch.settings.postal_address.strip():
        return 0  # approving asks for it; it was taken away since
    count = 0
    for pk in ids:
        try:
            count += _queued(pk, batch, now)
        except UserError as error:
            _left_out(pk, str(error), now)
    return count


def _promised(workspace_id: int, now: datetime) -> Places:
    """Return the places that are taken, with those of mails that are in the outbox already.

    It keeps the outbox short; that caps hold is for the gate to see to, right before each mail leaves.
    """
    taken = places(workspace_id, now)
    counted = SendingSlot.objects.for_workspace(workspace_id).values("mail_id")
    rows = Approach.objects.for_workspace(workspace_id).filter(state=ApproachState.QUEUED).exclude(mail_id__in=counted)
    for address in rows.values_list("contact__email", flat=True):
        taken.all.append(now)
        taken.by_domain.setdefault(domain_digest(workspace_id, address), []).append(now)
    return taken


@transaction.atomic
def _queued(approach_id: int, batch: _Batch, now: datetime) -> int:
    """Put one approach into the outbox, or note when it may leave or why it does not; return how many went in."""
    # any workspace: the clock found it
    rows = Approach.objects.select_for_update(of=("self",)).select_related("campaign")
    row = rows.filter(pk=approach_id, state=ApproachState.APPROVED, campaign__state=CampaignState.RUNNING).first()
    if row is None:
        return 0  # another worker was quicker, or a person took it back
    found = batch.judged(row, now)
    if found.refused or found.permission is None:
        _end(row, found.refused, found.state, now)
        return 0
    digest = domain_digest(row.workspace_id, found.contact.email)
    until, words = _later(found, batch, digest, now)
    if until > now:
        row.due_at, row.reason = until, words
        row.save(update_fields=["due_at", "reason"])
        return 0
    _into_the_outbox(row, found.contact, found.permission, batch.settings, now)
    batch.take(digest, now)
    return 1


def _into_the_outbox(row: Approach, contact: Any, permission: Permission, settings: OutreachSettings, now: datetime) -> None:
    keep_address(row, contact.email)
    row.mail_key = f"outreach:{row.pk}" if not row.mail_key else f"outreach:{row.pk}:{row.revision}"
    mail = queue(
        row.workspace_id,
        kind=KIND,
        key=row.mail_key,
        to=contact.email,
        to_name=contact.name,
        subject=row.subject,
        text=whole_text(row, contact, permission, settings),
        language=language_of(row, contact),
        about=(ABOUT, str(row.pk)),
        stream=STREAM,
        unsubscribe=True,
        now=now,
    )
    row.state, row.mail_id, row.queued_at, row.reason, row.changed_at = after(row.state, "queue"), mail.pk, now, "", now
    row.permission = {
        "rule": permission.rule,
        "code": permission.code,
        "basis": contact.basis,
        "source": contact.basis_source,
        "on": contact.basis_on.isoformat() if contact.basis_on else "",
        "as_of": permission.as_of.isoformat(),
    }
    row.save()


def _later(found: Judged, batch: _Batch, digest: str, now: datetime) -> tuple[datetime, str]:
    """Return when the approach may go into the outbox, and why not before; `now` when it may now."""
    window, zone = window_of(batch.settings), reader_zone(found.contact.country or found.contact.client.country)
    opens = next_open(window, zone, now)
    if opens > now:
        return opens, _("It leaves in the reader's working hours.")
    free = place_free_at(batch.settings, batch.taken, digest, now)
    if free is None:
        return now, ""
    words = _("The most mails a day that you allow have left. This one leaves when a place is free.")
    return next_open(window, zone, free + SETTLING), words


@transaction.atomic
def _left_out(approach_id: int, words: str, now: datetime) -> None:
    # any workspace: the clock found it
    row = Approach.objects.select_for_update().filter(pk=approach_id, state=ApproachState.APPROVED).first()
    if row is not None:
        logger.info("Approach %s is left out: %s", row.pk, words)
        _end(row, words, ApproachState.SKIPPED, now)


def _end(row: Approach, words: str, state: str, now: datetime) -> None:
    row.state, row.reason, row.ended_at, row.changed_at = state, words, now, now
    row.save(update_fields=["state", "reason", "ended_at", "changed_at"])
