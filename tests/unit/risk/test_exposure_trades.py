"""The trades of the built-in table: whole, and found by the few words that people call them by."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.risk.exposure import Service, Task, builtin_index, exposure
from freehold.domain.risk.exposure_trades import nearest_trades, trades


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Logo design", "Graphic designer"),
        ("Übersetzungen Englisch-Deutsch", "Translator and interpreter"),
        ("Texter", "Copywriter"),
        ("UX", "Web and interface designer"),
        ("Elektriker", "Electrician"),
        ("Beratung", "Management consultant"),
        ("Bookkeeping", "Bookkeeper"),
        ("Architektur", "Architect"),
    ],
)
def test_few_words_find_their_trade(words, title):
    assert nearest_trades([words])[0].title == title


@pytest.mark.parametrize("words", ["", "qwertz", "xy", "..."])
def test_words_that_name_no_trade_find_none(words):
    assert nearest_trades([words]) == []
    assert nearest_trades([]) == []


def test_every_trade_has_tasks_in_both_languages_and_each_is_matched_with_its_own_trade():
    for trade in trades().values():
        assert trade.tasks and trade.german_tasks and trade.title and trade.german
        for language in ("en", "de"):
            tasks = tuple(Task(text, 1) for text in trade.tasks_in(language))
            found = exposure([Service("", tasks)], builtin_index()).services[0]
            own = [task for task in found.tasks if trade.code in {match.code for match in task.matches}]
            assert len(own) == len(tasks), (trade.title_in(language), found.refused)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=50), max_size=4), st.integers(1, 5))
def test_any_words_give_at_most_so_many_trades_each_once(texts, most):
    codes = [trade.code for trade in nearest_trades(texts, most)]
    assert len(codes) <= most and len(set(codes)) == len(codes)
