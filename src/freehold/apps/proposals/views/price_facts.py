"""What stands beside the price for the owner alone: the least, their budget, what like postings pay, and why each option is as it is."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.proposals.forms.price import Rows
from freehold.apps.proposals.selectors.prices import PriceView
from freehold.apps.proposals.views.price_words import reason_words, warning_words
from freehold.domain.proposals.market import FEWEST
from freehold.domain.proposals.price import Option
from freehold.kit.design.formats import money, money_range


def with_words(rows: Rows, view: PriceView) -> Rows:
    """Return the rows of the form, each option with its sum and with why it is so; warnings first."""
    price = view.price
    known = {option.key: option for option in price.options}
    for row in rows:
        option = known.get(row["key"])
        row["sum"] = _sum(option, price.currency) if option is not None else ""
        told = [{"text": warning_words(warn.code, warn.values), "level": "warn"} for key, warn in view.warnings if key == row["key"]]
        told += [{"text": reason_words(reason), "level": ""} for reason in (option.reasons if option is not None else ())]
        row["words"] = [one for one in told if one["text"]]
    return rows


def _sum(option: Option, currency: str) -> str:
    if not option.lines:
        return ""
    if not option.is_counted:
        return _("%(amount)s an hour") % {"amount": money(option.lines[0].price, currency)}
    return money(option.total(currency), currency)


def facts_beside(view: PriceView) -> list[dict[str, Any]]:
    """Return floor, budget and market as names with values; what is not known says so."""
    currency = view.price.currency
    return [
        {
            "name": _("Your least, by the hour"),
            "value": money(view.floor, currency) if view.floor is not None else "–",
            "note": "" if view.floor is not None else _("Your profile names none."),
        },
        {"name": _("Their budget"), "value": _budget(view), "note": f"“{view.budget}”" if view.budget else _("They do not say.")},
        _market(view),
        *({"name": _("Mind"), "value": words, "note": ""} for words in _about_all(view)),
    ]


def _budget(view: PriceView) -> str:
    currency = view.price.currency
    if view.budget_fixed is not None:
        return _("%(amount)s in all") % {"amount": money(view.budget_fixed, currency)}
    if view.budget_hourly is not None:
        return _("%(amount)s an hour") % {"amount": money(view.budget_hourly, currency)}
    return "–"


def _market(view: PriceView) -> dict[str, str]:
    name, market = _("Postings here pay, by the hour"), view.market
    if market is None:
        return {
            "name": name,
            "value": "–",
            "note": _("%(count)s of at least %(n)s that are needed to say.") % {"count": view.market_n or 0, "n": FEWEST},
        }
    count = ngettext("%(n)s posting", "%(n)s postings", market.n) % {"n": market.n}
    middle = money_range(market.median_low, market.median_high, market.currency)
    note = _("The middle half of %(count)s; their middle lies with 95 %% within %(range)s.") % {"count": count, "range": middle}
    return {"name": name, "value": money_range(market.low, market.high, market.currency), "note": note}


def _about_all(view: PriceView) -> list[str]:
    return [words for key, warn in view.warnings if not key and (words := warning_words(warn.code, warn.values))]
