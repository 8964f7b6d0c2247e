"""The grammar engines behind the port: Harper itself, and the second one by a stand-in with its byte offsets."""

from __future__ import annotations

import sys
import threading
from types import ModuleType

import pytest

from freehold.domain.errors import UserError
from freehold.domain.ports import GrammarChecker
from freehold.integrations.grammar import DIALECTS, LingoChecker, harper_checker, lingo_is_installed
from freehold.integrations.grammar import lingo_checker as lingo


def wrong(dialect: str, text: str, **more) -> list[str]:
    return [text[one.start : one.end] for one in harper_checker(dialect).check(text, **more)]


def test_places_are_characters_even_behind_other_alphabets():
    text = "😀 “Gute” news: I have a prolem with the form."
    (finding,) = [one for one in harper_checker("en-US").check(text) if one.kind == "spelling" and one.start > 10]
    assert text[finding.start : finding.end] == "prolem"
    assert "problem" in finding.suggestions


@pytest.mark.parametrize(
    ("dialect", "fine", "other"), [("en-US", "color", "colour"), ("en-GB", "colour", "color"), ("en-IN", "colour", "color")]
)
def test_each_dialect_has_its_own_spelling(dialect: str, fine: str, other: str):
    assert wrong(dialect, f"The {fine} of the button is fine.") == []
    assert wrong(dialect, f"The {other} of the button is fine.") == [other]


def test_names_that_are_known_are_never_flagged():
    text = "We use Xyloprint and zorblax for this task."
    assert "zorblax" in wrong("en-US", text)
    assert wrong("en-US", text, user_words=["Xyloprint", "zorblax"]) == []


def test_a_rule_can_be_switched_off():
    (finding,) = harper_checker("en-US").check("I need a apple for the photo.")
    assert wrong("en-US", "I need a apple for the photo.", off_rules=[finding.rule]) == []


def test_addresses_and_german_texts_are_left_alone():
    assert wrong("en-US", "Please write to zbqx@wrfl.example or see https://zbqx.example/wrfl today.") == []
    assert wrong("en-US", "Ich schicke Ihnen den Entwurf und die Rechnung bis Freitag.") == []


def test_an_unknown_dialect_and_too_long_a_text_are_said_plainly():
    with pytest.raises(UserError, match="en-XX"):
        harper_checker("en-XX")
    with pytest.raises(UserError, match="200,000"):
        harper_checker("en-US").check("a" * 200_001)


def test_threads_share_one_checker():
    checker, found = harper_checker("en-US"), []
    threads = [threading.Thread(target=lambda: found.append(len(checker.check("I have a prolem here.")))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1] * 6


def test_both_engines_stand_behind_the_port():
    assert isinstance(harper_checker("en-US"), GrammarChecker)
    assert set(DIALECTS) == {"en-US", "en-GB", "en-AU", "en-CA", "en-IN"}


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch):
    """The second engine as a stand-in: it reports every "teh" with its place in bytes."""
    seen = {}

    class Engine:
        def __init__(self, code: str, data_dir: str) -> None:
            seen.update(code=code, data_dir=data_dir)

        def check(self, text: str) -> list[dict]:
            raw, found, at = text.encode(), [], -1
            while (at := raw.find(b"teh", at + 1)) >= 0:
                match = {"offset": at, "length": 3, "message": "Typo", "suggestions": ["the"], "rule_id": "MORFOLOGIK_RULE_EN_US"}
                found.append({**match, "issue_type": "misspelling"})
            return found

    module, data = ModuleType("lt_py"), ModuleType("lingotweaker_data_en")
    module.Engine, data.data_dir = Engine, lambda: "/data"
    monkeypatch.setitem(sys.modules, "lt_py", module)
    monkeypatch.setitem(sys.modules, "lingotweaker_data_en", data)
    monkeypatch.setattr(lingo, "find_spec", lambda name: object())
    return seen


def test_the_second_engine_counts_in_bytes_and_we_in_characters(engine):
    text = "😀 “Grüße” to teh team, and teh end."
    found = LingoChecker().check(text)
    assert [text[one.start : one.end] for one in found] == ["teh", "teh"]
    assert found[0].suggestions == ("the",)
    assert engine == {"code": "en-US", "data_dir": "/data"}


def test_the_second_engine_obeys_known_words_and_switched_off_rules(engine):
    assert LingoChecker().check("This is teh end of it.", ["teh"]) == []
    assert LingoChecker().check("This is teh end of it.", (), ["MORFOLOGIK_RULE_EN_US"]) == []


def test_without_the_second_engine_one_clear_line_says_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(lingo, "find_spec", lambda name: None)
    assert not lingo_is_installed()
    with pytest.raises(UserError, match="lingotweaker"):
        LingoChecker()
