"""What the sweep does for conversations: answer what was left unanswered, mail what was not seen, say sorry once, tidy up."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from freehold.apps.chatbot.models import Author, Conversation, ConversationState
from freehold.apps.chatbot.services.bot_words import said
from freehold.apps.chatbot.services.conversations_hold import hold
from freehold.apps.chatbot.services.conversations_visitor import end
from freehold.apps.chatbot.services.handover_mails import queue_late, queue_late_note, queue_news, queue_reply
from freehold.domain.conversation import State

#: An answer is worked out within the request; after so long whoever did that is taken for dead.
UNANSWERED_AFTER = timedelta(seconds=10)
UNSEEN_AFTER = timedelta(seconds=90)
TELL_AFTER = timedelta(minutes=3)
#: A time so far ahead was written by a clock that has been set back since.
_AHEAD = timedelta(minutes=1)
_QUIET_BOT = timedelta(days=2)
_QUIET_HUMAN = timedelta(days=30)
_AT_ONCE = 500
_WAITING = (ConversationState.WAITING, ConversationState.HUMAN)


def unanswered(now: datetime) -> list[int]:
    """Return the conversations in which the bot still owes an answer, the oldest first."""
    # any workspace: the sweep is for all
    rows = Conversation.objects.filter(unanswered_since__isnull=False).filter(_older("unanswered_since", now, UNANSWERED_AFTER))
    return list(rows.order_by("unanswered_since").values_list("pk", flat=True)[:_AT_ONCE])


def due(now: datetime) -> dict[str, list[int]]:
    """Return the conversations for which something is due, by what it is: "late", "unseen", "news", "over"."""
    # any workspace: the sweep is for all
    rows = Conversation.objects.all()
    late = rows.filter(state=ConversationState.WAITING, expected_by__lte=now, followed_up_at=None)
    unseen = rows.filter(unseen_since__isnull=False).exclude(email="").filter(_older("unseen_since", now, UNSEEN_AFTER))
    news = rows.filter(state__in=_WAITING, visitor_number__gt=F("told_number")).filter(visitor_number__gt=F("seen_number"))
    quiet_bot = Q(state__in=(ConversationState.OPEN, ConversationState.BOT), last_at__lte=now - _QUIET_BOT)
    quiet_human = Q(state=ConversationState.HUMAN, last_at__lte=now - _QUIET_HUMAN)
    found: dict[str, QuerySet[Conversation]] = {
        "late": late,
        "unseen": unseen,
        "news": news.filter(_older("last_at", now, TELL_AFTER)),
        "over": rows.filter(quiet_bot | quiet_human),
    }
    return {name: list(each.order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]) for name, each in found.items()}


def follow_up(conversation_id: int, *, now: datetime) -> bool:
    """Say once that it takes longer, and remind the owner once; return whether it was due."""
    with hold(conversation_id) as held:
        row = held.row
        if held.standing.state is not State.WAITING or row.followed_up_at or row.expected_by is None or row.expected_by > now:
            return False
        row.followed_up_at = now
        text = said("late", row.language)
        held.note(text, now=now, why="late", key=f"late:{row.handovers}")
        queue_late(row, now=now)
        if row.email:
            queue_late_note(row, text, now=now)
        return True


def mail_unseen(conversation_id: int, *, now: datetime) -> bool:
    """Mail what a person answered and the visitor's page has not shown; return whether there was something."""
    with hold(conversation_id) as held:
        row = held.row
        if row.unseen_since is None or not row.email:
            return False
        messages = list(row.messages.filter(author=Author.HUMAN, at__gte=row.unseen_since).order_by("number"))
        messages = messages or list(row.messages.filter(author=Author.HUMAN).order_by("-number")[:1])
        queue_reply(row, messages, now=now)
        row.unseen_since = None
        return bool(messages)


def tell_news(conversation_id: int, *, now: datetime) -> bool:
    """Mail the owner that the visitor wrote again while nobody looked; return whether it was due."""
    with hold(conversation_id) as held:
        row = held.row
        if held.standing.state not in {State.WAITING, State.HUMAN} or row.visitor_number <= max(row.told_number, row.seen_number):
            return False
        queue_news(row, now=now)
        row.told_number = row.visitor_number
        return True


def end_quiet(conversation_id: int, *, now: datetime) -> bool:
    """Close a conversation in which nothing has happened for long; one in which nothing was ever asked goes away whole."""
    with hold(conversation_id) as held:
        row = held.row
        limit = _QUIET_HUMAN if held.standing.state is State.HUMAN else _QUIET_BOT
        if held.standing.state is State.WAITING or row.last_at > now - limit:
            return False
        if held.standing.state is not State.OPEN:
            return end(held, now=now, why="quiet")
    Conversation.objects.for_workspace(row.workspace_id).filter(pk=conversation_id, state=ConversationState.OPEN).delete()
    return True


def _older(column: str, now: datetime, age: timedelta) -> Q:
    return Q(**{f"{column}__lte": now - age}) | Q(**{f"{column}__gt": now + _AHEAD})
