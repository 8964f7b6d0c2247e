"""What leaves the machine because of learning: the question for the feeds that the person added."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts.leaving import Leaving
from freehold.apps.learning.models import Feed
from freehold.apps.learning.selectors.news import feed_hosts


def what_feeds_ask(workspace_id: int) -> list[Leaving]:
    """Return one line a host that news are read from."""
    what = _("The question for new articles; nothing about you but what a feed reader sends.")
    return [Leaving(what, host, _("four times a day"), reverse("learning:news")) for host in feed_hosts(workspace_id)]


def any_feed() -> Exists:
    """Return the sign by which the foot of each page knows that something may leave."""
    # any workspace: bound to the workspace of the outer row
    return Exists(Feed.objects.filter(workspace=OuterRef("workspace_id"), enabled=True))
