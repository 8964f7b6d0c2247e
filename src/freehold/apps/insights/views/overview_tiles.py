"""The tiles of your numbers: a figure, what it means in a sentence, and the rows that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.insights.selectors.figures import Figures
from freehold.apps.insights.selectors.winning import FEWEST
from freehold.apps.insights.views.overview_words import cash, hours, percent
from freehold.domain.money.rounding import round_to
from freehold.kit.design.formats import number

DASH = "–"


@dataclass(frozen=True, slots=True)
class Tile:
    """`key` names the rows behind it."""

    key: str
    name: str
    value: str
    note: str
    level: str = ""


def tiles(found: Figures) -> list[Tile]:
    """Return the tiles, the most asked for first."""
    return [*_money(found), *_time(found), *_work(found)]


def _money(found: Figures) -> Iterator[Tile]:
    base = found.base
    yield Tile(
        "received", _("Received"), cash(found.received.amount, base),
        ngettext("%(n)s payment, without VAT", "%(n)s payments, without VAT", found.received.n) % {"n": number(found.received.n)},
    )  # fmt: skip
    yield Tile(
        "invoiced", _("Invoiced"), cash(found.invoiced.amount, base),
        ngettext("%(n)s paper, without VAT; credit notes count against it", "%(n)s papers, without VAT; credit notes count against it",
                 found.invoiced.n) % {"n": number(found.invoiced.n)},
    )  # fmt: skip
    yield Tile(
        "spent", _("Spent"), cash(found.spent, base),
        _("Costs %(costs)s, fees %(fees)s, bids %(bids)s")
        % {"costs": cash(found.costs.amount, base), "fees": cash(found.fees.amount, base), "bids": cash(found.bids.amount, base)},
    )  # fmt: skip
    level = "warn" if found.profit < 0 else ""
    yield Tile("received", _("Profit"), cash(found.profit, base), _("Received less spent, before taxes on income"), level)
    if found.exchange:
        words = _("Between the day of the invoice and the day of the payment")
        yield Tile(
            "exchange",
            _("Exchange rates brought") if found.exchange > 0 else _("Exchange rates cost"),
            cash(abs(found.exchange), base),
            words,
        )
    late = _("%(late)s of it is late") % {"late": cash(found.late, base)} if found.late else _("Nothing is late")
    yield Tile("owed", _("Owed to you today"), cash(found.owed.amount, base), late, "warn" if found.late else "")


def _time(found: Figures) -> Iterator[Tile]:
    facts = {"billable": hours(found.billable), "all": hours(found.minutes)}
    if found.utilisation is None:
        yield Tile("hours", _("Utilisation"), DASH, _("No time was written down in this period."))
        yield Tile("hours", _("Effective hourly rate"), DASH, _("It is shown once time is written down."))
        return
    note = _("%(billable)s of %(all)s hours were billable.") % facts
    if found.of_capacity is not None:
        note += " " + _("Of the hours in your profile: %(share)s.") % {"share": percent(found.of_capacity)}
    else:
        note += " " + _("Your profile names no hours a week to compare with.")
    yield Tile("hours", _("Utilisation"), percent(found.utilisation), note)
    if found.hourly is not None:
        words = _("Received less spent, over all %(all)s hours, paid or not.") % facts
        yield Tile("hours", _("Effective hourly rate"), cash(found.hourly, found.base), words, "warn" if found.hourly < 0 else "")


def _work(found: Figures) -> Iterator[Tile]:
    whole = found.win
    if whole.rate is None:
        words = _("%(ended)s of %(fewest)s proposals that came to an end; from then on it is shown.")
        yield Tile("proposals", _("Win rate"), DASH, words % {"ended": number(whole.ended), "fewest": FEWEST})
    else:
        words = _("%(won)s of %(n)s proposals that came to an end. The true rate lies between %(low)s and %(high)s, with 95 %% chance.")
        facts = {"won": number(whole.won), "n": number(whole.ended), "low": percent(whole.rate.low95), "high": percent(whole.rate.high95)}
        yield Tile("proposals", _("Win rate"), percent(whole.won / whole.ended), words % facts)
    known = found.concentration
    if known is not None:
        words = _("It is as if you had %(count)s clients of equal size.") % {"count": number(round_to(known.effective, 1))}
        words = words if len(known.shares) > 1 else _("There is one client who paid.")
        yield Tile("clients", _("Share of the largest client"), percent(known.shares[0].share), words)
    days = late_days(found)
    if days is not None:
        words = _("After the due date, large amounts counting more.")
        yield Tile("received", _("Clients pay late by"), _("%(days)s days") % {"days": number(round_to(days, 1))}, words)


def late_days(found: Figures) -> Decimal | None:
    """Return how many days after the due date money came, each amount counting by its size; None when nothing was due."""
    due = sum((client.due for client in found.clients), Decimal(0))
    return sum((client.waited for client in found.clients), Decimal(0)) / due if due else None
