"""The chat's entries in palette and shortcuts, what it finds for the palette, and how many visitors wait."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from freehold.apps.chatbot.selectors import conversations as reads
from freehold.kit.design.palette import Command
from freehold.kit.design.shell import Hit

COMMANDS = (
    Command(
        "clients.conversations",
        _("Conversations"),
        url_name="chatbot:conversations",
        keys="g v",
        icon="messages-square",
        words=_("chat visitors questions inbox"),
    ),
    Command(
        "clients.answers", _("Answers"), url_name="chatbot:knowledge", icon="book-open-check", words=_("knowledge FAQ questions chatbot")
    ),
    Command(
        "clients.widget", _("Chat widget"), url_name="chatbot:sites", icon="message-circle-question-mark", words=_("website script embed")
    ),
    Command("chat.take", _("Take this conversation over"), action="take-over", keys="t", icon="hand", group="list"),
)
_SHORT = 70
#: Under this name wiring has the count read together with the workspace.
WAITING = "waiting_conversations"


def search(request: Any, query: str, limit: int) -> list[Hit]:
    """Return conversations whose visitor or words fit."""
    if getattr(request, "workspace", None) is None:
        return []
    kind = gettext("Conversations")
    rows = reads.conversations(request.workspace, reads.Filters("all", query))[:limit]
    return [Hit(_title(row), reverse("chatbot:conversation", args=[row.pk]), kind, row.name or row.email) for row in rows]


def waiting_count(request: Any) -> int:
    """Return in how many conversations a visitor waits for a person, for the badge beside the place."""
    if getattr(request, "workspace", None) is None:
        return 0
    known = getattr(request, "figures", {})
    return known[WAITING] or 0 if WAITING in known else reads.waiting(request.workspace)


def _title(row: Any) -> str:
    words = " ".join((row.first or row.name or gettext("Visitor")).split())
    return words if len(words) <= _SHORT else words[: _SHORT - 1] + "…"
