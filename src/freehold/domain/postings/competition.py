"""Reads how many others have applied."""

from __future__ import annotations

import re

from freehold.domain.postings.analysis import Competition
from freehold.domain.postings.document import Document

_APPLICANTS = (
    r"(?:proposals?|applicants?|applications?|bids?|bidders|people (?:have )?(?:applied|clicked apply)|candidates (?:have )?applied"
    r"|Bewerber(?:innen)?|Bewerbungen|Gebote|Angebote)"
)
# A whole number, with or without a sign between the thousands, or shortened as in "2.5k".
_NUMBER = r"(?:\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3}){1,2}(?!\d)|\d{1,3}(?:[.,]\d)?\s?k\b|\d{1,6}(?![\d.,]\d))"
_COUNT = re.compile(
    r"(?P<limit>\b(?:less than|fewer than|under|over|more than|mehr als|weniger als"
    rf"|über|at least|mindestens)\s)?\b(?<!\d[.,])(?P<low>{_NUMBER})(?P<plus>\s?\+)?(?:\s?(?:-|–|to|bis)\s?(?P<high>{_NUMBER}))?\s"
    rf"(?:other\s)?{_APPLICANTS}\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    rf"\b{_APPLICANTS}(?: so far| received)?\s?:\s{{0,3}}(?P<limit>(?:less than|fewer than|over|more than|mehr als"
    rf"|weniger als|über|at least|mindestens)\s)?(?P<low>{_NUMBER})(?P<plus>\s?\+)?(?:\s?(?:-|–|to|bis)\s?(?P<high>{_NUMBER}))?",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\bbe (?:among|one of) the first (?P<high>{_NUMBER}) (?:applicants|to apply)\b", re.IGNORECASE)
_NOT_THIS_WORK = re.compile(
    r"\b(?:top|process(?:es|ing)?|receive|review|per (?:day|week|month)|thousands|write|wrote|submit)\b[^.\n]{0,25}$", re.IGNORECASE
)


def find_competition(document: Document) -> Competition | None:
    """Return how many have applied, or None when the posting does not say."""
    text = document.text
    if first := document.first(_FIRST):
        return Competition(0, _count(first["high"]), document.words(*first.span()))
    for pattern in (_LABEL, _COUNT):
        for found in document.find(pattern):
            if _NOT_THIS_WORK.search(text[max(0, found.start() - 40) : found.start()]):
                continue
            low, high = _count(found["low"]), _count(found["high"]) if found["high"] else None
            limit = (found["limit"] or "").strip().lower()
            quote = document.words(*found.span())
            if high is not None:
                return Competition(low, max(low, high), quote)
            if limit.startswith(("less", "fewer", "under", "weniger")):
                return Competition(0, max(0, low - 1), quote)
            return Competition(low, None if found["plus"] or limit else low, quote)
    return None


def _count(figure: str) -> int:
    """Return the whole number that a match of _NUMBER stands for."""
    if figure[-1] in "kK":
        return round(float(figure[:-1].strip().replace(",", ".")) * 1_000)
    return int(re.sub(r"\D", "", figure))
