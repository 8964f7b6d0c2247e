"""A model's wording of figures that were computed: a number, address or promise that is not among the facts takes its sentence with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from freehold.domain.grounding.guard import MOST_SENTENCES, Dropped, unfit_to_show
from freehold.domain.grounding.marks import made_up_figure, marks
from freehold.domain.grounding.plain import clean, plain_words
from freehold.domain.grounding.reply import LONGEST_ANSWER
from freehold.domain.grounding.word_lists import PROMISE
from freehold.domain.retrieval.sentences import sentences
from freehold.domain.retrieval.words import fold


@dataclass(frozen=True, slots=True)
class Worded:
    """What is left of a wording, and what was dropped; `whole` tells whether nothing had to be."""

    text: str
    dropped: tuple[Dropped, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether every sentence was kept."""
        return bool(self.text) and not self.dropped


def worded(facts: Mapping[str, str], text: str) -> Worded:
    """Return the sentences of `text` whose every number and address stands among the `facts` (name → value as it is shown).

    The facts' own words are not asked for: a model may word freely, but it may not count.
    """
    if len(text) > LONGEST_ANSWER:
        return Worded("", (Dropped(text[:200], "too_long"),))
    lines = "\n".join(f"{name}: {value}" for name, value in facts.items())
    known = marks(lines, cited=True)
    promised = {match.group() for match in PROMISE.finditer(fold(plain_words(lines)))}
    kept: list[str] = []
    dropped: list[Dropped] = []
    for part in sentences(text)[:MOST_SENTENCES]:
        said = clean(part.words)
        own = marks(said)
        why = unfit_to_show(said)
        if not why and made_up_figure(own.figures, known.figures) is not None:
            why = "number"
        if not why and own.contacts - known.contacts:
            why = "contact"
        if not why and {match.group() for match in PROMISE.finditer(fold(plain_words(said)))} - promised:
            why = "promise"
        if why:
            dropped.append(Dropped(said, why))
        elif said not in kept:
            kept.append(said)
    return Worded(" ".join(kept), tuple(dropped))
