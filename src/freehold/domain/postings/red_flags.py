"""Warning signs in a posting: tricks that cost freelancers money, data or unpaid work.

Rules, not a trained classifier: each names itself, says why it matters and quotes the words. A strong sign warns alone; small signs
(`red_flag_small`) warn where two stand together. They were tuned on the first half (by position) of public fraud-labelled
advertisements and on the real posts of even positions; the masks for addresses in that data are not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from freehold.domain.postings.ai_text import speaks_to_ai
from freehold.domain.postings.analysis import Client, Pay, RedFlag
from freehold.domain.postings.document import Document
from freehold.domain.postings.red_flag_small import ENOUGH, find_small_signs
from freehold.domain.postings.red_flag_words import RULES, WHYS, Rule

# An hour's worth of simple clerical work; in dollars or euros, other currencies are not judged.
CLERICAL_LIMIT = {"hourly": 25, "daily": 200, "weekly": 950, "monthly": 4_200, "yearly": 60_000}
HARD_CURRENCIES = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD"})

_CLERICAL = re.compile(
    r"\b(?:data[- ]entry|copy[- ]?(?:paste|typing)|typist|typing (?:job|work)|re-?typ(?:e|ing)|pdf to (?:word|excel)|(?:word"
    r"|excel) to pdf|envelope|form[- ]filling|ad posting|survey|payroll clerk|captcha|"
    r"dateneingabe|schreibarbeiten|abtippen)",
    re.IGNORECASE,
)
_CODER = re.compile(r"\b(?:engineer|developer|entwickler|scientist|architect)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Hit:
    flag: RedFlag
    start: int


def find_red_flags(document: Document, *, raw: str = "", pay: Pay | None = None, client: Client | None = None) -> tuple[RedFlag, ...]:
    """Return one flag per code, in the order of the text. `raw` is the description as it came, to quote hidden text from."""
    hits: dict[str, _Hit] = {}
    for hit in _hits(document, raw, pay, client):
        old = hits.get(hit.flag.code)
        if old is None or hit.start < old.start:
            hits[hit.flag.code] = hit
    return tuple(hit.flag for hit in sorted(hits.values(), key=lambda hit: hit.start))


def _hits(document: Document, raw: str, pay: Pay | None, client: Client | None) -> Iterator[_Hit]:
    text = document.text
    for rule in RULES:
        for pattern in rule.patterns:
            for found in document.find(pattern):
                if _holds(rule, text, found.start(), found.end()):
                    yield _hit(rule.code, document.clause(*found.span()), found.start())
                    break
    yield from _too_good(document, pay)
    yield from _hidden(document, raw)
    small = find_small_signs(document)
    if len(small) >= ENOUGH:
        yield _hit("small_signs", small[0].quote, len(text))
    if client is not None and client.verified is False:
        yield _hit("unverified_payment", client.quote if "verif" in client.quote.lower() else "", len(text))


def _hit(code: str, quote: str, start: int) -> _Hit:
    return _Hit(RedFlag(code, WHYS[code], quote), start)


def _holds(rule: Rule, text: str, start: int, end: int) -> bool:
    """Tell whether the words around a match let the rule stand."""
    around = text[max(0, start - rule.reach) : end + rule.reach]
    if rule.unless is not None and rule.unless.search(around):
        return False
    return rule.needs is None or bool(rule.needs.search(around))


def _too_good(document: Document, pay: Pay | None) -> Iterator[_Hit]:
    """Yield a flag where simple clerical work is paid like a skilled trade."""
    if pay is None or pay.kind not in CLERICAL_LIMIT or pay.currency not in HARD_CURRENCIES:
        return
    top = pay.max if pay.max is not None else pay.min
    low, high = document.header
    found = None if document.first(_CODER, low, high) else document.first(_CLERICAL)
    if top is None or found is None or top <= CLERICAL_LIMIT[pay.kind]:
        return
    yield _hit("too_good_rate", pay.quote or document.clause(*found.span()), found.start())


def _hidden(document: Document, raw: str) -> Iterator[_Hit]:
    """Yield a flag for text that a reader cannot see. Comments count only where they speak to a machine."""
    words = [hidden for hidden in document.readable.hidden if len(hidden.split()) >= 3 or speaks_to_ai(hidden)]
    spoken = [comment for comment in document.readable.comments if speaks_to_ai(comment)]
    if words or spoken:
        first = (words + spoken)[0]
        yield _hit("hidden_text", _literal_start(first, raw), len(document.text))


def _literal_start(hidden: str, raw: str) -> str:
    """Return as many words of a hidden text as stand literally in the source, at most 160 characters; "" when none do."""
    quote = ""
    for word in hidden[:160].split(" "):
        longer = f"{quote} {word}".strip()
        if longer not in raw:
            break
        quote = longer
    return quote
