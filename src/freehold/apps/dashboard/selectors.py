"""What Today shows: what needs the person now, in order, each with one action, and two charts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from freehold.apps.opportunities import selectors as inbox
from freehold.apps.opportunities.selectors.facts import reason as worded
from freehold.domain.matching.profile import RateFloor
from freehold.domain.money.exchange import ExchangeRates
from freehold.kit.design.charts import Bar, Chart, bars, range_strip
from freehold.kit.design.formats import money

CHART_DAYS = 14
PAY_DAYS = 90
FEWEST_RATES = 5


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that waits for the person. `url` and `action` are its one step; `score` shows a ring."""

    icon: str
    title: str
    note: str
    url: str
    action: str
    level: str = ""
    score: int | None = None


def needs(today: inbox.Today, on: date) -> list[Need]:
    """Return what waits, the most pressing first: what runs late, what is broken, what fits, what was left half done."""
    return [*_follow_ups(today, on), *_failing(today), *_strong(today), *_unfinished(today)]


def _follow_ups(today: inbox.Today, on: date) -> Iterator[Need]:
    for card in today.follow_ups:
        late = card.follow_up_on is not None and card.follow_up_on < on
        when = date_format(card.follow_up_on, "SHORT_DATE_FORMAT") if card.follow_up_on else ""
        note = _("You wanted to follow up on %(date)s.") % {"date": when} if late else _("You wanted to follow up today.")
        level = "warn" if late else ""
        yield Need(
            "clock", card.title, f"{card.company} · {note}" if card.company else note, _page(card), _("Follow up"), level, card.score
        )


def _failing(today: inbox.Today) -> Iterator[Need]:
    for source in today.failing:
        title = _("“%(name)s” cannot be read") % {"name": source.label}
        yield Need("cloud-off", title, source.last_error, reverse("opportunities:sources"), _("Look at it"), "bad")


def _strong(today: inbox.Today) -> Iterator[Need]:
    for card in today.strong:
        why = next((worded(reason).text for reason in card.reasons if reason.get("points", 0) > 0), "")
        yield Need("briefcase", card.title, " · ".join(filter(None, [card.company, why])), _page(card), _("Look at it"), "", card.score)


def _unfinished(today: inbox.Today) -> Iterator[Need]:
    for run in today.unfinished:
        title = _("The import of “%(name)s” waits for you") % {"name": run.name}
        yield Need("file-down", title, _("Nothing was taken in yet."), reverse("opportunities:import_run", args=[run.pk]), _("Go on"))


def _page(card: inbox.Card) -> str:
    return reverse("opportunities:detail", args=[card.id])


def arrivals_chart(workspace_id: int, freelancer_id: int, now: datetime, zone: tzinfo) -> Chart | None:
    """Return the postings of the last two weeks by day, or None when there were none."""
    days = inbox.postings_by_day(workspace_id, freelancer_id, since=now - timedelta(days=CHART_DAYS), zone=zone)
    if not days:
        return None
    good = sum(day.strong for day in days)
    total = sum(day.strong + day.partial + day.rest for day in days)
    summary = ngettext(
        "%(good)s of %(total)s posting of the last two weeks fits you well.",
        "%(good)s of %(total)s postings of the last two weeks fit you well.",
        total,
    ) % {"good": good, "total": total}
    rows = [
        Bar(_("Fits well"), good, str(good), mine=True),
        Bar(_("Fits in part"), sum(day.partial for day in days), str(sum(day.partial for day in days))),
        Bar(_("Fits little, or cannot be judged"), sum(day.rest for day in days), str(sum(day.rest for day in days))),
    ]
    return bars(_("How much of what arrives fits you?"), rows, columns=(_("Fit"), _("Postings")), summary=summary)


def rate_chart(workspace_id: int, floor: RateFloor, rates: ExchangeRates, now: datetime) -> Chart | None:
    """Return the hourly pay of the last 90 days' postings with the person's floor marked, or None under five postings."""
    offers = _in_currency(inbox.pay_ranges(workspace_id, "hourly", since=now - timedelta(days=PAY_DAYS)), floor, rates)
    if len(offers) < FEWEST_RATES:
        return None
    return range_strip(
        _("Where does your rate stand among the postings you saw?"),
        [float(offer) for offer in offers],
        mark=float(floor.min),
        mark_label=_("your floor"),
        show=lambda value: money(Decimal(str(round(value))), floor.currency, whole=True),
    )


def _in_currency(offers: Sequence[inbox.PayRange], floor: RateFloor, rates: ExchangeRates) -> list[Decimal]:
    found = []
    for offer in offers:
        best = offer.max if offer.max is not None else offer.min
        if best is not None and rates.knows(offer.currency) and rates.knows(floor.currency):
            found.append(rates.convert(best, offer.currency, floor.currency))
    return found
