"""The last word before a mail of outreach leaves: wiring puts `outreach_gate` among the gates of the mail."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from freehold.apps.outreach.models import Approach, ApproachState, CampaignState
from freehold.apps.outreach.selectors.campaigns import settings_of
from freehold.apps.outreach.services.gate_judging import judged
from freehold.apps.outreach.services.gate_slots import domain_digest, place_free_at, places, take_place
from freehold.apps.outreach.services.settings import window_of
from freehold.domain.outreach.cadence import after
from freehold.domain.outreach.windows import next_open, reader_zone
from freehold.kit.mailing.digests import digest_of
from freehold.kit.mailing.gates import Later, Refuse
from freehold.kit.mailing.models import OutgoingMail

ABOUT = "outreach.approach"
STREAM = "outreach"
PAUSE = timedelta(minutes=30)
"""How soon it is looked again whether a pause is over."""


def outreach_gate(mail: OutgoingMail, now: datetime) -> Refuse | Later | None:
    """Judge a mail of outreach in the transaction that takes it for sending; other mails pass.

    The caller holds the row of the mail account, so that two workers never take the last place of a day. A refusal also writes into the
    approach why it ended.
    """
    if mail.stream != STREAM:
        return None
    approach = _approach_of(mail)
    if approach is None:
        return Refuse(_("The person or the campaign it was written for is not there any more."))
    if approach.state != ApproachState.QUEUED:
        return Refuse(approach.reason or _("This mail was stopped."))
    if approach.campaign.state == CampaignState.PAUSED:
        return Later(now + PAUSE, _("The campaign is paused."))
    found = judged(approach, now)
    if found.refused:
        return _refused(approach, found.refused, found.state, now)
    if digest_of(approach.workspace_id, mail.to) != digest_of(approach.workspace_id, found.contact.email):
        words = _("The address of this person has changed since. Propose them again to write to the new one.")
        return _refused(approach, words, ApproachState.SKIPPED, now)
    return _timed(approach, mail, found.contact.country or found.contact.client.country, now)


def _approach_of(mail: OutgoingMail) -> Approach | None:
    """Return the approach that this very mail belongs to, held until the transaction ends."""
    if mail.about_type != ABOUT or not mail.about_id.isdecimal():
        return None
    rows = Approach.objects.for_workspace(mail.workspace_id).select_for_update(of=("self",)).select_related("campaign")
    found = rows.filter(pk=int(mail.about_id), mail_id=mail.pk).first()
    if found is not None and found.state == ApproachState.FAILED:
        # A person has it tried again from the outbox, after it certainly did not leave.
        found.state, found.reason, found.ended_at = after(found.state, "retry"), "", None
        found.save(update_fields=["state", "reason", "ended_at"])
    return found


def _timed(approach: Approach, mail: OutgoingMail, country: str, now: datetime) -> Later | None:
    """Return when it may leave by the reader's hours and the caps; None, with a place taken, when it may now."""
    workspace_id = approach.workspace_id
    settings = settings_of(workspace_id)
    if not settings.postal_address.strip():
        return Later(now + PAUSE, _("Your postal address is missing in the settings of outreach."))
    window, zone = window_of(settings), reader_zone(country)
    opens = next_open(window, zone, now)
    if opens > now:
        return _later(approach, opens, _("It leaves in the reader's working hours."))
    digest = domain_digest(workspace_id, mail.to)
    free = place_free_at(settings, places(workspace_id, now, but_mail=mail.pk), digest, now)
    if free is not None:
        # A second later, so that the place is certainly free then.
        words = _("The most mails a day that you allow have left. This one leaves when a place is free.")
        return _later(approach, next_open(window, zone, free + timedelta(seconds=1)), words)
    take_place(settings, mail.pk, digest, now)
    return None


def _later(approach: Approach, until: datetime, words: str) -> Later:
    approach.due_at, approach.reason = until, words
    approach.save(update_fields=["due_at", "reason"])
    return Later(until, words)


def _refused(approach: Approach, words: str, state: str, now: datetime) -> Refuse:
    approach.state, approach.reason, approach.ended_at, approach.changed_at = state, words, now, now
    approach.save(update_fields=["state", "reason", "ended_at", "changed_at"])
    return Refuse(words)
