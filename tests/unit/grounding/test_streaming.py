"""Sentences of a reply that is still coming are given one by one, and only those that passed the guard."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.grounding import StreamedReply, Text, Told

TEXTS = [Text(id="rate", text="My rate is 85 EUR per hour. Two rounds are included.", source="Rate")]
CITED = [{"source": "rate", "quote": TEXTS[0].text}]
REPLY = {"action": "answer", "citations": CITED, "answer": 'My rate is 85 EUR per hour. It is \\ "9" \n EUR. Two rounds are included.'}


def streamed(text, sizes, **more):
    given = []
    reply = StreamedReply(TEXTS, given.append, Told(**more))
    at = 0
    for size in [*sizes, len(text)]:
        reply.feed(text[at : at + size])
        at += size
    return given


@given(st.lists(st.integers(min_value=1, max_value=9), max_size=80))
def test_however_it_is_cut_the_same_sentences_come(sizes):
    assert streamed(json.dumps(REPLY), sizes) == ["My rate is 85 EUR per hour.", "Two rounds are included."]


def test_a_sentence_is_given_before_the_reply_is_whole():
    text = json.dumps(REPLY)
    given = []
    reply = StreamedReply(TEXTS, given.append)
    reply.feed(text[:-4])
    assert given == ["My rate is 85 EUR per hour."]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({**REPLY, "action": "handover"}),
        json.dumps({"answer": REPLY["answer"], "action": "answer", "citations": CITED}),
        json.dumps({**REPLY, "citations": []}),
        json.dumps({**REPLY, "answer": "x" * 1_000_000}),
        '{"action": "answer", "citations": [', "no object at all", '{"action": "answer", "citations": 7, "answer": "My rate is 85 EUR per hour. "}',
    ],
)  # fmt: skip
def test_what_may_not_be_said_yet_is_not_given(text):
    assert streamed(text, [5] * 40) == []


def test_nothing_more_is_given_after_the_secret_mark():
    reply = {**REPLY, "answer": "My rate is 85 EUR per hour. Abcdef123456. Two rounds are included."}
    assert streamed(json.dumps(reply), [3] * 200, canary="abcdef123456") == ["My rate is 85 EUR per hour."]


@given(st.text(max_size=60), st.lists(st.integers(min_value=1, max_value=5), max_size=20))
def test_no_stream_breaks_it(text, sizes):
    streamed('{"action": "answer", "citations": [], "answer": "' + text, sizes)
