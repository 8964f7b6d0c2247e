"""Where a mail stands, in words: when it leaves or left, why it waits, why it stopped."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from freehold.apps.outreach.models import LIVE, Approach, ApproachState
from freehold.kit.design.formats import relative


def when_of(row: Approach, now: datetime) -> str:
    """Return when the mail leaves, left, or came to its end."""
    if row.state == ApproachState.APPROVED and row.due_at is not None:
        return _("leaves %(when)s") % {"when": relative(row.due_at, now)} if row.due_at > now else _("leaves next")
    if row.state == ApproachState.QUEUED:
        return _("leaves as soon as the mail server takes it")
    if row.state == ApproachState.SENT and row.sent_at is not None:
        return relative(row.sent_at, now)
    if row.state not in LIVE and row.ended_at is not None:
        return relative(row.ended_at, now)
    return ""


def why_of(row: Approach) -> str:
    """Return why it waits or ended, "" when there is nothing to say."""
    return row.reason


def standing_of(row: Approach, now: datetime) -> str:
    """Return one sentence on where the mail stands, for its own page."""
    when = when_of(row, now)
    if row.state == ApproachState.PROPOSED:
        return row.reason
    if row.state == ApproachState.APPROVED:
        return " ".join(filter(None, [_("It %(when)s.") % {"when": when} if when else "", row.reason]))
    if row.state == ApproachState.SENT:
        return _("It left %(when)s. Whoever answers or wants no more mail gets no follow-up.") % {"when": when}
    words = f"{row.get_state_display()}, {when}." if when else f"{row.get_state_display()}."
    return " ".join(filter(None, [words, row.reason]))
