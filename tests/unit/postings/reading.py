"""What the tests of reading postings share: a skill finder of a few names, and a shortcut to the analysis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from freehold.domain.postings.analyse import analyse
from freehold.domain.postings.analysis import Analysis
from freehold.domain.postings.document import Document, document_of
from freehold.domain.postings.posting import Posting

TODAY = date(2026, 3, 10)


@dataclass(frozen=True)
class Spot:
    name: str
    start: int
    end: int


class FewSkills:
    pattern = re.compile(r"\b(Python|Django|React|Figma|PHP|Photoshop)\b")

    def find(self, text: str) -> list[Spot]:
        return [Spot(found.group(), found.start(), found.end()) for found in self.pattern.finditer(text)]


def document(description: str, title: str = "", location: str = "") -> Document:
    return document_of(Posting("1", title, description, location=location))


def read(description: str, title: str = "", **values) -> Analysis:
    return analyse(Posting("1", title, description, **values), gazetteer=FewSkills(), today=TODAY)
