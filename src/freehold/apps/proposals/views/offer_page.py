"""What stands on a client's page of a proposal: for the client, and for the owner who wants to see what the client sees."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from freehold.apps.billing.forms.documents import UNITS
from freehold.apps.billing.forms.fields import shown
from freehold.apps.billing.selectors.settings import billing_settings
from freehold.apps.proposals.models import Proposal, ProposalState, ProposalVersion
from freehold.apps.proposals.services.answering import standing
from freehold.apps.proposals.services.locking import local_day
from freehold.domain.money.rounding import round_on_document
from freehold.domain.proposals.price import Option, Price, PriceLine, price_from_json
from freehold.kit.design.formats import money

_UNITS = dict(UNITS)


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line of an option: `amount` is "12 hours, €80.00 each"; empty for one piece."""

    name: str
    detail: str
    amount: str
    net: str


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One way to buy, as it is read. `sum` is "" where only the price of an hour is agreed on."""

    key: str
    name: str
    sum: str
    lines: tuple[ShownLine, ...]


def context_of(proposal: Proposal, version: ProposalVersion, *, now: datetime) -> dict[str, Any]:
    """Return what the page says; addresses are added by whoever shows it."""
    settings = billing_settings(proposal.workspace_id)
    today = local_day(proposal, now)
    price = price_from_json(version.price) if version.price else Price(proposal.currency)
    return {
        "proposal": proposal,
        "sender": settings,
        "sender_name": settings.trading_name or settings.name or proposal.workspace.name,
        "for_whom": _for_whom(proposal),
        "day": timezone.localdate(proposal.sent_at) if proposal.sent_at else today,
        "today": today,
        "standing": "open" if (found := standing(proposal, now)) == "gone" else found,
        "sections": version.sections,
        "price_key": _price_place(version.sections),
        "options": [shown_option(option, price.currency) for option in price.offered],
        "price_note": price.note,
        "chosen": next((one for one in price.options if one.key == proposal.accepted_option), None) if proposal.accepted_option else None,
        "deposit": _deposit(proposal, price),
        "version_hash": version.text_hash,
    }


def shown_option(option: Option, currency: str) -> ShownOption:
    """Return an option with its lines in words and rounded sums."""
    lines = tuple(_lines(option.lines, currency, counted=option.is_counted))
    return ShownOption(option.key, option.name, money(option.total(currency), currency) if option.is_counted else "", lines)


def _lines(lines: Iterable[PriceLine], currency: str, *, counted: bool) -> Iterable[ShownLine]:
    for line in lines:
        if not counted and line.unit == "HUR":
            yield ShownLine(line.name, line.detail, "", _("%(amount)s an hour") % {"amount": money(line.price, currency)})
            continue
        net = round_on_document(line.quantity * line.price, currency)
        one = line.quantity == 1 and line.unit in {"C62", "LS"}
        amount = "" if one else f"{shown(line.quantity)} {_UNITS.get(line.unit, '')} × {money(line.price, currency)}"
        yield ShownLine(line.name, line.detail, " ".join(amount.split()), money(net, currency))


def _for_whom(proposal: Proposal) -> str:
    names = [
        proposal.contact.name if proposal.contact else proposal.sent_to_name,
        proposal.client.name if proposal.client else proposal.company,
    ]
    return ", ".join(dict.fromkeys(name for name in names if name))


def _price_place(sections: Iterable[dict[str, str]]) -> str:
    """Return the section that the price follows: the one about it, else the last."""
    keys = [section["key"] for section in sections]
    return "price" if "price" in keys else keys[-1] if keys else ""


def _deposit(proposal: Proposal, price: Price) -> str:
    """Return the deposit of the accepted price before tax, "" without one."""
    option = price.option(proposal.accepted_option)
    if proposal.state != ProposalState.ACCEPTED or option is None or not option.is_counted or not price.deposit_percent:
        return ""
    return money(round_on_document(option.total(price.currency) * price.deposit_percent / 100, price.currency), price.currency)
