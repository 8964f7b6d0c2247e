"""A mail in, postings out: the template of the board that sent it, or whose links it holds, else the generic reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from freehold.domain.postings.posting import Posting
from freehold.integrations.feeds.links import is_host
from freehold.integrations.feeds.mail import generic, indeed, linkedin, upwork
from freehold.integrations.feeds.mail.card import Card, posting_of
from freehold.integrations.feeds.mail.message import MailContent


@dataclass(frozen=True, slots=True)
class Template:
    """How the mails of one board are read."""

    board: str
    domain: str
    read: Callable[[MailContent], list[Card]]


TEMPLATES = tuple(Template(module.BOARD, module.DOMAIN, module.read) for module in (upwork, linkedin, indeed))


def postings_in(mail: MailContent) -> tuple[Posting, ...]:
    """Return the postings of a mail. A forwarded alert is read by the template whose links it holds."""
    ordered = sorted(TEMPLATES, key=lambda template: not is_host(mail.sender_domain, template.domain))
    for template in ordered:
        if cards := template.read(mail):
            return tuple(posting_of(card, mail, board=template.board) for card in cards)
    return tuple(posting_of(card, mail, board="") for card in generic.read(mail))
