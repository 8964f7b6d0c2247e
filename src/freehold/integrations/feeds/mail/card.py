"""One job as a mail shows it, and how it becomes a posting."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.links import stable_id
from freehold.integrations.feeds.mail.message import MailContent
from freehold.integrations.feeds.plain import one_line

_MODES = (
    ("hybrid", re.compile(r"\bhybrid\b|teilweise remote", re.IGNORECASE)),
    ("remote", re.compile(r"\bremote\b|home ?office|work from home", re.IGNORECASE)),
    ("onsite", re.compile(r"\bon-?site\b|\bin[- ]office\b|\bin[- ]person\b|vor ort", re.IGNORECASE)),
)
_MODE_IN_BRACKETS = re.compile(r"\s*\((?:remote|hybrid|on-?site|in[- ]office|vor ort)\)\s*$", re.IGNORECASE)


@dataclass(slots=True)
class Card:
    """One job of a mail. `key` is the board's id with the board's name before it, "" when the mail gives none."""

    title: str
    url: str
    key: str = ""
    company: str = ""
    place: str = ""
    published: datetime | None = None
    description: Sequence[str] = ()
    tags: Sequence[str] = ()
    structured: dict[str, Any] = field(default_factory=dict)


def mode_of(text: str) -> str:
    """Return the mode of work that a place line names ("Austin, TX (Remote)" → "remote"), "" for none."""
    return next((mode for mode, pattern in _MODES if pattern.search(text)), "")


def place_of(text: str) -> tuple[str, str]:
    """Return (place without the mode in brackets, mode)."""
    return _MODE_IN_BRACKETS.sub("", text).strip(), mode_of(text)


def posting_of(card: Card, mail: MailContent, *, board: str) -> Posting:
    """Return the posting of a card; `structured` also names the board and whether the mail was vouched for."""
    stated: dict[str, Any] = {**card.structured, "authenticated": mail.authenticated}
    if card.place:
        stated["place"] = card.place
    if board:
        stated["board"] = board
    return Posting(
        id=stable_id(card.key, card.url, card.title, card.company, card.place),
        title=one_line(card.title),
        description="\n".join(card.description),
        url=card.url,
        source="mail",
        published=card.published or mail.date,
        company=one_line(card.company),
        location=one_line(card.place),
        tags=tuple(card.tags),
        structured=stated,
    )
