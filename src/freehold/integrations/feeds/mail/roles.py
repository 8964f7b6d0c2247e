"""Tells which line of a job's section is its title, company, place, pay and date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from freehold.integrations.feeds.mail.card import mode_of, place_of
from freehold.integrations.feeds.mail.sections import CALL_TO_ACTION, Section
from freehold.integrations.feeds.money import pay_in, pay_kind
from freehold.integrations.feeds.plain import Line
from freehold.integrations.feeds.when import is_relative, resolve_relative

_SUM = re.compile(r"(?:[$€£₹¥]|\b(?:USD|EUR|GBP|CHF|INR)\b)\s?\d|\d[\d.,]*\s?(?:k\b)?\s?(?:[€£]|(?:USD|EUR|GBP|CHF|INR)\b)", re.IGNORECASE)
_LABEL = re.compile(
    r"(?P<company>company|client|employer|firma|unternehmen|kunde|anbieter|auftraggeber)\s*:\s*(?P<value>.+)|"
    r"(?P<place>location|place|city|ort|einsatzort|standort|region)\s*:\s*(?P<value2>.+)",
    re.IGNORECASE,
)
_BOTH = re.compile(r"(?P<company>[^·|•]{1,80}?)\s+[·|•]\s+(?P<place>[^·|•]{1,80})(?:\s+[·|•].*)?")
_DASH = re.compile(r"(?P<company>.{1,80})\s+[-–—]\s+(?P<place>[^-–—]{2,60})")
_MODE_ONLY = re.compile(r"(?:fully |100 ?% ?)?remote|hybrid|on-?site|in[- ]office|in person|vor ort|home ?office", re.IGNORECASE)
_NOTE = re.compile(
    r"easily apply|easy apply|actively hiring|\d+ connections?|promoted|sponsored|new|urgently hiring|hiring multiple|"
    r"full[- ]?time|part[- ]?time|contract|freelance|vollzeit|teilzeit|(?:junior|mid|senior|entry)[- ]level",
    re.IGNORECASE,
)
_SHORT = 70


@dataclass(slots=True)
class Roles:
    """What the lines of one section are."""

    title: str = ""
    company: str = ""
    place: str = ""
    published: datetime | None = None
    stated: dict[str, Any] = field(default_factory=dict)


def roles_of(section: Section, written: datetime | None) -> Roles:
    """Read title, company, place, pay and date of a section; `written` is when the mail was."""
    title = title_line(section)
    roles = Roles(title=title.text if title else "")
    for line in section.lines():
        if title is None or line.text != title.text:
            _take(line.text, roles, written)
    if not roles.place and roles.stated.get("mode") == "remote":
        roles.place = "Remote"
    return roles


def title_line(section: Section) -> Line | None:
    """Return the line that stands out most among the words of the link, else of those around it, else the first."""
    for lines in (section.own, section.head, section.tail):
        words = [line for line in lines if line.text and not CALL_TO_ACTION.fullmatch(line.text) and not is_relative(line.text)]
        words = [line for line in words if not (_SUM.search(line.text) and len(line.text) < 40)] or words
        if words:
            return max(words, key=lambda line: line.weight)  # the first of equals
    return None


def _take(text: str, roles: Roles, written: datetime | None) -> None:
    """Give one line its role; what fits none stays in the description only."""
    if is_relative(text):
        roles.published = roles.published or resolve_relative(text, written)
    elif _SUM.search(text) and len(text) < _SHORT:
        if pay_kind(text):
            roles.stated = {**pay_in(text), **roles.stated}
    elif _MODE_ONLY.fullmatch(text):
        roles.stated.setdefault("mode", mode_of(text))
    elif found := _LABEL.fullmatch(text):
        if found["company"]:
            roles.company = roles.company or found["value"].strip()
        else:
            _set_place(roles, found["value2"])
    elif _NOTE.fullmatch(text) or _is_sentence(text):
        return
    elif not roles.company and not roles.place and (pair := _BOTH.fullmatch(text) or _DASH.fullmatch(text)):
        roles.company = pair["company"].strip()
        _set_place(roles, pair["place"])
    elif not roles.company:
        roles.company = text
    elif not roles.place:
        _set_place(roles, text)


def _set_place(roles: Roles, text: str) -> None:
    place, mode = place_of(text.strip())
    roles.place = roles.place or place
    if mode:
        roles.stated.setdefault("mode", mode)


def _is_sentence(text: str) -> bool:
    return len(text) > _SHORT or (text.endswith((".", "!", "?", "…", ":")) and text.count(" ") >= 3)


def sum_line(text: str) -> bool:
    """Tell whether a line names a sum of money."""
    return bool(_SUM.search(text))
