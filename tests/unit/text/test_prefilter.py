"""What is ruled out cheaply is really no match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.postings import ai_text, competition, contract, duration, pay, red_flag_words, seniority, timezones, when, workload
from freehold.domain.text.prefilter import may_match, needed_words

MODULES = (ai_text, competition, contract, duration, pay, seniority, timezones, when, workload)
PATTERNS = [value for module in MODULES for value in vars(module).values() if isinstance(value, re.Pattern)]
PATTERNS += [pattern for rule in red_flag_words.RULES for pattern in rule.patterns]


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\b(?:telegram|whats ?app)\b", {"telegram", "whats"}),
        (r"(?:one|two) months?", {" month"}),
        (r"\d+\s?%", {"%"}),
        (r"(?:ab)+c?", {"ab"}),
        (r"(?:a|bc)", None),
        (r"(?:abc)?", None),
        (r"x*", None),
        (r"[ab]{3}", None),
    ],
)
def test_the_words_a_pattern_needs(pattern, words):
    found = needed_words(re.compile(pattern))
    assert found == words if words is None else set(found or ()) == words


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:30])
@given(data=st.data())
@settings(max_examples=8, deadline=None)
def test_whatever_a_pattern_matches_is_never_ruled_out(pattern, data):
    text = data.draw(st.from_regex(re.compile(pattern.pattern, pattern.flags & ~re.UNICODE | re.ASCII)))
    if pattern.search(text):
        assert may_match(pattern, text.lower())
