"""Which action a sentence asks for, by nearness to the examples of each action; without a model for meaning by words alone."""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from freehold.apps.assistant.action import Action, actions
from freehold.apps.opportunities.services.engine import embedder
from freehold.domain.commanding import find_days, find_minutes, find_sums, said
from freehold.domain.retrieval.features import hashed, rarity
from freehold.domain.retrieval.words import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from freehold.domain.ports import Embedder

# From the first line on a sentence is taken for its nearest action, when the next one is not as near; from the second on it is offered as
# "did you mean". Chosen on the phrasings in tests/apps/assistant/phrasings.py, separately for meaning with words and for words alone.
LINES = {True: (0.41, 0.30), False: (0.27, 0.18)}
APART = 0.035
#: How much meaning counts beside words.
MEANING = 0.6
MOST_NEAR = 3
#: What the client is called in the examples; the name in a question is put as this one.
EXAMPLE_NAME = "Acme"
#: What the examples speak of, beside what they ask for.
_TOPICS = (
    "hoch viel viele many much long django python java harbour hafen hafenprojekt hafenprojekts logo design designs backend website "
    "webseite relaunch shop hosting software translation books coffee chair workshop photos ann lee weekend weekends redesign webprojekt "
    "stuhl bücher übersetzungsprojekt"
)
_BEFORE_OWN = 8
_SOME_DAY = date(2026, 1, 1)
_TYPES = {"minutes": 0.06, "amount": 0.05, "document": 0.08, "day": 0.02}
_ASKS = re.compile(
    r"^\s*(?:what|when|who|where|which|why|how|is|are|do|does|did|has|have|show|list|find|search|"
    r"was|wann|wer|wo|welche\w*|warum|wie|wieviel|ist|sind|hat|haben|zeig\w*|such\w*|finde)\b",
    re.IGNORECASE,
)
_guard = threading.Lock()
#: Examples with their meaning, by model and actions; embedding hundreds of them takes seconds on a busy machine.
_ready: dict[tuple[str, tuple[str, ...]], _Examples] = {}
_begun: set[tuple[str, tuple[str, ...]]] = set()


@dataclass(frozen=True, slots=True)
class Meant:
    """The action that a sentence asks for, None when nothing is near enough, and what may be meant, the nearest first."""

    action: Action | None
    near: tuple[Action, ...]
    score: float


def meant(masked: str, found: Sequence[str] = ()) -> Meant:
    """Return what a sentence asks for.

    `masked` is the sentence with names put as in the examples; `found` names the kinds of values in it.
    """
    rows = tuple(actions)
    if not rows or not masked.strip():
        return Meant(None, (), 0.0)
    model, shared = _examples(rows, embedder())
    ranked = _in_order(model.scores(masked, shared), masked, found, rows)
    sure, maybe = LINES[shared is not None]
    near = tuple(action for action, score in ranked if score >= maybe)[:MOST_NEAR]
    best, score = ranked[0]
    second = ranked[1][1] if len(ranked) > 1 else 0.0
    return Meant(best if score >= sure and score - second >= APART and _commands(masked, best) else None, near, score)


def warm() -> None:
    """Begin to embed the examples, where there is a model for meaning; words alone answer until that is done."""
    _examples(tuple(actions), embedder())


def warm_now() -> None:
    """Embed the examples at once: for tests and measurements, which must not depend on how fast a thread is."""
    shared = embedder()
    if shared is not None:
        _embed(tuple(action.name for action in actions), shared)


def _examples(rows: tuple[Action, ...], shared: Embedder | None) -> tuple[_Examples, Embedder | None]:
    """Return the examples as far as they are ready, and the model for meaning if they are embedded with it."""
    names = tuple(action.name for action in rows)
    if shared is not None:
        key = (shared.name, names)
        with _guard:
            ready = _ready.get(key)
            starts = ready is None and key not in _begun
            _begun.add(key)
        if ready is not None:
            return ready, shared
        if starts:
            threading.Thread(target=_embed, args=(names, shared), name="assistant-examples", daemon=True).start()
    return _by_words(names), None


def _embed(names: tuple[str, ...], shared: Embedder) -> None:
    made = _Examples(_of(names), shared)
    with _guard:
        _ready[shared.name, names] = made


