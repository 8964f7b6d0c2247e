"""What the chat tells of a client: their conversations in the timeline, and that they go when the client is forgotten.

Wired into apps/clients (`panels.timeline`, `panels.fates`, `panels.forgetters`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.chatbot.models import Author, Conversation, Message
from freehold.apps.clients import selectors as clients
from freehold.apps.clients.panels import MOST_ENTRIES, Fate, TimelineEntry
from freehold.apps.clients.types import Client
from freehold.kit.scoping.ref import Workspace

_MOST_ADDRESSES = 20


def conversations(request: Any, client: Client) -> Iterator[TimelineEntry]:
    """Yield the client's conversations, also those of clients merged into this one (three queries)."""
    ids = clients.ids_of(client)
    rows = _theirs(request.workspace, ids, clients.addresses_of(client, ids)).filter(visitor_number__gt=0)
    said = Message.objects.filter(conversation=OuterRef("pk"), author=Author.VISITOR).order_by("number")
    shown = rows.annotate(first=Subquery(said.values("text")[:1])).order_by("-last_at", "-pk")
    for row in shown[:MOST_ENTRIES]:
        url = reverse("chatbot:conversation", args=[row.pk])
        yield TimelineEntry(
            row.last_at, "chat", _("Conversation in the chat"), " ".join((row.first or "").split())[:280], url, "messages-square"
        )


def chat_fates(workspace: Workspace, client: Client, addresses: list[str]) -> Iterable[Fate]:
    """Say how many conversations would go."""
    count = _theirs(workspace, clients.ids_of(client), addresses).count()
    words = ngettext("%(count)d conversation in the chat", "%(count)d conversations in the chat", count)
    return [Fate(words % {"count": count})] if count else []


def forget_conversations(workspace: Workspace, client: Client, addresses: list[str], _now: datetime) -> None:
    """Delete the client's conversations with all that was said."""
    keys = list(_theirs(workspace, clients.ids_of(client), addresses).values_list("pk", flat=True))
    for start in range(0, len(keys), 500):
        Conversation.objects.for_workspace(workspace).filter(pk__in=keys[start : start + 500]).delete()


def _theirs(workspace: Workspace, ids: list[int], addresses: list[str]) -> QuerySet[Conversation]:
    mine = Q(client_id__in=ids)
    for key in ids:
        mine |= Q(intake__client_id=key)
    for address in addresses[:_MOST_ADDRESSES]:
        mine |= Q(email__iexact=address)
    return Conversation.objects.for_workspace(workspace).filter(mine)
