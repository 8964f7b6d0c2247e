"""Reads which level of experience is asked for."""

from __future__ import annotations

import re

from freehold.domain.postings.document import Document

_LEVELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("intern", re.compile(r"\bintern(?:s|ship)?\b|\bpraktik(?:um|ant\w*)\b|\bwerkstudent\w*|\bworking student\b", re.IGNORECASE)),
    (
        "principal",
        re.compile(
            r"\bprincipal\b|\bstaff (?:\w+ ){0,2}(?:engineer|developer|scientist|designer|swe)\w*|\bdistinguished engineer\b", re.IGNORECASE
        ),
    ),
    (
        "lead",
        re.compile(
            r"\b(?:tech(?:nical)? |team )?lead\b(?! (?:gen|to|the|us|our|a |magnet|time|times|s\b))|\bhead of\b|\bdirector\b|\bteamleit\w+"
            r"|\bvp of\b|\bcto\b(?! of)",
            re.IGNORECASE,
        ),
    ),
    (
        "senior",
        re.compile(
            r"\bsenior\b(?! (?:care|living|citizen|leadership|stakeholder|management|executive))|\bsr\.?(?= )|\bexpert(?:e|in)?\b(?= level"
            r"|\n|$)|\bexpert[- ]level\b|\bsehr erfahren\w*",
            re.IGNORECASE,
        ),
    ),
    (
        "mid",
        re.compile(
            r"\bmid(?:dle)?[- /]?(?:level|senior|weight)?\b(?=[- /]|\)|\n)(?!-(?:size|market|term|20|jan|stage|sized|week))"
            r"|\bintermediate\b(?= level|\n|$)|\bmedior\b",
            re.IGNORECASE,
        ),
    ),
    (
        "junior",
        re.compile(
            r"\bjunior\b|\bjr\.?(?= )|\bentry[- ]level\b|\bberufseinsteiger\w*|\bnew grads?\b|\bgraduate (?:engineer|developer|role"
            r"|position)\w*",
            re.IGNORECASE,
        ),
    ),
)
_TITLE_ORDER = ("intern", "principal", "lead", "senior", "mid", "junior")
_WANTED = re.compile(
    r"\b(?:looking for|seeking|hiring|need|search|suchen|gesucht|experienced|we want|join as|role|position|level)\b", re.IGNORECASE
)
_YEARS = re.compile(
    r"\b(?P<years>\d{1,2})\s?\+?(?:\s?(?:-|–|to|bis)\s?\d{1,2})?\+?\s?(?:years?|yrs?"
    r"|jahre)['’]?\s(?:of\s)?(?:\w{1,15}[\s,/&]{1,2}){0,4}(?:experience|erfahrung|exp\b)",
    re.IGNORECASE,
)
_COMPANY = re.compile(r"\b(?:our team|team of|combined|we have|we've|collectively|i have|founders?)\b[^.\n]{0,40}$", re.IGNORECASE)


def find_seniority(document: Document) -> tuple[str, str] | None:
    """Return (level, quote): "intern", "junior", "mid", "senior", "lead" or "principal"; years asked for count where no word does."""
    text = document.text
    start, end = document.header
    for low, high in ((document.title[0], document.title[1]), (start, end)):
        hits = [(name, found) for name, pattern in _LEVELS if (found := document.first(pattern, low, high))]
        if hits:
            name, found = min(hits, key=lambda hit: (hit[1].start() > high, _TITLE_ORDER.index(hit[0])))
            return name, document.clause(*found.span())
    for name, pattern in _LEVELS:
        for found in document.find(pattern, end):
            if _WANTED.search(text, max(end, found.start() - 40), min(len(text), found.end() + 30)):
                return name, document.clause(*found.span())
    for found in document.find(_YEARS):
        if not _COMPANY.search(text[max(0, found.start() - 60) : found.start()]):
            years = int(found["years"])
            name = "senior" if years >= 5 else "mid" if years >= 2 else "junior"
            return name, document.clause(*found.span())
    return None
