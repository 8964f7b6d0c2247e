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
        """Yield the matches of `pattern` in text[start:end] that do not reach from one field into the next.

        Costs little where the text lacks the words that the pattern is about.
        """
        if not may_match(pattern, self.lowered):
            return
        ends = (self.title[1], self.location[1])
        for found in pattern.finditer(self.text, start, len(self.text) if end is None else end):
            low, high = found.span()
            if low >= ends[1] or not any(self.text[low:end].strip() and self.text[end:high].strip() for end in ends):
                yield found

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
