"""Reads the first line of a Hacker News job comment: "Company | Role | Place | Contract | Pay", or a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from freehold.domain.postings.countries import places
from freehold.integrations.feeds.contract import contract_of

_BARS = re.compile(r"\s*[|│¦]+\s*|\s+[•·]\s+|\s*\|\|\s*")
_DASHES = re.compile(r"\s+[-–—]{1,2}\s+")
_ROLE = re.compile(
    r"\b(?:engineer(?:s|ing)?|developers?|designers?|managers?|architects?|scientists?|analysts?|programmers?|administrators?|admins?|"
    r"consultants?|leads?|head of|director|"
    r"researchers?|writers?|editors?|translators?|marketers?|marketing|recruiters?|accountants?|bookkeepers?|photographers?|"
    r"interns?(?:hip)?|cto|coo|cfo|vp|sre|devops|swe|"
    r"full[- ]?stack|front[- ]?end|back[- ]?end|founding|co-?founder|technician|specialist|operator|sales|support|product|data|"
    r"security|software|roles?|positions?|"
    r"entwickler\w*|ingenieur\w*)\b",
    re.IGNORECASE,
)
_MODE = re.compile(r"\b(?:remote|on-?site|hybrid|in[- ]office|in[- ]person|wfh|relocat\w+|anywhere|worldwide|global)\b", re.IGNORECASE)
_CONTRACT = re.compile(
    r"(?:full|part)[\s-]?time|contract\w*|freelanc\w*|intern(?:ship)?s?|permanent|visa\b.*|equity|h-?1b|temporary", re.IGNORECASE
)
_MONEY = re.compile(r"[$€£¥₹]\s?\d|\d\s?[kK]\b|\b(?:USD|EUR|GBP|CHF|CAD)\b|salary|equity", re.IGNORECASE)
_LINK = re.compile(r"https?://|www\.|^[\w-]+(?:\.[\w-]+)+(?:/\S*)?$")
_IN_BRACKETS = re.compile(r"\s*\((?:https?://|www\.|YC\b)[^()]*\)|\s*https?://\S+")
_EMPTY_BRACKETS = re.compile(r"\s*\(\s*\)")
_NOBODY = frozenset({"we", "i", "my company", "our company", "our team"})
_IS_HIRING = re.compile(
    r"^(?P<company>[A-Z0-9][\w.&' -]{1,50}?)\s+(?:\([^()]{1,40}\)\s+)?(?:is|are)\b(?=\s+(?:hiring|looking|seeking)\b)|"
    r"\bhiring at (?P<other>[A-Z][\w.&'-]{1,40})"
)


@dataclass(frozen=True, slots=True)
class FirstLine:
    """What the first line says; empty where it does not."""

    title: str
    company: str = ""
    place: str = ""
    contract: str = ""


def read_first_line(line: str) -> FirstLine:
    """Read one line of plain text. The title is the role where one is named, else the whole line."""
    parts = [part for part in _BARS.split(line) if part.strip()]
    if len(parts) < 2:
        parts = [part for part in _DASHES.split(line) if part.strip()] if len(line) <= 160 else [line]
        if len(parts) < 3:
            return _sentence(line)
    company = _EMPTY_BRACKETS.sub("", _IN_BRACKETS.sub("", parts[0])).strip(" -–—:,")
    role = place = contract = ""
    for part in map(str.strip, parts[1:]):
        if _LINK.search(part) and not _ROLE.search(part):
            continue
        if not contract and _CONTRACT.match(part):
            contract = contract_of(part)
        elif not role and _ROLE.search(part) and not _is_place(part):
            role = part
        elif _MONEY.search(part):
            continue
        elif _is_place(part):
            place = f"{place}, {part}" if place and len(place) < 80 else place or part
        contract = contract or (contract_of(part) if len(part) < 40 else "")
    if not role and not place and _ROLE.search(company):
        return FirstLine(title=line, contract=contract)
    return FirstLine(title=role or line, company=company if len(company) <= 80 else "", place=place, contract=contract)


def _is_place(part: str) -> bool:
    if len(part) > 90 or re.search(r"\b(?:engineer|developer|designer|manager)s?\b", part, re.IGNORECASE):
        return False
    return bool(_MODE.search(part)) or bool(places(part))


def _sentence(line: str) -> FirstLine:
    for found in _IS_HIRING.finditer(line):
        company = (found["company"] or found["other"]).strip()
        if company.lower() not in _NOBODY:
            return FirstLine(title=line, company=company)
    return FirstLine(title=line)
