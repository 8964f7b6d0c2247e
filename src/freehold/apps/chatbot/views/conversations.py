"""Conversations: the list with those that need you first, and one conversation with everything that was said."""

from __future__ import annotations

import secrets
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from freehold.apps.chatbot.models import Conversation
from freehold.apps.chatbot.selectors import conversations as reads
from freehold.apps.chatbot.services.conversations import mark_seen
from freehold.apps.chatbot.tabs import tabs
from freehold.apps.clients import selectors as clients
from freehold.domain.conversation.brief import QUESTIONS, brief_of
from freehold.kit.design.htmx import render_page


@require_safe
def listing(request: Any) -> HttpResponse:
    """Show the conversations of a tab, narrowed by words."""
    q = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    counts = reads.figures(request.workspace, q)
    wished = request.GET.get("tab", "")
    tab = wished if wished in reads.TABS else "needs_you" if counts["needs_you"] or not counts["all"] else "all"
    pager = Paginator(reads.conversations(request.workspace, reads.Filters(tab, q)), reads.PAGE)
    pager.count = counts[tab]  # counted already, with the tabs
    page = pager.get_page(request.GET.get("page"))
    context = {
        "place_tabs": tabs("conversations"),
        "states": _states(counts, tab, q),
        "tab": tab,
        "q": q,
        "page": page,
        "rows": [(row, reads.is_unread(row)) for row in page.object_list],
        "query": urlencode({key: value for key, value in (("tab", tab), ("q", q)) if value}),
        "has_any": counts["all"] > 0,
        "has_site": counts["all"] > 0 or reads.has_site(request.workspace),
        "now": timezone.now(),
    }
    return render_page(request, "chatbot/conversations/list.html", "chatbot/conversations/_list.html", context)


@require_safe
def showing(request: Any, conversation_id: int) -> HttpResponse:
    """Show one conversation; from then on it counts as read."""
    row = found_or_404(request, conversation_id)
    mark_seen(row, now=timezone.now())
    return render(request, "chatbot/conversations/one.html", page_context(request, row))


@require_safe
def news(request: Any, conversation_id: int) -> HttpResponse:
    """Return what was said after a number, and the buttons where the word has changed hands; nothing when nothing is new."""
    row = found_or_404(request, conversation_id)
    after = number(request.GET.get("after"))
    if row.last_number <= after and row.state == request.GET.get("state"):
        return HttpResponse(status=204)
    mark_seen(row, now=timezone.now())
    return fragment(request, row, after)


def found_or_404(request: Any, conversation_id: int) -> Conversation:
    """Return a conversation of the reader's workspace."""
    row = reads.conversation(request.workspace, conversation_id)
    if row is None:
        raise Http404
    return row


def fragment(request: Any, row: Conversation, after: int, **more: Any) -> HttpResponse:
    """Return the messages after a number with everything around them that may have changed, for htmx."""
    context = {**page_context(request, row, after=after), "is_part": True, **more}
    return render(request, "chatbot/conversations/_news.html", context)


def page_context(request: Any, row: Conversation, *, after: int = 0) -> dict[str, Any]:
    """Return what a conversation's page shows."""
    brief, said = brief_of(row.intake), reads.messages(row, after=after)
    names = {"what": _("What"), "when": _("When"), "budget": _("Budget"), "contact": _("Contact")}
    client_id = row.client_id or row.intake.get("client_id")
    opportunity_id = row.intake.get("opportunity_id")
    return {
        "row": row,
        "said": said,
        "after": row.last_number,
        "mine": row.taken_by_id == request.user.pk,
        "other": row.taken_by if row.state == "human" and row.taken_by_id not in {None, request.user.pk} else None,
        "key": secrets.token_urlsafe(12),
        "brief": [(names[name], getattr(brief, name)) for name in QUESTIONS if getattr(brief, name)] if brief else [],
        "client": clients.client(request.workspace, int(client_id)) if client_id else None,
        "opportunity": reverse("opportunities:detail", args=[opportunity_id]) if opportunity_id else "",
        "came_by_link": row.client_id is not None,
        "can_learn": any(one.author == "human" for one in said) or row.taken_at is not None,
        "now": timezone.now(),
    }


def number(text: str | None) -> int:
    """Return a number from an address or a form; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _states(counts: dict[str, int], current: str, q: str) -> list[dict[str, Any]]:
    names = {
        "needs_you": _("Needs you"),
        "bot": _("With the assistant"),
        "human": _("You answer"),
        "closed": _("Closed"),
        "all": _("All"),
    }
    base = reverse("chatbot:conversations")
    return [
        {
            "label": names[tab],
            "url": f"{base}?{urlencode({'tab': tab, **({'q': q} if q else {})})}",
            "current": tab == current,
            "count": counts[tab],
        }
        for tab in reads.TABS
    ]
