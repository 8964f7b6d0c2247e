"""What Today shows of winning work: questions about proposals, answers to outreach, drafts that wait to be read."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from freehold.apps.dashboard.selectors import Need
from freehold.apps.outreach.today import needs_you as outreach_needs
from freehold.apps.proposals.today import Waiting
from freehold.apps.proposals.today import needs_you as proposal_needs
from freehold.kit.design.formats import absolute
from freehold.kit.scoping.ref import Workspace, id_of

MOST = 5


def needs(workspace: Workspace, now: datetime) -> list[Need]:
    """Return what waits, clients who ask first."""
    proposals = [_proposal(one) for one in proposal_needs(workspace, on=now.date(), limit=MOST)]
    return [*proposals, *(Need(*line) for line in outreach_needs(id_of(workspace), now))]


def _proposal(one: Waiting) -> Need:
    url = reverse("proposals:proposal", args=[one.proposal_id])
    if one.why == "question":
        title = _("A question about “%(title)s”") % {"title": one.title}
        return Need("message-circle-question-mark", title, one.text, url, pgettext("button", "Answer"), "warn")
    if one.why == "accepted":
        return Need("file-check", _("“%(title)s” was accepted") % {"title": one.title}, one.text, url, _("Look at it"), "warn")
    note = _("Its last day is %(day)s, and there is no answer yet.") % {"day": absolute(one.last_day)} if one.last_day else ""
    return Need("clock", _("“%(title)s” ends soon") % {"title": one.title}, note, url, _("Look at it"))
