"""The state machine against a model: whoever does what in whatever order, the promises hold."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from freehold.domain.conversation import Refused, Standing, State, Step, step

VISITOR, BOT, PERSON = "visitor", "bot", "person"


class Conversations(RuleBasedStateMachine):
    """Visitor, bot and person act at random. The bot works as it really does: it looks, thinks, and is checked when it speaks."""

    def __init__(self) -> None:
        super().__init__()
        self.begin_anew()

    def begin_anew(self) -> None:
        self.standing = Standing()
        self.said: list[tuple[str, int]] = []
        self.answered_by_bot: list[int] = []
        self.taken = False
        self.thinking: int | None = None
        self.closed_at: int | None = None

    def take(self, what: Step, number: int = 0) -> bool:
        try:
            self.standing = step(self.standing, what, number=number)
        except Refused:
            return False
        return True

    @rule()
    def visitor_says(self) -> None:
        number = len(self.said) + 1
        if self.take(Step.VISITOR_SAID, number):
            self.said.append((VISITOR, number))
        else:
            # Written into a closed conversation: a new one, which knows nothing of the old.
            assert self.standing.is_over
            self.begin_anew()
            assert self.take(Step.VISITOR_SAID, 1)
            self.said.append((VISITOR, 1))

    @rule()
    def bot_begins_to_think(self) -> None:
        if self.standing.is_bots_turn:
            self.thinking = self.standing.said

    @precondition(lambda self: self.thinking is not None)
    @rule(gives_up=st.booleans())
    def bot_speaks(self, gives_up: bool) -> None:
        upto, self.thinking = self.thinking, None
        if not self.standing.is_bots_turn or self.standing.said != upto:
            return
        assert self.take(Step.BOT_GAVE_UP if gives_up else Step.BOT_ANSWERED)
        self.said.append((BOT, len(self.said) + 1))
        self.answered_by_bot.append(upto)

    @rule(gives_up=st.booleans())
    def bot_speaks_without_asking(self, gives_up: bool) -> None:
        before, may = self.standing, self.standing.is_bots_turn
        if self.take(Step.BOT_GAVE_UP if gives_up else Step.BOT_ANSWERED):
            assert may, "the bot spoke though it was not its turn"
            self.answered_by_bot.append(before.said)
            self.said.append((BOT, len(self.said) + 1))
        else:
            assert self.standing == before

    @rule()
    def visitor_wants_a_person(self) -> None:
        self.take(Step.ASKED_FOR_PERSON)

    @rule()
    def person_takes_over(self) -> None:
        self.taken = self.take(Step.PERSON_TOOK)

    @rule()
    def person_answers(self) -> None:
        if self.take(Step.PERSON_SAID):
            self.taken = True
            self.said.append((PERSON, len(self.said) + 1))
            assert not self.standing.needs_person

    @rule()
    def person_hands_back(self) -> None:
        before = self.standing
        if self.take(Step.HANDED_BACK):
            self.taken = False
            assert before.state in {State.WAITING, State.HUMAN}
            assert not self.standing.is_bots_turn, "what a person was to answer is not read again"

    @rule()
    def somebody_closes(self) -> None:
        if self.take(Step.CLOSED):
            self.closed_at = len(self.said)

    @invariant()
    def nothing_follows_the_end(self) -> None:
        if self.closed_at is not None:
            assert self.standing.is_over
            assert len(self.said) == self.closed_at

    @invariant()
    def the_bot_is_silent_while_a_person_has_the_word(self) -> None:
        if self.standing.state in {State.WAITING, State.HUMAN, State.CLOSED}:
            assert not self.standing.is_bots_turn

    @invariant()
    def each_message_is_answered_at_most_once(self) -> None:
        assert self.answered_by_bot == sorted(set(self.answered_by_bot))

    @invariant()
    def no_message_of_the_visitor_is_lost(self) -> None:
        heard = [number for who, number in self.said if who == VISITOR]
        assert self.standing.said == (heard[-1] if heard else 0)
        waits_for_somebody = self.standing.is_bots_turn or self.standing.needs_person or self.standing.is_over
        assert waits_for_somebody or self.standing.answered == self.standing.said or self.standing.state is State.HUMAN


Conversations.TestCase.settings = settings(max_examples=100, stateful_step_count=30)
TestConversations = Conversations.TestCase


@pytest.mark.parametrize("what", list(Step))
def test_nothing_happens_after_the_end(what: Step):
    with pytest.raises(Refused) as refused:
        step(Standing(State.CLOSED, 3, 3), what, number=4)
    assert refused.value.code == "closed"


def test_the_bot_may_not_answer_twice():
    after = step(Standing(State.BOT, 2, 0), Step.BOT_ANSWERED)
    with pytest.raises(Refused):
        step(after, Step.BOT_ANSWERED)


def test_a_message_after_the_hand_over_waits_for_the_person_not_for_the_bot():
    passed_on = step(Standing(State.BOT, 2, 0), Step.BOT_GAVE_UP)
    later = step(passed_on, Step.VISITOR_SAID, number=4)
    assert later.state is State.WAITING
    assert later.needs_person
    assert not later.is_bots_turn


def test_handing_back_what_nobody_has_is_refused():
    with pytest.raises(Refused) as refused:
        step(Standing(State.BOT, 1, 1), Step.HANDED_BACK)
    assert refused.value.code == "not_with_a_person"


def test_asking_for_a_person_does_not_take_the_word_from_one():
    assert step(Standing(State.HUMAN, 2, 2), Step.ASKED_FOR_PERSON).state is State.HUMAN
