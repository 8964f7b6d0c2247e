"""Asking: allowed, written down before and after, and within the limits."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction

from freehold.domain.errors import SystemFault
from freehold.kit.ai import selectors, services
from freehold.kit.ai.models import ChatModelSettings, DayUse, ModelCall, Outcome
from freehold.kit.ai.port import ChatReply, ChatRequest, ModelFailed, Turn
from freehold.kit.ai.services import asking
from freehold.kit.ai.services.asking import BudgetSpent, ask
from freehold.kit.ai.services.ledger import forget_old, mark_lost
from tests.kit.ai.conftest import HELLO, NOW, facts, new_workspace, priced


def refusal(workspace, request: ChatRequest = HELLO, **more) -> ModelFailed:
    with pytest.raises(ModelFailed) as failed:
        ask(workspace.pk, request, **{"purpose": "assistant", "now": NOW, **more})
    return failed.value


def test_a_call_is_in_the_log_before_it_is_made_and_closed_after_it(workspace, model, stand_in):
    during = []

    def answer() -> ChatReply:
        during.append(ModelCall.objects.get())
        return ChatReply("Good day", input_tokens=30, output_tokens=5)

    stand_in.answers = [answer]
    reply = ask(workspace.pk, HELLO, purpose="assistant", now=NOW, about="note:7")
    assert reply.text == "Good day"
    assert during[0].outcome == Outcome.UNDER_WAY and during[0].output_tokens == HELLO.max_tokens and "Hello" in during[0].sent
    row = ModelCall.objects.get()
    assert (row.outcome, row.purpose, row.about, row.model, row.host) == ("answered", "assistant", "note:7", "small", "127.0.0.1:11434")
    assert (row.input_tokens, row.output_tokens, row.estimated, row.received) == (30, 5, False, "Good day")
    assert row.sent == "[system]\nBe kind.\n\n[user]\nHello" and row.milliseconds is not None and row.at == NOW
    used = selectors.used_in_month(workspace.pk, NOW, "EUR")
    assert (used.calls, used.tokens, used.cost) == (1, 35, 0)


def test_a_key_that_can_no_longer_be_read_is_one_more_reason_to_go_on_without(workspace, stand_in):
    services.save_model(workspace.pk, facts(key="sk-1"), by="Mara", now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ai_chatmodelsettings SET key = 'gAAAAA-of-another-machine'")
    assert refusal(workspace).failure == "refused" and stand_in.asked == []
    assert ModelCall.objects.get().outcome == "refused"


def test_pieces_are_handed_on(workspace, model, stand_in):
    stand_in.pieces, got = ["Good ", "day"], []
    ask(workspace.pk, HELLO, purpose="chatbot", now=NOW, on_text=got.append)
    assert got == ["Good ", "day"]


def test_where_the_server_tells_no_numbers_they_are_estimated(workspace, model, stand_in):
    stand_in.answers = [ChatReply("x" * 400)]
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    row = ModelCall.objects.get()
    assert row.estimated and row.output_tokens == 101 and row.input_tokens > 0


@pytest.mark.parametrize(
    ("kind", "counted"),
    [("timeout", True), ("broken", True), ("too_long", True), ("unreachable", False), ("refused", False), ("busy", False)],
)
def test_a_call_that_failed_is_in_the_log_with_its_reason(workspace, stand_in, kind, counted):
    services.save_model(workspace.pk, priced(), by="Mara", now=NOW)
    stand_in.answers = [ModelFailed("It did not go well.", kind, received="half a" if kind == "broken" else "")]
    assert refusal(workspace).failure == kind
    row = ModelCall.objects.get()
    assert row.outcome == kind and row.error == "It did not go well." and row.received == ("half a" if kind == "broken" else "")
    used = selectors.used_in_month(workspace.pk, NOW, "EUR")
    assert (used.tokens > 100) is counted and (used.cost > 0) is counted


def test_a_listener_that_leaves_and_a_fault_close_the_call_too(workspace, model, stand_in):
    stand_in.pieces = ["Goo", "d"]

    def leave(piece: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ask(workspace.pk, HELLO, purpose="assistant", now=NOW, on_text=leave)
    stand_in.answers = [ZeroDivisionError()]
    with pytest.raises(ZeroDivisionError):
        ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    assert list(ModelCall.objects.order_by("pk").values_list("outcome", "received")) == [("stopped", "Goo"), ("stopped", "")]


def test_nothing_is_sent_without_leave(workspace, stand_in):
    assert "No chat model" in str(refusal(workspace))
    services.save_model(workspace.pk, facts(purposes=("assistant",)), by="Mara", now=NOW)
    assert "may not be used for “Answers to visitors and clients”" in str(refusal(workspace, purpose="chatbot"))
    services.switch(workspace.pk, on=False, by="Mara", now=NOW)
    assert "switched off" in str(refusal(workspace))
    services.switch(workspace.pk, on=True, by="Mara", now=NOW)
    services.choose_model(workspace.pk, "", by="Mara", now=NOW)
    assert refusal(workspace).failure == "refused"
    with pytest.raises(SystemFault):
        ask(workspace.pk, HELLO, purpose="gossip", now=NOW)
    assert refusal(workspace, ChatRequest("", (Turn("user", "x" * 400_001),))).failure == "too_long"
    assert stand_in.asked == [] and not ModelCall.objects.exists()


def test_a_model_of_another_workspace_is_not_used(workspace, model, stand_in):
    other = new_workspace("Other")
    refusal(other)
    assert stand_in.asked == []
    assert not selectors.is_on(other.pk) and selectors.is_on(workspace.pk) and selectors.is_on(workspace.pk, "chatbot")
    assert not selectors.is_on(workspace.pk, "writing")


@pytest.mark.django_db(transaction=True)
def test_it_is_not_asked_inside_a_transaction(stand_in):
    workspace = new_workspace()
    services.save_model(workspace.pk, facts(), by="Mara", now=NOW)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    assert stand_in.asked == []


def test_the_limit_in_money_stops_before_it_is_passed(workspace, stand_in):
    # One call can cost 100 × 20 + about 65 × 10 millionths, and this one does cost 0.0021.
    services.save_model(workspace.pk, priced(cap_money=Decimal("0.01")), by="Mara", now=NOW)
    stand_in.answers = [ChatReply("x", input_tokens=10, output_tokens=100) for _count in range(20)]
    made = 0
    with pytest.raises(BudgetSpent, match=r"0.01 EUR, is used up"):
        while True:
            ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
            made += 1
    used = selectors.used_in_month(workspace.pk, NOW, "EUR")
    assert made == 4 and used.cost == Decimal("0.0084") and ModelCall.objects.count() == 4
    # A call that must be made is made, and counted; a new month begins with nothing.
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW, monthly=False)
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW + timedelta(days=9))
    assert selectors.used_in_month(workspace.pk, NOW, "EUR").calls == 6


def test_limits_in_tokens_a_month_and_a_day(workspace, stand_in):
    services.save_model(workspace.pk, facts(cap_tokens=400, daily_tokens=180), by="Mara", now=NOW)
    stand_in.answers = [ChatReply("x", input_tokens=40, output_tokens=60) for _count in range(9)]
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    assert "Today's limit" in str(refusal(workspace))
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW + timedelta(days=1))
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW + timedelta(days=2))
    assert "This month's limit" in str(refusal(workspace, now=NOW + timedelta(days=3)))


def test_deleting_the_log_does_not_give_the_budget_back(workspace, stand_in):
    services.save_model(workspace.pk, facts(cap_tokens=200), by="Mara", now=NOW)
    stand_in.answers = [ChatReply("x", input_tokens=40, output_tokens=60)]
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    assert services.forget_calls(workspace.pk, by="Mara", now=NOW) == 1
    assert not ModelCall.objects.exists() and isinstance(refusal(workspace), BudgetSpent)


def test_a_log_deleted_during_a_call_still_counts_it_rightly(workspace, model, stand_in):
    def answer() -> ChatReply:
        services.forget_calls(workspace.pk, by="Mara", now=NOW)
        return ChatReply("x", input_tokens=3, output_tokens=4)

    stand_in.answers = [answer]
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    assert not ModelCall.objects.exists() and selectors.used_today(workspace.pk, NOW, "EUR").tokens == 7


def test_absurd_numbers_of_a_server_do_not_break_the_books(workspace, stand_in):
    services.save_model(workspace.pk, priced(), by="Mara", now=NOW)
    stand_in.answers = [ChatReply("x", input_tokens=10**15, output_tokens=-5), ChatReply("a\x00b\ud800", input_tokens=1, output_tokens=1)]
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    ask(workspace.pk, ChatRequest("\x00", (Turn("user", "\ud800"),)), purpose="assistant", now=NOW)
    first, second = ModelCall.objects.order_by("pk")
    assert first.input_tokens == 50_000_000 and first.output_tokens == 0 and second.received == "ab?"


def test_a_server_that_is_down_is_left_alone_for_a_minute(workspace, model, stand_in):
    for _count in range(3):
        stand_in.answers = [ModelFailed("Nothing answers at 127.0.0.1:11434.", "unreachable")]
        refusal(workspace)
    resting = refusal(workspace)
    assert resting.failure == "busy" and "Nothing answers at" in str(resting) and len(stand_in.asked) == 3
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW + timedelta(minutes=2))
    row = ChatModelSettings.objects.get()
    assert row.failures == 0 and row.rest_until is None and row.check_error == ""


def test_only_some_calls_are_under_way_at_once(workspace, model, stand_in):
    inner: list[ModelFailed] = []

    def answer() -> ChatReply:
        if ModelCall.objects.filter(outcome="under_way").count() <= asking.MOST_AT_ONCE - 1:
            stand_in.answers = [answer]
            ask(workspace.pk, HELLO, purpose="chatbot", now=NOW)
        else:
            inner.append(refusal(workspace))
        return ChatReply("x")

    stand_in.answers = [answer]
    ask(workspace.pk, HELLO, purpose="chatbot", now=NOW)
    assert [one.failure for one in inner] == ["busy"] and ModelCall.objects.filter(outcome="answered").count() == asking.MOST_AT_ONCE


def test_a_call_that_broke_off_is_said_to_have_and_stays_counted(workspace, model, stand_in):
    stand_in.answers = [ChatReply("x", input_tokens=1, output_tokens=1)]
    ask(workspace.pk, HELLO, purpose="assistant", now=NOW)
    ModelCall.objects.update(outcome="under_way")
    assert mark_lost(NOW + timedelta(minutes=9)) == 0 and mark_lost(NOW + timedelta(minutes=11)) == 1
    assert ModelCall.objects.get().outcome == "lost" and "was ended" in ModelCall.objects.get().error


def test_the_log_is_kept_as_long_as_the_owner_wants(workspace, stand_in):
    services.save_model(workspace.pk, facts(keep_days=7), by="Mara", now=NOW)
    other = new_workspace("Other")
    services.save_model(other.pk, facts(keep_days=90), by="Mara", now=NOW)
    for place in (workspace, other):
        ask(place.pk, HELLO, purpose="assistant", now=NOW)
    assert forget_old(NOW + timedelta(days=6)) == 0 and forget_old(NOW + timedelta(days=8)) == 1
    assert ModelCall.objects.get().workspace_id == other.pk
    services.remove_model(other.pk, by="Mara", now=NOW)
    assert forget_old(NOW + timedelta(days=31)) == 1 and DayUse.objects.count() == 2
    forget_old(NOW + timedelta(days=500))
    assert not DayUse.objects.exists()
