"""Automation exposure: ranges over sources, weak matches refused, shares normalised, nothing said that the data cannot carry."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from freehold.domain.risk.exposure import ExposureIndex, Service, Task, builtin_index, exposure
from freehold.domain.risk.exposure_index import Shelf, index_words
from freehold.domain.risk.exposure_sources import SOURCES
from freehold.domain.risk.exposure_table import occupations


def one(name: str, *tasks: tuple[str, float], language=None):
    return exposure([Service(name, tuple(Task(*task) for task in tasks))], builtin_index(), language=language).services[0]


def test_a_service_gets_ranges_over_both_sources_with_its_matches():
    found = one("Translator", ("translate contracts into another language", 70), ("edit machine translation", 30))
    assert found.covered == 1.0
    assert set(found.by_source) == {"gpt4", "human"}
    for share in (found.little, found.assisted, found.largely):
        assert 0 <= share.low <= share.high <= 1
    for shares in found.by_source.values():
        assert math.isclose(sum(shares), 1, abs_tol=1e-6)
        assert found.largely.low <= shares.largely <= found.largely.high
    assert found.tasks[0].matches[0].title == "Translator and interpreter"
    assert found.tasks[0].matches[0].similarity > 0.25
    assert not found.notes


def test_german_tasks_are_understood():
    found = one("Tischlerei", ("Möbel aus Holz bauen", 1), ("Küchen einbauen und montieren", 1))
    assert found.tasks[0].matches[0].code == "51-7011.00"


def test_writing_is_more_exposed_than_laying_tiles():
    writing = one("Copywriter", ("write website texts and newsletters", 1), ("write product descriptions", 1))
    tiling = one("Tiler", ("lay tiles in bathrooms", 1), ("cut tiles and stone", 1))
    assert tiling.little.low > writing.little.high


def test_one_word_is_refused_with_its_reason():
    found = one("Design", ("design", 1))
    assert [task.reason for task in found.refused] == ["one_word"]
    assert found.little is None
    assert [note.code for note in found.notes] == ["too_little_matched"]


def test_an_unknown_language_is_named():
    found = one("", ("traduzione giurata presso il tribunale", 1), language=lambda _text: "it")
    assert (found.refused[0].reason, found.refused[0].language) == ("language", "it")


def test_what_nothing_published_is_like_is_refused():
    found = one("", ("zyx qwv brrr kkk", 1), ("write and test program code", 3))
    assert [task.reason for task in found.refused] == ["weak"]
    assert found.covered == 0.75
    assert found.largely is not None


def test_shares_that_do_not_add_up_are_normalised_and_it_is_said():
    found = one("Web", ("build websites and online shops", 60), ("set up WordPress for clients", 20))
    assert [(note.code, note.value) for note in found.notes] == [("shares_normalised", 80.0)]
    assert [task.share for task in found.tasks] == [0.75, 0.25]


@pytest.mark.parametrize("shares", [(0, 0), (math.nan, -5)])
def test_without_hours_all_tasks_are_equal(shares):
    found = one("Web", ("build websites and online shops", shares[0]), ("set up WordPress for clients", shares[1]))
    assert [note.code for note in found.notes] == ["shares_equal"]
    assert [task.share for task in found.tasks] == [0.5, 0.5]


def test_no_services_and_no_tasks_say_what_is_missing():
    assert exposure([], builtin_index()).little is None
    assert [note.code for note in one("Design").notes] == ["no_tasks"]


def test_all_services_together_lie_between_them():
    services = [
        Service("Copywriter", (Task("write website texts and newsletters", 1),), 1),
        Service("Tiler", (Task("lay tiles in bathrooms", 1),), 3),
    ]
    found = exposure(services, builtin_index())
    low, high = sorted(service.by_source["gpt4"].largely for service in found.services)
    assert low < found.by_source["gpt4"].largely < (low + high) / 2
    assert {source.key for source in found.sources} >= {"gpt4", "human"}


def test_a_refused_match_counts_no_more():
    task = Task("translate contracts into another language", 1)
    first = exposure([Service("Translator", (task,))], builtin_index()).services[0].tasks[0].matches[0]
    again = exposure([Service("Translator", (Task(task.text, 1, frozenset({first.key})),))], builtin_index()).services[0]
    assert all(match.key != first.key for match in again.tasks[0].matches)


def test_a_match_refused_for_one_task_still_answers_for_the_next():
    words = "translate contracts into another language"
    key = exposure([Service("", (Task(words, 1),))], builtin_index()).services[0].tasks[0].matches[0].key
    assert key == "27-3091.00"  # all texts of an occupation of the table share one rating: it is refused as a whole
    tasks = (Task(words, 1, frozenset({key})), Task("translate texts into German", 1))
    found = exposure([Service("", tasks)], builtin_index()).services[0]
    assert {match.code for match in found.tasks[-1].matches} >= {"27-3091.00"}
    assert all(match.code != "27-3091.00" for task in found.tasks if task.text == words for match in task.matches)


def test_of_rated_tasks_one_text_is_refused_and_its_occupation_still_answers():
    texts = ["polish lenses of telescopes", "grind lenses of telescopes", "sort letters by town"]
    values = np.array([[[0, 0, 1]], [[1, 0, 0]], [[0, 1, 0]]], dtype=np.float32)
    shelf = Shelf("s", texts, ["99-1000.00", "99-1000.00", "99-2000.00"], ["A", "A", "B"], ("gpt4",), values, index_words(texts))
    index = ExposureIndex((shelf,), SOURCES)
    first = exposure([Service("", (Task("polish lenses", 1),))], index).services[0].tasks[0].matches[0]
    again = exposure([Service("", (Task("polish lenses", 1, frozenset({first.key})),))], index).services[0].tasks[0]
    assert first.text == texts[0] and again.matches[0].text == texts[1]
    whole = exposure([Service("", (Task("polish lenses", 1, frozenset({"99-1000.00"})),))], index).services[0]
    assert all(match.code == "99-2000.00" for task in whole.tasks for match in task.matches)


def test_an_occupation_that_is_left_out_does_not_answer():
    index = builtin_index().without(["27-3091.00"])
    found = exposure([Service("Translator", (Task("translate contracts into another language", 1),))], index).services[0]
    assert all(match.code != "27-3091.00" for task in found.tasks for match in task.matches)


def test_the_table_is_whole():
    shelf = builtin_index().shelves[0]
    assert 80 <= len(occupations()) <= 120
    assert np.allclose(shelf.values.sum(axis=2), 1, atol=1e-5)
    assert float(shelf.values.min()) >= -1e-6
    german = sum(1 for text in shelf.texts if not text.isascii())
    assert german > 100


class Meanings:
    name, dimensions = "two", 2

    def embed(self, texts):
        return np.array([[1.0, 0.0] if "picture" in text else [0.0, 1.0] for text in texts], dtype=np.float32)


def test_meaning_finds_what_other_words_say():
    texts = ["take photographs of people", "bake bread and rolls"]
    values = np.array([[[0, 0, 1]], [[1, 0, 0]]], dtype=np.float32)
    vectors = np.array([[1, 0], [0, 1]], dtype=np.float32)
    shelf = Shelf("s", texts, ["a", "b"], ["Photographer", "Baker"], ("gpt4",), values, index_words(texts), vectors=vectors)
    index = ExposureIndex((shelf,), SOURCES)
    tasks = (Task("shooting pictures outdoors", 1),)
    found = exposure([Service("", tasks)], index, embedder=Meanings()).services[0]
    assert found.tasks[0].matches[0].title == "Photographer"
    assert exposure([Service("", tasks)], index).services[0].refused


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=60), st.floats(allow_nan=True, allow_infinity=True)), max_size=6))
def test_any_input_gives_shares_within_bounds(rows):
    found = exposure([Service("x", tuple(Task(*row) for row in rows))], builtin_index())
    for share in (found.little, found.assisted, found.largely):
        assert share is None or 0 <= share.low <= share.high <= 1
