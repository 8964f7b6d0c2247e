"""What Today shows of conversations: visitors who wait for a person."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from freehold.apps.chatbot.selectors import conversations
from freehold.apps.dashboard.selectors import Need
from freehold.kit.scoping.ref import Workspace

MOST = 5


def needs(workspace: Workspace) -> list[Need]:
    """Return one line for everybody who waits: with one visitor, their own words; a click leads there."""
    waiting = conversations.needs_you(workspace, MOST)
    if not waiting:
        return []
    first, count = waiting[0], conversations.waiting(workspace) if len(waiting) == MOST else len(waiting)
    title = ngettext("%(count)s visitor waits for your answer", "%(count)s visitors wait for your answer", count) % {"count": count}
    words = " ".join(str(getattr(first, "last", "") or first.name or "").split())[:160]
    url = reverse("chatbot:conversation", args=[first.pk]) if count == 1 else reverse("chatbot:conversations")
    return [Need("messages-square", title, words, url, pgettext("button", "Answer") if count == 1 else _("Look through"), "warn")]
