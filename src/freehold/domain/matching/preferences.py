"""What a person's choices say about their taste: a small Bayesian model whose every line can be read and taken away.

A logistic regression over what postings show, with a strong prior that nothing matters: features are taken in one by one while the
choices speak for one more (Laplace's approximation of the evidence), so that things which always come together make one line, not ten.
A choice that came with a reason speaks of that reason's features only. What is learned adds points to a score, never more than
`TOTAL` either way, and neither blocks nor unblocks anything.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from freehold.domain.matching.preference_features import family_of
from freehold.domain.matching.preference_words import worded
from freehold.domain.matching.reasons import total
from freehold.domain.matching.result import Match, Reason

TOTAL = 12.0
"""The most points, up or down, that what was learned changes of one score."""
EACH = 10.0
POINTS_A_UNIT = 14.0  # points of one unit of log-odds
SURE = 0.9
FEWEST = 3  # choices that must speak of a feature before it is told
MOST_CHOICES = 2_000
MOST_FEATURES = 300
HALF_LIFE_DAYS = 180.0
WEIGHT = {"dismissed": 1.0, "shortlisted": 1.0, "applied": 2.0, "talking": 2.0, "lost": 2.0, "won": 3.0}
"""How much a choice counts; all but the dismissed speak for a posting, also one that was applied for and lost."""
SPEAKS_OF = {
    "pay": frozenset({"pay", "rate"}),
    "skills": frozenset({"skill", "level", "topic"}),
    "place": frozenset({"mode", "place", "language"}),
    "client": frozenset({"client", "form", "source", "topic", "repost"}),
    "time": frozenset({"length", "hours"}),
}
REASONED = 1.5
"""How much more a dismissal counts whose reason is named: it speaks of fewer things, but surely of those."""
PRIOR = {"skill": 0.8}  # how far from nothing a weight is expected, in log-odds
PRIOR_ELSE = 1.0
PENALTY, PENALTY_SKILL = 1.75, 2.25  # least gain of a further line in log evidence; there are many skills to be fooled by
MOST_LINES = 8
_MIDDLE, _SPREAD = 55.0, 15.0  # of scores, so that the fit itself explains what it can
_FIT_PRIOR, _FIT_SPREAD, _BIAS_SPREAD = 0.5, 0.5, 1.5
_STEPS = 40


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that the person did with a posting: `kind` is the stage it went to, `reason` why it was dismissed or lost.

    `score` is how well the posting fitted without anything learned; `age_days` how long ago the choice was made.
    """

    features: frozenset[str]
    kind: str
    reason: str = ""
    score: int | None = None
    age_days: float = 0.0


@dataclass(frozen=True, slots=True)
class Learned:
    """One line: a posting with `feature` gets `points`. `sure` is the probability of the sign; of `shown` choices `taken` were for it."""

    feature: str
    points: float
    sure: float
    taken: int
    shown: int


def learn(choices: Iterable[Choice]) -> tuple[Learned, ...]:
    """Return what the choices teach, the strongest first; nothing until something is sure. The order of the choices is irrelevant."""
    counted = sorted((one for one in choices if one.kind in WEIGHT), key=_place)[:MOST_CHOICES]
    spoken = [_spoken(one) for one in counted]
    seen = Counter(name for names in spoken for name in names)
    names = sorted((name for name in seen if seen[name] >= FEWEST), key=lambda name: (-seen[name], name))[:MOST_FEATURES]
    if not names or len({one.kind == "dismissed" for one in counted}) < 2:
        return ()
    evidence = _Evidence(counted, spoken, names)
    chosen = evidence.select()
    weights, widths = evidence.fit(chosen)
    taken = Counter(name for one, said in zip(counted, spoken, strict=True) if one.kind != "dismissed" for name in said)
    lines = (
        Learned(name, _clip(POINTS_A_UNIT * weight), round(_sure(weight, width), 3), taken[name], seen[name])
        for name, weight, width in zip((names[place] for place in chosen), weights[2:].tolist(), widths[2:].tolist(), strict=True)
    )
    kept = [line for line in lines if line.sure >= SURE and line.points and _is_borne_out(line)]
    return tuple(sorted(kept, key=lambda line: (-abs(line.points), line.feature)))


