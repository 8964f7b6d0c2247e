"""Where to draw the line between an answer and a hand-over, found on the owner's own phrasings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from freehold.domain.ports import Embedder
from freehold.domain.retrieval.elsewhere import ELSEWHERE
from freehold.domain.retrieval.intents import IntentModel, Rows

MOST_WRONG = 0.055
# How far above the usual foreign question the line is drawn: the step from the median to the 90th percentile is gone this often.
STEPS_ABOVE = 2.05
# A foreign question this near (cosine) to a phrasing is not foreign to this owner: a travel guide is asked about visas.
KIN = 0.55
FOLDS = 5
# With fewer phrasings nothing can be held out; this line answered few questions wrongly on CLINC150 with three phrasings by entry.
CAUTIOUS = 0.95


@dataclass(frozen=True, slots=True)
class Threshold:
    """The least score that is answered, and what it did on phrasings that were held out.

    `answered` and `wrong` are shares (0 to 1) of the `tried` phrasings: answered rightly, and answered with another entry's answer.
    `elsewhere` is the share of foreign questions that were answered at all. `tried` 0 means that there were too few phrasings to try.
    """

    score: float
    answered: float
    wrong: float
    elsewhere: float
    tried: int


def choose_threshold(rows: Rows, embedder: Embedder) -> Threshold:
    """Leave phrasings out in turn, fit without them, and return the lowest line that keeps both kinds of mistakes rare.

    An entry's only phrasing is never left out: without it there would be nothing to find.
    """
    foreign = embedder.embed(ELSEWHERE)
    scores, right = _held_out(rows)
    strange = (foreign @ rows.meaning.T).max(axis=1) < KIN
    others = IntentModel(rows).scores(ELSEWHERE, foreign).max(axis=1)[strange]
    if len(scores) < 2 * FOLDS:
        return Threshold(max(CAUTIOUS, _line(others)), 0.0, 0.0, float((others >= CAUTIOUS).mean()), 0)
    # A mistake is an answer of another entry; it may make up so much of all that was tried.
    wrong = np.sort(scores[~right])[::-1]
    allowed = int(MOST_WRONG * len(scores))
    line = float(np.nextafter(wrong[allowed], np.inf)) if len(wrong) > allowed else 0.0
    line = max(line, _line(others))
    given = scores >= line
    return Threshold(line, float((given & right).mean()), float((given & ~right).mean()), float((others >= line).mean()), len(scores))


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
    turn = np.zeros(len(rows.labels), dtype=np.int64)
    seen: dict[int, int] = {}
    for row, label in enumerate(rows.labels):
        turn[row] = seen.get(int(label), 0)
        seen[int(label)] = int(turn[row]) + 1
    lonely = np.array([seen[int(label)] < 2 for label in rows.labels])
    scores: list[NDArray[np.float32]] = []
    right: list[NDArray[np.bool_]] = []
    for fold in range(min(FOLDS, max(seen.values(), default=0))):
        held = (turn % FOLDS == fold) & ~lonely
        if not held.any():
            continue
        found = IntentModel(rows.without(held)).scores(
            [text for text, out in zip(rows.texts, held, strict=True) if out], rows.meaning[held]
        )
        scores.append(found.max(axis=1))
        right.append(found.argmax(axis=1) == rows.labels[held])
    if not scores:
        return np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.bool_)
    return np.concatenate(scores), np.concatenate(right)
