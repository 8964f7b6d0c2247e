"""What leaves the machine because of the sources of a workspace."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts.leaving import Leaving
from freehold.apps.opportunities.selectors.outbound import outbound_hosts


def what_sources_ask(workspace_id: int) -> list[Leaving]:
    """Return one line a host that enabled sources are read from."""
    what = _("The question for new postings; nothing about you but what a feed reader or mail program sends.")
    when = _("as often as the page “Sources” says")
    return [Leaving(what, host, when, reverse("opportunities:sources")) for host in outbound_hosts(workspace_id)]