def learned_reasons(features: AbstractSet[str], lines: Sequence[Learned]) -> tuple[Reason, ...]:
    """Return a reason for each line that speaks of a posting with these features, together within ±`TOTAL` points."""
    meant = [line for line in lines if line.feature in features]
    whole = abs(sum(line.points for line in meant))
    share = min(1.0, TOTAL / whole) if whole else 1.0
    tenths = [math.trunc(round(line.points * share * 10, 6)) for line in meant]
    return tuple(_reason(line, points / 10) for line, points in zip(meant, tenths, strict=True) if points)


def with_learned(match: Match, features: AbstractSet[str], lines: Sequence[Learned]) -> Match:
    """Return the match with exactly these lines added, and any that it had before taken away.

    Its other reasons, its blocks and its state stay as they are. What could not be judged stays unscored.
    """
    own = without_learned(match)
    if own.score is None:
        return own
    added = _untied(own.reasons, learned_reasons(features, lines))
    if not added:
        return own
    reasons = tuple(sorted((*own.reasons, *added), key=lambda one: -abs(one.points)))
    return replace(own, reasons=reasons, score=total(reasons))


def without_learned(match: Match) -> Match:
    """Return the match as it is without anything learned."""
    kept = tuple(one for one in match.reasons if one.kind != "learned")
    if len(kept) == len(match.reasons):
        return match
    return replace(match, reasons=kept, score=None if match.score is None else total(kept))


def _reason(line: Learned, points: float) -> Reason:
    said = worded(line.feature, line.taken, line.shown, for_it=line.points > 0)
    return Reason(points, "learned", said.text, template=said.template, params=said.params)


def _place(choice: Choice) -> tuple[float, str, str, int, list[str]]:
    """Return where a choice stands: the newest first, and equal ones always in the same order."""
    return choice.age_days, choice.kind, choice.reason, choice.score if choice.score is not None else -1, sorted(choice.features)


def _spoken(choice: Choice) -> frozenset[str]:
    """Return the features that a choice speaks of."""
    meant = SPEAKS_OF.get(choice.reason)
    if meant is None or choice.kind != "dismissed":
        return choice.features
    return frozenset(name for name in choice.features if family_of(name) in meant)


