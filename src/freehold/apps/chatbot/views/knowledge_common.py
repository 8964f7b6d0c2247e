"""What the pages of answers share: the tabs, finding a row, complaints as toasts, and what every page says at its top."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import KnowledgeEntry, KnowledgeSource
from freehold.apps.chatbot.selectors import knowledge as reads
from freehold.apps.chatbot.tabs import tabs

View = Callable[..., HttpResponse]


def frame(part: str) -> dict[str, Any]:
    """Return what the top of every page of answers shows; `part` is "answers", "sources", "try" or "asked"."""
    parts = (
        ("answers", _("Answers"), "chatbot:knowledge"),
        ("sources", _("Pages and files"), "chatbot:knowledge_sources"),
        ("try", _("Try it"), "chatbot:knowledge_try"),
        ("asked", _("What was asked"), "chatbot:knowledge_coverage"),
    )
    return {
        "place_tabs": tabs("answers"),
        "parts": [{"label": label, "url": reverse(name), "current": key == part} for key, label, name in parts],
        "now": timezone.now(),
    }


def entry_or_404(request: Any, entry_id: int) -> KnowledgeEntry:
    """Return an entry of the reader's workspace."""
    found = reads.entry(request.workspace, entry_id)
    if found is None:
        raise Http404
    return found


def source_or_404(request: Any, source_id: int) -> KnowledgeSource:
    """Return a source of the reader's workspace."""
    found = reads.source(request.workspace, source_id)
    if found is None:
        raise Http404
    return found
