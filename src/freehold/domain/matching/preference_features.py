"""What a posting shows that a person may like or not, as short names "family:value" that stay the same for good."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from freehold.domain.matching.result import Match
from freehold.domain.postings.analysis import Analysis, Span

MOST_SKILLS = 40
_LEVELS = {"pay_above": "above", "pay_at": "at", "pay_below": "below", "pay_below_block": "below"}
_DAYS = {"hours": Decimal(1) / 8, "days": Decimal(1), "weeks": Decimal(7), "months": Decimal(30), "years": Decimal(365)}
_SHORT, _LONG = 28, 180
_FEW_HOURS, _FULL_HOURS = 20, 35
_TOPICS = {
    "health": r"health\s?care|medical|clinic(?:al|s)?|patients?|hospitals?|pharma\w*|biotech|gesundheit\w*|klinik\w*",
    "finance": r"fintech|bank(?:s|ing)?|payments?|insurance|trading|invest(?:ment|ing)|finanz\w*|versicherung\w*",
    "games": r"gam(?:es|ing)|esports|spiele\w*",
    "crypto": r"crypto\w*|blockchain|web3|defi|nfts?|bitcoin",
    "shops": r"e-?commerce|shopify|woocommerce|retail(?:ers?)?|online\s?shops?|onlineshops?|einzelhandel",
    "learning": r"education|edtech|students?|schools?|teach(?:ers?|ing)|universit\w+|schule\w*|bildung\w*",
    "ai": r"ai|llms?|machine learning|generative|chatbots?|künstliche intelligenz",
    "travel": r"travel|tourism|hotels?|airlines?|hospitality|reise\w*",
    "climate": r"climate|solar|renewables?|carbon|energy|sustainab\w+|energie\w*|nachhaltig\w*",
    "media": r"music|video|film|podcasts?|publish(?:er|ing)|magazines?|news|verlag\w*",
    "public": r"government|public sector|non-?profits?|ngos?|charit\w+|behörde\w*|verwaltung\w*|gemeinnützig\w*",
}
_TOPIC_WORDS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _TOPICS.items()}
_TOPIC_CHARACTERS = 4_000
_OFTEN = 2  # one word in passing makes no topic


def family_of(feature: str) -> str:
    """Return what kind of feature it is: "skill" of "skill:Django"."""
    return feature.partition(":")[0]


def features_of(analysis: Analysis, match: Match | None = None, *, source_kind: str = "", reposted: bool = False) -> frozenset[str]:
    """Return what the posting shows. The match says how its pay stands to the person's least pay."""
    found = {f"skill:{one.name}" for one in analysis.skills[:MOST_SKILLS]}
    found.update(f"{family}:{value}" for family, value in _terms(analysis) if value)
    found.update(f"rate:{level}" for level in _rate(match))
    found.update(f"topic:{name}" for name in _topics(analysis))
    if source_kind:
        found.add(f"source:{source_kind}")
    if reposted:
        found.add("repost:yes")
    return frozenset(found)


def _terms(analysis: Analysis) -> Iterator[tuple[str, str]]:
    yield "mode", analysis.mode or ""
    yield "form", analysis.contract or ""
    yield "pay", analysis.pay.kind if analysis.pay else "none"
    yield "level", analysis.seniority or ""
    yield "length", _length(analysis.duration)
    yield "hours", _hours(analysis)
    yield "language", analysis.text_language
    for need in analysis.languages:
        yield "language", need.code
    for country in analysis.countries:
        yield "place", country.code
    if client := analysis.client:
        yield "place", client.country
        yield "client", {True: "agency", False: "direct"}.get(client.agency, "") if client.agency is not None else ""
        yield "client", "new" if client.hires == 0 else ""


def _rate(match: Match | None) -> Iterator[str]:
    if match is None:
        return
    for template in (*(one.template for one in match.reasons), *(one.template for one in match.blocked_by)):
        if template in _LEVELS:
            yield _LEVELS[template]


def _length(span: Span | None) -> str:
    if span is None:
        return ""
    amount = span.max if span.max is not None else span.min
    if amount is None:
        return ""
    days = amount * _DAYS[span.unit]
    return "short" if days < _SHORT else "long" if days > _LONG else "middle"


def _hours(analysis: Analysis) -> str:
    hours = analysis.hours_per_week
    amount = None if hours is None else hours.max if hours.max is not None else hours.min
    if amount is None:
        return ""
    return "few" if amount < _FEW_HOURS else "full" if amount >= _FULL_HOURS else "part"


def _topics(analysis: Analysis) -> Iterator[str]:
    text = analysis.text[:_TOPIC_CHARACTERS]
    for name, words in _TOPIC_WORDS.items():
        if words.search(analysis.title) or sum(1 for _ in words.finditer(text)) >= _OFTEN:
            yield name
