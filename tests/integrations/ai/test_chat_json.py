"""Reading an object out of whatever a model wrote."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from freehold.integrations.ai.chat_json import read_object
from freehold.kit.ai.port import ModelFailed

ANY = {"type": "object"}
WORDS = st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=10), st.integers(), st.booleans(), st.none()), max_size=4)


@given(st.text(max_size=200))
def test_no_text_raises_anything_but_a_model_failure(text):
    try:
        assert isinstance(read_object(text, ANY), dict)
    except ModelFailed as error:
        assert error.failure == "broken" and error.received == text


@given(WORDS, st.text(alphabet=st.characters(exclude_characters="{"), max_size=30), st.text(max_size=30))
def test_an_object_is_found_between_any_words(data, before, after):
    assert read_object(f"{before}{json.dumps(data)}{after}", ANY) == data


@pytest.mark.parametrize("text", ["", "{", '{"a": Infinity}', '{"a": 1e', "[1]", "{" * 50_000, '{"a": [' * 20_000])
def test_what_is_no_object_is_refused(text):
    with pytest.raises(ModelFailed):
        read_object(text, ANY)
