"""LinkedIn job alerts: title, company and place stand above "View job:"; the HTML part adds the mode of work and the pay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from freehold.integrations.feeds.links import clean_link, links_in
from freehold.integrations.feeds.mail.card import Card, place_of
from freehold.integrations.feeds.mail.message import MailContent
from freehold.integrations.feeds.money import pay_in

BOARD = "linkedin"
DOMAIN = "linkedin.com"
_JOB = re.compile(r"https://www\.linkedin\.com/jobs/view/(\d+)")
_RULE = re.compile(r"^[-–—_=*\s]{5,}$")
_NOTE = re.compile(
    r"actively (?:hiring|recruiting)|\bconnections?\b|\balum(?:ni|nus)?\b|early applicant|apply with|easy apply|promoted|fast[- ]growing|"
    r"(?:school|company) (?:alum|connection)|einfach bewerben|kontakte?\b|\d+ applicants?",
    re.IGNORECASE,
)
_PAY = re.compile(r"[$€£]\s?\d|\d\s?(?:€|EUR|USD)")


@dataclass(slots=True)
class _Seen:
    """The words around one job id, from either part."""

    lines: list[str] = field(default_factory=list)


def read(mail: MailContent) -> list[Card]:
    """Return the jobs of a LinkedIn alert, [] when there is none in it."""
    cards = _from_text(mail.text)
    pictured = _from_html(mail)
    if not cards:
        return list(pictured.values())
    for number, card in cards.items():
        if other := pictured.get(number):
            card.structured = {**other.structured, **card.structured}
            card.description = _merged(card.description, other.description)
    return list(cards.values())


def _job_number(url: str) -> str:
    found = _JOB.fullmatch(clean_link(url))
    return found[1] if found else ""


def _from_text(text: str) -> dict[str, Card]:
    cards: dict[str, Card] = {}
    block: list[str] = []
    for line in text.splitlines():
        number = next((number for url in links_in(line) if (number := _job_number(url))), "")
        if number:
            if number not in cards and (card := _card(number, _card_lines(block))):
                cards[number] = card
            block = []
        elif _RULE.match(line):
            block = []
        else:
            block.append("" if links_in(line) else line)
    return cards


def _card_lines(block: list[str]) -> list[str]:
    """Return title, company, place and then the notes of a block.

    The introduction may stand right above the first title, so the three lines are counted from below.
    """
    notes = [line for line in block if line and _NOTE.search(line) and len(line) < 80]
    paragraphs: list[list[str]] = [[]]
    for line in block:
        if not line:
            paragraphs.append([])
        elif line not in notes:
            paragraphs[-1].append(line)
    filled = [paragraph for paragraph in paragraphs if paragraph]
    main = next((paragraph for paragraph in reversed(filled) if len(paragraph) >= 3), filled[-1] if filled else [])
    after = [line for paragraph in filled[filled.index(main) + 1 :] for line in paragraph] if main else []
    pay = [line for line in main if _PAY.search(line) and len(main) > 3]
    main = [line for line in main if line not in pay][-3:]
    return main + pay + after + notes


def _card(number: str, lines: list[str]) -> Card | None:
    if not lines:
        return None
    title, company, place, *rest = [*lines, "", "", ""][: max(len(lines), 3)]
    place, mode = place_of(place)
    stated = {"mode": mode} if mode else {}
    for line in rest:
        if _PAY.search(line):
            stated = {**stated, **pay_in(line)}
    return Card(
        title=title,
        company=company,
        place=place,
        url=f"https://www.linkedin.com/jobs/view/{number}",
        key=f"{BOARD}:{number}",
        description=lines,
        structured=stated,
    )


def _from_html(mail: MailContent) -> dict[str, Card]:
    """Read the cards of the HTML part: the words in and under the link to one job, up to the link to the next."""
    seen: dict[str, _Seen] = {}
    current: _Seen | None = None
    for line in mail.lines:
        number = _job_number(line.href) if line.href else ""
        if number:
            current = seen.setdefault(number, _Seen())
        elif line.href:
            current = None
        if current is not None and line.text and line.text not in current.lines:
            current.lines.append(line.text)
    return {number: card for number, found in seen.items() if (card := _card(number, _split_company(found.lines)))}


def _split_company(lines: list[str]) -> list[str]:
    """Turn "Acme Inc. · Austin, TX (Remote)" under the title into two lines."""
    if len(lines) < 2 or "·" not in lines[1]:
        return lines
    company, _, place = lines[1].rpartition("·")
    return [lines[0], company.strip(), place.strip(), *lines[2:]]


def _merged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))
