"""One value has one form, and only that form is read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.domain.reputation.canonical import DEEPEST, LARGEST, NotCanonical, canonical, parsed

TEXTS = st.text(st.characters(codec="utf-8"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(TEXTS, inner, max_size=5),
    max_leaves=20,
)


@given(VALUES)
def test_what_is_written_is_read_as_the_same_value(value):
    content = canonical(value)
    assert parsed(content) == value
    assert json.loads(content) == value
    assert canonical(json.loads(content)) == content


@given(st.dictionaries(TEXTS, st.integers(0, 9), min_size=2, max_size=6))
def test_the_order_in_which_names_came_does_not_matter(value):
    turned = dict(reversed(value.items()))
    assert canonical(value) == canonical(turned)


@given(VALUES, st.data())
def test_any_other_form_of_the_same_value_is_refused(value, data):
    content = canonical(value)
    other = data.draw(st.sampled_from([content + b" ", b" " + content, b"\xef\xbb\xbf" + content, content + b"\n"]))
    with pytest.raises(NotCanonical):
        parsed(other)


def test_the_sample_of_the_standard_is_ordered_by_utf_16_code_units():
    value = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\u0080": 6, "\u00f6": 7}
    assert canonical(value).decode() == '{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\U0001f600":5,"\ufb33":3}'


def test_characters_are_written_as_the_standard_says():
    assert canonical('€$\u000f\nA\'B"\\"/\x7f').decode() == '"€$\\u000f\\nA\'B\\"\\\\\\"/\x7f"'


@pytest.mark.parametrize("value", [1.5, float("nan"), LARGEST + 1, "\ud800", {"a": b"x"}, {1: 2}, {"\udc00": 1}, object()])
def test_what_has_no_one_form_is_refused(value):
    with pytest.raises(NotCanonical):
        canonical(value)


def test_a_value_that_is_too_deep_is_refused_also_where_a_reader_would_fall():
    value: object = 1
    for _step in range(DEEPEST + 1):
        value = [value]
    with pytest.raises(NotCanonical):
        canonical(value)
    with pytest.raises(NotCanonical):
        parsed(b"[" * 100_000)


@pytest.mark.parametrize("content", [b"", b"{", b'{"a":1,"a":1}', b'{"a":1.0}', b'{"b":1,"a":2}', b'"\\u0041"', b"\xff\xfe", b"NaN", b"-0"])
def test_other_bytes_are_refused(content):
    with pytest.raises(NotCanonical):
        parsed(content)