def _ranked(masked: str, found: tuple[str, ...], rows: tuple[Action, ...], shared: Embedder | None) -> list[tuple[Action, float]]:
    model, used = _examples(rows, shared)
    return _in_order(model.scores(masked, used), masked, found, rows)


def _in_order(scores: NDArray[np.float32], masked: str, found: Sequence[str], rows: tuple[Action, ...]) -> list[tuple[Action, float]]:
    asks = bool(_ASKS.match(masked))
    ranked = [(action, float(scores[at]) + _fit(action, found, asks=asks)) for at, action in enumerate(rows)]
    return sorted(ranked, key=lambda pair: -pair[1])


def _fit(action: Action, found: Sequence[str], *, asks: bool) -> float:
    """A length of time in the sentence speaks for an action that wants one, and a question against one that changes something."""
    wanted = {parameter.name for parameter in action.parameters}
    gain = sum(worth for name, worth in _TYPES.items() if name in found and name in wanted)
    missing = sum(worth for name, worth in _TYPES.items() if name in found and name not in wanted and name != "day")
    return gain - missing - (0.12 if asks and action.kind == "change" else 0.0) + (0.05 if asks and action.kind == "read" else 0.0)


class _Examples:
    """The examples of every action with their vectors: of words, and of meaning where there is a model for it.

    The classifiers of `domain.retrieval.intents` would take seconds to fit at the first question of a process; the nearest examples,
    by words and by meaning, tell commands apart nearly as well.
    """

    def __init__(self, rows: Sequence[Action], shared: Embedder | None) -> None:
        texts = [_plain(text) for action in rows for text in _wordings(action)]
        self.labels = np.array([at for at, action in enumerate(rows) for _ in _wordings(action)])
        self.count = len(rows)
        self.rarity = rarity(texts)
        self.words = hashed(texts, self.rarity)
        self.meaning = shared.embed(texts) if shared is not None else None

    def scores(self, text: str, shared: Embedder | None) -> NDArray[np.float32]:
        """Return a score from about 0 to 1 for each action."""
        text = _plain(text)
        lexical = _nearest(self.words @ hashed([text], self.rarity)[0], self.labels, self.count)
        if self.meaning is None or shared is None:
            return lexical
        found: NDArray[np.float32] = (
            MEANING * _nearest(self.meaning @ shared.embed([text])[0], self.labels, self.count) + (1 - MEANING) * lexical
        )
        return found


def _nearest(likeness: NDArray[np.float32], labels: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Return for each action how near its nearest example is, a little helped by the second nearest."""
    found = np.zeros(count, dtype=np.float32)
    for label in range(count):
        best = np.sort(likeness[labels == label])[::-1][:2]
        found[label] = best[0] if len(best) == 1 else 0.7 * best[0] + 0.3 * best[1]
    return found


def _plain(text: str) -> str:
    """Return a command with every time, sum and day put as one and the same: which it is says nothing of what is asked for."""
    for found, word in ((find_minutes(text), "2 hours"), (find_sums(text), "500 euros"), (find_days(text, _SOME_DAY), "yesterday")):
        for one in reversed(found):
            text = f"{text[: one.start]}{word}{text[one.end :]}"
    return text


def _wordings(action: Action) -> list[str]:
    """Return the examples without the person's own words in them: what a note is about says nothing of what is asked for."""
    return [without_own_words(text) for texts in action.examples.values() for text in texts]


def without_own_words(text: str) -> str:
    """Return a command without what stands in quotes or behind its colon."""
    own = said(text)
    return f"{text[: own.start]} {text[own.end :]}".strip() if own is not None and own.start > _BEFORE_OWN else text


def _commands(masked: str, action: Action) -> bool:
    """A name or a topic alone asks for nothing, it is looked for: some other word must be one of the action's own."""
    own = {term for text in _wordings(action) for term in terms(text)} - _topics()
    return bool(set(terms(masked)) & own)


@lru_cache(maxsize=1)
def _topics() -> frozenset[str]:
    return frozenset(terms(f"{EXAMPLE_NAME} {_TOPICS}"))


@lru_cache(maxsize=4)
def _by_words(names: tuple[str, ...]) -> _Examples:
    return _Examples(_of(names), None)


def _of(names: tuple[str, ...]) -> list[Action]:
    return [action for name in names if (action := actions.get(name)) is not None]
