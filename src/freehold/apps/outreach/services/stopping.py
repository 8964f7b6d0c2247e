"""Stopping: whoever answered, unsubscribed, complained, bounced or was won is written to no more."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from freehold.apps.clients import selectors as clients
from freehold.apps.outreach.events import ApproachAnswered
from freehold.apps.outreach.models import LIVE, Approach, ApproachState
from freehold.apps.outreach.services.stopping_mails import cancel_later
from freehold.domain.errors import SystemFault, UserError
from freehold.domain.outreach.cadence import after
from freehold.domain.postings.identity import company_key
from freehold.kit.audit import record
from freehold.kit.mailing.digests import digest_of
from freehold.kit.outbox.publish import publish
from freehold.kit.scoping.ref import Workspace, id_of

WON_WITHIN = timedelta(days=365)
"""A win is laid to the last mail within a year before it."""
WHYS = ("replied", "bounced", "opted_out", "complained", "won", "by_hand")


@transaction.atomic
def stop(workspace_id: int, contact_id: int, *, why: str, now: datetime, actor: str = "") -> int:
    """Write no more to a person, nor to anybody with their address; return how many mails were stopped. Twice does no harm.

    `why` is one of WHYS. What has left keeps its state and is not followed up.
    """
    rows = Approach.objects.for_workspace(workspace_id)
    digests = set(rows.filter(contact_id=contact_id).values_list("address_digest", flat=True)) - {""}
    contact = clients.contact(workspace_id, contact_id)
    if contact is not None and contact.email.strip():
        digests.add(digest_of(workspace_id, contact.email))
    count = _stopped(workspace_id, Q(contact_id=contact_id) | Q(address_digest__in=digests), why, now)
    if count:
        detail = {"why": why, "mails": count}
        record("outreach.stopped", workspace_id=workspace_id, actor=actor, target=("clients.contact", contact_id), detail=detail, at=now)
    return count


@transaction.atomic
def stop_approach(workspace: Workspace, approach_id: int, *, now: datetime, actor: str = "") -> int:
    """Stop what a person points at: this mail if it has not left, and the follow-up after it. Return how many mails were stopped."""
    row = Approach.objects.for_workspace(workspace).filter(pk=approach_id).first()
    if row is None:
        raise UserError(_("This mail is not there any more. Nothing was changed."))
    count = _stopped(id_of(workspace), Q(campaign_id=row.campaign_id, contact_id=row.contact_id), "by_hand", now)
    if count:
        record("outreach.stopped", workspace_id=row.workspace_id, actor=actor, target=row, detail={"why": "by_hand"}, at=now)
    return count


@transaction.atomic
def note_won(workspace_id: int, client_id: int, *, now: datetime) -> int:
    """Note that a client was won: nobody there is written to any more; return how many mails count as won (0 or 1).

    The win is laid to the last mail that left to them within a year. Twice does no harm.
    """
    here = Q(client_id=client_id)
    _stopped(workspace_id, here, "won", now)
    rows = Approach.objects.for_workspace(workspace_id).select_for_update().filter(here)
    if rows.filter(state=ApproachState.WON, sent_at__gt=now - WON_WITHIN).exists():
        return 0
    last = rows.filter(sent_at__gt=now - WON_WITHIN).order_by("-sent_at", "-pk").first()
    return int(last is not None and note_outcome(last, "won", now))


def note_won_by_name(workspace_id: int, company: str, *, now: datetime) -> int:
    """Note a win at the clients whose name is that of a company in postings; return how many mails count as won."""
    key = company_key(company)
    if not key:
        return 0
    ids = [client_id for client_id, name in clients.client_names(workspace_id).items() if company_key(name) == key]
    return sum(note_won(workspace_id, client_id, now=now) for client_id in ids)


def note_outcome(approach: Approach, outcome: str, now: datetime) -> bool:
    """Write what came of a mail into its approach, held by the caller, with the event; return whether it was news."""
    state = after(approach.state, outcome)
    if state == approach.state:
        return False
    approach.state, approach.ended_at, approach.changed_at = state, approach.ended_at or now, now
    approach.save(update_fields=["state", "ended_at", "changed_at"])
    publish(ApproachAnswered(approach.workspace_id, approach.campaign_id, approach.pk, outcome), now)
    return True


def reason_of(why: str) -> str:
    """Return in plain words why somebody is written to no more. Raises SystemFault for an unknown reason."""
    words = {
        "replied": _("They have answered."),
        "bounced": _("The mail came back."),
        "opted_out": _("They want no more mail."),
        "complained": _("They reported a mail as spam."),
        "won": _("They work with you now."),
        "by_hand": _("You stopped it."),
    }
    if why not in words:
        raise SystemFault(f"{why!r} is no reason to stop; it must be one of {', '.join(WHYS)}")
    return words[why]


def _stopped(workspace_id: int, where: Q, why: str, now: datetime) -> int:
    reason = reason_of(why)
    rows = Approach.objects.for_workspace(workspace_id).select_for_update().filter(where)
    live = list(rows.filter(state__in=LIVE).order_by("pk"))
    cancel_later([row for row in live if row.state == ApproachState.QUEUED], now)
    for row in live:
        row.state, row.reason, row.ended_at, row.changed_at = ApproachState.STOPPED, reason, now, now
        row.save(update_fields=["state", "reason", "ended_at", "changed_at"])
    silent = rows.filter(state=ApproachState.SENT, ended_at=None)
    return len(live) + silent.update(ended_at=now, reason=reason, due_at=None, changed_at=now)
