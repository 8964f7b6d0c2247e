"""Whether another wording of a personal sentence may stand in its place: it must say the same, and no more than the stored facts."""

from __future__ import annotations

from freehold.domain.grounding.figures import figures
from freehold.domain.grounding.marks import marks
from freehold.domain.grounding.plain import clean, plain_words
from freehold.domain.grounding.word_lists import NEGATION
from freehold.domain.personal.dates import dates
from freehold.domain.personal.letter import Line
from freehold.domain.personal.tracing import why_untraced
from freehold.domain.retrieval.sentences import sentences
from freehold.domain.retrieval.words import fold
from freehold.domain.writing import guard

LONGER = 1.8
SHORTER = 0.4


def why_not_taken(line: Line, words: str) -> str:
    """Return "" when the wording may be taken, else a code: those of `tracing.why_untraced`, "length", and the guard's kinds."""
    said = clean(words)
    if said != words or not SHORTER * len(line.text) <= len(said) <= LONGER * len(line.text) + 20 or len(sentences(said)) > 2:
        return "length"
    return why_untraced(said, line.facts, own=line.own) or _changed(line.text, said) or _guarded(line.text, said)


def _changed(before: str, after: str) -> str:
    """Tell what of the sentence's own marks is different: a fact of the same line must not take the place of another."""
    if _marks(before) != _marks(after):
        return "number"
    if bool(NEGATION.search(fold(plain_words(before)))) != bool(NEGATION.search(fold(plain_words(after)))):
        return "negation"
    return ""


def _marks(text: str) -> tuple[object, ...]:
    every, rest = dates(text)
    found = figures(plain_words(rest), parts=False)
    return (sorted(map(sorted, every)), sorted((one.value, one.unit) for one in found), sorted(marks(text).contacts))


def _guarded(before: str, after: str) -> str:
    found = guard(before, after)
    return found.problems[0].kind if found.problems else ""
