"""Keeps of a model's answer only the sentences that say what the cited texts say, and tells why the others were dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from freehold.domain.grounding.echo import echoes, leaks
from freehold.domain.grounding.evidence import Evidence, Library, Text
from freehold.domain.grounding.loops import loops
from freehold.domain.grounding.plain import clean, plain_words
from freehold.domain.grounding.reply import Action, Citation, Reply
from freehold.domain.grounding.support import Claim, coverage, why_unsupported
from freehold.domain.grounding.word_lists import GLUE, OPENING, roots
from freehold.domain.retrieval.knowledge import Quote
from freehold.domain.retrieval.sentences import sentences

MOST_SENTENCES = 40
MOST_KEPT = 8
LONGEST_SENTENCE = 600
_MARKUP = re.compile(r"!\[|\]\(|<\s*/?\s*[a-zA-Z!]|&#?\w{2,8};|```|\{\{|\{%")
_SPEAKER = re.compile(r"^\W*(?:system|assistant|user|human|instructions?)\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the guard knows of a request beside its texts.

    `system` is what only the model was told, `canary` a secret mark in it. With `asked`, the visitor's words, a sentence of a page counts
    only if it shares a word of meaning with them or is among the `near` ones (plain) that retrieval found; of an owner's entry all counts.
    """

    system: str = ""
    canary: str = ""
    asked: str = ""
    near: frozenset[str] = frozenset()


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True)
class Kept:
    """A sentence that may be said, with what it rests on."""

    text: str
    quote: Quote


@dataclass(frozen=True, slots=True)
class Dropped:
    """A sentence that is not said. `why` is a code: see `Guard.check`."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Grounded:
    """What is left of a reply. `action` is "handover" when nothing is."""

    action: Action
    kept: tuple[Kept, ...] = ()
    dropped: tuple[Dropped, ...] = ()

    @property
    def text(self) -> str:
        """The kept sentences in their order."""
        return " ".join(kept.text for kept in self.kept)

    @property
    def quotes(self) -> list[Quote]:
        """What they rest on, each once."""
        return list(dict.fromkeys(kept.quote for kept in self.kept))


class Guard:
    """Checks the sentences of one reply, one after the other. `texts` are all that this visitor may read."""

    def __init__(self, texts: Iterable[Text], told: Told = NOTHING_TOLD) -> None:
        self.library = Library(texts)
        self._told, self._canary = plain_words(told.system), told.canary
        self._asked = frozenset(root for root in roots(told.asked) if root not in GLUE) if told.asked else None
        self._near = told.near
        self._evidence: list[Evidence] = []
        self._cited = False
        self._said: set[str] = set()
        self._last = ""
        self.kept: list[Kept] = []
        self.dropped: list[Dropped] = []

    def cite(self, citations: Sequence[Citation]) -> None:
        """Take what the answer says it rests on; quotes that stand nowhere are left out."""
        self._cited = bool(citations)
        self._evidence = [evidence for evidence in self.library.evidence(citations) if self._is_asked_for(evidence)]

    def _is_asked_for(self, evidence: Evidence) -> bool:
        if self._asked is None or evidence.text.about or self._asked & evidence.roots:
            return True
        return any(sentence in evidence.plain for sentence in self._near)

    def check(self, sentence: str) -> Kept | None:
        """Return the sentence if it may be said, else note why not.

        Codes: "too_long", "markup", "canary", "echo", "loop", "repeated", "question", "no_citation", "not_quoted", and those of
        `support.why_unsupported`, of which the one of the evidence that came nearest is noted.
        """
        said = _without_opening(clean(sentence))
        if not any(sign.isalnum() for sign in said):
            return None
        if len(self.kept) + len(self.dropped) >= MOST_SENTENCES or len(self.kept) >= MOST_KEPT:
            return None
        self._last = f"{self._last} {said}"[-LONGEST_SENTENCE:]
        why = self._unfit(said) or ""
        if not why:
            claim = Claim(said)
            for evidence in sorted(self._evidence, key=lambda one: coverage(claim, one), reverse=True):
                reason = why_unsupported(claim, evidence)
                if not reason:
                    return self._keep(said, evidence)
                why = why or reason
            why = why or ("not_quoted" if self._cited else "no_citation")
        self.dropped.append(Dropped(said[:LONGEST_SENTENCE], why))
        return None

    def _keep(self, said: str, evidence: Evidence) -> Kept:
        kept = Kept(said, evidence.quote())
        self._said.add(plain_words(said))
        self.kept.append(kept)
        return kept

    def _unfit(self, said: str) -> str:
        if leaks(self._last, self._canary):
            return "canary"
        shown = unfit_to_show(said)
        if shown:
            return shown
        if echoes(plain_words(said), self._told, self.library.holds):
            return "echo"
        if plain_words(said) in self._said:
            return "repeated"
        return "question" if said.rstrip("\"'”“) ").endswith("?") else ""


def unfit_to_show(sentence: str) -> str:
    """Return "" when nothing about the form of a sentence speaks against showing it, else "too_long", "markup" or "loop"."""
    if len(sentence) > LONGEST_SENTENCE:
        return "too_long"
    if _MARKUP.search(sentence) or _SPEAKER.search(sentence):
        return "markup"
    return "loop" if loops(sentence) else ""


def ground(reply: Reply, texts: Iterable[Text], told: Told = NOTHING_TOLD) -> Grounded:
    """Return what of a reply may be said. A reply that gives away the secret mark anywhere is a hand-over as a whole."""
    if reply.action != "answer":
        return Grounded(reply.action)
    guard = Guard(texts, told)
    if leaks(" ".join((reply.answer, *(f"{one.source} {one.quote}" for one in reply.citations))), told.canary):
        return Grounded("handover", (), (Dropped("", "canary"),))
    guard.cite(reply.citations)
    for sentence in sentences(reply.answer):
        guard.check(sentence.words)
    return Grounded("answer" if guard.kept else "handover", tuple(guard.kept), tuple(guard.dropped))


def _without_opening(sentence: str) -> str:
    """Return the sentence without "Yes," or "According to the page,", which would say something that no source says."""
    rest = OPENING.sub("", sentence.lstrip("-*•# ")).strip()
    return rest[:1].upper() + rest[1:] if rest and rest != sentence else rest
