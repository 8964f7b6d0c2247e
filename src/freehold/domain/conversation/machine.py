"""Who has the word in a conversation: open → bot → waiting → human → closed, as one pure function from step to step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class State(StrEnum):
    """Who has the word."""

    OPEN = "open"
    BOT = "bot"
    WAITING = "waiting"
    HUMAN = "human"
    CLOSED = "closed"


class Step(StrEnum):
    """What may happen."""

    VISITOR_SAID = "visitor_said"
    BOT_ANSWERED = "bot_answered"
    BOT_GAVE_UP = "bot_gave_up"
    ASKED_FOR_PERSON = "asked_for_person"
    PERSON_TOOK = "person_took"
    PERSON_SAID = "person_said"
    HANDED_BACK = "handed_back"
    CLOSED = "closed"


class Refused(Exception):  # noqa: N818 - it says no to a step; whoever asked decides whether that is an error
    """A step that is not allowed now. `code` says why: "closed", "not_the_bots_turn", "not_with_a_person"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands. `said` is the number of the visitor's last message, `answered` up to which it was dealt with."""

    state: State = State.OPEN
    said: int = 0
    answered: int = 0

    @property
    def is_bots_turn(self) -> bool:
        """Whether the bot has the word and something to answer."""
        return self.state is State.BOT and self.said > self.answered

    @property
    def is_over(self) -> bool:
        """Whether nothing may follow."""
        return self.state is State.CLOSED

    @property
    def needs_person(self) -> bool:
        """Whether the visitor waits for a person: nobody has come yet, or wrote again after the person's last words."""
        return self.state is State.WAITING or (self.state is State.HUMAN and self.said > self.answered)


def step(standing: Standing, what: Step, *, number: int = 0) -> Standing:
    """Return where the conversation stands after a step; `number` is that of the message that made it, where one did.

    A step that changes nothing (asking twice for a person) is allowed. Raises Refused for one that must not happen: anything after the
    end, a word of the bot while it is not its turn, handing back what no person has.
    """
    if standing.is_over:
        raise Refused("closed")
    return _RULES[what](standing, number)


def _visitor_said(now: Standing, number: int) -> Standing:
    return replace(now, state=State.BOT if now.state is State.OPEN else now.state, said=number)


def _bot_answered(now: Standing, _number: int) -> Standing:
    _bots_turn(now)
    return replace(now, answered=now.said)


def _bot_gave_up(now: Standing, _number: int) -> Standing:
    _bots_turn(now)
    return replace(now, state=State.WAITING, answered=now.said)


def _asked_for_person(now: Standing, _number: int) -> Standing:
    return now if now.state is State.HUMAN else replace(now, state=State.WAITING, answered=now.said)


def _person_took(now: Standing, _number: int) -> Standing:
    return replace(now, state=State.HUMAN)


def _person_said(now: Standing, _number: int) -> Standing:
    return replace(now, state=State.HUMAN, answered=now.said)


def _handed_back(now: Standing, _number: int) -> Standing:
    if now.state not in {State.WAITING, State.HUMAN}:
        raise Refused("not_with_a_person")
    # What was said meanwhile was the person's to answer. Read again it would only be handed over once more, without end.
    return replace(now, state=State.BOT, answered=now.said)


def _closed(now: Standing, _number: int) -> Standing:
    return replace(now, state=State.CLOSED)


def _bots_turn(now: Standing) -> None:
    if not now.is_bots_turn:
        raise Refused("not_the_bots_turn")


_RULES = {
    Step.VISITOR_SAID: _visitor_said,
    Step.BOT_ANSWERED: _bot_answered,
    Step.BOT_GAVE_UP: _bot_gave_up,
    Step.ASKED_FOR_PERSON: _asked_for_person,
    Step.PERSON_TOOK: _person_took,
    Step.PERSON_SAID: _person_said,
    Step.HANDED_BACK: _handed_back,
    Step.CLOSED: _closed,
}
