"""What somebody of the workspace does: take a conversation over, answer, hand it back, close it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from freehold.apps.chatbot.events import PersonReplied
from freehold.apps.chatbot.models import Author, Conversation, Message
from freehold.apps.chatbot.services.bot_words import said
from freehold.apps.chatbot.services.conversations_hold import ConversationOver, Held, checked_text, hold, owned_key
from freehold.apps.chatbot.services.conversations_visitor import end
from freehold.apps.chatbot.services.handover_mails import queue_reply
from freehold.domain.conversation import Refused, State, Step
from freehold.domain.errors import UserError
from freehold.kit.audit import record
from freehold.kit.outbox.publish import publish


class TakenBySomebody(UserError):  # noqa: N818 - it asks whether to take the conversation over
    """Another person has this conversation; `who` is their name. Nothing was stored, the text is still with whoever wrote it."""

    def __init__(self, who: str) -> None:
        super().__init__(
            _("%(who)s is already answering here. Nothing was sent, and your text is kept. Take over if you want to go on.") % {"who": who}
        )
        self.who = who


def take_over(conversation: Conversation, *, user: Any, now: datetime, instead: bool = False) -> None:
    """Give the word to a person; the bot is silent from then on. Raises TakenBySomebody unless `instead`, ConversationOver."""
    with hold(conversation.pk) as held:
        _refuse_if_over(held)
        if not instead:
            _refuse_if_taken(held, user)
        _take(held, user, now)


def reply(conversation: Conversation, text: str, *, user: Any, key: str, now: datetime, by_mail: bool = False) -> Message:
    """Store a person's answer and return it; whoever answers takes over. The same key of the same person is the same message.

    `by_mail` says that the visitor has it by mail already. `user` None stands for the owner's own mailbox. Raises UserError for a
    text that is empty or too long, TakenBySomebody when another person answers here, ConversationOver.
    """
    words = checked_text(text)
    stored_key = owned_key(f"p{user.pk if user else 0}", key)
    with hold(conversation.pk) as held:
        known = held.known(stored_key)
        if known is not None:
            return known
        _refuse_if_over(held)
        _refuse_if_taken(held, user)
        if held.standing.state is not State.HUMAN:
            _take(held, user, now, quietly=True)
        message = held.say(Author.HUMAN, words, now=now, key=stored_key, user=user)
        held.step(Step.PERSON_SAID)
        held.row.seen_number = held.row.last_number
        # Shown on the visitor's page within seconds if they are still there; otherwise the sweep mails it.
        held.row.unseen_since = None if by_mail else held.row.unseen_since or now
        publish(PersonReplied(held.row.workspace_id, held.row.pk, message.number), now)
        return message


def mail_reply(conversation: Conversation, number: int, *, now: datetime) -> bool:
    """Mail one answer of a person to the visitor now; return whether there is an address. A second time it is the same mail."""
    with hold(conversation.pk) as held:
        message = held.row.messages.filter(number=number, author=Author.HUMAN).first()
        if message is None or not held.row.email:
            return False
        queue_reply(held.row, [message], now=now)
        held.row.unseen_since = None
        return True


def hand_back(conversation: Conversation, *, user: Any, now: datetime) -> None:
    """Let the bot answer again, from the next message on. Raises UserError when no person has the word."""
    with hold(conversation.pk) as held:
        _refuse_if_over(held)
        try:
            held.step(Step.HANDED_BACK)
        except Refused:
            raise UserError(_("The assistant is already answering here. Nothing was changed.")) from None
        row = held.row
        row.taken_by, row.taken_at, row.expected_by, row.asked_again = None, None, None, False
        held.note(said("handed_back", row.language), now=now, why="handed_back")
        _log("chat.handed_back", held, user, now)


def close(conversation: Conversation, *, user: Any, now: datetime, quietly: bool = False) -> None:
    """Close the conversation; closing twice is closing once. `quietly` leaves the audit log alone, for what ends by itself."""
    with hold(conversation.pk) as held:
        if end(held, now=now, why="closed") and not quietly:
            held.row.seen_number = held.row.last_number
            _log("chat.closed", held, user, now)


def mark_seen(conversation: Conversation, *, now: datetime) -> None:
    """Keep that somebody of the workspace has looked at it."""
    rows = Conversation.objects.for_workspace(conversation.workspace_id).filter(
        pk=conversation.pk, seen_number__lt=conversation.last_number
    )
    rows.update(seen_number=conversation.last_number, seen_at=now)


def _take(held: Held, user: Any, now: datetime, *, quietly: bool = False) -> None:
    row = held.row
    already = held.standing.state is State.HUMAN and user is not None and row.taken_by_id == user.pk
    held.step(Step.PERSON_TOOK)
    row.taken_by, row.taken_at, row.expected_by = user, now, None
    if already:
        return
    _log("chat.taken", held, user, now)
    if not quietly:
        held.note(said("taken", row.language), now=now, why="taken")


def _refuse_if_over(held: Held) -> None:
    if held.standing.is_over:
        raise ConversationOver(_("This conversation is closed. Nothing was sent, and your text is kept. Write a mail instead."))


def _refuse_if_taken(held: Held, user: Any) -> None:
    row = held.row
    if held.standing.state is State.HUMAN and row.taken_by_id is not None and user is not None and row.taken_by_id != user.pk:
        other: Any = row.taken_by
        raise TakenBySomebody(other.get_full_name() or other.get_username() or _("Somebody else"))


def _log(action: str, held: Held, user: Any, now: datetime) -> None:
    record(action, workspace_id=held.row.workspace_id, actor=str(user or ""), target=held.row, at=now)
