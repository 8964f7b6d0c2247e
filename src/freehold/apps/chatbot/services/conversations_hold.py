"""One conversation held by its lock: steps are checked, messages numbered without gaps, and everything is written together."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from freehold.apps.chatbot.models import Author, Conversation, Message
from freehold.domain.conversation import Standing, State, Step, step
from freehold.domain.conversation.cleaning import LONGEST_MESSAGE, clean
from freehold.domain.errors import UserError

#: A note for the owner's eyes alone.
PRIVATE = "private"
_LONGEST_KEY = 80
#: More than this is not even cleaned: a megabyte of anything is no message.
_MOST_RAW = LONGEST_MESSAGE * 4


class ConversationOver(UserError):  # noqa: N818 - it says why, and the page says what to do
    """Somebody of the workspace wrote into a conversation that is closed. What they wrote was not stored."""


class Held:
    """A conversation that nobody else can change until the transaction ends."""

    def __init__(self, row: Conversation) -> None:
        self.row = row

    @property
    def standing(self) -> Standing:
        """Who has the word, and what is still to be answered."""
        return Standing(State(self.row.state), self.row.visitor_number, self.row.answered_number)

    def step(self, what: Step, *, number: int = 0) -> None:
        """Take a step. Raises Refused for one that must not happen now."""
        after = step(self.standing, what, number=number)
        self.row.state, self.row.visitor_number, self.row.answered_number = after.state.value, after.said, after.answered

    def known(self, key: str) -> Message | None:
        """Return the message that was stored under this key."""
        return self.row.messages.filter(key=key).first() if key else None

    def say(self, author: Author, text: str, *, now: datetime, key: str = "", **more: Any) -> Message:
        """Add a message with the next number."""
        row = self.row
        row.last_number += 1
        row.last_at = now
        return Message.objects.create(conversation=row, number=row.last_number, author=author, text=text, key=key, at=now, **more)

    def note(self, text: str, *, now: datetime, why: str, key: str = "", action: str = "") -> Message:
        """Add a note of the house."""
        return self.say(Author.NOTE, text, now=now, key=key, why=why, action=action)

    def save(self) -> None:
        """Write the row. What the bot owes is marked with the time of the oldest message that waits for it."""
        row = self.row
        if not self.standing.is_bots_turn:
            row.unanswered_since = None
        elif row.unanswered_since is None:
            row.unanswered_since = row.last_at
        row.save()


@contextmanager
def hold(conversation_id: int) -> Iterator[Held]:
    """Lock a conversation, and write what was changed about it when the block ends well."""
    with transaction.atomic():
        # any workspace: whoever calls has found the conversation in theirs, or by the visitor's secret
        rows = Conversation.objects.select_for_update(of=("self",)).select_related("site", "workspace")
        held = Held(rows.get(pk=conversation_id))
        yield held
        held.save()


def checked_text(text: str) -> str:
    """Return what somebody typed, cleaned. Raises UserError when nothing is left or it is too long."""
    words = clean(text) if len(text) <= _MOST_RAW else text
    if len(words) > LONGEST_MESSAGE:
        raise UserError(_("This is longer than 2,000 characters. Nothing was sent; your text is still there. Please shorten it."))
    if not words:
        raise UserError(_("There is nothing to send yet. Please write your message."))
    return words


def owned_key(owner: str, key: str) -> str:
    """Return a sender's key as it is stored: nobody can take the key of a message of somebody else."""
    whole = f"{owner}:{key}"
    return whole if len(whole) <= _LONGEST_KEY else f"{owner}:{hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"
