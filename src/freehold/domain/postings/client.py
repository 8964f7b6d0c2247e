"""Reads what a posting says about the client."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from freehold.domain.postings.amounts import number
from freehold.domain.postings.analysis import Client
from freehold.domain.postings.document import Document

_HEADER_SEGMENT = re.compile(
    r"\s{0,5}(?P<name>[^|\n]{2,80}?)\s{0,3}(?:\((?:https?://|www\.)?[^()|\n]{0,100}\))?\s{0,3}(?:https?://[^\s|]{1,150}\s{0,3})?\|"
    r"[^|\n]{1,200}(?:\||\n|$)"
)
_NOT_A_NAME = re.compile(
    r"\b(?:remote|hiring|onsite|full[- ]time|engineer|developer|looking|wanted|needed|seeking|senior|freelancer?|contract|job)\b"
    r"|https?:|@|\bwe\b",
    re.IGNORECASE,
)
_VERIFIED = re.compile(
    r"\bpayment (?:method )?(?:is )?(?P<no>not verified|unverified)\b|\bpayment (?:method )?verified\b|\bzahlung (?:ist )?verifiziert\b",
    re.IGNORECASE,
)
_SPENT = re.compile(
    r"(?:\b(?P<sign>US\$|\$|€|£)|(?P<sign2>\$|€|£))\s?(?P<sum>\d{1,3}(?:[.,]\d{3}){0,3}(?:\.\d{1,2})?)\s?(?P<unit>[KkMm])?\s?\+?\s(?:to"
    r"tal )?spent\b",
    re.IGNORECASE,
)
_HIRES = re.compile(r"\b(?P<hires>\d{1,5}) (?:total )?hires?\b(?! (?:per|a|in|by|this|over))", re.IGNORECASE)
_RATING = re.compile(
    r"\b(?P<rating>[0-5][.,]\d{1,2})\s?(?:of|/|out of|von)\s?5\b(?! (?:star )?hotel)|\brating:?\s(?P<rating2>[0-5][.,]\d{1,2})\b",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"\b(?:on behalf of|for (?:one of )?(?:our|my) clients?|our client (?:is|,|in)|im auftrag (?:unseres|eines) kunden"
    r"|für unseren kunden|recruitment (?:agency|consultan\w+)|staffing (?:agency|firm|solutions)|personaldienstleister"
    r"|personalvermittlung)\b",
    re.IGNORECASE,
)
_SIGNS = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP"}


def find_client(document: Document, company: str) -> Client | None:
    """Return what the posting says about the client, or None when it says nothing. `company` is the source's own field."""
    client = Client(name=company.strip(), quote=company.strip())
    if not client.name:
        client = _named_in_header(document)
    quotes = [client.quote]
    if found := document.first(_VERIFIED):
        client = replace(client, verified=not found["no"])
        quotes.append(document.words(*found.span()))
    if found := document.first(_SPENT):
        client = replace(client, spent=_sum(found), currency=_SIGNS.get((found["sign"] or found["sign2"]).lower(), ""))
        quotes.append(document.words(*found.span()))
    if found := document.first(_HIRES):
        client = replace(client, hires=int(found["hires"]))
        quotes.append(document.words(*found.span()))
    if found := document.first(_RATING):
        client = replace(client, rating=number(found["rating"] or found["rating2"]))
        quotes.append(document.words(*found.span()))
    if found := document.first(_AGENCY):
        client = replace(client, agency=True)
        quotes.append(document.clause(*found.span()))
    client = replace(client, quote=next((quote for quote in quotes if quote), ""))
    return None if client == Client() else client


def _named_in_header(document: Document) -> Client:
    """Return the first field of a header such as "Example Ltd | Designer | Remote"."""
    for start in (document.title[0], document.body[0]):
        found = _HEADER_SEGMENT.match(document.text, start)
        if found is None or _NOT_A_NAME.search(found["name"]):
            continue
        quote = document.words(found.start("name"), found.end("name"))
        return Client(name=quote, quote=quote)
    return Client()


def _sum(found: re.Match[str]) -> Decimal | None:
    value = number(found["sum"])
    factor = {"k": 1000, "m": 1_000_000}.get((found["unit"] or "").lower(), 1)
    return value * factor if value is not None else None