class _Evidence:
    """The choices as numbers. The first two columns, which are always in, are a constant and the fit."""

    def __init__(self, choices: Sequence[Choice], spoken: Sequence[frozenset[str]], names: Sequence[str]) -> None:
        column = {name: place for place, name in enumerate(names)}
        self._shown = np.zeros((len(choices), len(names)))
        for row, said in enumerate(spoken):
            self._shown[row, [column[name] for name in said if name in column]] = 1.0
        fit = [0.0 if one.score is None else (one.score - _MIDDLE) / _SPREAD for one in choices]
        self._base = np.column_stack([np.ones(len(choices)), np.array(fit)])
        self._wanted = np.array([one.kind != "dismissed" for one in choices], dtype=np.float64)
        self._counts = np.array([_count(one) for one in choices])
        self._widths = np.array([PRIOR.get(family_of(name), PRIOR_ELSE) for name in names])
        self._penalty = np.array([PENALTY_SKILL if family_of(name) == "skill" else PENALTY for name in names])

    def select(self) -> list[int]:
        """Return the columns that the choices speak for, in the order in which they were taken in."""
        chosen: list[int] = []
        while len(chosen) < MOST_LINES:
            gains = self._gains(chosen)
            for place in chosen:  # what always or never comes with one that is in would only say the same twice
                alike = self._shown == self._shown[:, [place]]
                gains[alike.all(axis=0) | ~alike.any(axis=0)] = -math.inf
            # Rounded, so that equal columns stay equal and the first of them goes before.
            best = int(np.argmax(np.round(gains, 6)))
            if gains[best] <= 0:
                break
            chosen.append(best)
        return chosen

    def fit(self, chosen: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return mean and spread of the weights, the constant's and the fit's first; the mode is found by Newton's method."""
        shown, prior, precision = self._model(chosen)
        weights = prior.copy()
        for _ in range(_STEPS):
            chance = _chance(shown @ weights)
            slope = shown.T @ (self._counts * (self._wanted - chance)) - precision * (weights - prior)
            step = np.linalg.solve(self._curvature(shown, chance, precision), slope)
            longest = float(np.abs(step).max())
            # A step of Newton's may overshoot far from the mode; a bounded one cannot, and near it the bound is out of reach.
            weights = weights + step * min(1.0, 2.0 / max(longest, 1e-12))
            if longest < 1e-9:
                break
        return weights, np.sqrt(np.diag(np.linalg.inv(self._curvature(shown, _chance(shown @ weights), precision))))

    def _model(self, chosen: Sequence[int]) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        shown = np.column_stack([self._base, self._shown[:, list(chosen)]])
        prior = np.array([0.0, _FIT_PRIOR, *(0.0 for _ in chosen)])
        return shown, prior, 1.0 / np.array([_BIAS_SPREAD, _FIT_SPREAD, *self._widths[list(chosen)]]) ** 2

    def _gains(self, chosen: Sequence[int]) -> NDArray[np.float64]:
        """Return by how much each further column raises the logarithm of the evidence, less what it must raise it by at least."""
        shown, _, precision = self._model(chosen)
        chance = _chance(shown @ self.fit(chosen)[0])
        inner = self._counts * chance * (1.0 - chance)
        slope = self._shown.T @ (self._counts * (self._wanted - chance))
        across = (shown * inner[:, None]).T @ self._shown
        explained = np.sum(across * np.linalg.solve(self._curvature(shown, chance, precision), across), axis=0)
        width = np.maximum((self._shown**2).T @ inner - explained, 0.0)
        gains: NDArray[np.float64] = (
            0.5 * slope**2 / (width + 1.0 / self._widths**2) - 0.5 * np.log1p(self._widths**2 * width) - self._penalty
        )
        return gains

    def _curvature(self, shown: NDArray[np.float64], chance: NDArray[np.float64], precision: NDArray[np.float64]) -> NDArray[np.float64]:
        return (shown * (self._counts * chance * (1.0 - chance))[:, None]).T @ shown + np.diag(precision)


def _count(choice: Choice) -> float:
    named = REASONED if choice.kind == "dismissed" and choice.reason in SPEAKS_OF else 1.0
    return float(WEIGHT[choice.kind] * named * 0.5 ** (max(0.0, choice.age_days) / HALF_LIFE_DAYS))


def _chance(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -30.0, 30.0)))
    return found


def _sure(weight: float, width: float) -> float:
    """Return the probability that a weight has the sign of its mean."""
    return 0.5 * (1.0 + math.erf(abs(weight) / width / math.sqrt(2.0)))


def _is_borne_out(line: Learned) -> bool:
    """Tell whether the plain count says the same as the weight; else the line would read like a contradiction."""
    return 2 * line.taken > line.shown if line.points > 0 else 2 * line.taken < line.shown


def _clip(points: float) -> float:
    """Return points in halves, so that a further choice does not move each score a little."""
    return max(-EACH, min(EACH, round(points * 2) / 2)) + 0.0


def _untied(own: Sequence[Reason], added: tuple[Reason, ...]) -> tuple[Reason, ...]:
    """Return the added reasons so that the whole sum rounds one way only; the other reasons are not touched."""
    if not added or sum(round(one.points * 10) for one in (*own, *added)) % 10 != 5:
        return added
    index = max(range(len(added)), key=lambda place: abs(added[place].points))
    largest = added[index].points
    changed = replace(added[index], points=round(largest * 10 - math.copysign(1, largest)) / 10)
    return (*added[:index], *((changed,) if changed.points else ()), *added[index + 1 :])
