"""What Today shows of briefs that came by the public page and wait for an answer."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from freehold.apps.dashboard.selectors import Need
from freehold.apps.storefront.selectors.pages import waiting_briefs
from freehold.kit.design.formats import absolute
from freehold.kit.scoping.ref import Workspace

MOST = 3


def needs(workspace: Workspace, now: datetime) -> list[Need]:
    """Return one line a brief that nobody has answered, with the time its sender was told."""
    found = []
    for brief in waiting_briefs(workspace, MOST):
        title = _("%(who)s has sent you a brief") % {"who": brief.company or brief.name}
        note = _("They expect an answer by %(day)s: %(words)s") % {
            "day": absolute(localdate(brief.answer_by)),
            "words": " ".join(brief.what.split())[:120],
        }
        url = reverse("opportunities:detail", args=[brief.opportunity_id]) if brief.opportunity_id else reverse("storefront:settings")
        found.append(Need("mailbox", title, note, url, pgettext("button", "Answer"), "warn" if brief.answer_by < now else ""))
    return found
