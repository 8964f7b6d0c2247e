"""A posting made readable: title, location and description as one text whose stretches can be quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from freehold.domain.postings.posting import Posting
from freehold.domain.text.clauses import clause
from freehold.domain.text.prefilter import may_match
from freehold.domain.text.readable import Readable, joined, readable

SHORT_FIELD = 2_000
HEADER = 400
# Far longer than any real posting; what stands beyond is shown but not searched, so that no input can take long.
MAX_SEARCHED = 20_000


@dataclass(frozen=True, slots=True)
class Document:
    """`readable` holds title, location and description one under the other, at most 20,000 characters; the spans say where each stands.

    `shown` is the readable description whole, `lowered` the readable text in lower case.
    """

    readable: Readable
    title: tuple[int, int]
    location: tuple[int, int]
    body: tuple[int, int]
    shown: str
    lowered: str

    @property
    def text(self) -> str:
        """The whole readable text."""
        return self.readable.text

    @property
    def header(self) -> tuple[int, int]:
        """Where the title, the location and the first line of the description stand: what a posting says of itself in short."""
        first = self.text.find("\n", self.body[0] + 1, self.body[0] + HEADER)
        return 0, first if first >= 0 else min(self.body[0] + HEADER, len(self.text))

    def find(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
        """Yield the matches of `pattern` in text[start:end]; costs little where the text lacks the words that the pattern is about."""
        if may_match(pattern, self.lowered):
            yield from pattern.finditer(self.text, start, len(self.text) if end is None else end)

    def first(self, pattern: re.Pattern[str], start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """Return the first match of `pattern` in text[start:end], or None."""
        return next(self.find(pattern, start, end), None)

    def words(self, start: int, end: int) -> str:
        """Return the literal words of a match."""
        return self.readable.quote(start, end)

    def clause(self, start: int, end: int) -> str:
        """Return the sentence or clause around a match as a literal quote of at most 160 characters."""
        return clause(self.readable, start, end)


def document_of(posting: Posting) -> Document:
    """Return the posting as one readable text."""
    parts = [readable(posting.title[:SHORT_FIELD]), readable(posting.location[:SHORT_FIELD]), readable(posting.description)]
    spans = []
    offset = 0
    for part in parts:
        spans.append((offset, offset + len(part.text)))
        offset += len(part.text) + 1
    whole = joined(parts)
    title, location, body = (spans[0], spans[1], (spans[2][0], min(spans[2][1], MAX_SEARCHED)))
    searched = whole.beginning(MAX_SEARCHED)
    return Document(searched, title, location, body, parts[2].text, searched.text.lower())
