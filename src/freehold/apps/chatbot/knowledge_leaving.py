"""What leaves the machine because of the pages that answers are quoted from."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from freehold.apps.accounts.leaving import Leaving
from freehold.apps.chatbot.selectors.knowledge import page_hosts


def what_pages_ask(workspace_id: int) -> list[Leaving]:
    """Return one line a host that pages are read from."""
    what = _("The request for a page that you added; nothing about you but what a browser sends, and nothing of your visitors.")
    return [
        Leaving(what, host, _("as often as the page “Pages and files” says"), reverse("chatbot:knowledge_sources"))
        for host in page_hosts(workspace_id)
    ]
