"""The answerer of a workspace: right after each change, kept between them, safe while a large change is fitted."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import numpy as np
import pytest

from freehold.apps.chatbot.models import EntryState
from freehold.apps.chatbot.services import answerer, answerer_store, answerer_vectors, knowledge
from freehold.apps.chatbot.services.answerer import answerer_of
from freehold.apps.chatbot.services.answerer_measured import measured_of, prepare_and_measure
from freehold.apps.chatbot.services.knowledge_state import state_of

from .conftest import NOW


def asked(workspace, text, now=NOW):
    return answerer_of(workspace.pk, now=now).ask(text)


def test_nothing_known_says_so(workspace):
    assert asked(workspace, "When can I call you?").why == "empty"


def test_an_approved_entry_is_answered_word_for_word(workspace, hours, parking):
    answer = asked(workspace, "What are your office hours?")
    assert (answer.action, answer.quotes[0].text, answer.quotes[0].origin) == ("answer", hours.answer, f"e{hours.pk}")


def test_what_is_proposed_off_deleted_or_not_valid_today_is_not_answered(workspace, hours, parking):
    for state in (EntryState.PROPOSED, EntryState.OFF):
        knowledge.set_state(workspace, hours.pk, state, now=NOW)
        assert [entry.id for entry in answerer_of(workspace.pk, now=NOW).entries] == [f"e{parking.pk}"]
    knowledge.approve_entry(workspace, hours.pk, now=NOW)
    assert len(answerer_of(workspace.pk, now=NOW).entries) == 2
    knowledge.remove_entry(workspace, hours.pk, now=NOW)
    assert len(answerer_of(workspace.pk, now=NOW).entries) == 1
    knowledge.restore_entry(workspace, hours.pk, now=NOW)
    knowledge.save_entry(workspace, parking.pk, question=parking.question, answer=parking.answer, valid_until=date(2026, 11, 22), now=NOW)
    assert len(answerer_of(workspace.pk, now=NOW).entries) == 2
    assert [entry.id for entry in answerer_of(workspace.pk, now=NOW + timedelta(days=1)).entries] == [f"e{hours.pk}"]


def test_the_day_is_that_of_the_workspace(workspace, hours):
    workspace.time_zone = "Pacific/Auckland"
    workspace.save()
    knowledge.save_entry(workspace, hours.pk, question=hours.question, answer=hours.answer, valid_from=date(2026, 11, 23), now=NOW)
    assert len(answerer_of(workspace.pk, now=NOW).entries) == 0
    assert len(answerer_of(workspace.pk, now=NOW + timedelta(hours=3)).entries) == 1


def test_the_same_one_is_kept_and_costs_one_query(workspace, hours, django_assert_num_queries):
    first = answerer_of(workspace.pk, now=NOW)
    with django_assert_num_queries(1):
        assert answerer_of(workspace.pk, now=NOW) is first


def test_another_workspace_knows_nothing_of_it(workspace, other_workspace, hours):
    assert len(answerer_of(workspace.pk, now=NOW).entries) == 1
    assert answerer_of(other_workspace.pk, now=NOW).entries == []


def test_after_a_restart_nothing_is_embedded_or_fitted_again(workspace, hours, parking, monkeypatch):
    before = asked(workspace, "Is there a parking space?")
    answerer.forget()
    monkeypatch.setattr(answerer, "_built", lambda *_: pytest.fail("it was fitted again"))
    assert asked(workspace, "Is there a parking space?") == before


def test_a_change_embeds_only_what_is_new(workspace, hours, parking, monkeypatch):
    answerer_of(workspace.pk, now=NOW)
    monkeypatch.setattr(answerer_vectors, "_shared", answerer_vectors.Recent(1))
    knowledge.save_entry(workspace, question="Do you ship abroad?", answer="Yes.", now=NOW)
    seen = []
    inner = answerer_vectors.caching_embedder(workspace.pk)._inner

    class Counting:
        name, dimensions = inner.name, inner.dimensions

        def embed(self, texts):
            seen.extend(texts)
            return inner.embed(texts)

    monkeypatch.setattr(answerer, "caching_embedder", lambda pk: answerer_vectors.CachingEmbedder(Counting(), pk))
    answerer_of(workspace.pk, now=NOW)
    assert seen == ["Do you ship abroad?"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04 torn", b"\x80\x05K\x01."])
def test_damaged_files_are_made_anew(workspace, hours, parking, damage, monkeypatch):
    answerer_of(workspace.pk, now=NOW)
    for file in answerer_vectors.folder_of(workspace.pk).iterdir():
        file.write_bytes(damage)
    answerer.forget()
    monkeypatch.setattr(answerer_vectors, "_shared", answerer_vectors.Recent(1))
    assert asked(workspace, "Where can I park?").quotes[0].text == parking.answer


def test_a_file_that_was_not_signed_here_is_not_opened(workspace, hours):
    import pickle

    class Evil:
        def __reduce__(self):
            return pytest.fail, ("it was run",)

    answerer_of(workspace.pk, now=NOW)
    (file,) = answerer_vectors.folder_of(workspace.pk).glob("answerer-*.bin")
    file.write_bytes(b"x" * 32 + pickle.dumps(Evil()))
    answerer.forget()
    assert len(answerer_of(workspace.pk, now=NOW).entries) == 1


def test_only_the_newest_files_are_kept(workspace, hours):
    for number in range(5):
        knowledge.save_entry(workspace, question=f"Question {number}?", answer="Yes.", now=NOW)
        answerer_of(workspace.pk, now=NOW)
    assert len(list(answerer_vectors.folder_of(workspace.pk).glob("answerer-*.bin"))) == answerer_store.KEPT


def test_a_full_disk_only_makes_it_slower(workspace, hours, monkeypatch):
    monkeypatch.setattr(answerer_vectors.tempfile, "mkstemp", lambda **_: (_ for _ in ()).throw(OSError("no space")))
    assert asked(workspace, "When can I call you?").action == "answer"


def test_six_threads_fit_it_once(workspace, hours, parking, monkeypatch):
    stamp = answerer._stamp(workspace.pk, NOW)
    knowledge_now, name = answerer._current(workspace.pk, stamp)
    built = []
    real = answerer._built
    monkeypatch.setattr(answerer, "_built", lambda *args: built.append(1) or real(*args))
    monkeypatch.setattr(answerer, "_stamp", lambda *_: stamp)
    monkeypatch.setattr(answerer, "_current", lambda *_: (knowledge_now, name))
    threads = [threading.Thread(target=answerer_of, args=(workspace.pk,), kwargs={"now": NOW}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(built) == 1


def test_while_a_large_change_waits_the_old_answers_that_still_stand_are_given(workspace, hours, parking, monkeypatch):
    answerer_of(workspace.pk, now=NOW)
    monkeypatch.setattr(answerer, "AT_ONCE", 0)
    knowledge.save_entry(workspace, hours.pk, question=hours.question, answer="On weekdays from 8.", phrasings=hours.phrasings, now=NOW)
    assert asked(workspace, "Where can I park?").quotes[0].text == parking.answer
    assert asked(workspace, "When can I call you?").action == "handover"
    prepare_and_measure(workspace.pk, now=NOW)
    assert asked(workspace, "When can I call you?").quotes[0].text == "On weekdays from 8."


def test_a_large_first_filling_hands_over_until_it_is_fitted(workspace, hours, monkeypatch):
    monkeypatch.setattr(answerer, "AT_ONCE", 0)
    answer = asked(workspace, "When can I call you?")
    assert (answer.action, answer.why) == ("handover", "unknown")
    prepare_and_measure(workspace.pk, now=NOW)
    assert asked(workspace, "When can I call you?").action == "answer"


def test_what_was_measured_is_kept_with_its_revision(workspace, hours, parking):
    for number in range(3):
        texts = [f"Do you sell thing {number} {word}?" for word in ("here", "online", "abroad", "today")]
        knowledge.save_entry(workspace, question=texts[0], phrasings=texts[1:], answer="Yes.", now=NOW)
    assert prepare_and_measure(workspace.pk, now=NOW)
    state = state_of(workspace.pk)
    found = measured_of(state)
    assert found.is_current
    assert 0 <= found.answered <= 10
    assert found.tried >= 10
    assert state.measured["score"] == pytest.approx(answerer_of(workspace.pk, now=NOW).threshold.score, abs=1e-4)
    assert not prepare_and_measure(workspace.pk, now=NOW)
    knowledge.save_entry(workspace, question="One more?", answer="Yes.", now=NOW)
    assert not measured_of(state_of(workspace.pk)).is_current


def test_questions_of_visitors_are_not_written_to_a_file(workspace, hours):
    found = answerer_of(workspace.pk, now=NOW)
    before = {path: path.read_bytes() for path in answerer_vectors.folder_of(workspace.pk).iterdir()}
    found.ask("My secret illness and when can I call you?")
    assert before == {path: path.read_bytes() for path in answerer_vectors.folder_of(workspace.pk).iterdir()}


def test_kept_vectors_are_those_that_were_made(workspace):
    made = answerer_vectors.caching_embedder(workspace.pk)
    with made.keeping():
        first = made.embed(["one text", "another text", "one text"])
    again = answerer_vectors.caching_embedder(workspace.pk)
    with again.keeping():
        assert np.array_equal(again.embed(["one text", "another text", "one text"]), first)
    assert again.made == 0


def test_without_a_model_everything_works_by_words(workspace, hours, parking, settings):
    settings.EMBEDDINGS = False
    found = answerer_of(workspace.pk, now=NOW).consider("Where can I park?")
    assert found.candidates[0].entry.id == f"e{parking.pk}"
    assert all(quote.text in (hours.answer, parking.answer) for quote in found.answer.quotes)
    answerer.forget()
    assert answerer_of(workspace.pk, now=NOW).consider("Where can I park?") == found
    assert prepare_and_measure(workspace.pk, now=NOW)
