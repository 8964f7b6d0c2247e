"""Where to draw the line between an answer and a hand-over, found on the owner's own phrasings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.elsewhere import ELSEWHERE
from freehold.domain.retrieval.features import hashed
from freehold.domain.retrieval.intents import IntentModel, Rows

# An answer of another entry may make up so much of the held-out phrasings: the most that kept wrong answers at or under .05 on every tuning
# part (CLINC150's domains other than "work" and "small talk", and BANKING77's training part, with 5 and 10 phrasings).
MOST_WRONG = 0.05
# Words alone tell entries apart less well, and held-out phrasings flatter them.
MOST_WRONG_BY_WORDS = 0.03
# How far above the usual foreign question the line is drawn: the step from the median to the 90th percentile is gone this often. The least
# that kept .97 of CLINC150's "oos_train" away on the tuning parts.
STEPS_ABOVE = 1.8
# A foreign question this near (cosine) to a phrasing is not foreign to this owner: a travel guide is asked about visas.
KIN = 0.55
FOLDS = 5
# So many held-out phrasings are enough to see the shares; with more of them fewer folds are fitted.
ENOUGH = 600
# With fewer phrasings nothing can be held out; this line answered few questions wrongly on CLINC150 with three phrasings by entry.
CAUTIOUS = 0.95


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least score that is answered, and what it did on phrasings that were held out.

    `answered` and `wrong` are shares (0 to 1) of the `tried` phrasings: answered rightly, and answered with another entry's answer.
    `elsewhere` is the share of foreign questions that were answered at all. `tried` 0 means that there were too few phrasings to try.
    From `unclear` up to the line it is worth asking once more: hardly a foreign question comes that near.
    """

    score: float
    answered: float
    wrong: float
    elsewhere: float
    tried: int
    unclear: float = 0.0


def choose_threshold(rows: Rows, embedder: Embedder | None) -> Threshold:
    """Leave phrasings out in turn, fit without them, and return the lowest line that keeps both kinds of mistakes rare.

    An entry's only phrasing is never left out: without it there would be nothing to find.
    """
    return choose_for(IntentModel(rows), rows, embedder)


def choose_for(model: IntentModel, rows: Rows, embedder: Embedder | None) -> Threshold:
    """Return the same for a model that is already fitted to `rows`."""
    others = _foreign(model, rows, embedder)
    scores, right = _held_out(rows)
    unclear = float(np.quantile(others, 0.9)) if len(others) else 0.0
    if len(scores) < 2 * FOLDS:
        line = max(CAUTIOUS, _line(others))
        return Threshold(line, 0.0, 0.0, float((others >= line).sum() / max(1, len(others))), 0, min(unclear, line))
    # A mistake is an answer of another entry; it may make up so much of all that was tried.
    wrong = np.sort(scores[~right])[::-1]
    allowed = int((MOST_WRONG if rows.meaning is not None else MOST_WRONG_BY_WORDS) * len(scores))
    line = float(np.nextafter(wrong[allowed], np.inf)) if len(wrong) > allowed else 0.0
    line = max(line, _line(others))
    given = scores >= line
    elsewhere = float((others >= line).sum() / max(1, len(others)))
    return Threshold(line, float((given & right).mean()), float((given & ~right).mean()), elsewhere, len(scores), min(unclear, line))


def _foreign(model: IntentModel, rows: Rows, embedder: Embedder | None) -> NDArray[np.float32]:
    """Return the best scores of questions that are foreign to these entries."""
    if embedder is None or rows.meaning is None:
        words = hashed(ELSEWHERE, rows.rare)
        strange = (words @ rows.words.T).max(axis=1) < KIN
        by_words: NDArray[np.float32] = model.scores_of(words, None).max(axis=1)[strange]
        return by_words
    foreign = embedder.embed(ELSEWHERE)
    strange = (foreign @ rows.meaning.T).max(axis=1) < KIN
    found: NDArray[np.float32] = model.scores(ELSEWHERE, foreign).max(axis=1)[strange]
    return found


def _line(foreign: NDArray[np.float32]) -> float:
    """Return the line above which hardly a foreign question scores.

    It is drawn from the middle of their scores, not from the few highest: one foreign question that is kin to an entry would move it far.
    """
    if not len(foreign):
        return 0.0
    middle, high = np.quantile(foreign, (0.5, 0.9))
    return float(middle + STEPS_ABOVE * (high - middle))


def _held_out(rows: Rows) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return the best score of every held-out phrasing, and whether it was of its own entry."""
    # Labels rise, so that a row's place within its entry is its distance from the entry's first row.
    turn = np.arange(len(rows.labels)) - np.searchsorted(rows.labels, rows.labels)
    lonely = np.bincount(rows.labels, minlength=rows.count)[rows.labels] < 2
    scores: list[NDArray[np.float32]] = []
    right: list[NDArray[np.bool_]] = []
    for fold in range(FOLDS):
        held = (turn % FOLDS == fold) & ~lonely
        if not held.any():
            continue
        meaning = None if rows.meaning is None else rows.meaning[held]
        found = IntentModel(rows.without(held)).scores_of(rows.words[held], meaning)
        scores.append(found.max(axis=1))
        right.append(found.argmax(axis=1) == rows.labels[held])
        if sum(len(part) for part in scores) >= ENOUGH:
            break
    if not scores:
        return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.bool_)
    return np.concatenate(scores), np.concatenate(right)
