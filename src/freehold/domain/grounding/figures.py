"""Numbers of a text with what they count (money, percent, time), in one form for every way of writing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from freehold.domain.grounding.numerals import spoken
from freehold.domain.retrieval.words import fold

_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "usd": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD",
    "£": "GBP", "gbp": "GBP", "pound": "GBP", "pounds": "GBP", "pfund": "GBP", "chf": "CHF", "franken": "CHF", "francs": "CHF",
    "¥": "JPY", "jpy": "JPY", "yen": "JPY", "₹": "INR", "inr": "INR", "sek": "SEK", "nok": "NOK", "dkk": "DKK", "pln": "PLN", "zl": "PLN",
    "cent": "cent", "cents": "cent",
}  # fmt: skip
_TIMES = {
    "second": "second", "seconds": "second", "sec": "second", "sekunde": "second", "sekunden": "second",
    "minute": "minute", "minutes": "minute", "min": "minute", "minuten": "minute",
    "hour": "hour", "hours": "hour", "h": "hour", "hr": "hour", "hrs": "hour", "hourly": "hour", "stunde": "hour", "stunden": "hour",
    "std": "hour", "stundlich": "hour",
    "day": "day", "days": "day", "d": "day", "daily": "day", "tag": "day", "tage": "day", "tagen": "day", "taglich": "day",
    "week": "week", "weeks": "week", "weekly": "week", "woche": "week", "wochen": "week", "wochentlich": "week",
    "month": "month", "months": "month", "monthly": "month", "monat": "month", "monate": "month", "monaten": "month", "monatlich": "month",
    "year": "year", "years": "year", "yearly": "year", "annually": "year", "jahr": "year", "jahre": "year", "jahren": "year",
    "jahrlich": "year",
}  # fmt: skip
_PERCENT = frozenset({"%", "percent", "prozent", "per cent"})
_SIGNS = r"us\$|[€$£¥₹]"
_BEFORE = re.compile(rf"(?:({_SIGNS})|\b(eur|euro|usd|gbp|chf|jpy|inr|sek|nok|dkk|pln))\s?$")
_AFTER = re.compile(rf"[\s-]?(%|per cent\b|{_SIGNS}|[^\W\d_]+)")
_TOKEN = re.compile(r"\d(?:\d|[.,:'/-](?=\d)| (?=\d{3}(?!\d)))*")
_GROUPED = re.compile(r"\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*(?:[.,]\d{1,2})?")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_RANGE = re.compile(r"(\d[\d.,]*)-(\d[\d.,]*)")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LETTERS = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number: `value` in one form for all ways of writing it ("1200", "0.5") or, for dates, times and codes, as it stands.

    `unit` is an ISO currency, "%", a unit of time, or "". `start` is its place in the plain text.
    """

    value: str
    unit: str
    start: int = 0


def time_unit(word: str) -> str:
    """Return the unit of time that a folded word names, or ""."""
    return _TIMES.get(word, "")


def currency(word: str) -> str:
    """Return the currency that a folded word or a sign names, or ""."""
    return _CURRENCIES.get(word, "")


def figures(words: str, *, parts: bool) -> Iterator[Figure]:
    """Yield the numbers of a plain text (see `plain`), written in digits or in words.

    With `parts` a range or a date also gives its bounds and its year, as a text that is cited may be read.
    """
    for match in _TOKEN.finditer(words):
        before, after = words[: match.start()], words[match.end() :]
        glued = _glued(words, match)
        if glued:
            yield Figure(glued, "", match.start())
            continue
        unit = _unit(before[-6:], after[:24])
        token = match.group()
        bounds = _RANGE.fullmatch(token)
        if bounds and not token.startswith("0"):
            yield from (Figure(_value(bound), unit, match.start()) for bound in bounds.groups())
            continue
        yield Figure(_value(token), unit, match.start())
        if parts and not _GROUPED.fullmatch(token):
            yield from (Figure(year.group(), "", match.start()) for year in _YEAR.finditer(token) if year.group() != token)
    yield from _spoken_figures(words)


def _spoken_figures(words: str) -> Iterator[Figure]:
    folded = fold(words)
    found = list(_WORD.finditer(folded))
    every = [match.group() for match in found]
    at = 0
    while at < len(every):
        read = spoken(every, at)
        if read is None:
            at += 1
            continue
        value, after = read
        end = found[after - 1].end()
        yield Figure(_canonical(value), _unit("", folded[end : end + 24]), found[at].start())
        at = after


def _glued(words: str, match: re.Match[str]) -> str:
    """Return a code such as "b2b", "5k" or "inv-2026-001" of which the digits are a part, or ""."""
    start, end = match.span()
    while start and (words[start - 1].isalnum() or (words[start - 1] in "-_" and start > 1 and words[start - 2].isalnum())):
        start -= 1
    letters = _LETTERS.match(words, end)
    if start == match.start() and letters and (letters.group() in _TIMES or letters.group() in _CURRENCIES):
        return ""
    while end < len(words) and (words[end].isalnum() or (words[end] == "_" and end + 1 < len(words) and words[end + 1].isalnum())):
        end += 1
    return words[start:end] if (start, end) != match.span() else ""


def _unit(before: str, after: str) -> str:
    ahead = _BEFORE.search(before)
    if ahead:
        return _CURRENCIES[ahead.group(1) or ahead.group(2)]
    match = _AFTER.match(after)
    if match is None:
        return ""
    word = fold(match.group(1))
    return "%" if word in _PERCENT else _CURRENCIES.get(word) or _TIMES.get(word, "")


def _value(token: str) -> str:
    grouped = _GROUPED.fullmatch(token)
    if grouped and not token.startswith("0"):
        mark = grouped.group(1)
        whole, fraction = token, ""
        last = max(token.rfind("."), token.rfind(","))
        if last > 0 and token[last] != mark and len(token) - last <= 3:
            whole, fraction = token[:last], token[last + 1 :]
        return _canonical(Decimal(whole.replace(mark, "") + ("." + fraction if fraction else "")))
    if token.isdigit():
        return _canonical(Decimal(token))
    if _DECIMAL.fullmatch(token):
        return _canonical(Decimal(token.replace(",", ".")))
    return token


def _canonical(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text.lstrip("0")) or "0"
