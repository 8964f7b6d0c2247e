"""What a reply may rest on: the sentences of the visitor's texts that its quotes literally stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from freehold.domain.grounding.instructions import stated
from freehold.domain.grounding.marks import Marks, marks
from freehold.domain.grounding.plain import Plain, plain, plain_words
from freehold.domain.grounding.reply import Citation
from freehold.domain.grounding.word_lists import roots
from freehold.domain.retrieval.knowledge import Quote
from freehold.domain.retrieval.sentences import Sentence, sentences
from freehold.domain.retrieval.words import fold

# A shorter quote stands everywhere and proves nothing, unless it is a whole sentence.
SHORTEST_QUOTE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that this visitor may read. `about` is the question it answers: it gives meaning to its words but is no evidence."""

    id: str
    text: str
    source: str
    url: str = ""
    about: str = ""


@dataclass(frozen=True)
class Evidence:
    """A whole sentence of a text, or several together, on which a sentence of an answer may rest."""

    text: Text
    start: int
    end: int

    @property
    def words(self) -> str:
        """The sentence as it stands in the text."""
        return self.text.text[self.start : self.end]

    @cached_property
    def plain(self) -> str:
        """The sentence in the form in which quotes are compared."""
        return plain_words(self.words)

    @cached_property
    def folded(self) -> str:
        """The sentence without accents, for word lists."""
        return fold(self.plain)

    @cached_property
    def roots(self) -> frozenset[str]:
        """The roots of its words."""
        return frozenset(roots(self.words))

    @cached_property
    def about(self) -> frozenset[str]:
        """The roots of the question that its text answers."""
        return frozenset(roots(self.text.about))

    @cached_property
    def marks(self) -> Marks:
        """Its numbers and contacts."""
        return marks(self.words, cited=True)

    def quote(self) -> Quote:
        """Return the sentence as a quote."""
        return Quote(self.words, self.text.source, self.text.url, self.text.id)


class Library:
    """The texts that one visitor may read, made ready for comparing."""

    def __init__(self, texts: Iterable[Text]) -> None:
        self.texts = tuple(texts)
        self._by_id: dict[str, list[Text]] = {}
        for text in self.texts:
            self._by_id.setdefault(text.id, []).append(text)
        self._plain: dict[int, Plain] = {}
        self._parts: dict[int, list[Sentence]] = {}
        self._stated: dict[int, list[Sentence]] = {}

    def evidence(self, citations: Sequence[Citation]) -> list[Evidence]:
        """Return what the citations literally rest on: first each sentence, then the sentences of one quote together.

        A quote that does not stand in the text it names gives nothing; nor do questions, nor sentences that tell the answerer what to do.
        """
        found: dict[tuple[int, int, int], Evidence] = {}
        for citation in citations:
            for text in self._by_id.get(citation.source, ()):
                for evidence in self._of(text, citation.quote):
                    found.setdefault((id(text), evidence.start, evidence.end), evidence)
        return sorted(found.values(), key=lambda one: one.end - one.start)

    def holds(self, words: str) -> bool:
        """Tell whether plain words stand in any of the texts."""
        return any(words in self._made(text).words for text in self.texts)

    def _of(self, text: Text, quote: str) -> list[Evidence]:
        made, wanted = self._made(text), plain_words(quote).strip(" \"'")
        parts = self._sentences(text)
        at = made.words.find(wanted) if wanted else -1
        if at < 0:
            return []
        start, end = made.span(at, at + len(wanted))
        touched = [part for part in parts if part.start < end and start < part.end]
        if len(wanted) < SHORTEST_QUOTE and not any(plain_words(part.words).strip(" .!?") == wanted.strip(" .!?") for part in touched):
            return []
        usable = [part for part in touched if part in self._stated[id(text)] and not part.words.rstrip().endswith("?")]
        single = [Evidence(text, part.start, part.end) for part in usable]
        if 1 < len(usable) == len(touched) <= 4:
            single.append(Evidence(text, usable[0].start, usable[-1].end))
        return single

    def _made(self, text: Text) -> Plain:
        if id(text) not in self._plain:
            self._plain[id(text)] = plain(text.text)
        return self._plain[id(text)]

    def _sentences(self, text: Text) -> list[Sentence]:
        if id(text) not in self._parts:
            self._parts[id(text)] = sentences(text.text)
            self._stated[id(text)] = stated(text.text)
        return self._parts[id(text)]


def texts_of(given: Mapping[str, str]) -> list[Text]:
    """Return texts by their ids, for callers that have no more than that."""
    return [Text(id=name, text=words, source=name) for name, words in given.items()]
