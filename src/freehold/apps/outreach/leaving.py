"""What leaves the machine because of outreach: the mails that the owner has approved, and nothing that watches their readers."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts.leaving import Leaving
from freehold.apps.outreach.selectors import campaigns as reads
from freehold.kit.mailing.selectors import account_of


def what_outreach_sends(workspace_id: int) -> list[Leaving]:
    """Return one line when mails of a running campaign wait to leave."""
    if not reads.anything_leaves(workspace_id):
        return []
    account = account_of(workspace_id)
    what = _("The mails of your campaigns that you have approved, to the people they are for. No picture and no counted link is in them.")
    host = account.host if account else _("your mail server, once there is one")
    return [Leaving(what, host, _("in the reader's working hours, a few each day"), reverse("outreach:campaigns"))]
