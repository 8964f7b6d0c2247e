"""Whatever comes in, a source gives a reading or one plain sentence, in time."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.errors import UserError
from freehold.domain.ports import Reading
from freehold.integrations.feeds.links import clean_link, links_in, stable_id
from freehold.integrations.feeds.plain import html_lines, one_line
from freehold.integrations.feeds.when import parse_moment, resolve_relative
from tests.integrations.feeds.readings import SOURCES, payloads

ANY_SOURCE = pytest.mark.parametrize("source", SOURCES.values(), ids=lambda source: source.name)


def outcome(source, payload: bytes):
    try:
        return source.read(payload, origin="https://example.org/x")
    except UserError as error:
        assert "\n" not in str(error)
        return error


@ANY_SOURCE
@given(st.binary(max_size=300))
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_read_or_refused(source, payload):
    assert isinstance(outcome(source, payload), Reading | UserError)


@ANY_SOURCE
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_a_payload_that_was_cut_or_changed_is_read_or_refused(source, data):
    path = data.draw(st.sampled_from([path for path in payloads() if path.parent.name == source.name]))
    raw = path.read_bytes()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    changed = raw[:start] + data.draw(st.binary(max_size=8)) + raw[end:]
    assert isinstance(outcome(source, changed), Reading | UserError)


@ANY_SOURCE
@pytest.mark.parametrize(
    "payload",
    [b"", b" \n\t", b"\x00" * 50, b"\xff\xfe", b"[]", b"{}", b"null", b"42", b'{"id": null, "children": 3}', b"[[[[", b"<" * 3000],
)
def test_odd_payloads_are_read_or_refused(source, payload):
    assert isinstance(outcome(source, payload), Reading | UserError)


@ANY_SOURCE
@pytest.mark.parametrize(
    "unit", [b"<div>", b"[", b'{"a":', b"(((", b"a ", b'"', b"<a href=http://x.y/jobs/1>", b"http://", b"- | ", b"|1", b"\n\n", b"&lt;"]
)
def test_repetition_costs_linear_time(source, unit):
    payload = b"Subject: x\nContent-Type: text/html\n\n" + unit * (200_000 // len(unit))
    started = time.process_time()
    outcome(source, payload)
    assert time.process_time() - started < 3


@given(st.text(max_size=200))
@settings(deadline=None)
def test_a_cleaned_link_is_an_address_and_stays_as_it_is(text):
    for url in [text, *links_in(text), "https://example.org/" + text]:
        cleaned = clean_link(url, "https://example.org/")
        assert cleaned == "" or cleaned.startswith(("http://", "https://"))
        assert clean_link(cleaned) == cleaned


@given(st.text(max_size=300))
@settings(deadline=None)
def test_one_line_is_one_line_and_short(text):
    line = one_line(text, 50)
    assert "\n" not in line
    assert len(line) <= 50
    assert all(item.text == " ".join(item.text.split()) for item in html_lines(text))


@given(st.one_of(st.text(max_size=90), st.integers(), st.floats(), st.none(), st.booleans()))
def test_a_moment_is_aware_or_none(value):
    moment = parse_moment(value)
    assert moment is None or moment.utcoffset() is not None
    assert resolve_relative(str(value), moment) is None or moment is not None


def test_an_id_is_the_sources_own_then_the_address_then_the_words():
    assert stable_id(" 7 ", "https://example.org/a", "x") == "7"
    assert stable_id("", "http://example.org/a/?utm_source=y", "x") == stable_id("", "https://example.org/a", "z")
    assert stable_id("", "", "One  Two") == stable_id("", "", "one two")
    assert stable_id("", "", "one") != stable_id("", "", "two")
    assert len(stable_id("x" * 5000, "")) <= 200
