"""How much one address, one conversation and one day may ask for, so that nobody can flood the owner or wear the machine out.

Call these inside the transaction that stores what they allow: the counter of the day is one row of the site, so that of two
visitors at the same moment one counts after the other, and what is refused is not counted.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import Author, ChatSite, Conversation, Message
from freehold.domain.errors import UserError

HOUR = timedelta(hours=1)


class CapReached(UserError):  # noqa: N818 - named for what happened, as it is caught: except CapReached
    """A visitor has asked for more than the site allows. `cap` is "visitor", "conversation", "day" or "opening"."""

    def __init__(self, cap: str, text: str) -> None:
        super().__init__(text)
        self.cap = cap


@transaction.atomic
def count_opening(site: ChatSite, address: str, *, now: datetime) -> None:
    """Count a new conversation from the address (its hash). Raises CapReached for one too many; nothing is counted then."""
    if not _counted(site, "day_openings", now):
        raise CapReached("day", _full_day())
    if address and _openings(site, address, now) >= site.opening_cap:
        raise CapReached(
            "opening", _("Too many conversations were started from your connection. Please go on in one of them, or wait an hour.")
        )


@transaction.atomic
def count_message(conversation: Conversation, *, now: datetime) -> None:
    """Count a message of the visitor. Raises CapReached for one too many; nothing is counted then.

    The caller stores the message after this; one that is sent again under its key is not to be counted again.
    """
    site = conversation.site
    if not _counted(site, "day_messages", now):
        raise CapReached("day", _full_day())
    if _said(conversation, site.conversation_cap) >= site.conversation_cap:
        raise CapReached(
            "conversation", _("This conversation has become too long for more messages. What was said is kept. Please start a new one.")
        )
    if conversation.address_hash and _messages(conversation, now) >= site.visitor_cap:
        raise CapReached(
            "visitor", _("Too many messages came from your connection. Nothing is lost. Please wait a while and send it again.")
        )


def _full_day() -> str:
    return _("So many have asked today that no more questions are taken. Please come back tomorrow, or write a mail.")


def _counted(site: ChatSite, counter: str, now: datetime) -> bool:
    """Count one up in the day's counter unless it is full, in one statement."""
    today = now.astimezone(UTC).date()
    other = "day_openings" if counter == "day_messages" else "day_messages"
    rows = ChatSite.objects.for_workspace(site.workspace_id).filter(pk=site.pk).exclude(day=today, **{f"{counter}__gte": F("daily_cap")})
    counted = Case(When(day=today, then=F(counter) + 1), default=Value(1))
    kept = Case(When(day=today, then=F(other)), default=Value(0))
    return rows.update(**{counter: counted, other: kept, "day": today}) == 1


def _openings(site: ChatSite, address: str, now: datetime) -> int:
    rows = Conversation.objects.for_workspace(site.workspace_id).filter(site=site, address_hash=address, started_at__gt=now - HOUR)
    return rows[: site.opening_cap].count()


def _said(conversation: Conversation, most: int) -> int:
    if conversation.last_number < most:
        return 0  # so few were said in all that the visitor's need no counting
    return conversation.messages.filter(author=Author.VISITOR)[:most].count()


def _messages(conversation: Conversation, now: datetime) -> int:
    rows = Message.objects.filter(
        conversation__site_id=conversation.site_id,
        conversation__address_hash=conversation.address_hash,
        author=Author.VISITOR,
        at__gt=now - HOUR,
    )
    return rows[: conversation.site.visitor_cap].count()
