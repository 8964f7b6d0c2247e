"""A second engine for American English, lingotweaker (LanguageTool's rules in Rust), where the owner has installed it."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from freehold.domain.errors import UserError
from freehold.domain.writing.finding import Finding, in_order
from freehold.domain.writing.known_words import KnownWords
from freehold.domain.writing.language import language_of

# The distribution "lingotweaker" holds the module lt_py.
_MODULES = ("lt_py", "lingotweaker_data_en")
_MOST_SUGGESTIONS = 5


def lingo_is_installed() -> bool:
    """Tell whether the engine and its English data are there."""
    return all(find_spec(name) is not None for name in _MODULES)


class LingoChecker:
    """GrammarChecker on lingotweaker. It knows American English only: other dialects would be checked by American rules unasked."""

    languages = ("en",)
    dialect = "en-US"

    def __init__(self) -> None:
        """Load the engine, which takes about two seconds. Raises UserError when it is not installed."""
        if not lingo_is_installed():
            raise UserError("The second grammar engine is not installed. Install lingotweaker and lingotweaker-data-en, or switch it off.")
        engine, data = (import_module(name) for name in _MODULES)
        # Without the folder of its data it looks for files that are not there.
        self._engine: Any = engine.Engine("en-US", data_dir=str(data.data_dir()))
        self._lock = threading.Lock()

    def check(self, text: str, user_words: Collection[str] | KnownWords = (), off_rules: Collection[str] = ()) -> list[Finding]:
        """Return what is wrong in an English text, in order, with places in characters; nothing for a text in German."""
        if not text.strip() or language_of(text) != "en":
            return []
        known = user_words if isinstance(user_words, KnownWords) else KnownWords(user_words)
        with self._lock:
            matches = self._engine.check(text)
        places = _characters(text)
        found = [_finding(match, places) for match in matches]
        return in_order(one for one in found if one.rule not in off_rules and one.start < one.end and not known.hold(text, one))


def _characters(text: str) -> list[int]:
    """Return for each byte of the text in UTF-8 the number of the character that it belongs to, and one more for the end."""
    return [at for at, sign in enumerate(text) for _ in range(len(sign.encode("utf-8", "surrogatepass")))] + [len(text)]


def _finding(match: Mapping[str, Any], places: list[int]) -> Finding:
    """Return a match as a finding: the engine counts in bytes."""
    last = len(places) - 1
    start = places[min(max(0, int(match["offset"])), last)]
    end = places[min(max(0, int(match["offset"]) + int(match["length"])), last)]
    suggestions = tuple(str(one) for one in match["suggestions"][:_MOST_SUGGESTIONS])
    kind = "spelling" if match.get("issue_type") == "misspelling" else "grammar"
    return Finding(start, end, str(match["message"]), kind, str(match["rule_id"]), suggestions)
