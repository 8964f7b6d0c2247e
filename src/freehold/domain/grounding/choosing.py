"""What of the knowledge is near enough to a question to be shown to a chat model, and what of its answer speaks of the question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from freehold.domain.grounding.evidence import Text
from freehold.domain.grounding.guard import Dropped, Grounded
from freehold.domain.grounding.plain import plain_words
from freehold.domain.grounding.word_lists import GLUE, roots
from freehold.domain.retrieval.answering import Considered
from freehold.domain.retrieval.passages import Hit

# What lies this far below the line of the extractive answer may still be put before the model; farther away nobody is asked. On CLINC150
# (validation part, 30 entries of 5 phrasings) the right entry was shown for 96 of 100 questions, and 14 of 100 foreign ones got here.
LOOK_WIDER = 0.2
NEAR_IN_MEANING = 0.4
NEAR_BY_WORDS = 0.75
COVERAGE_WEIGHT = 0.3
MOST_ENTRIES = 4
MOST_PASSAGES = 4


@dataclass(frozen=True, slots=True)
class Chosen:
    """The texts to show, the nearest first, and the sentences of pages (plain) that retrieval found near the question."""

    texts: tuple[Text, ...]
    near: frozenset[str]


def choose(found: Iterable[Considered]) -> Chosen:
    """Return what is near enough, each text once. An entry is shown by its answer; the question it answers is no evidence."""
    entries: dict[str, Text] = {}
    passages: dict[str, Text] = {}
    near: set[str] = set()
    for considered in found:
        for candidate in considered.candidates:
            entry = candidate.entry
            if candidate.score >= considered.line - LOOK_WIDER and len(entries) < MOST_ENTRIES:
                shown = Text(id=entry.id, text=entry.answer, source=entry.source or entry.question, about=entry.question)
                entries.setdefault(entry.id, shown)
        for hit in considered.hits:
            page = hit.passage
            if _is_near(hit) and (page.id in passages or len(passages) < MOST_PASSAGES):
                passages.setdefault(page.id, Text(id=page.id, text=page.text, source=page.source, url=page.url))
                near.add(plain_words(hit.sentence.words))
    return Chosen((*entries.values(), *passages.values()), frozenset(near))


def _is_near(hit: Hit) -> bool:
    # Where there is no model for meaning, every likeness is 0.
    return hit.likeness + COVERAGE_WEIGHT * hit.coverage >= NEAR_IN_MEANING or hit.coverage >= NEAR_BY_WORDS


def is_plain(considered: Considered) -> bool:
    """Tell whether one approved entry, and no other, answers: the owner's own words are best then."""
    if considered.answer.why != "entry":
        return False
    return all(candidate.score < considered.line - LOOK_WIDER for candidate in considered.candidates[1:])


def on_topic(found: Grounded, question: str) -> Grounded:
    """Return the reply if anything in it speaks of what was asked: what is true may still be no answer."""
    if found.action != "answer":
        return found
    asked = {root for root in roots(question) if root not in GLUE}
    spoken = {root for kept in found.kept for root in roots(f"{kept.text} {kept.quote.text} {kept.quote.source}")}
    if not asked or asked & spoken:
        return found
    return Grounded("handover", (), (*found.dropped, *(Dropped(kept.text, "beside") for kept in found.kept)))
