"""What the pages of independence share: addresses that may not be there, per cent, months and days as words, the tabs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.insights.tabs import tabs
from freehold.domain.risk.dependence import DAYS_A_MONTH
from freehold.kit.design.formats import money, number


def address(name: str, *arguments: Any) -> str:
    """Return where a page of another app is, "" in an installation without it."""
    try:
        return reverse(name, args=arguments)
    except NoReverseMatch:
        return ""


def per_cent(share: float) -> str:
    """Return a share of 1 as "42 %"."""
    return _("%(value)s %%") % {"value": number(round(share * 100))}


def range_words(low: float, high: float) -> str:
    """Return two shares of 1 as "20–35 %"."""
    ends = number(round(low * 100)), number(round(high * 100))
    return _("%(value)s %%") % {"value": ends[0] if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"}


def whole(value: float, currency: str) -> str:
    """Return an amount without cents."""
    return money(Decimal(round(value)), currency, whole=True)


def months_words(months: float) -> str:
    """Return "4.5 months"."""
    shown = round(months, 1)
    count = 1 if shown == 1 else 2
    return ngettext("%(count)s month", "%(count)s months", count) % {"count": number(shown)}


def day_after(day: date, months: float) -> str:
    """Return the day so many months after `day`, as readers write it."""
    return str(date_format(day + timedelta(days=round(months * DAYS_A_MONTH)), "DATE_FORMAT"))


def platform_words(name: str) -> str:
    """Return a platform's name, or that of a kind of source; "" is direct work."""
    return _(name) if name else _("Direct")


def context(request: Any, **more: Any) -> dict[str, Any]:
    """Return what every page of this place needs."""
    return {"tabs": tabs(request, "independence"), **more}


def number_from(text: str) -> int | None:
    """Return a whole number that came in a form, None for anything else."""
    plain = text.strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None
