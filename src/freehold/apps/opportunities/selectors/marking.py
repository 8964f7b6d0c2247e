"""The posting's text with the words marked that facts and reasons quote."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from freehold.apps.opportunities.selectors.detail import Detail

PARAGRAPH = re.compile(r"\n\s*\n")
MOST_QUOTES = 200


def marked_text(detail: Detail) -> SafeString:
    """Return the readable text as paragraphs, everything escaped, each quoted stretch inside <mark>."""
    text = detail.opportunity.body.text.strip()
    quotes = sorted(set(_quotes(detail)), key=len, reverse=True)[:MOST_QUOTES]
    paragraphs = (part for part in PARAGRAPH.split(text) if part.strip())
    return format_html_join("", "<p>{}</p>", ((_lines(part.strip(), quotes),) for part in paragraphs))


def _lines(paragraph: str, quotes: list[str]) -> SafeString:
    lines = [_marked(line, quotes) for line in paragraph.split("\n")]
    return format_html_join(SafeString("<br>"), "{}", ((line,) for line in lines))


def _marked(line: str, quotes: list[str]) -> SafeString:
    here = [quote for quote in quotes if quote in line]
    if not here:
        return format_html("{}", line)
    # Longest first, so that a quote inside another does not cut it.
    pattern = re.compile("|".join(re.escape(quote) for quote in here))
    parts, end = [], 0
    for found in pattern.finditer(line):
        parts.append(format_html("{}<mark>{}</mark>", line[end : found.start()], found[0]))
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, format_html("{}", line[end:])]))


def _quotes(detail: Detail) -> Iterator[str]:
    analysis = detail.analysis
    single = (analysis.pay, analysis.duration, analysis.hours_per_week, analysis.start, analysis.deadline, analysis.timezone)
    yield from (value.quote for value in single if value and value.quote)
    for group in (analysis.skills, analysis.languages, analysis.countries, analysis.red_flags):
        yield from (item.quote for item in group if item.quote)
    yield from (quote for quote in (*analysis.quotes.values(), *analysis.addressed_to_ai) if quote)
    for reason in detail.match.reasons if detail.match else ():
        if reason.get("source") == "posting" and reason.get("quote"):
            yield reason["quote"]
