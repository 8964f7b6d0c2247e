"""Thoughts before an answer stay out of it, however the stream is cut."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.integrations.ai.chat_thoughts import Thoughts, without_thoughts
from freehold.kit.ai.port import ChatRequest, Turn
from tests.chat_server import chunk, endpoint_at


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("<think>plan</think>Hello", "Hello"),
        ("\n <think>\nplan < b\n</think>\n\nHello <think>there</think>", "Hello <think>there</think>"),
        ("<think>only thoughts", ""),
        ("<think></think>", ""),
        ("Hello", "Hello"),
        ("  Hello", "  Hello"),
        ("<thin", "<thin"),
        ("<b>Hello</b>", "<b>Hello</b>"),
        ("", ""),
    ],
)
@given(data=st.data())
def test_thoughts_are_taken_out_wherever_the_pieces_are_cut(text, answer, data):
    assert without_thoughts(text).strip() == answer.strip()
    thoughts, said, rest = Thoughts(), "", text
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        said += thoughts.feed(rest[:size])
        rest = rest[size:]
    assert (said + thoughts.rest()).strip() == answer.strip()


@given(st.text(max_size=60), st.text(max_size=60).filter(lambda text: "<" not in text and text.strip()))
def test_no_thought_is_ever_shown(plan, answer):
    plan = plan.replace("<", "")
    assert without_thoughts(f"<think>{plan}</think>{answer}") == answer.lstrip()


def test_thoughts_do_not_reach_the_listener(chat, hostile_chat_server):
    for pieces in (["<think>", "plan", "</think>", "Hello", " there"], ["\n<th", "ink>pl", "an</thi", "nk>\n", "Hello there"]):
        events = [*(chunk(piece) for piece in pieces), chunk("", "stop"), b"data: [DONE]\n\n"]
        hostile_chat_server.behave = lambda call, events=events: call.stream(iter(events))
        got: list[str] = []
        reply = chat.complete(endpoint_at(hostile_chat_server.url, "m"), ChatRequest("", (Turn("user", "Hi"),)), on_text=got.append)
        assert reply.text == "Hello there" and "".join(got) == "Hello there"
