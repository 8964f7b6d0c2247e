"""The charts of your numbers: each a question, answered in words, with its numbers behind it."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from freehold.apps.insights.selectors.concentration import FEWEST_MONTHS, Share
from freehold.apps.insights.selectors.figures import Figures
from freehold.apps.insights.views import overview_words as words
from freehold.domain.money.rounding import round_money
from freehold.kit.design.charts import Bar, Chart, Series, bars, columns, shares
from freehold.kit.design.formats import money, number

MOST_SHARES = 8


def charts(found: Figures) -> dict[str, Chart]:
    """Return the charts that the figures support, by key; what they do not support is not among them."""
    made = {
        "months": _months(found),
        "clients": _clients(found),
        "channels": _channels(found),
        "ageing": _ageing(found),
        "seasons": _seasons(found),
    }
    return {key: chart for key, chart in made.items() if chart is not None}


def _shown(found: Figures) -> Callable[[float], str]:
    language = get_language() or ""
    return lambda value: _whole(round(Decimal(str(value))), found.base, language)


@lru_cache(maxsize=4096)
def _whole(value: int, currency: str, _language: str) -> str:
    """Return an amount without cents as the active language writes it; ten years of months are hundreds of them on every page."""
    return money(value, currency, whole=True)


def _cents(amount: Decimal, found: Figures) -> Decimal:
    return round_money(amount, found.base)


def _months(found: Figures) -> Chart | None:
    if len(found.months) < 2:
        return None
    labels = [words.month_name(row.first) for row in found.months]
    best = max(found.months, key=lambda row: row.received)
    summary = _("You received %(total)s in %(count)s months and spent %(spent)s. The best month was %(month)s with %(most)s.") % {
        "total": words.cash(found.received.amount, found.base),
        "count": number(len(found.months)),
        "spent": words.cash(found.spent, found.base),
        "month": words.month_name(best.first),
        "most": words.cash(best.received, found.base),
    }
    return columns(
        _("What came in and what went out, month by month?"),
        labels,
        [
            Series(_("Received"), [_cents(row.received, found) for row in found.months], "solid"),
            Series(_("Spent"), [_cents(row.costs, found) for row in found.months], "warn"),
        ],
        line=Series(_("Invoiced"), [_cents(row.invoiced, found) for row in found.months], "dashed"),
        show=_shown(found),
        summary=summary,
    )


def _clients(found: Figures) -> Chart | None:
    known = found.concentration
    if known is None:
        return None
    top = known.shares[0]
    facts = {"name": top.name, "share": words.percent(top.share), "effective": number(known.effective), "n": number(known.n)}
    if len(known.shares) == 1:
        summary = _("All of it came from one client, %(name)s.") % facts
    else:
        summary = _("%(name)s brought %(share)s. It is as if you had %(effective)s clients of equal size.") % facts
    if known.low is not None and known.high is not None and len(known.shares) > 1:
        facts |= {"low": words.percent(known.low), "high": words.percent(known.high)}
        summary += (
            " " + _("In 8 of 10 years like this, drawn from its %(n)s months, the largest share lies between %(low)s and %(high)s.") % facts
        )
    elif known.n < FEWEST_MONTHS:
        summary += " " + ngettext(
            "How sure that is can be told from %(fewest)s months with income; there is %(n)s.",
            "How sure that is can be told from %(fewest)s months with income; there are %(n)s.",
            known.n,
        ) % {"fewest": FEWEST_MONTHS, "n": number(known.n)}
    return _divided(_("How much depends on one client?"), known.shares, found, summary, _("Client"))


def _channels(found: Figures) -> Chart | None:
    if not found.channel_shares:
        return None
    top = found.channel_shares[0]
    summary = _("Most came through: %(name)s, %(share)s.") % {"name": words.channel_name(top.name), "share": words.percent(top.share)}
    return _divided(_("Through which channel does your money come?"), found.channel_shares, found, summary, _("Channel"))


def _divided(question: str, rows: tuple[Share, ...], found: Figures, summary: str, head: str) -> Chart:
    items = [
        Bar(words.channel_name(row.name), float(_cents(row.amount, found)), words.cash(row.amount, found.base), mine=at == 0)
        for at, row in enumerate(rows[: MOST_SHARES * 4])
    ]
    return shares(question, items, columns=(head, _("Share"), found.base), summary=summary)


def _ageing(found: Figures) -> Chart | None:
    if not found.owed.n:
        return None
    items = [
        Bar(words.bucket_name(bucket), float(_cents(bucket.amount, found)), words.cash(bucket.amount, found.base), mine=bucket.is_late)
        for bucket in found.ageing
    ]
    summary = _("You are owed %(total)s today, and %(late)s of it is late.") % {
        "total": words.cash(found.owed.amount, found.base),
        "late": words.cash(found.late, found.base),
    }
    return bars(_("How long has money been owed to you?"), items, columns=(_("Days late"), found.base), summary=summary)


def _seasons(found: Figures) -> Chart | None:
    known = [row for row in found.seasons if row.mean is not None]
    if not known:
        return None
    best, least = max(known, key=lambda row: row.mean or 0), min(known, key=lambda row: row.mean or 0)
    fewest, most = min(row.n for row in known), max(row.n for row in known)
    facts = {
        "best": words.month_of_year(best.month), "most": words.cash(best.mean or Decimal(0), found.base),
        "least": words.month_of_year(least.month), "little": words.cash(least.mean or Decimal(0), found.base),
        "fewest": number(fewest), "years": number(most),
    }  # fmt: skip
    summary = _("Over the years %(best)s brought the most (%(most)s), %(least)s the least (%(little)s).") % facts
    summary += " " + (
        _("Each is the mean of %(years)s years.") % facts
        if fewest == most
        else _("Each is the mean of %(fewest)s to %(years)s years.") % facts
    )
    labels = [_("%(month)s (%(n)s)") % {"month": words.month_of_year(row.month), "n": row.n} for row in found.seasons]
    values = [None if row.mean is None else _cents(row.mean, found) for row in found.seasons]
    return columns(
        _("Which months of the year are good?"), labels, [Series(_("Received, mean"), values, "solid")], show=_shown(found),
        summary=summary, head=_("Month (years)"),
    )  # fmt: skip
