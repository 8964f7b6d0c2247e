"""The bot's turn: what was said since the last answer is answered once, and only while the bot still has the word."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from freehold.apps.chatbot.models import Author, Conversation, Message
from freehold.apps.chatbot.services import handover
from freehold.apps.chatbot.services.bot import Decision, decide
from freehold.apps.chatbot.services.conversations_hold import Held, hold
from freehold.apps.chatbot.services.intake import keep
from freehold.domain.conversation import Step
from freehold.domain.conversation.phrases import is_beginning
from freehold.domain.errors import UserError

logger = logging.getLogger(__name__)

#: How long a message that plainly begins something ("Hi", "I have a question") waits for what follows.
PATIENCE = timedelta(seconds=3)
#: So often the answer is worked out anew when the visitor wrote meanwhile; then the next look answers.
_MOST_TRIES = 4
_MOST_TEXTS = 20


@dataclass(frozen=True, slots=True)
class _Turn:
    """What is to be answered: the visitor's words since the last answer, up to message `upto`."""

    row: Conversation
    texts: tuple[str, ...]
    upto: int
    last_at: datetime


def answer_waiting(conversation_id: int, *, now: datetime, on_text: Callable[[str], None] | None = None) -> list[Message]:
    """Answer what the visitor has said since the last answer, all of it once; return what was said, [] when it is not the bot's turn.

    Working it out happens outside any transaction. Right before it is stored the conversation is locked and looked at again: when a
    person has taken over it is dropped, when the visitor wrote more it is worked out anew with that. Called at once after a message, and
    again by the sweep; however often and from however many processes, each message is answered once.
    A lone beginning ("Hi") waits a moment for what follows.
    """
    for _ in range(_MOST_TRIES):
        turn = _turn(conversation_id)
        if turn is None:
            return []
        if _is_waited_for(turn, now):
            _look_again_soon(conversation_id)
            return []
        decision = _decided(turn, now, on_text)
        stored = _store(turn, decision, now)
        if stored is not None:
            return stored
    return []


def _turn(conversation_id: int) -> _Turn | None:
    # any workspace: the turn of one conversation, whose id its caller has found rightly
    row = Conversation.objects.select_related("site", "workspace").filter(pk=conversation_id).first()
    if row is None or not Held(row).standing.is_bots_turn:
        return None
    said = row.messages.filter(author=Author.VISITOR, number__gt=row.answered_number).order_by("-number")
    found = list(said.values_list("text", "at", "number")[:_MOST_TEXTS])[::-1]
    if not found:
        return None
    return _Turn(row, tuple(text for text, _at, _number in found), row.visitor_number, found[-1][1])


def _is_waited_for(turn: _Turn, now: datetime) -> bool:
    # A clock that was set back would make it wait for long: then it does not wait at all.
    quiet = now - turn.last_at
    return timedelta(0) <= quiet < PATIENCE and all(is_beginning(text) for text in turn.texts)


def _look_again_soon(conversation_id: int) -> None:
    from freehold.apps.chatbot.tasks.conversations import answer_soon

    answer_soon(conversation_id)


def _decided(turn: _Turn, now: datetime, on_text: Callable[[str], None] | None) -> Decision:
    try:
        return decide(turn.row, turn.texts, now=now, on_text=on_text)
    except UserError as error:
        logger.warning("Conversation %s could not be answered: %s", turn.row.pk, error)
    except Exception:  # whatever breaks while an answer is worked out, the visitor gets a person
        logger.exception("Conversation %s could not be answered", turn.row.pk)
    return Decision(action="handover", why="fault")


def _store(turn: _Turn, decision: Decision, now: datetime) -> list[Message] | None:
    """Store what was decided; None when the conversation has moved on meanwhile."""
    with hold(turn.row.pk) as held:
        standing = held.standing
        if not standing.is_bots_turn or standing.said != turn.upto:
            return None
        if decision.brief is not None:
            keep(held.row, decision.brief)
        facts = {
            "quotes": list(decision.quotes),
            "why": decision.why[:40],
            "near": decision.near[:40],
            "confidence": decision.confidence,
            "by_model": decision.by_model,
            "answers_to": turn.upto,
        }
        key = f"b:{turn.upto}"
        if decision.action == "handover":
            held.step(Step.BOT_GAVE_UP)
            why = str(facts.pop("why")) or "unknown"
            return [handover.pass_on(held, why=why, now=now, author=Author.BOT, key=key, brief=decision.brief, **facts)]
        held.step(Step.BOT_ANSWERED)
        held.row.asked_again = decision.action == "rephrase"
        messages = [held.say(Author.BOT, decision.text, now=now, key=key, action=decision.action, **facts)]
        if decision.note:
            messages.append(held.note(decision.note, now=now, why="brief", key=f"n:{turn.upto}"))
        return messages
