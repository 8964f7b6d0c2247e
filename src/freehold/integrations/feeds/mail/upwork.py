"""Upwork job alerts, one job or several: title, address, pay, time, level, skills and what is said of the client."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from freehold.domain.postings.amounts import amounts
from freehold.domain.postings.countries import country_code
from freehold.integrations.feeds.links import clean_link
from freehold.integrations.feeds.mail.card import Card
from freehold.integrations.feeds.mail.message import MailContent
from freehold.integrations.feeds.mail.roles import title_line
from freehold.integrations.feeds.mail.sections import readable_lines, sections
from freehold.integrations.feeds.money import decimal_text, pay_in
from freehold.integrations.feeds.plain import Line
from freehold.integrations.feeds.when import is_relative, resolve_relative

BOARD = "upwork"
DOMAIN = "upwork.com"
_JOB = re.compile(r"https://www\.upwork\.com/jobs/(~[0-9a-f]+)")
_HOURLY = re.compile(r"hourly(?: range| rate)?\s*:?\s*(?=.*\d)|.*\d.*/\s?hr\b", re.IGNORECASE)
_FIXED = re.compile(r"(?:(?:est\.?\s*)?budget|fixed[- ]price)\b.*\d", re.IGNORECASE)
_TIME = re.compile(r"(?:est\.?\s*time|duration|project length)\s*:\s*(?P<time>[^,|]+)(?:[,|]\s*(?P<load>.+))?", re.IGNORECASE)
_LOAD = re.compile(
    r"(?:less than|more than|up to)?\s*\d{1,2}\s*(?:[-–]\s*\d{1,2}|\+)?\s*(?:hrs?|hours)\s*(?:/|per|a)\s*(?:week|wk)", re.IGNORECASE
)
_LEVEL = re.compile(r"(?:(?:experience )?level\s*:\s*)?(entry level|entry|intermediate|expert)(?: level)?", re.IGNORECASE)
_SKILLS = re.compile(r"skills(?: and expertise)?\s*:\s*(?P<inline>.*)", re.IGNORECASE)
_MORE_SKILLS = re.compile(r"\+\s?\d+ more", re.IGNORECASE)
_PROPOSALS = re.compile(r"proposals\s*:\s*(?P<n>.+)", re.IGNORECASE)
_COUNTRY = re.compile(r"(?:client(?:'s)? )?(?:country|location)\s*:\s*(?P<name>.+)", re.IGNORECASE)
_SPENT = re.compile(r"(?P<sum>[$€£]\s?[\d.,]+\s?[kK]?)\+?\s+(?:total )?spent", re.IGNORECASE)
_HIRES = re.compile(r"(\d{1,5})\s+hires?\b", re.IGNORECASE)
_RATING = re.compile(r"(?:rating\s*:?\s*)([0-5](?:\.\d{1,2})?)|([0-5]\.\d{1,2})\s*(?:of 5|/\s?5|stars?)", re.IGNORECASE)
_VERIFIED = re.compile(r"payment (?:method )?(?P<state>verified|unverified|not verified)", re.IGNORECASE)


def read(mail: MailContent) -> list[Card]:
    """Return the jobs of an Upwork alert, [] when there is none in it."""
    cards = []
    for section in sections(readable_lines(mail), _key):
        title = title_line(section)
        name = title.text if title else re.sub(r"^new job(?: alert)?\s*:\s*", "", mail.subject, flags=re.IGNORECASE)
        lines = [line.text for line in section.lines() if title is None or line.text != title.text]
        if not name:
            continue
        tags, rest = _skills(lines)
        ago = next((line for line in rest if is_relative(line)), "")
        cards.append(
            Card(
                title=name,
                url=f"https://www.upwork.com/jobs/{section.key}",
                key=f"{BOARD}:{section.key}",
                published=resolve_relative(ago, mail.date),
                description=lines,
                tags=tags,
                structured=_stated(rest),
            )
        )
    return cards


def _key(line: Line) -> str:
    found = _JOB.fullmatch(clean_link(line.href))
    return found[1] if found else ""


def _skills(lines: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the skills, each once, and the lines that are none."""
    skills: dict[str, str] = {}
    rest: list[str] = []
    inside = False
    for line in lines:
        if found := _SKILLS.fullmatch(line):
            inside = True
            names = re.split(r"\s*[,·•|]\s*", found["inline"]) if found["inline"] else []
        elif inside and len(line) <= 50 and not line.endswith((".", ":")) and not _is_fact(line):
            names = [] if _MORE_SKILLS.fullmatch(line) else [line]
        else:
            inside = False
            rest.append(line)
            continue
        for name in names:
            if name.strip():
                skills.setdefault(name.casefold(), name.strip())
    return list(skills.values()), rest


def _is_fact(line: str) -> bool:
    facts = (_HOURLY, _FIXED, _TIME, _LOAD, _PROPOSALS, _COUNTRY, _SPENT, _VERIFIED)
    return any(pattern.match(line) for pattern in facts) or is_relative(line)


def _stated(lines: Sequence[str]) -> dict[str, Any]:
    """Return what the lines state as data. Only short lines count: a sentence of the client is text."""
    stated: dict[str, Any] = {}
    for line in lines:
        if len(line) > 120:
            continue
        if "pay_kind" not in stated and _HOURLY.match(line):
            stated.update(pay_in(line, "hourly"))
        elif "pay_kind" not in stated and _FIXED.match(line):
            stated.update(pay_in(line, "fixed"))
        if found := _TIME.search(line):
            stated.setdefault("duration", found["time"].strip())
        if found := _LOAD.search(line):
            stated.setdefault("hours_per_week", found[0].strip())
        if found := _LEVEL.fullmatch(line):
            stated.setdefault("seniority", found[1].lower())
        _client(line, stated)
    if stated:
        stated.setdefault("contract", "freelance")
    return stated


def _client(line: str, stated: dict[str, Any]) -> None:
    if found := _PROPOSALS.search(line):
        stated.setdefault("proposals", found["n"].strip())
    if found := _COUNTRY.match(line):
        stated.setdefault("client_country", country_code(found["name"]) or found["name"].strip())
    if found := _SPENT.search(line):
        spent = next((amount for amount in amounts(found["sum"]) if amount.signed), None)
        if spent is not None and "client_spent" not in stated:
            stated.update(client_spent=decimal_text(spent.low) or "0", client_currency=spent.currency)
    if found := _HIRES.search(line):
        stated.setdefault("client_hires", int(found[1]))
    if found := _RATING.search(line):
        stated.setdefault("client_rating", found[1] or found[2])
    if found := _VERIFIED.search(line):
        stated.setdefault("client_verified", found["state"].lower() == "verified")
