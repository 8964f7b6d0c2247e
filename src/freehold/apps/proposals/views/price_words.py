"""Why a price is as it is, and what the owner should know of it, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from freehold.kit.design.formats import money

#: Codes of domain/proposals/pricing.
_REASONS: dict[str, str | Promise] = {
    "own_rate": _("Your usual rate is %(amount)s an hour."),
    "floor_rate": _("Your profile names no usual rate, so it begins with your least, %(amount)s an hour."),
    "market_rate": _("Your profile names no rate; the middle of %(n)s like postings is %(amount)s an hour."),
    "market_low": _("Raised to %(amount)s: three of four of %(n)s like postings pay more than your least."),
    "raised_to_floor": _("Raised to your least, %(amount)s an hour."),
    "within_budget": _("Lowered to %(amount)s an hour, the most that they name; it is not below your least."),
    "budget_below_floor": _("They name %(budget)s an hour at most, which is below your least of %(floor)s; it stays at your least."),
    "converted": _("Changed from %(from)s to %(to)s at the rate of %(day)s."),
    "hours_times_rate": _("%(hours)s hours at %(rate)s."),
    "their_budget": _("Their budget of %(amount)s, as it comes to nearly the same."),
    "rounded_up": _("Rounded up to %(amount)s."),
    "package_share": _("%(percent)s %% of the work, about %(hours)s hours."),
}
_WARNINGS: dict[str, str | Promise] = {
    "below_floor": _("This is %(hourly)s an hour, below your least of %(floor)s."),
    "over_budget": _("They name %(budget)s; this asks %(amount)s."),
    "under_market": _("This is %(hourly)s an hour; three of four like postings pay more than %(low)s."),
    "no_rate": _("Your profile names no rate, so nothing here is compared with your least."),
    "no_exchange": _("There is no rate of exchange from %(from)s to %(to)s, so nothing here is compared with your least."),
    "no_hours": _("Without hours this cannot be compared with your least. Say how many it takes."),
}
_AMOUNTS = {"amount", "floor", "budget", "rate", "hourly", "low"}


def reason_words(reason: Mapping[str, str]) -> str:
    """Return one reason of a price as a sentence; "" for a code of a later version."""
    return _words(_REASONS.get, reason.get("code", ""), reason)


def warning_words(code: str, values: Mapping[str, str]) -> str:
    """Return one warning about a price as a sentence."""
    return _words(_WARNINGS.get, code, values)


def _words(find: Callable[[str], str | Promise | None], code: str, values: Mapping[str, str]) -> str:
    sentence = find(code)
    if sentence is None:
        return ""
    shown = {name: _amount(value) if name in _AMOUNTS else value for name, value in values.items()}
    try:
        return str(sentence) % shown
    except (KeyError, ValueError):  # a number that an older version did not keep
        return ""


def _amount(text: str) -> str:
    number, _blank, currency = text.partition(" ")
    try:
        return money(Decimal(number), currency) if currency else text
    except (InvalidOperation, ValueError):
        return text
