"""The stored result in words: what the page says of each skill, each figure with what it was counted from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.kit.design.formats import number

TIERS = ("opens_most", "may_open", "goes_along")


def tier_words(tier: str) -> tuple[str, str]:
    """Return the title of a tier and the sentence below it."""
    words = {
        "opens_most": (_("Opens most"), _("Even counted low, each of these opens at least half as many postings as the best one.")),
        "may_open": (_("May open as much"), _("Counted high, each of these may reach that; counted low, it may not.")),
        "goes_along": (_("Goes along with what you know"), _("Often asked for beside your skills, but opens few postings by itself.")),
    }
    return words[tier]


def opened_words(row: Mapping[str, Any]) -> str:
    """Return how many postings a skill would have opened, with the interval."""
    opened = row["opened"]
    if not opened["n"]:
        return _("opens none by itself")
    text = ngettext("opens %(n)s posting (%(low)s–%(high)s)", "opens %(n)s postings (%(low)s–%(high)s)", opened["n"])
    return text % {"n": number(opened["n"]), "low": number(opened["low"], digits=0), "high": number(opened["high"], digits=0)}


def month_words(row: Mapping[str, Any]) -> str:
    """Return the same as a range a month."""
    month = row["per_month"]
    return _("%(low)s to %(high)s a month") % {"low": number(month["low"]), "high": number(month["high"])}


def hours_words(hours: Mapping[str, Any] | None) -> str:
    """Return the hours as a range, or that they are not known."""
    if hours is None:
        return _("hours not known")
    return _("%(low)s–%(high)s hours") % {"low": number(hours["low"]), "high": number(hours["high"])}


def together_words(row: Mapping[str, Any]) -> str:
    """Return the counts behind “goes along”, with the interval of the share."""
    pair = row["together"]
    if pair is None:
        return ""
    values = {
        "both": number(pair["both"]),
        "n": number(pair["n"]),
        "given": pair["given"],
        "low": percent(pair["low"]),
        "high": percent(pair["high"]),
    }
    return _("%(both)s of the %(n)s that name %(given)s also name it (%(low)s–%(high)s)") % values


def pay_words(pay: Mapping[str, Any] | None) -> str:
    """Return the difference of pay as a range, with how many postings say what they pay; "" where too few do."""
    if pay is None:
        return ""
    values = {"low": signed(pay["low"]), "high": signed(pay["high"]), "n": number(pay["n"]), "rest": number(pay["rest"])}
    if pay["low"] <= 0 <= pay["high"]:
        return _("pay not told apart: %(low)s to %(high)s (%(n)s with it, %(rest)s without say what they pay)") % values
    return _("pay %(low)s to %(high)s (%(n)s with it, %(rest)s without say what they pay)") % values


def change_words(row: Mapping[str, Any]) -> str:
    """Return a change of demand with both shares, their intervals and counts."""
    parts = [
        _("%(share)s of %(n)s (%(low)s–%(high)s)")
        % {"share": percent(one["share"]), "n": number(one["n"]), "low": percent(one["low"]), "high": percent(one["high"])}
        for one in (row["before"], row["after"])
    ]
    return _("%(before)s, then %(after)s") % {"before": parts[0], "after": parts[1]}


def percent(share: float | None) -> str:
    """Return a share as a whole per cent."""
    return "–" if share is None else _("%(number)s %%") % {"number": number(share * 100, digits=0)}


def signed(share: float) -> str:
    """Return a difference with its sign."""
    sign = "+" if share > 0.005 else "−" if share < -0.005 else "±"
    return f"{sign}{percent(abs(share))}"


def day(text: str | None) -> date | None:
    """Return the day of a stored result."""
    return date.fromisoformat(text) if text else None


def listed(names: Sequence[str]) -> str:
    """Return names joined by commas."""
    return ", ".join(names)
