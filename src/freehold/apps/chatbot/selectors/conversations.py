"""Reads of conversations: for the visitor by their secret, for the owner by state and words."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from freehold.apps.chatbot.models import Author, ChatSite, Conversation, ConversationState, Message
from freehold.apps.chatbot.services.conversations_hold import PRIVATE
from freehold.apps.chatbot.services.conversations_visitor import hashed
from freehold.kit.scoping.ref import Workspace

PAGE = 30
TABS = ("needs_you", "bot", "human", "closed", "all")
#: More than this of one conversation is not handed out at once.
MOST_MESSAGES = 300
_LONGEST_CHAIN = 20
#: A person is waited for: passed on, or written to again after the last answer.
_NEEDS_YOU = Q(state=ConversationState.WAITING) | Q(state=ConversationState.HUMAN, visitor_number__gt=F("answered_number"))


def by_secret(site: ChatSite, public_id: str, secret: str) -> Conversation | None:
    """Return the conversation of a visitor who knows its secret, None for a wrong pair.

    Where a closed one was written into, the newest that continues it: the visitor's page goes on by the address it has.
    """
    rows = Conversation.objects.for_workspace(site.workspace_id).filter(site=site).select_related("site", "workspace")
    found = rows.filter(public_id=public_id).first()
    if not hmac.compare_digest(found.secret_sha256 if found else "", hashed(secret)):
        return None
    for _ in range(_LONGEST_CHAIN):
        if found is None or found.state != ConversationState.CLOSED:
            break
        following = rows.filter(continues=found, secret_sha256=found.secret_sha256).order_by("pk").first()
        if following is None:
            break
        found = following
    return found


def visitor_view(conversation: Conversation, *, after: int) -> list[Message]:
    """Return what the visitor may read of the messages after a number, in order."""
    rows = conversation.messages.filter(number__gt=max(0, after)).exclude(action=PRIVATE)
    return list(rows.select_related("user").order_by("number")[:MOST_MESSAGES])


def conversation(workspace: Workspace, conversation_id: int) -> Conversation | None:
    """Return one conversation of this workspace."""
    rows = Conversation.objects.for_workspace(workspace).select_related("site", "workspace", "client", "taken_by", "continues")
    return rows.filter(pk=conversation_id).first()


def messages(row: Conversation, *, after: int = 0) -> list[Message]:
    """Return every message after a number with who wrote it; of a very long conversation the last ones."""
    rows = row.messages.filter(number__gt=after).select_related("user").order_by("-number")
    return list(rows[:MOST_MESSAGES])[::-1]


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of conversations is narrowed to."""

    tab: str = "needs_you"
    q: str = ""


def conversations(workspace: Workspace, filters: Filters) -> QuerySet[Conversation]:
    """Return conversations in which something was said, those that need a person first, each with `first` and `last` words and `unread`."""
    said = Message.objects.filter(conversation=OuterRef("pk"), author=Author.VISITOR)
    rows = _narrowed(workspace, filters.q).filter(_in_tab(filters.tab)).select_related("site", "client", "taken_by")
    urgent = (F("expected_by").asc(nulls_last=True), "last_at", "pk")
    order = urgent if filters.tab == "needs_you" else ("-last_at", "-pk")
    shown = rows.annotate(
        first=Subquery(said.order_by("number").values("text")[:1]), last=Subquery(said.order_by("-number").values("text")[:1])
    )
    return shown.order_by(*order)


def figures(workspace: Workspace, q: str) -> dict[str, int]:
    """Return how many conversations each tab holds (one query)."""
    return _narrowed(workspace, q).aggregate(**{tab: Count("pk", filter=_in_tab(tab), distinct=True) for tab in TABS})


def needs_you(workspace: Workspace, limit: int = 5) -> list[Conversation]:
    """Return the conversations in which a visitor waits for a person, the most urgent first; for the list of today."""
    return list(conversations(workspace, Filters())[:limit])


def waiting(workspace: Workspace) -> int:
    """Return in how many conversations a visitor waits for a person."""
    return Conversation.objects.for_workspace(workspace).filter(_NEEDS_YOU).count()


def waiting_figure() -> Subquery:
    """Return the same as an expression by the outer row's workspace; none of them is NULL."""
    # any workspace: the outer query names it
    rows = Conversation.objects.filter(_NEEDS_YOU, workspace_id=OuterRef("workspace_id")).order_by().values("workspace_id")
    return Subquery(rows.annotate(count=Count("pk")).values("count"))


def has_site(workspace: Workspace) -> bool:
    """Tell whether there is a place where visitors can ask."""
    return ChatSite.objects.for_workspace(workspace).exists()


def of_client(workspace: Workspace, client_ids: Iterable[int], addresses: list[str], limit: int = 6) -> list[Conversation]:
    """Return the newest conversations of a client: by their link, by a request that made them, or from an address of theirs.

    `client_ids` are those of the client and of all that were merged into it.
    """
    ids = list(client_ids)
    theirs = Q(client_id__in=ids)
    for key in ids:
        theirs |= Q(intake__client_id=key)
    for address in filter(None, addresses[:20]):
        theirs |= Q(email__iexact=address)
    rows = Conversation.objects.for_workspace(workspace).filter(theirs, visitor_number__gt=0).order_by("-last_at", "-pk")
    said = Message.objects.filter(conversation=OuterRef("pk"), author=Author.VISITOR).order_by("number")
    return list(rows.annotate(first=Subquery(said.values("text")[:1]))[:limit])


def is_unread(row: Conversation) -> bool:
    """Tell whether the visitor has written since somebody of the workspace last looked."""
    return row.visitor_number > row.seen_number


def _narrowed(workspace: Workspace, q: str) -> QuerySet[Conversation]:
    # Widgets open conversations in which nothing is ever asked: they are nobody's business.
    rows = Conversation.objects.for_workspace(workspace).exclude(state=ConversationState.OPEN, visitor_number=0)
    for word in q.replace("\x00", "").split()[:6]:
        spoken: Any = Message.objects.filter(conversation=OuterRef("pk"), text__icontains=word)
        rows = rows.filter(Q(name__icontains=word) | Q(email__icontains=word) | Q(client__name__icontains=word) | Exists(spoken))
    return rows


def _in_tab(tab: str) -> Q:
    return {
        "needs_you": _NEEDS_YOU,
        "bot": Q(state__in=(ConversationState.OPEN, ConversationState.BOT)),
        "human": Q(state=ConversationState.HUMAN),
        "closed": Q(state=ConversationState.CLOSED),
        "all": Q(),
    }[tab]
